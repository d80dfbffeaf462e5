"""GitHub Actions: an annotation for everything that failed, and a table in the step summary.

Commands and their escapes: "Workflow commands for GitHub Actions" in GitHub's documentation. They
are read from both streams of a step, so they go to stderr and stdout stays for results.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from locvid.media.atomic import storage_errors
from locvid.model.errors import Location, LocvidError
from locvid.model.verdict import Outcome
from locvid.report.base import Place, Results, refuse_folder
from locvid.report.films import FinishedFilm
from locvid.run.approvals import Standing

_FILE = "summary.md"
_VARIABLE = "GITHUB_STEP_SUMMARY"
_MOST_BYTES = 1_000_000
"""A step's summary is refused beyond 1 MiB; something is left for the step's other commands."""

_MARKS = {Outcome.PASS: "✅ pass", Outcome.FAIL: "❌ fail", Outcome.CANNOT_TELL: "❔ cannot tell"}
_STANDINGS = {
    Standing.APPROVED: "👍 approved",
    Standing.REJECTED: "👎 rejected",
    Standing.LAPSED: "✏️ changed since",
    Standing.OPEN: "– open",
}


class GithubReport:
    """Annotations on the messages' stream; the summary where GitHub wants it, or in a file."""

    name = "github"
    description = "GitHub Actions: annotations, and a table in the step summary"

    def check(self, place: Place) -> None:
        """Any file will do."""
        refuse_folder(place, self.name)

    def write(self, results: Results, place: Place) -> Path:
        """Annotate, and append to ``$GITHUB_STEP_SUMMARY``, or to the file that is named."""
        for annotation in _annotations(results, place.variables):
            print(annotation.command(), file=place.messages, flush=True)
        step = place.variables.get(_VARIABLE)
        file = place.target or (Path(step) if step else place.out / _FILE)
        with storage_errors(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            # Other commands of the step have written there as well.
            with file.open("a", encoding="utf-8") as stream:
                stream.write(summary(results))
        return file


def summary(results: Results) -> str:
    """The results as Markdown."""
    passed = sum(film.record.outcome is Outcome.PASS for film in results.films)
    head = [f"### locvid: {passed} of {len(results.films)} films pass", ""]
    if results.films:
        head += [
            "| script | locale | length | sound against lips | gate | verdict | review |",
            "|---|---|---:|---:|---|---|---|",
        ]
    rows = [_row(film, results) for film in results.films]
    tail = [
        f"- **{_escaped(film.name)}**: {_escaped('; '.join(film.reasons))}"
        for film in results.films
        if film.record.outcome is not Outcome.PASS
    ]
    tail += [f"- **error**: {_escaped(str(error))}" for error in results.errors]
    room = _MOST_BYTES - sum(len(line.encode()) + 1 for line in head)
    lines = [*rows, "", *tail]
    fitting = _fitting(lines, room)
    if len(fitting) < len(lines):
        fitting.append(f"\n… and {len(lines) - len(fitting)} more lines")
    return "\n".join([*head, *fitting, ""]) + "\n"


@dataclass(frozen=True, slots=True)
class _Annotation:
    """One workflow command; ``file`` is relative to the workspace where it lies in it."""

    title: str
    message: str
    where: Location | None

    def command(self) -> str:
        properties = {}
        if self.where is not None:
            properties["file"] = str(self.where.file)
            if self.where.line:
                properties["line"] = str(self.where.line)
        properties["title"] = self.title
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        return f"::error {written}::{_data(self.message)}"


def _annotations(results: Results, variables: Mapping[str, str]) -> Iterator[_Annotation]:
    workspace = variables.get("GITHUB_WORKSPACE")
    for error in results.errors:
        yield _Annotation(_title(error), _told(error), _inside(error.where, workspace))
    for film in results.films:
        where = _inside(Location(film.source) if film.source else None, workspace)
        if film.record.outcome is not Outcome.PASS:
            title = f"{film.name}: {film.record.outcome.value}"
            yield _Annotation(title, "; ".join(film.reasons), where)
        standing = results.standing(film)
        if results.approval_required and standing is not Standing.APPROVED:
            found = results.approvals.get(film.name)
            note = f": {found.note}" if found and found.note else ""
            told = f"{_WORDS[standing]}{note}"
            yield _Annotation(f"{film.name}: no approval", told, where)


_WORDS = {
    Standing.REJECTED: "the film was rejected",
    Standing.LAPSED: "the film has changed since it was decided on",
    Standing.OPEN: "nobody has approved the film",
}


def _title(error: LocvidError) -> str:
    return f"locvid {error.locale}" if error.locale else "locvid"


def _told(error: LocvidError) -> str:
    return "\n".join(filter(None, (error.message, error.hint)))


def _inside(where: Location | None, workspace: str | None) -> Location | None:
    """With the path as GitHub knows it: from the root of the repository."""
    if where is None or workspace is None:
        return where
    relative = os.path.relpath(where.file.absolute(), workspace)
    return where if relative.startswith("..") else Location(Path(relative), where.line)


def _row(film: FinishedFilm, results: Results) -> str:
    gate, sync = film.gate, film.sync
    cells = (
        film.script,
        film.locale,
        f"{film.record.seconds:.1f} s",
        f"{sync['offset_ms']:+.0f} ms" if sync else "–",
        f"{gate['earliest_ms']:+.0f} … {gate['latest_ms']:+.0f} ms",
        _MARKS[film.record.outcome],
        _STANDINGS[results.standing(film)],
    )
    return f"| {' | '.join(map(_escaped, cells))} |"


def _fitting(lines: list[str], room: int) -> list[str]:
    """As many of ``lines`` from the first on as have ``room`` bytes."""
    for number, line in enumerate(lines):
        room -= len(line.encode()) + 1
        if room < 0:
            return lines[:number]
    return lines


def _escaped(text: str) -> str:
    """What neither breaks a table nor becomes markup."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    for character in "\\`*_[]|~":
        text = text.replace(character, f"\\{character}")
    return text


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
