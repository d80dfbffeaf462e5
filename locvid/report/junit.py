"""JUnit XML: a test suite per film, a test case per gate, for every CI that shows test results.

The form is that of the Jenkins xUnit plug-in (``junit-10.xsd``), which GitLab, GitHub actions,
Azure and CircleCI read too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

from locvid.media.atomic import replacing
from locvid.model.errors import LocvidError
from locvid.model.verdict import Outcome
from locvid.report.base import Place, Results, refuse_folder
from locvid.report.films import FinishedFilm
from locvid.run.approvals import Standing

_FILE = "junit.xml"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything that XML 1.0 does not allow in a document (W3C, 2.2)."""


class JunitReport:
    """One file for all films."""

    name = "junit"
    description = "JUnit XML: a test case per video, locale and gate"

    def check(self, place: Place) -> None:
        """Any file will do."""
        refuse_folder(place, self.name)

    def write(self, results: Results, place: Place) -> Path:
        """Write the file, ``junit.xml`` in the output folder unless another one is named."""
        file = place.target or place.out / _FILE
        root = xml.Element("testsuites", name="locvid")
        for film in results.films:
            _suite(root, film, results)
        if results.errors:
            _unfinished(root, results.errors)
        _count(root)
        xml.indent(root)
        with replacing(file) as temporary:
            xml.ElementTree(root).write(temporary, encoding="utf-8", xml_declaration=True)
        return file


def _suite(root: xml.Element, film: FinishedFilm, results: Results) -> None:
    suite = xml.SubElement(root, "testsuite", name=_clean(film.name))
    properties = xml.SubElement(suite, "properties")
    facts: dict[str, object] = {
        "script": film.script,
        "locale": film.locale,
        "gate": film.gate.get("name", ""),
        "film": film.file.name,
        "sha256": film.sha256,
        "seconds": film.record.seconds,
        **{f"sync.{name}": value for name, value in (film.sync or {}).items()},
    }
    for name, value in facts.items():
        xml.SubElement(properties, "property", name=_clean(name), value=_clean(str(value)))
    for check in film.checks:
        _judged(_case(suite, film, _case_name(check)), check)
    if results.approval_required:
        _approved(_case(suite, film, "approval"), film, results)


def _case_name(check: Mapping[str, Any]) -> str:
    shot = check.get("shot")
    return f"{check['name']}, shot {shot}" if shot else str(check["name"])


def _case(suite: xml.Element, film: FinishedFilm, name: str) -> xml.Element:
    # Viewers group by the dots of a class name: the locale is one level, whatever its script.
    group = f"{film.script.replace('.', '_')}.{film.locale}"
    return xml.SubElement(suite, "testcase", name=_clean(name), classname=_clean(group))


def _judged(case: xml.Element, check: Mapping[str, Any]) -> None:
    """A doubt about the whole film fails as its gate does; one about a shot decides nothing."""
    outcome, reason = _clean(str(check["outcome"])), _clean(str(check["reason"]))
    if outcome == Outcome.FAIL or (outcome == Outcome.CANNOT_TELL and not check.get("shot")):
        xml.SubElement(case, "failure", type=outcome, message=reason).text = reason
    elif outcome == Outcome.CANNOT_TELL:
        xml.SubElement(case, "skipped", message=f"{outcome}: {reason}")
    else:
        told = reason if outcome == Outcome.PASS else f"{outcome}: {reason}"
        xml.SubElement(case, "system-out").text = told


def _approved(case: xml.Element, film: FinishedFilm, results: Results) -> None:
    standing = results.standing(film)
    if standing is not Standing.APPROVED:
        found = results.approvals.get(film.name)
        note = f": {_clean(found.note)}" if found and found.note else ""
        xml.SubElement(case, "failure", type=standing.value, message=f"{standing.value}{note}")


def _unfinished(root: xml.Element, errors: tuple[LocvidError, ...]) -> None:
    """What left no film behind: one case per error."""
    suite = xml.SubElement(root, "testsuite", name="unfinished")
    for error in errors:
        place = error.where.file.stem.replace(".", "_") if error.where else "locvid"
        group = f"{place}.{error.locale}" if error.locale else place
        case = xml.SubElement(
            suite, "testcase", name=_clean(error.message), classname=_clean(group)
        )
        found = xml.SubElement(
            case, "error", type=type(error).__name__, message=_clean(error.message)
        )
        found.text = _clean("\n".join(filter(None, (str(error), error.hint))))


def _count(root: xml.Element) -> None:
    """Sums per suite and over all, which most readers want as attributes."""
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    for element in (*root.findall("testsuite"), root):
        element.set("tests", str(len(list(element.iter("testcase")))))
        for attribute, tag in kinds.items():
            if element is not root or tag != "skipped":
                element.set(attribute, str(len(list(element.iter(tag)))))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
