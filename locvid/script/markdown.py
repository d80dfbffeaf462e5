"""A script in Markdown: the head as front matter, every heading a shot.

::

    ---
    locvid: 1
    source: en-US
    cast:
      maya: {presenter: maya, voice: warm-female}
    ---
    # Faster, simpler

    ## hook

    SETTING: office
    SFX: keyboard (soft, left)

    **Maya (confident):** Today we are launching a faster, simpler version.

    - [fr] Nous lançons aujourd'hui une version plus rapide, plus simple.

The first-level heading is the title, the others are shots, named as they are; where there are
only first-level headings, those are shots. ``locvid.script.rows`` tells the rows of a shot.
Emphasis, in HTML too, and links are read as their words. Quotes and comments are notes to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.documents.source import read_text, rows_of_text
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Script
from locvid.script.build import build_script
from locvid.script.form import MAX_LINE_CHARS
from locvid.script.head import FRONT_MATTER, yaml_head
from locvid.script.rows import ShotRows, slug, with_shots
from locvid.script.tree import Scalar, Table

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_PARAGRAPH_CHARS = 20 * MAX_LINE_CHARS
"""A line in twenty languages. Looking for links and emphasis takes long in more."""


_WORDS = ("text", "text_special", "code_inline")
"""What is said; special are characters behind a backslash and entities (``&amp;``)."""

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKUP = re.compile(
    r"<!--.*-->|</?(?:a|abbr|b|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, and the HTML that people write for emphasis; other angle brackets are words."""


class MarkdownReader:
    """Reads ``.md`` and ``.markdown``."""

    suffixes = (".md", ".markdown")

    def recognises(self, beginning: bytes) -> bool:
        """Whether there is front matter with a ``locvid:`` key."""
        return FRONT_MATTER.match(beginning) is not None

    def read(self, path: Path) -> Script:
        """Read and validate ``path``; raises InvalidInput with file and line."""
        rows = rows_of_text(read_text(path))
        ends = _end_of_front_matter(rows, path)
        head = yaml_head(((n, row) for n, row in enumerate(rows[:ends], 1) if n > 1), path)
        # Empty lines in place of the front matter keep the numbers of the lines right.
        body = "\n".join([""] * (ends + 1) + rows[ends + 1 :])
        title, shots = _shots(_parsed(body, path), head, path)
        if title is not None and "title" not in head.entries:
            key_lines = {**head.key_lines, "title": title.line}
            head = Table({**head.entries, "title": title}, head.line, key_lines)
        first = shots[0].line if shots else len(rows)
        return build_script(with_shots(head, shots, first, path), path)


def _end_of_front_matter(rows: list[str], file: Path) -> int:
    """Index of the row that closes the front matter."""
    if rows[0].rstrip() != "---":
        raise InvalidInput(
            "the script has no front matter",
            Location(file, 1),
            hint="begin with '---', the head in YAML ('locvid: 1', 'source', 'cast'), and '---'",
        )
    for index, row in enumerate(rows[1:], 1):
        if row.rstrip() in ("---", "..."):
            return index
    raise InvalidInput(
        "the front matter never ends", Location(file, 1), hint="close it with a line '---'"
    )


def _parsed(body: str, file: Path) -> list[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").disable("inline")
    env: dict[str, object] = {}
    try:
        tokens = parser.parse(body, env)
        for token in tokens:
            if token.type != "inline":
                continue
            if len(token.content) > MAX_PARAGRAPH_CHARS:
                raise InvalidInput(
                    f"the paragraph has {len(token.content)} characters; "
                    f"at most {MAX_PARAGRAPH_CHARS} are allowed",
                    Location(file, token.map[0] + 1 if token.map else None),
                    hint="part the lines of dialogue by empty lines",
                )
            token.children = []
            parser.inline.parse(token.content, parser, env, token.children)
        return tokens
    except RecursionError as error:
        raise InvalidInput("the Markdown is nested too deeply", Location(file)) from error


def _shots(tokens: list[Token], head: Table, file: Path) -> tuple[Scalar | None, list[Table]]:
    """The title, where a heading gives it, and the shots."""
    deepest = max((int(token.tag[1:]) for token in _headings(tokens)), default=1)
    title: Scalar | None = None
    shots: list[ShotRows] = []
    quotes = 0
    opened: Token | None = None
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in ("heading_open", "paragraph_open"):
            opened = token
        elif token.type in ("fence", "code_block") and not quotes:
            raise InvalidInput(
                "a block of code has no meaning in a script",
                Location(file, line),
                hint="do not indent text by four spaces, nor fence it",
            )
        elif token.type == "inline" and not quotes and opened is not None:
            rows = list(_rows(token))
            if opened.tag == "h1" and deepest > 1:
                title = title or Scalar(" ".join(rows), line, plain=False)
            elif opened.type == "heading_open":
                shots.append(ShotRows(head, slug(" ".join(rows)), line, file))
            else:
                _take(rows, line, shots, file)
    return title, [shot.table() for shot in shots]


def _take(rows: list[str], line: int, shots: list[ShotRows], file: Path) -> None:
    if not shots:
        if not any(rows):
            return
        raise InvalidInput(
            "this text belongs to no shot",
            Location(file, line),
            hint="put a heading such as '## opening' above it; notes go in quotes ('> ')",
        )
    for number, row in enumerate(rows):
        shots[-1].take(row, line + number, begins=number == 0)


def _headings(tokens: list[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.type == "heading_open" and token.level == 0)


def _rows(inline: Token) -> Iterator[str]:
    """The rows of a paragraph as plain words."""
    row = ""
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            yield row
            row = ""
        elif child.type == "html_inline" and _LINE_BREAK.fullmatch(child.content):
            row += " "
        elif child.type in _WORDS or (
            child.type == "html_inline" and not _MARKUP.fullmatch(child.content)
        ):
            row += child.content
    yield row
