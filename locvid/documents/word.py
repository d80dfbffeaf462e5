"""Word documents (.docx): opened without trusting them, their tables read as rows of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.documents.source import read_bytes
from locvid.model.errors import InvalidInput, Location

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""Scripts are text; with some pictures they stay far below this."""
MAX_PARTS = 2_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def open_word(path: Path) -> Document:
    """The document in ``path``.

    Raises InvalidInput with the file where it is no Word document, would unpack to more than
    ``MAX_UNPACKED_BYTES``, is locked by a password, or defines XML entities. Nothing outside of
    the file is read.
    """
    data = read_bytes(path)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InvalidInput(
            f"'{path.name}' is in the old Word format or locked by a password",
            Location(path),
            hint="save it as .docx without a password",
        )
    try:
        _check_parts(data, path)
        import docx

        return docx.Document(io.BytesIO(data))
    except InvalidInput:
        raise
    except Exception as error:  # python-docx lets through what zipfile, lxml and lookups raise
        raise InvalidInput(
            f"'{path.name}' is not a Word document that can be read",
            Location(path),
            hint="open it in a word processor and save it as .docx again",
        ) from error


def paragraphs_above_tables(document: Document) -> Iterator[Paragraph]:
    """The paragraphs before the first table."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            return
        yield block


def rows_of(paragraph: Paragraph) -> list[str]:
    """The text of a paragraph, one string per line break in it.

    Changes that were tracked are read as accepted: what was added is there, what was deleted not.
    """
    text = ""
    for node in paragraph._p.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        if any(True for _ in node.iterancestors(f"{_W}del", f"{_W}moveFrom")):
            continue
        if node.tag == f"{_W}t":
            text += node.text or ""
        elif node.getparent().tag == f"{_W}r":
            # Tab stops of the paragraph's format are w:tab elements as well.
            text += "\t" if node.tag == f"{_W}tab" else "\n"
    return text.split("\n")


def cells_of(table: Table) -> Iterator[list[list[str]]]:
    """Of each row, the cells; of each cell, the rows of its paragraphs. Merged cells count once."""
    for row in table.rows:
        cells = dict.fromkeys(row.cells)
        yield [[text for p in cell.paragraphs for text in rows_of(p)] for cell in cells]


def _check_parts(data: bytes, path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        # zipfile reads no more of a part than its declared size, so a lie in it does no harm.
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            raise InvalidInput(
                f"'{path.name}' would unpack to more than a script can be",
                Location(path),
                hint=f"at most {MAX_UNPACKED_BYTES // 1024 // 1024} MB and {MAX_PARTS} parts; "
                "take the pictures out",
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                content = archive.read(part)
                # ECMA-376 part 2 forbids document types; in UTF-16 they have zero bytes between.
                if b"<!DOCTYPE" in content.replace(b"\x00", b""):
                    raise InvalidInput(
                        f"'{path.name}' defines XML entities, which no word processor writes",
                        Location(path),
                        hint="open it in a word processor and save it as .docx again",
                    )
