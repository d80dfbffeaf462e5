"""A batch as rows of cells: what the spreadsheet and the Word format have in common."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.localize.exchange.base import Batch, Budget, State, Unit

COLUMNS = ("id", "speaker", "source", "target", "state", "budget", "keep", "context", "picture")
KIND = "locvid translation"
SEPARATOR = " ¦ "


def header(batch: Batch) -> list[str]:
    """The row that says what the others belong to."""
    return [KIND, batch.script, batch.source, batch.target]


def row(unit: Unit) -> list[str]:
    """One unit, in the order of ``COLUMNS``."""
    return [
        unit.id,
        unit.speaker,
        unit.source,
        unit.target,
        unit.state.value,
        str(unit.budget or ""),
        SEPARATOR.join(unit.protected),
        unit.context,
        unit.picture,
    ]


def batch_of(rows: Sequence[tuple[int, Sequence[str]]], problems: Problems) -> Batch:
    """The batch in (line, cells); raises InvalidInput with every problem."""
    first = list(rows[0][1]) if rows else []
    if len(first) < 4 or first[0] != KIND or not all(first[1:4]):
        problems.add(
            "the first row must say what is translated", 1, f"{KIND}, script, source, target"
        )
        problems.raise_any()
    names = [name.strip().casefold() for name in rows[1][1]] if len(rows) > 1 else []
    missing = [name for name in ("id", "source", "target") if name not in names]
    if missing:
        problems.add(f"there is no column '{missing[0]}'", rows[min(1, len(rows) - 1)][0])
        problems.raise_any()
    units = tuple(
        _unit(dict(zip(names, cells, strict=False)), line, problems) for line, cells in rows[2:]
    )
    problems.raise_any()
    return Batch(first[1], first[2], first[3], units)


def _unit(cells: dict[str, str], line: int, problems: Problems) -> Unit:
    if not cells.get("id"):
        problems.add("the row has no id", line)
    target = cells.get("target", "")
    usual = State.TRANSLATED if target.strip() else State.NEW
    written = cells.get("state", "").strip() or usual
    if written not in list(State):
        problems.add(f"there is no state '{shown(written)}'", line, did_you_mean(written, State))
        written = usual
    # Who fills in a translation and leaves the state has translated it.
    state = usual if State(written) is State.NEW else State(written)
    return Unit(
        id=cells.get("id", ""),
        source=cells.get("source", ""),
        target=target,
        state=state,
        speaker=cells.get("speaker", ""),
        context=cells.get("context", ""),
        budget=Budget.parse(cells.get("budget", "")),
        protected=tuple(filter(None, cells.get("keep", "").split(SEPARATOR))),
        picture=cells.get("picture", "").strip(),
        line=line,
    )
