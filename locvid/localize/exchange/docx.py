"""A Word document: one table, the translation to be typed into its fourth column."""

from __future__ import annotations

import io
from pathlib import Path

from locvid.documents.problems import Problems
from locvid.documents.word import cells_of, open_word
from locvid.documents.xml import xml_safe
from locvid.localize.exchange import cells
from locvid.localize.exchange.base import Batch, pieces
from locvid.model.errors import InvalidInput, Location

_WIDTHS_MM = (20, 16, 56, 56, 18, 24, 20, 20, 43)
"""Of the columns; most for the words, in both languages."""
_PICTURE_MM = 40


class Docx:
    """Writes and reads ``.docx``; words that stay as they are stand in bold.

    The picture of a shot stands in the row of its first line, over its name.
    """

    suffix = ".docx"

    def recognises(self, path: Path, beginning: bytes) -> bool:
        """By the suffix."""
        return path.suffix.lower() == ".docx"

    def write(self, batch: Batch) -> bytes:
        """The file: two rows that say what it is, then one row per line."""
        import docx
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        document = docx.Document()
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        section.left_margin = section.right_margin = Mm(12)
        table = document.add_table(rows=len(batch.units) + 2, cols=len(cells.COLUMNS))
        table.style = "Table Grid"
        rows = [cells.header(batch), list(cells.COLUMNS), *map(cells.row, batch.units)]
        at_source, at_picture = cells.COLUMNS.index("source"), cells.COLUMNS.index("picture")
        shown: set[str] = set()
        # Cells of a row are looked up once: python-docx walks the whole table for each.
        for number, (there, row) in enumerate(zip(table.rows, rows, strict=True)):
            for column, (cell, text) in enumerate(zip(there.cells, row, strict=False)):
                cell.width = Mm(_WIDTHS_MM[column])
                paragraph = cell.paragraphs[0]
                if column == at_source and number > 1:
                    for piece, stays in pieces(text, batch.units[number - 2].protected):
                        paragraph.add_run(xml_safe(piece)).bold = stays or None
                    continue
                if column == at_picture and text in batch.pictures and text not in shown:
                    shown.add(text)
                    picture = io.BytesIO(batch.pictures[text])
                    paragraph.add_run().add_picture(picture, width=Mm(_PICTURE_MM))
                    paragraph = cell.add_paragraph()
                paragraph.add_run(xml_safe(text))
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    def read(self, path: Path) -> Batch:
        """Raises InvalidInput with every problem; its lines are rows of the table."""
        document = open_word(path)
        if not document.tables:
            raise InvalidInput("the document has no table", Location(path))
        rows = [
            (number, ["\n".join(cell) for cell in row])
            for number, row in enumerate(cells_of(document.tables[0]), start=1)
        ]
        return cells.batch_of(rows, Problems(path))
