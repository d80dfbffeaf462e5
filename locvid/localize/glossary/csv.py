"""A glossary as comma-separated values.

::

    term,translate,fr,de
    Acme Cloud,no,,
    cloud native|cloud natives,,natif du cloud|native du cloud,Cloud-nativ|Cloud-nativen

``term`` is in the script's own language; ``no`` under ``translate`` keeps it as it is. Every other
column is a language, its cells the forms that are right, parted by ``|``, the usual one first.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.documents.source import read_text
from locvid.localize.glossary.base import Entry, canonical_forms, canonical_tag
from locvid.model.errors import Location

_YES, _NO = frozenset({"", "yes", "true", "1"}), frozenset({"no", "false", "0"})


class CsvGlossary:
    """Reads ``.csv`` and ``.tsv``."""

    suffixes = (".csv", ".tsv")

    def read(self, path: Path, source: str, problems: Problems) -> list[Entry]:
        """See the module."""
        text = read_text(path)
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        reader = csv.DictReader(
            io.StringIO(text, newline=""), delimiter=delimiter, strict=True, restkey="\0"
        )
        entries: list[Entry] = []
        line = 1
        try:
            columns = _columns(reader.fieldnames or [], problems)
            line = reader.line_num + 1
            for row in reader:
                if entry := _entry(row, columns, Location(path, line), problems):
                    entries.append(entry)
                line = reader.line_num + 1
        except csv.Error as error:
            problems.add(f"this is not valid CSV: {error}", line)
        return entries


def _columns(names: object, problems: Problems) -> dict[str, str]:
    """Column to its meaning: ``term``, ``translate`` or a canonical tag."""
    columns: dict[str, str] = {}
    for name in names if isinstance(names, list | tuple) else ():
        plain = name.strip().casefold()
        known = plain if plain in ("term", "translate") else canonical_tag(name)
        if known is None and plain:
            message = f"there is no column or language '{shown(name)}'"
            problems.add(message, 1, did_you_mean(plain, ("term", "translate")))
        elif known in columns.values():
            problems.add(f"there are two columns for '{shown(name)}'", 1)
        elif known:
            columns[name] = known
    if "term" not in columns.values():
        problems.add("there is no column 'term'", 1, "the first row names the columns")
    return columns


def _entry(
    row: dict[str, str], columns: dict[str, str], at: Location, problems: Problems
) -> Entry | None:
    line = at.line or 1
    if "\0" in row:
        problems.add("the row has more cells than there are columns", line)
        return None
    cells = {columns[name]: (cell or "").strip() for name, cell in row.items() if name in columns}
    if not any(cells.values()):
        return None
    forms = canonical_forms(cells.pop("term", ""))
    translate = cells.pop("translate", "").casefold()
    if not forms:
        problems.add("the row has no term", line)
        return None
    if translate not in _YES | _NO:
        problems.add(f"'translate' cannot be '{shown(translate)}'", line, "write no, or nothing")
    said = {tag: found for tag, cell in cells.items() if (found := canonical_forms(cell))}
    kept = translate in _NO
    for tag, found in said.items() if kept else ():
        if any(forms[0] not in form for form in found):
            problems.add(
                f"'{forms[0]}' stays as it is in line {line}, and in line {line} "
                f"'{tag}' says '{found[0]}'",
                line,
                "leave one of them out; a kept term may only be inflected",
            )
    return Entry(forms, kept, said, at)
