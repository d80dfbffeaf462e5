from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode, InvalidInput
from locvid.run.approvals import (
    Approval,
    Decision,
    Standing,
    read_approvals,
    standing,
    write_approvals,
)
from locvid.run.deciding import merged, update

YES = Approval(Decision.APPROVED, "1" * 64, "fine", "Ann", "2026-11-25T10:00:00+00:00")
NO = Approval(Decision.REJECTED, "1" * 64, "too fast", "Ben", "2026-11-25T12:00:00+01:00")


def test_decisions_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "approvals.json"
    assert read_approvals(file) == {}
    write_approvals(file, {"b.fr-FR": YES, "a.ja-JP": NO})
    assert read_approvals(file) == {"b.fr-FR": YES, "a.ja-JP": NO}


def test_a_decision_lapses_when_the_film_changes():
    known = {"a.fr-FR": YES, "a.de-DE": NO}
    assert standing(known, "a.fr-FR", "1" * 64) is Standing.APPROVED
    assert standing(known, "a.fr-FR", "2" * 64) is Standing.LAPSED
    assert standing(known, "a.de-DE", "1" * 64) is Standing.REJECTED
    assert standing(known, "a.ja-JP", "1" * 64) is Standing.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "", "[", "[]", "{}", "null", '{"locvid_approvals": 2, "films": {}}',
        '{"locvid_approvals": 1}', '{"locvid_approvals": 1, "films": []}',
        '{"locvid_approvals": 1, "films": {"a": 1}}',
        '{"locvid_approvals": 1, "films": {"a": {"decision": "maybe", "sha256": "1"}}}',
        '{"locvid_approvals": 1, "films": {"a": {"decision": "approved", "sha256": ""}}}',
        '{"locvid_approvals": 1, "films": {"a": {"decision": ["approved"], "sha256": "1"}}}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_file_approves_nothing(tmp_path, text):
    file = tmp_path / "approvals.json"
    file.write_text(text)
    with pytest.raises(InvalidInput) as error:
        read_approvals(file)
    assert str(file) in str(error.value)


def test_of_two_saved_decisions_the_later_one_holds_in_any_order(tmp_path):
    early, late = tmp_path / "early.json", tmp_path / "late.json"
    write_approvals(early, {"a.fr-FR": YES})
    # 12:00 in Berlin is 11:00 UTC, an hour after the other.
    write_approvals(late, {"a.fr-FR": NO})
    assert merged([early, late]) == merged([late, early]) == {"a.fr-FR": NO}
    known = tmp_path / "approvals.json"
    write_approvals(known, {"a.fr-FR": NO})
    assert update(known, {"a.fr-FR": YES}, {}) == {}
    assert update(known, {}, {"a.fr-FR": YES}) == {"a.fr-FR": YES}


def test_a_run_that_requires_approval_names_what_is_not_approved(shell, judge, project):
    assert shell.render(langs="fr,en").code is ExitCode.OK
    said = shell.render("--require-approved", langs="fr,en")
    assert said.code is ExitCode.GATE_FAILED
    assert len(said.errors) == 2
    assert "[fr-FR] the film 'film.fr-FR' is not approved" in said.err

    french = "out/film/film.fr-FR.mp4"
    approved = shell("approve", french, "--by", "Ann")
    assert approved.code is ExitCode.OK
    assert "film.fr-FR: approved" in approved.out
    said = shell.render("--require-approved", langs="fr,en")
    assert (said.code, len(said.errors)) == (ExitCode.GATE_FAILED, 1)
    assert "film.en-US" in said.err

    shell("approve", "out", "--note", "all fine")
    decided = json.loads((project / "out" / "approvals.json").read_text())["films"]
    assert decided["film.en-US"]["by"] == getpass.getuser()
    assert shell.render("--require-approved", langs="fr,en").code is ExitCode.OK
    shell("approve", french, "--reject", "--note", "too fast", "--by", "Ben")
    said = shell.render("--require-approved")
    assert said.code is ExitCode.GATE_FAILED
    assert "the film 'film.fr-FR' was rejected by Ben: too fast" in said.err


def test_an_approval_lapses_when_the_script_changes(shell, judge, project):
    shell.render()
    shell("approve", "out", "--approvals", "kept/approvals.json")
    arguments = ("--require-approved", "--approvals", "kept/approvals.json")
    assert shell.render(*arguments).code is ExitCode.OK
    script = project / "film.yaml"
    script.write_text(script.read_text().replace("À demain.", "À bientôt."))
    said = shell.render(*arguments, "--json")
    assert said.code is ExitCode.GATE_FAILED
    assert "has changed since it was approved" in said.err
    assert json.loads(said.out)["exit_code"] == 1


def test_what_a_page_saved_is_taken_in(shell, judge, project):
    shell.render()
    film = json.loads((project / "out/film/film.fr-FR.json").read_text())
    sha = film["run"]["files"]["film.fr-FR.mp4"]["sha256"]
    write_approvals(project / "saved.json", {"film.fr-FR": Approval(Decision.APPROVED, sha)})
    said = shell("approve", "--from", "saved.json")
    assert said.code is ExitCode.OK
    assert shell.render("--require-approved").code is ExitCode.OK


def test_decisions_lie_in_the_output_folder_wherever_one_stands(shell, judge, project, monkeypatch):
    shell.render()
    monkeypatch.chdir(project / "out" / "film")
    shell.folder = Path()
    assert shell("approve", "film.fr-FR.mp4").code is ExitCode.OK
    shell.folder = project
    assert shell.render("--require-approved").code is ExitCode.OK


def test_films_of_two_output_folders_are_decided_on_in_their_own(shell, judge, project):
    shell.render()
    shell.render("--out", "other", langs="en")
    assert shell("approve", "out", "other").code is ExitCode.OK
    assert list(read_approvals(project / "out/approvals.json")) == ["film.fr-FR"]
    assert list(read_approvals(project / "other/approvals.json")) == ["film.en-US"]


def test_the_output_folder_is_that_of_the_project(shell, judge, project):
    (project / "locvid.yaml").write_text("output: films\n")
    shell.render()
    film = json.loads((project / "films/film/film.fr-FR.json").read_text())
    sha = film["run"]["files"]["film.fr-FR.mp4"]["sha256"]
    write_approvals(project / "saved.json", {"film.fr-FR": Approval(Decision.APPROVED, sha)})
    shell("approve", "--from", "saved.json")
    assert shell.render("--require-approved").code is ExitCode.OK
    said = shell("report", "--format", "json")
    assert (said.code, said.out.strip()) == (ExitCode.OK, str(project / "films/results.json"))


def test_a_film_that_was_altered_cannot_be_approved(shell, judge, project):
    shell.render()
    with (project / "out/film/film.fr-FR.mp4").open("ab") as stream:
        stream.write(b"more")
    said = shell("approve", "out")
    assert said.code is ExitCode.USAGE
    assert "not the one that its manifest describes" in said.err
    assert not (project / "out/approvals.json").exists()


def test_a_damaged_file_stops_a_run_before_it_renders(shell, judge, project):
    (project / "approvals.json").write_text("{}")
    said = shell.render("--require-approved", "--approvals", "approvals.json")
    assert said.code is ExitCode.USAGE
    assert not judge.films


def test_naming_nothing_is_a_mistake(shell):
    said = shell("approve")
    assert said.code is ExitCode.USAGE
    assert "name films to decide on" in said.err
