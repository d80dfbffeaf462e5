"""Results as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from locvid.model.script import Length
from locvid.model.verdict import Check, Outcome, Verdict
from locvid.presets.library import Preset
from locvid.run.doctor import Finding
from locvid.run.fits import FittedLine, fitted_lines
from locvid.run.plan import State
from locvid.run.planning import Plan
from locvid.run.result import FilmResult, RunResult

_WIDTH_OF_FILES = 400
"""Columns where the output is no terminal: nothing is folded, so that it can be searched."""

NOTHING_TO_DO = "Nothing to do: every film is made and unchanged."

_STYLE = {
    Outcome.PASS: "green",
    Outcome.FAIL: "bold red",
    Outcome.CANNOT_TELL: "yellow",
    Outcome.WARN: "yellow",
    State.NEW: "cyan",
    State.CHANGED: "yellow",
    State.CACHED: "dim",
}


def show(table: Table, stream: TextIO, colour: bool) -> None:
    """Print a table; folded to the terminal where there is one, never folded in a file.

    On a terminal on which whole words do not fit side by side, each row is a paragraph.
    """
    width = None if stream.isatty() else _WIDTH_OF_FILES
    # What stands in brackets or colons is the user's text: no markup, no emoji.
    console = Console(
        file=stream, width=width, no_color=not colour, highlight=False, markup=False, emoji=False
    )
    if width is not None:
        table.box = None
        with console.capture() as captured:
            console.print(table)
        # Columns are filled up with blanks, which nobody sees but who searches or compares.
        stream.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())
    elif _least_width(table) > console.width:
        for row in _paragraphs(table):
            for number, line in enumerate(row.wrap(console, console.width - 2)):
                line.rstrip()
                console.print(Text("  " if number else "") + line)
    else:
        console.print(table)


_LEAST = 12
"""Columns of a terminal in which text can still be read; shorter texts want their own width."""

_GAP = 3
"""Columns between two columns of a table, with those of its edges shared out."""


def _least_width(table: Table) -> int:
    """The width at which no word is torn, but those that are longer than a narrow column."""
    return sum(
        _GAP
        + max(
            min(_LEAST, max(map(len, text.plain.split()), default=0))
            for text in (_text(cell) for cell in (column.header, *column.cells))
        )
        for column in table.columns
    )


def _paragraphs(table: Table) -> Iterator[Text]:
    """Each row as ``name value · name value``; empty cells are left out."""
    columns = [list(column.cells) for column in table.columns]
    names = [_text(column.header).plain for column in table.columns]
    for cells in zip(*columns, strict=True):
        said = [(name, _text(cell)) for name, cell in zip(names, cells, strict=True)]
        parts = [Text.assemble((f"{name} ", "dim"), value) for name, value in said if value.plain]
        yield Text(" · ").join(parts)


def _text(cell: RenderableType) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell))


def films(result: RunResult, folder: Path) -> Table:
    """One row per film: locale, file, length, lip-sync offset, verdict. Paths from ``folder``."""
    table = plain_table("locale", "file", "length", "offset", "verdict")
    for film in result.films:
        table.add_row(
            film.plan.locale.tag,
            shortened(film.plan.film, folder),
            f"{film.record.seconds:.1f} s",
            _offset(film.sync),
            Text(film.outcome, _STYLE[film.outcome]) + Text(_remark(film), "dim"),
        )
    return table


def plan(planned: Plan) -> Table:
    """One row per shot: what would be made, why, and the work that it takes."""
    table = plain_table("script", "locale", "shot", "state", "reason", "length", "work")
    for film in planned.films:
        for shot in film.shots:
            table.add_row(
                film.script.name,
                film.locale.tag,
                shot.prompt.shot,
                Text(shot.state, _STYLE[shot.state]),
                shot.reason,
                f"{shot.prompt.duration.natural_s:.1f} s",
                f"{shot.expected_s:.0f} s" if shot.expected_s else "–",
            )
        if film.state is not State.CACHED:
            table.add_row(
                film.script.name,
                film.locale.tag,
                "(film)",
                Text(film.state, _STYLE[film.state]),
                film.reason,
                "",
                f"{film.expected_s - sum(shot.expected_s for shot in film.shots):.0f} s",
            )
    return table


def fit(planned: Plan) -> Table:
    """One row per line and locale: what it takes, and how it is fitted into its shot."""
    table = plain_table(
        "script", "locale", "shot", "line", "says", "syllables", "natural", "fitted", "rate",
        "pauses", "shot", "allowed", "fit", "captions",
    )  # fmt: skip
    for line in fitted_lines(planned.films, planned.unfit):
        own, fit = line.fit.lines[line.number - 1], line.fit
        table.add_row(
            line.script,
            line.locale,
            line.shot.id,
            str(line.number),
            line.said.wording,
            str(own.syllables),
            f"{own.natural_s:.1f} s",
            f"{own.speech_s:.1f} s",
            f"{fit.rate:.2f}",
            f"{fit.pause_scale:.2f}",
            f"{fit.length_s:.1f} s",
            _allowed(line.shot.length),
            _fits(line),
            _readable(line),
        )
    return table


def checks(verdict: Verdict) -> Table:
    """One row per check of a verdict."""
    table = plain_table("shot", "check", "outcome", "reason")
    for check in verdict.checks:
        table.add_row(check.shot or "(film)", check.name, _outcome(check), check.reason)
    return table


def findings(found: Sequence[Finding]) -> Table:
    """One row per part that the doctor examined."""
    table = plain_table("kind", "name", "state", "reason", "how to get it")
    for finding in found:
        answer = finding.availability
        state = Text("ok", "green") if answer.ok else Text("missing", "bold red")
        table.add_row(finding.kind, finding.name, state, answer.reason, answer.how_to_get_it)
    return table


def presets(kinds: Mapping[str, Sequence[Preset]]) -> Table:
    """One row per preset: kind, name and description."""
    table = plain_table("kind", "name", "description")
    for kind, listed in kinds.items():
        for preset in listed:
            table.add_row(kind, preset.name, str(preset.content.get("description", "")))
    return table


def performer(planned: Plan) -> str:
    """Who performs, and why where that was left open, in one line."""
    why = f" ({planned.chosen_because})" if planned.chosen_because else ""
    return f"Performed by {planned.generator}{why}."


def expectation(planned: Plan) -> str:
    """The expected time in one line."""
    if not any(film.expected_s for film in planned.films):
        return NOTHING_TO_DO
    return f"Expected time: {planned.expected_s:.0f} s with {planned.jobs} at a time."


def warnings(result: RunResult) -> list[str]:
    """What the films' checks warn of, a sentence each."""
    return [
        f"{film.plan.script.name}.{film.plan.locale.tag}: "
        + (f"shot '{check['shot']}': " if check["shot"] else "")
        + f"{check['name']}: {check['reason']}"
        for film in result.films
        for check in film.record.verdict["checks"]
        if check["outcome"] == Outcome.WARN
    ]


def conclusion(verdict: Verdict) -> str:
    """The outcome of a check in one line."""
    warnings = sum(check.outcome is Outcome.WARN for check in verdict.checks)
    remark = f", {warnings} warning{'s' if warnings > 1 else ''}" if warnings else ""
    return f"{verdict.outcome} (gate {verdict.gate}{remark})"


def not_made(verdict: Verdict) -> list[str]:
    """One sentence for each check that could not be made, with what to do about it."""
    missing: Any = verdict.details.get("not_made", [])
    return [
        f"the check of {each['check']} was not made: {each['reason']}"
        + (f" ({each['how_to_get_it']})" if each["how_to_get_it"] else "")
        for each in missing
    ]


def plain_table(*columns: str) -> Table:
    """An empty table in the style of all tables; what must stay whole is not folded."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in ("locale", "length", "offset"))
    return table


def _allowed(length: Length) -> str:
    least_s, most_s = length.minimum_s, length.maximum_s
    if least_s is None and most_s is None:
        return "free"
    if least_s == most_s:
        return f"{least_s:g} s"
    if least_s is None or most_s is None:
        return f"at least {least_s:g} s" if most_s is None else f"at most {most_s:g} s"
    return f"{least_s:g}–{most_s:g} s"


def _fits(line: FittedLine) -> Text:
    held_s = line.fit.length_s - line.fit.speech_s
    if line.overflow_s:
        over = f"{line.overflow_s:.2g} s, {line.overflow_syllables} syllables too long"
        return Text(over, "bold red")
    return Text(f"held {held_s:.1f} s" if held_s > 0.05 else "fits", "green")


def _readable(line: FittedLine) -> Text:
    if line.overflow_s:
        return Text("–")
    if line.too_fast is None:
        return Text("readable", "green")
    fast = line.too_fast
    return Text(f"{fast.missing_s:.1f} s too fast: {fast.readable} of {fast.characters}", "yellow")


def _outcome(check: Check) -> Text:
    return Text(check.outcome, _STYLE[check.outcome])


def _remark(film: FilmResult) -> str:
    warnings = sum(check["outcome"] == Outcome.WARN for check in film.record.verdict["checks"])
    remarks = [
        f"{warnings} warning{'s' if warnings > 1 else ''}" if warnings else "",
        "removed" if film.dropped else "" if film.rendered else "unchanged",
    ]
    said = ", ".join(remark for remark in remarks if remark)
    return f"  ({said})" if said else ""


def _offset(sync: Mapping[str, Any] | None) -> str:
    return "–" if sync is None else f"{sync['offset_ms']:+.0f} ms"


def shortened(path: Path, folder: Path) -> str:
    """``path`` as seen from ``folder`` where it lies in it."""
    try:
        return str(path.relative_to(folder))
    except ValueError:
        return str(path)
