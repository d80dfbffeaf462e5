"""Writes the reports that were asked for as ``FORMAT`` or ``FORMAT=PATH``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from locvid import plugins
from locvid.model.errors import GateFailed
from locvid.report.base import Place, Report, Results
from locvid.report.films import read_film
from locvid.run.approvals import FILE_NAME, Approvals, read_approvals, require_approved
from locvid.run.result import RunResult

GROUP = "locvid.reports"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report and where it goes."""

    report: Report
    place: Place


def wanted(
    asked: Sequence[str], folder: Path, out: Path, messages: TextIO, variables: Mapping[str, str]
) -> tuple[Wanted, ...]:
    """What is meant by ``asked`` (``junit=build/locvid.xml``); paths are relative to ``folder``.

    Raises InvalidInput for a format that does not exist and for a place that it cannot use.
    """
    found = []
    for each in (one for written in asked for one in _each(written)):
        name, equals, path = each.partition("=")
        report: Report = plugins.load(GROUP, name.strip())()
        target = folder / path if equals and path else None
        place = Place(target, out, messages, variables)
        report.check(place)
        found.append(Wanted(report, place))
    return tuple(found)


def _each(written: str) -> list[str]:
    """``html,junit`` are two; a comma in a path (``junit=a,b.xml``) is part of it."""
    first, *others = written.split(",")
    found = [first]
    for part in others:
        if "=" in found[-1] and part.partition("=")[0].strip() not in plugins.names(GROUP):
            found[-1] += f",{part}"
        else:
            found.append(part)
    return found


def write_all(reports: Sequence[Wanted], results: Results) -> tuple[Path, ...]:
    """Write every report; returns the files that people may want to open."""
    files = [each.report.write(results, each.place) for each in reports]
    return tuple(file for file in files if file is not None)


class AfterRun:
    """What happens with the result of a run: approvals are asked for, reports are written.

    Made before the run, so that a wrong format, place or file of approvals is told at once.
    Raises InvalidInput for these.
    """

    def __init__(
        self,
        asked: Sequence[str],
        approvals_file: Path | None,
        approval_required: bool,
        folder: Path,
        out: Path,
        messages: TextIO,
        variables: Mapping[str, str],
    ) -> None:
        self._messages = messages
        self._reports = wanted(asked, folder, out, messages, variables)
        self._required = approval_required
        self._approvals: Approvals = {}
        if approval_required or asked:
            file = folder / approvals_file if approvals_file else out / FILE_NAME
            self._approvals = read_approvals(file)

    def judged(self, result: RunResult) -> RunResult:
        """``result`` with an error for every film that is not approved, where that is required."""
        return require_approved(result, self._approvals) if self._required else result

    def write(self, result: RunResult) -> None:
        """Write the reports that were asked for, and say where they are."""
        if self._reports:
            results = results_of(result, self._approvals, self._required)
            for file in write_all(self._reports, results):
                print(f"report: {file}", file=self._messages, flush=True)


def results_of(result: RunResult, approvals: Approvals, approval_required: bool) -> Results:
    """What a run made, read back from the manifests that it left.

    A failed gate is told with its film; only where the film was removed it stands for itself.
    """
    left = [film for film in result.films if film.plan.file(".json").is_file()]
    removed = {
        (film.plan.script.location.file, film.plan.locale.tag)
        for film in result.films
        if film not in left
    }
    films = tuple(
        read_film(film.plan.file(".json"), film.plan.script.location.file, film.rendered)
        for film in left
    )
    errors = tuple(
        error
        for error in result.errors
        if not isinstance(error, GateFailed)
        or (error.where and (error.where.file, error.locale) in removed)
    )
    return Results(films, errors, approvals, approval_required)
