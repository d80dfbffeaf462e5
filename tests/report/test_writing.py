from __future__ import annotations

from xml.etree import ElementTree as xml

from conftest import verdict

from locvid.model.errors import ExitCode
from locvid.model.verdict import Outcome


def failures(project):
    root = xml.parse(project / "out" / "junit.xml").getroot()
    return [(each.tag, each.get("message")) for each in root.iter() if each.tag in BAD]


BAD = ("failure", "error")


def test_a_failed_gate_is_told_once_with_its_film(shell, judge, project):
    judge.verdicts = [verdict(Outcome.FAIL)] * 3
    said = shell.render("--retries", "0", "--report", "junit")
    assert said.code is ExitCode.GATE_FAILED
    assert failures(project) == [("failure", "sound 12 ms late")]


def test_reports_may_be_named_in_one_list(shell, judge, project):
    said = shell.render("--report", "json,junit=build/a,b.xml,github=s.md")
    assert said.code is ExitCode.OK
    assert len(list((project / "out").glob("*.json"))) == 1
    assert (project / "build" / "a,b.xml").is_file()
    assert (project / "s.md").is_file()
    assert "no report called 'htm'" in shell.render("--report", "json,htm").errors[0]


def test_a_film_that_failed_and_was_removed_is_told_as_well(shell, judge, project):
    judge.verdicts = [verdict(Outcome.FAIL)] * 3
    said = shell.render("--retries", "0", "--on-fail", "drop", "--report", "junit")
    assert said.code is ExitCode.GATE_FAILED
    ((tag, message),) = failures(project)
    assert tag == "error"
    assert "does not pass the gate 'test'" in message


def test_a_film_that_is_kept_is_told_once_though_another_of_its_language_was_removed(
    shell, judge, project
):
    (project / "other.yaml").write_text((project / "film.yaml").read_text())
    # The first offset is taken out, and the film fails again.
    judge.verdicts = [*[verdict(Outcome.FAIL)] * 2, verdict(Outcome.CANNOT_TELL)]
    options = ("--retries", "0", "--on-fail", "drop", "--jobs", "1", "--report", "junit")
    assert shell.render("film.yaml", "other.yaml", *options).code is ExitCode.GATE_FAILED
    assert sorted(tag for tag, _ in failures(project)) == ["error", "failure"]


def test_a_script_that_is_broken_does_not_keep_the_others_from_the_report(shell, judge, project):
    (project / "broken.yaml").write_text("locvid: 1\nshots: nonsense\n")
    said = shell.render("film.yaml", "broken.yaml", "--report", "junit")
    assert said.code is ExitCode.USAGE
    assert [tag for tag, _ in failures(project)] == ["error"]
    root = xml.parse(project / "out" / "junit.xml").getroot()
    assert [suite.get("name") for suite in root] == ["film.fr-FR", "unfinished"]


def test_what_cannot_be_written_is_told_before_anything_is_rendered(shell, judge, project):
    (project / "page").mkdir()
    (project / "page" / "thesis.doc").write_text("years of work")
    said = shell.render("--report", "html=page")
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert not judge.films


def test_a_folder_in_the_way_is_told_before_anything_is_rendered(shell, judge, project):
    for name in ("json", "junit", "github"):
        said = shell.render("--report", f"{name}=presets")
        assert said.code is ExitCode.USAGE
        assert f"the {name} report is a file" in said.errors[0]
    assert not judge.films


def test_one_film_is_reported_on_by_its_manifest(shell, judge, project):
    shell.render(langs="fr,en")
    said = shell("report", "out/film/film.fr-FR.json", "--format", "junit")
    assert said.code is ExitCode.OK, said.err
    root = xml.parse(project / "out" / "junit.xml").getroot()
    assert [suite.get("name") for suite in root] == ["film.fr-FR"]
