"""What holds for every report, whoever brings it."""

from __future__ import annotations

import pytest

from locvid import plugins
from locvid.model.errors import ExitCode, InvalidInput
from locvid.report.base import Results

NAMES = plugins.names("locvid.reports")


def test_the_formats_are_found_by_entry_point():
    assert {"junit", "github", "html"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_written_where_it_was_asked_for(name, films, place):
    report = plugins.load("locvid.reports", name)()
    assert report.name == name
    assert report.description
    where = place("here")
    report.check(where)
    written = report.write(Results(films), where)
    assert written is not None
    assert written.is_file()
    assert written.is_relative_to(where.target)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_has_a_place_of_its_own_in_the_output_folder(name, films, place, out):
    report = plugins.load("locvid.reports", name)()
    written = report.write(Results(films), place())
    assert written is not None
    assert written.is_relative_to(out)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_made_is_a_report_too(name, place):
    error = InvalidInput("the script is broken", locale="fr-FR", hint="mend it")
    report = plugins.load("locvid.reports", name)()
    written = report.write(Results((), (error,)), place("here"))
    files = sorted(written.parent.glob("*.js")) if name == "html" else [written]
    told = "".join(file.read_text() for file in files)
    assert "the script is broken" in told


def test_a_format_that_does_not_exist_is_told_before_anything_is_rendered(shell, judge, project):
    said = shell.render("--report", "junitt")
    assert said.code is ExitCode.USAGE
    assert "did you mean 'junit'?" in said.err
    assert not (project / "out").exists()


def test_a_render_writes_the_reports_that_it_is_asked_for(shell, judge, project):
    said = shell.render("--report", "junit=build/results.xml", "--report", "html", "--json")
    assert said.code is ExitCode.OK, said.err
    assert (project / "build" / "results.xml").is_file()
    assert (project / "out" / "review" / "index.html").is_file()
    # The films in the page are not taken for films of the run.
    again = shell("report", "out", "--format", "junit", "-o", "again.xml")
    assert again.code is ExitCode.OK
    assert (project / "again.xml").read_bytes() == (project / "build/results.xml").read_bytes()
