"""A script as a Word document in two columns, picture and sound, as film people write it.

Paragraphs above the table are the head, one key each, with dots for the keys inside others::

    locvid: 1
    source: en-US
    cast.maya.presenter: maya
    cast.maya.voice: warm-female

The first row of the table says Picture and Sound; every other row is a shot. On the left stand
``SHOT``, ``SETTING`` and ``CAMERA`` beside free description, which is for people; on the right
``SFX`` and what is said, both as ``locvid.script.rows`` tells. A shot without ``SHOT`` is named by
its number. In messages, the line is the paragraph of the head or the row of the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.documents.problems import shown
from locvid.documents.word import cells_of, open_word, paragraphs_above_tables, rows_of
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Script
from locvid.script.build import build_script
from locvid.script.head import flat_head
from locvid.script.rows import ShotRows, with_shots
from locvid.script.tree import Table as Tree

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

PICTURE = frozenset({"picture", "video", "visual", "visuals", "image"})
SOUND = frozenset({"sound", "audio", "speech", "dialogue"})
"""What the two columns may be called."""


class DocxReader:
    """Reads ``.docx``."""

    suffixes = (".docx",)

    def recognises(self, beginning: bytes) -> bool:
        """Never: whether a Word document is a script cannot be told from its first bytes."""
        return False

    def read(self, path: Path) -> Script:
        """Read and validate ``path``; raises InvalidInput with the file, and row of the table."""
        document = open_word(path)
        head = flat_head(_pairs(document, path), path)
        table = _table(document, path)
        shots = [shot.table() for shot in _shots(table, head, path)]
        return build_script(with_shots(head, shots, 1, path), path)


def _pairs(document: Document, file: Path) -> Iterator[tuple[str, str, int]]:
    """The keys above the first table; a paragraph with a title's style is the title."""
    line = 0
    for block in paragraphs_above_tables(document):
        style = (block.style.name if block.style is not None else "") or ""
        for row in rows_of(block):
            line += 1
            key, colon, value = (part.strip() for part in row.partition(":"))
            if style == "Title" and row.strip():
                yield "title", row.strip(), line
            elif colon:
                yield key.lower() if key.isupper() or key.istitle() else key, value, line
            elif row.strip():
                raise InvalidInput(
                    f"the head needs 'key: value', not '{shown(row.strip())}'",
                    Location(file, line),
                    hint="begin with 'locvid: 1', 'source: en-US' and 'cast.NAME.presenter: …'",
                )


def _table(document: Document, file: Path) -> Table:
    for table in document.tables:
        titles = ["".join(cell).strip().casefold() for cell in next(cells_of(table), [])]
        if len(titles) == 2 and titles[0] in PICTURE and titles[1] in SOUND:
            return table
    raise InvalidInput(
        "the document has no table with the columns Picture and Sound",
        Location(file),
        hint="its first row has two cells that say Picture and Sound",
    )


def _shots(table: Table, head: Tree, file: Path) -> Iterator[ShotRows]:
    for number, cells in enumerate(cells_of(table), start=1):
        if number == 1 or not any(row.strip() for cell in cells for row in cell):
            continue
        if len(cells) != 2:
            raise InvalidInput(
                f"the row has {len(cells)} cells; a shot has two, picture and sound",
                Location(file, number),
            )
        shot = ShotRows(head, str(number - 1), number, file)
        for row in cells[0]:
            if not shot.direct(row, number) and shot.is_speech(row):
                raise InvalidInput(
                    f"'{shown(row.strip())}' is said, so it belongs under Sound",
                    Location(file, number),
                )
        for row in cells[1]:
            shot.take(row, number)
        yield shot
