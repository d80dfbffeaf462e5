from __future__ import annotations

from xml.etree import ElementTree as xml

import pytest

from locvid.model.errors import InvalidInput, Location
from locvid.report.base import Results
from locvid.report.junit import JunitReport
from locvid.run.approvals import Approval, Decision


@pytest.fixture
def written(place):
    def write(results: Results) -> xml.Element:
        return xml.parse(JunitReport().write(results, place("r.xml"))).getroot()

    return write


def test_there_is_a_case_for_every_film_and_gate(films, written):
    root = written(Results(films))
    assert [suite.get("name") for suite in root] == ["film.ar-EG", "film.en-US", "film.fr-FR"]
    for suite, film in zip(root, films, strict=True):
        cases = suite.findall("testcase")
        assert [case.get("name") for case in cases] == [check["name"] for check in film.checks]
        assert {case.get("classname") for case in cases} == {film.name}


def test_a_film_that_cannot_be_judged_fails_as_its_gate_does(films, written):
    root = written(Results(films))
    assert root.get("failures") == "1"
    (failure,) = root.findall("./testsuite[@name='film.en-US']/testcase/failure")
    assert failure.get("type") == "cannot tell"
    assert failure.get("message") == "sound 12 ms late"


def test_doubt_about_one_shot_is_no_failure(films, written, edit):
    def doubt(content):
        content["run"]["verdict"]["checks"].append(
            {
                "name": "lip-sync",
                "outcome": "cannot tell",
                "reason": "too short",
                "shot": "bye",
                "sync": None,
            }
        )

    film = next(film for film in films if film.locale == "fr-FR")
    root = written(Results((edit(film, doubt),)))
    assert (root.get("failures"), root.get("errors")) == ("0", "0")
    (skipped,) = root.iter("skipped")
    assert "too short" in skipped.get("message")


def test_what_is_not_xml_is_replaced(films, written, edit):
    def spoil(content):
        content["run"]["verdict"]["checks"][0]["reason"] = 'a\x00b\x1b <&"> \ufffe ok'
        content["script"] = "fi\x1blm"

    root = written(Results((edit(films[0], spoil),)))
    assert '<&">' in next(root.iter("system-out")).text


def test_a_warning_is_told_and_fails_nothing(films, written, edit):
    def warn(content):
        content["run"]["verdict"]["checks"].append(
            {
                "name": "pace",
                "outcome": "warning",
                "reason": "a little fast",
                "shot": "",
                "sync": None,
            }
        )

    film = next(film for film in films if film.locale == "fr-FR")
    root = written(Results((edit(film, warn),)))
    assert root.get("failures") == "0"
    assert "warning: a little fast" in [each.text for each in root.iter("system-out")]


def test_a_film_that_was_not_made_is_an_error(films, written, tmp_path):
    error = InvalidInput("no text", Location(tmp_path / "film.yaml", 3), "ja-JP", "write some")
    root = written(Results(films, (error,)))
    assert root.get("errors") == "1"
    (told,) = root.iter("error")
    assert "film.yaml:3" in told.text
    assert "write some" in told.text


def test_approval_is_a_case_of_its_own_where_it_is_required(films, written):
    yes, no = (film for film in films if film.locale != "en-US")
    approvals = {
        yes.name: Approval(Decision.APPROVED, yes.sha256),
        no.name: Approval(Decision.REJECTED, no.sha256, note="too fast"),
    }
    assert not written(Results(films, (), approvals)).findall(".//*[@name='approval']")
    root = written(Results(films, (), approvals, approval_required=True))
    told = {
        case.get("classname"): [failure.get("message") for failure in case]
        for case in root.iterfind(".//testcase[@name='approval']")
    }
    assert told == {yes.name: [], no.name: ["rejected: too fast"], "film.en-US": ["open"]}
