"""A script as a table of comma-separated values, as spreadsheets write it.

::

    locvid,1
    source,en-US
    cast.maya.presenter,maya
    cast.maya.voice,warm-female
    shot,setting,camera,sound,speaker,delivery,en,fr
    hook,office,close-up,"keyboard (soft, left)",maya,confident,We launch.,Nous lançons.

The head comes first, one key a row, with dots for the keys inside others. Then comes the row that
names the columns, and one row per line of speech. A row with an empty ``shot``, or that of the row
above, goes on with the shot. ``locvid.script.rows`` tells how cameras, sounds and deliveries are
written. Semicolons and tabs may part the columns too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.documents.source import read_text
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Script
from locvid.phonetics import tags
from locvid.script.build import build_script
from locvid.script.head import flat_head
from locvid.script.rows import ShotRows, divided, with_shots
from locvid.script.tree import Table

COLUMNS = ("shot", "setting", "room", "length", "camera", "sound", "speaker", "delivery")
"""Columns beside those that are named by a language tag: ``fr``, ``fr short``, ``fr caption``."""

_KEY = re.compile(rb"""(?:\xef\xbb\xbf)?\s*"?locvid"?[,;\t]""")


class CsvReader:
    """Reads ``.csv`` and ``.tsv``."""

    suffixes = (".csv", ".tsv")

    def recognises(self, beginning: bytes) -> bool:
        """Whether the first cell is ``locvid``."""
        return _KEY.match(beginning) is not None

    def read(self, path: Path) -> Script:
        """Read and validate ``path``; raises InvalidInput with file and line."""
        rows = list(_rows(read_text(path), path))
        at = next((n for n, (_, cells) in enumerate(rows) if cells[0].casefold() == "shot"), None)
        if at is None:
            raise InvalidInput(
                "there is no row that names the columns",
                Location(path, 1),
                hint=f"write one below the head: {','.join(COLUMNS)},en,fr",
            )
        if at == 0:
            raise InvalidInput(
                "the table has no head above the row that names the columns",
                Location(path, rows[0][0]),
                hint="begin with the rows 'locvid,1', 'source,en-US', 'cast.NAME.presenter,…' and "
                "'cast.NAME.voice,…'",
            )
        pairs = ((cells[0], cells[1] if len(cells) > 1 else "", n) for n, cells in rows[:at])
        head = flat_head(pairs, path)
        names = _columns(rows[at][1], rows[at][0], path)
        shots = [shot.table() for shot in _shots(rows[at + 1 :], names, head, path)]
        return build_script(with_shots(head, shots, rows[at][0], path), path)


def _rows(text: str, file: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the line where each begins."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [" ".join(cell.split()) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInput(f"this is not valid CSV: {error}", Location(file, line)) from error


def _columns(names: list[str], line: int, file: Path) -> list[str]:
    problems = Problems(file)
    found: dict[str, None] = {}
    for name in filter(None, names):
        column = name.casefold() if name.casefold() in COLUMNS else name
        if column not in COLUMNS and tags.canonical(divided(column)[0]) is None:
            problems.add(
                f"there is no column or language '{shown(column)}'",
                line,
                did_you_mean(column, COLUMNS),
            )
        elif column in found:
            problems.add(f"there are two columns '{shown(column)}'", line)
        found[column] = None
    problems.raise_any()
    return [name.casefold() if name.casefold() in COLUMNS else name for name in names]


def _shots(
    rows: list[tuple[int, list[str]]], names: list[str], head: Table, file: Path
) -> Iterator[ShotRows]:
    shot: ShotRows | None = None
    name = ""
    for line, cells in rows:
        if any(cells[len(names) :]):
            raise InvalidInput(
                "the row has more cells than there are columns",
                Location(file, line),
                hint="put text that contains the separator in double quotes",
            )
        row = {column: cell for column, cell in zip(names, cells, strict=False) if cell and column}
        if shot is None or row.get("shot", name) != name:
            if shot is not None:
                yield shot
            name = row.get("shot", "")
            shot = ShotRows(head, name, line, file)
        _take(shot, row, line)
    if shot is not None:
        yield shot


def _take(shot: ShotRows, row: Mapping[str, str], line: int) -> None:
    for column in ("setting", "room", "length", "camera", "sound"):
        if column in row:
            shot.direct(f"{column.upper()}: {row[column]}", line)
    texts = {column: cell for column, cell in row.items() if column not in COLUMNS}
    if texts or "speaker" in row:
        shot.speak(row.get("speaker"), row.get("delivery"), line)
        shot.texts(texts, line)
