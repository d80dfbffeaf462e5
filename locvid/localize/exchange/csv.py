"""Comma-separated values (RFC 4180), for spreadsheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from locvid.documents.problems import Problems
from locvid.documents.source import read_text
from locvid.localize.exchange import cells
from locvid.localize.exchange.base import Batch
from locvid.model.errors import InvalidInput, Location

# Spreadsheets run what begins so; an apostrophe before it makes it text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


class Csv:
    """Writes and reads ``.csv``, in UTF-8 with the mark that Excel needs."""

    suffix = ".csv"

    def recognises(self, path: Path, beginning: bytes) -> bool:
        """By the suffix."""
        return path.suffix.lower() == ".csv"

    def write(self, batch: Batch) -> bytes:
        """The file, one row per line."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        rows = [cells.header(batch), list(cells.COLUMNS), *map(cells.row, batch.units)]
        writer.writerows([[_guarded(cell) for cell in row] for row in rows])
        return stream.getvalue().encode("utf-8-sig")

    def read(self, path: Path) -> Batch:
        """Raises InvalidInput with every problem."""
        text = read_text(path)
        head = text.split("\n", 1)[0]
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
        )
        rows: list[tuple[int, list[str]]] = []
        line = 1
        try:
            for row in reader:
                if any(row):
                    rows.append((line, [_bare(cell) for cell in row]))
                line = reader.line_num + 1
        except csv.Error as error:
            raise InvalidInput(f"this is not valid CSV: {error}", Location(path, line)) from error
        return cells.batch_of(rows, Problems(path))


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
