from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from locvid.model.errors import ExitCode
from locvid.model.verdict import Outcome, Verdict


def files_of(folder: Path) -> Mapping[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def states(shell: Any, **options: Any) -> dict[str, tuple[str, str]]:
    said = shell("plan", "--langs", "fr", "--generator", "pattern", "--json")
    (film,) = json.loads(said.out)["films"]
    return {shot["id"]: (shot["state"], shot["reason"]) for shot in film["shots"]}


def verdict(outcome: Outcome, *shots: str) -> Verdict:
    from locvid.model.verdict import Check

    checks = (
        Check("lip-sync", outcome, "because"),
        *(Check("lip-sync", outcome, "because", shot) for shot in shots),
    )
    return Verdict(outcome, checks, gate="test")


def test_a_render_makes_a_film_with_captions_and_a_manifest(shell, judge, project):
    said = shell.render("--json", langs="fr,en")
    assert said.code is ExitCode.OK
    films = json.loads(said.out)["films"]
    assert [film["locale"] for film in films] == ["fr-FR", "en-US"]
    assert sorted(files_of(project / "out")) == [
        f"film.{tag}{suffix}"
        for tag in ("en-US", "fr-FR")
        for suffix in (".json", ".mp4", ".srt", ".vtt")
    ]
    manifest = json.loads(Path(films[0]["manifest"]).read_text())
    assert manifest["ai_generated"] is True
    assert [shot["id"] for shot in manifest["shots"]] == ["hello", "bye"]
    assert manifest["shots"][0]["prompt"]["lines"][0]["text"] == "Bonjour à tous."
    assert manifest["run"]["verdict"]["outcome"] == "pass"


def test_stems_are_written_when_asked_for(shell, judge, project):
    assert shell.render("--stems").code is ExitCode.OK
    names = {path.name for path in (project / "out" / "film").iterdir()}
    assert {
        f"film.fr-FR.{stem}.wav" for stem in ("dialogue", "foreground", "midground", "ambience")
    } <= names


def test_an_unchanged_film_is_not_made_again(shell, judge, project):
    shell.render()
    before = {path: path.stat().st_mtime_ns for path in (project / "out").rglob("*.*")}
    said = shell.render()
    assert said.code is ExitCode.OK
    assert "(unchanged)" in said.out
    assert len(judge.films) == 1
    assert {path: path.stat().st_mtime_ns for path in (project / "out").rglob("*.*")} == before


def test_two_runs_from_nothing_give_the_same_bytes(shell, judge, project, tmp_path):
    shell.render()
    once = files_of(project / "out")
    shell.cache = tmp_path / "another cache"
    shell.render("--out", "again")
    assert files_of(project / "again") == once


def test_one_changed_line_makes_one_shot_again(shell, judge, project):
    shell.render()
    script = project / "film.yaml"
    script.write_text(script.read_text().replace("À demain.", "À bientôt."))
    planned = states(shell)
    assert planned["hello"][0] == "cached"
    assert planned["bye"] == ("changed", "text changed")
    said = shell.render()
    assert said.code is ExitCode.OK
    assert "1 shot to render" in said.err


def test_the_plan_names_the_preset_that_changed(shell, judge, project):
    shell.render()
    presenters = project / "presets" / "presenters"
    presenters.mkdir()
    from locvid.presets.library import PresetLibrary

    maya = PresetLibrary().get("presenters", "maya").location.file.read_text()
    (presenters / "maya.yaml").write_text(maya + "\n# the same\n")
    assert {state for state, _ in states(shell).values()} == {"cached"}
    script = project / "film.yaml"
    office = PresetLibrary().get("settings", "office").location.file.read_text()
    settings = project / "presets" / "settings"
    settings.mkdir()
    description = 'description: "another office"\n'
    rest = "".join(line for line in office.splitlines(True) if not line.startswith("description:"))
    (settings / "office.yaml").write_text(description + rest)
    planned = states(shell)
    assert planned["bye"][0] == "cached"
    assert planned["hello"][0] == "changed"
    assert "preset settings/office" in planned["hello"][1]
    assert script.exists()


@pytest.mark.parametrize("suffix", [".mp4", ".srt", ".json"])
def test_a_file_that_is_gone_or_altered_is_made_again(shell, judge, project, suffix):
    shell.render()
    file = project / "out" / "film" / f"film.fr-FR{suffix}"
    good = file.read_bytes()
    file.write_bytes(good[:-1] + b"x")
    assert shell.render().code is ExitCode.OK
    assert file.read_bytes() == good
    file.unlink()
    assert shell.render().code is ExitCode.OK
    assert file.read_bytes() == good


def test_a_damaged_cache_entry_is_thrown_away_and_made_again(shell, judge, project):
    shell.render()
    film = project / "out" / "film" / "film.fr-FR.mp4"
    good = film.read_bytes()
    for picture in (shell.cache / "shots").rglob("*.mp4"):
        picture.write_bytes(b"\0" * picture.stat().st_size)
    film.unlink()
    said = shell.render()
    assert said.code is ExitCode.OK
    assert film.read_bytes() == good


def test_a_failing_shot_is_rendered_again_with_another_seed(shell, judge, project):
    judge.verdicts = [verdict(Outcome.FAIL, "bye")]
    said = shell.render("--json")
    assert said.code is ExitCode.OK
    assert "bye did not pass" in said.err
    (film,) = json.loads(said.out)["films"]
    assert {shot["id"]: shot["attempt"] for shot in film["shots"]} == {"hello": 0, "bye": 1}
    assert "(unchanged)" in shell.render().out


def test_a_film_that_keeps_failing_ends_with_1_and_the_evidence(shell, judge, project):
    judge.verdicts = [verdict(Outcome.FAIL, "bye")] * 2
    said = shell.render("--retries", "1")
    assert said.code is ExitCode.GATE_FAILED
    assert len(said.errors) == 1
    assert "because" in said.errors[0]
    manifest = json.loads((project / "out" / "film" / "film.fr-FR.json").read_text())
    assert manifest["run"]["verdict"]["outcome"] == "fail"
    assert (project / "out" / "film" / "film.fr-FR.mp4").exists()
    assert shell.render("--retries", "1").code is ExitCode.GATE_FAILED
    assert len(judge.films) == 2, "nothing is measured again while nothing changed"


def test_more_retries_go_on_where_the_last_run_gave_up(shell, judge):
    judge.verdicts = [verdict(Outcome.FAIL, "bye")]
    assert shell.render("--retries", "0").code is ExitCode.GATE_FAILED
    said = shell.render("--retries", "1", "--json")
    assert said.code is ExitCode.OK
    (film,) = json.loads(said.out)["films"]
    assert {shot["id"]: shot["attempt"] for shot in film["shots"]} == {"hello": 0, "bye": 1}


def test_what_cannot_be_judged_does_not_pass(shell, judge):
    judge.verdicts = [verdict(Outcome.CANNOT_TELL)]
    said = shell.render()
    assert said.code is ExitCode.GATE_FAILED
    assert "cannot tell" in said.out
    assert len(judge.films) == 1


def test_an_error_in_one_language_does_not_lose_the_other(shell, judge, project):
    said = shell.render(langs="pl,fr")
    assert said.code is ExitCode.USAGE
    assert "pl-PL" in said.errors[0]
    assert (project / "out" / "film" / "film.fr-FR.mp4").exists()


def test_a_generator_that_breaks_keeps_the_other_films_and_names_the_log(shell, project):
    said = shell.render(generator="broken")
    assert said.code is ExitCode.INTERNAL
    assert len(said.errors) == 1
    log = Path(said.errors[0].rpartition("the log is ")[2])
    assert "ZeroDivisionError" in log.read_text()
    assert "Traceback" not in said.err


def test_a_killed_worker_is_told_in_one_sentence(shell, project):
    said = shell.render("--jobs", "1", generator="dying")
    assert said.code is ExitCode.INTERNAL
    assert len(said.errors) == 1
    assert "was killed (signal 9)" in said.errors[0]


def test_the_seed_gives_another_take(shell, judge, project):
    shell.render()
    film = project / "out" / "film" / "film.fr-FR.mp4"
    first = film.read_bytes()
    assert shell.render("--seed", "7").code is ExitCode.OK
    assert film.read_bytes() != first
