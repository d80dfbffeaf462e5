"""A screenplay in Fountain (https://fountain.io/syntax): every scene a shot.

::

    Title: Faster, simpler
    Locvid: 1
    Source: en-US
    Cast:
        maya: {presenter: maya, voice: warm-female}

    INT. OFFICE - DAY #hook#

    [[CAMERA: close-up]]
    [[SFX: keyboard (soft, left)]]

    MAYA
    (confident)
    Today we are launching a faster, simpler version.
    [fr] Nous lançons aujourd'hui une version plus rapide, plus simple.

The title page is the head of the script, its values in YAML; the customary keys of a title page
(Author, Draft date and so on) may stand in it too. The place of a scene is the shot's setting;
its number is the shot's id, else the scenes are counted. A parenthetical is the delivery of the
words after it. A caret after the name, Fountain's mark of dual dialogue, lets the line break into
the one before it. Notes hold directions (``locvid.script.rows``); other notes, action, transitions,
sections and synopses are for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from locvid.documents.source import read_text, rows_of_text
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Script
from locvid.script.build import build_script
from locvid.script.form import MAX_LINE_CHARS, SCRIPT
from locvid.script.head import yaml_head
from locvid.script.rows import ShotRows, slug, with_shots
from locvid.script.tree import Scalar, Table

FOR_PEOPLE = frozenset(
    {
        "credit", "author", "authors", "source material", "draft date", "date", "contact",
        "copyright", "notes", "revision", "format", "based on",
    }
)  # fmt: skip
"""Keys of a title page that say nothing to locvid."""

_PAGE = "begin the file with 'Locvid: 1', 'Source:' and 'Cast:', then an empty line"
_TITLE_KEY = re.compile(r"([A-Za-z][A-Za-z ]*):(.*)")
_SCENE = re.compile(
    r"(?:(?:INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I/E)[. ]+|\.(?=\w))(.*)", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*#([^#]+)#\s*$")
_CHARACTER = re.compile(r"@(.+)|([^a-z]*[A-Z\u00c0-\U0010ffff][^a-z]*)")
_NOTE, _BONEYARD = ("[[", "]]"), ("/*", "*/")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_)(?=\S)(.+?)(?<=\S)(?<!\\)\1")


class FountainReader:
    """Reads ``.fountain`` and ``.spmd``."""

    suffixes = (".fountain", ".spmd")

    def recognises(self, beginning: bytes) -> bool:
        """Whether the title page has a ``Locvid:`` key."""
        page = re.split(rb"\r?\n[ \t]*\r?\n", beginning, maxsplit=1)[0]
        return re.search(rb"(?im)^(?:\xef\xbb\xbf)?locvid:", page) is not None

    def read(self, path: Path) -> Script:
        """Read and validate ``path``; raises InvalidInput with file and line."""
        rows = rows_of_text(_without(_BONEYARD, read_text(path)))
        begins = next((n for n, row in enumerate(rows) if row.strip()), 0)
        ends = next((n for n in range(begins, len(rows)) if not rows[n].strip()), len(rows))
        head = _title_page({n + 1: rows[n] for n in range(begins, ends)}, path)
        if not head.entries.keys() - {"title"}:
            raise InvalidInput(
                "the title page has no 'Locvid'", Location(path, begins + 1), hint=_PAGE
            )
        shots = [shot.table() for shot in _scenes(rows, ends, head, path)]
        first = shots[0].line if shots else len(rows)
        return build_script(with_shots(head, shots, first, path), path)


def _title_page(page: dict[int, str], file: Path) -> Table:
    """The keys that a script has, read as YAML; the title is taken as it is written."""
    in_yaml: list[tuple[int, str]] = []
    title: Scalar | None = None
    key = ""
    for line, row in page.items():
        match = _TITLE_KEY.fullmatch(row)
        if match:
            key = match[1].strip().lower()
            row = f"{key}:{match[2]}"
        elif not row[:1].isspace():
            raise InvalidInput(
                "the title page needs 'Key: value' here",
                Location(file, line),
                hint=_PAGE,
            )
        if key == "title":
            words = _plain(match[2] if match else row).strip()
            before = f"{title.text} " if title and title.text else ""
            title = Scalar(before + words, title.line if title else line, plain=False)
        elif key in SCRIPT.keys or key not in FOR_PEOPLE:
            in_yaml.append((line, row))
    head = yaml_head(in_yaml, file)
    if title is None:
        return head
    return Table(
        {**head.entries, "title": title}, head.line, {**head.key_lines, "title": title.line}
    )


def _scenes(rows: list[str], begins: int, head: Table, file: Path) -> Iterator[ShotRows]:
    text = "\n".join(rows)
    notes: dict[int, list[str]] = {}
    line = counted = 0
    for start, end in _spans(text, *_NOTE):
        line, counted = line + text.count("\n", counted, start), start
        notes.setdefault(line + 1, []).append(text[start + 2 : end - 2])
    rows = _without(_NOTE, text).split("\n")
    shot: ShotRows | None = None
    in_dialogue = False
    count = 0
    for index in range(begins, len(rows)):
        line, row = index + 1, rows[index].strip()
        alone = index == 0 or not rows[index - 1].strip()
        followed = index + 1 < len(rows) and bool(rows[index + 1].strip())
        if alone and (scene := _SCENE.fullmatch(row)):
            if shot:
                yield shot
            count += 1
            shot, in_dialogue = _shot(scene[1], count, head, line, file), False
        elif shot and in_dialogue and row and not (alone and followed and _is_cue(row, shot)):
            _dialogue(shot, row, line)
        elif alone and followed and (name := _character(row, shot)):
            if shot is None:
                raise InvalidInput(
                    "this dialogue belongs to no scene",
                    Location(file, line),
                    hint="put a scene heading such as 'INT. OFFICE' above it",
                )
            shot.speak(name, None, line, interrupts=row.endswith("^"))
            in_dialogue = True
        elif shot:
            # Neither a row that holds a note only ends what is being said, nor one of two spaces.
            kept_open = line in notes or rows[index].startswith("  ")
            in_dialogue = in_dialogue and kept_open
            shot.direct(row, line)
        for note_text in notes.get(line, ()):
            if shot:
                shot.direct(note_text, line)
    if shot:
        yield shot


def _shot(heading: str, count: int, head: Table, line: int, file: Path) -> ShotRows:
    number = _NUMBER.search(heading)
    place = re.split(r"\s+[-–—]\s+", _NUMBER.sub("", heading))[0]
    shot = ShotRows(head, slug(number[1]) if number else str(count), line, file)
    shot.put("setting", Scalar(slug(place).lower(), line, plain=False), line)
    return shot


def _character(row: str, shot: ShotRows | None) -> str | None:
    """The name in a row that says who speaks, without (V.O.), (CONT'D) and the mark of a duet.

    Fountain wants it in capitals; the cast is known, so its members need none.
    """
    if row.startswith(("!", ">", "=", "#", "~")) or row.endswith("TO:"):
        return None
    name = re.sub(r"\s*\([^()]*\)", "", row).removesuffix("^").strip()
    if shot is not None and shot.speaks(name):
        return name
    match = _CHARACTER.fullmatch(name)
    return (match[1] or match[2]).strip() if match else None


def _is_cue(row: str, shot: ShotRows) -> bool:
    """Whether a row below an empty one, be that of spaces, names a member of the cast."""
    name = _character(row, shot)
    return name is not None and shot.speaks(name)


def _dialogue(shot: ShotRows, row: str, line: int) -> None:
    if row.startswith("(") and row.endswith(")"):
        shot.manner(row[1:-1], line)
    elif not shot.direct(row, line):
        shot.words(_plain(row), line)


def _plain(words: str) -> str:
    """Without the marks of emphasis; a mark after a backslash stays."""
    if len(words) > MAX_LINE_CHARS:  # it is refused for its length; looking for pairs is quadratic
        return words
    for _ in range(3):
        words = _EMPHASIS.sub(r"\2", words)
    return re.sub(r"\\([*_])", r"\1", words)


def _spans(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` is between two marks, the marks included."""
    end = 0
    while (start := text.find(opening, end)) >= 0:
        closed = text.find(closing, start + len(opening))
        if closed < 0:
            return
        end = closed + len(closing)
        yield start, end


def _without(marks: tuple[str, str], text: str) -> str:
    """``text`` without what stands between the marks; the lines keep their numbers."""
    kept, last = [], 0
    for start, end in _spans(text, *marks):
        kept += [text[last:start], "\n" * text.count("\n", start, end)]
        last = end
    return "".join([*kept, text[last:]])
