"""Subtitles as a script, SubRip and WebVTT: every timed line a shot.

::

    WEBVTT

    NOTE
    locvid: 1
    source: en-US
    setting: office
    cast: {maya: {presenter: maya, voice: warm-female}}

    hook
    00:00:01.000 --> 00:00:04.200
    SFX: keyboard (soft, left)
    <v Maya>Today we are launching a faster, simpler version.
    [fr] Nous lançons aujourd'hui une version plus rapide, plus simple.

The head is YAML in the first note of WebVTT; in SubRip, which has no notes, in a first subtitle
that lasts no time (``00:00:00,000 --> 00:00:00,000``). ``locvid.script.rows`` tells the other
rows. A shot is named by the identifier of its cue, or by its number. Times must be right but are
not kept: how long a line lasts depends on its language. ``pysubs2`` tells no line numbers, so the
cues are read here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from locvid.documents.problems import Problems, shown
from locvid.documents.source import read_text, rows_of_text
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Script
from locvid.script.build import build_script
from locvid.script.head import yaml_head
from locvid.script.rows import ShotRows, slug, with_shots

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,64})?[ \t]{1,8}([^<>]{1,64})>")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_DASH = re.compile(r"\A[-–—]\s*(?=\S)")
_MINUS = re.compile(r"\A[-–—]\d")
_HEAD = re.compile(r"locvid\s*:")


@dataclass(slots=True)
class _Block:
    """Rows between empty lines; ``rows`` are those below the times, with their lines."""

    line: int
    name: str = ""
    lasts: bool = True
    rows: list[tuple[int, str]] = field(default_factory=list)


class SubtitleReader:
    """Reads ``.srt`` and ``.vtt``."""

    suffixes = (".srt", ".vtt")

    def recognises(self, beginning: bytes) -> bool:
        """Whether a head comes before the first subtitle that lasts; films' captions have none."""
        for row in beginning.decode("utf-8", "replace").splitlines():
            if _HEAD.match(row):
                return True
            times = _TIMES.fullmatch(row)
            if times and times.groups()[:4] != times.groups()[4:]:
                return False
        return False

    def read(self, path: Path) -> Script:
        """Read and validate ``path``; raises InvalidInput with file and line."""
        rows = rows_of_text(read_text(path))
        problems = Problems(path)
        blocks = list(_blocks(rows, problems))
        problems.raise_any()
        if not blocks or not _is_head(blocks[0]):
            raise InvalidInput(
                "the subtitles have no head that says who speaks",
                Location(path, 1),
                hint="put 'locvid: 1', 'source', 'cast' and 'setting' into a first note (WebVTT) "
                "or a first subtitle from 00:00:00,000 to 00:00:00,000 (SubRip)",
            )
        head = yaml_head(blocks[0].rows, path)
        vtt = rows[0].startswith("WEBVTT")
        shots = []
        cues = (block for block in blocks[1:] if block.name != "NOTE")
        for number, block in enumerate(cues, start=1):
            shot = ShotRows(head, slug(block.name) or str(number), block.line, path)
            rows_said = [(line, _plain(row, vtt)) for line, row in block.rows]
            # A single dash right before a figure is its minus.
            several = sum(_DASH.match(row) is not None for _, row in rows_said) > 1
            for index, (line, row) in enumerate(rows_said):
                dash = _DASH.match(row) if several or not _MINUS.match(row) else None
                row = row[dash.end() :] if dash else row
                shot.take(row, line, index == 0 or dash is not None)
            shots.append(shot.table())
        first = shots[0].line if shots else len(rows)
        return build_script(with_shots(head, shots, first, path), path)


def _blocks(rows: list[str], problems: Problems) -> Iterator[_Block]:
    """The head's note and all timed blocks; styles, regions and other notes are passed over.

    A line of times begins a block, with or without an empty line above it (WebVTT, section 6.1;
    players read SubRip so too): else times would be words that somebody says.
    """
    number = 0
    while number < len(rows):
        if not rows[number].strip():
            number += 1
            continue
        start = number
        while number < len(rows) and rows[number].strip():
            number += 1
            if _begins_block(rows, start, number):
                break
        block = list(enumerate(rows[start:number], start + 1))
        first = rows[start].split()[0]
        if start == 0 and first == "WEBVTT":
            continue
        if first in ("NOTE", "STYLE", "REGION") and "-->" not in rows[start]:
            if first == "NOTE" and any(_HEAD.match(row) for _, row in block):
                yield _Block(start + 1, "NOTE", rows=block[1:])
        else:
            yield from _timed(block, problems)


def _begins_block(rows: list[str], start: int, number: int) -> bool:
    """Whether a further block begins at ``number``: with times, or the number above them."""
    if not any("-->" in row for row in rows[start : min(start + 2, number)]):
        return False
    here, after = (*rows[number : number + 2], "", "")[:2]
    numbered = here.strip().isdigit() and _TIMES.fullmatch(after) is not None
    return numbered or _TIMES.fullmatch(here) is not None


def _timed(block: list[tuple[int, str]], problems: Problems) -> Iterator[_Block]:
    index = next((n for n, (_, row) in enumerate(block[:2]) if "-->" in row), None)
    if index is None:
        row = block[0][1]
        problems.add(
            f"there is no time above '{shown(row.strip())}'",
            block[0][0],
            "a subtitle begins with a line such as 00:00:01,000 --> 00:00:04,200",
        )
        return
    line, times = block[index]
    match = _TIMES.fullmatch(times)
    if not match:
        problems.add(f"'{shown(times.strip())}' is not a time", line, "write 00:00:01,000 --> …")
        return
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    if start is None or end is None or end < start:
        problems.add(f"the subtitle ends before it begins: '{shown(times.strip())}'", line)
        return
    name = block[0][1].strip() if index else ""
    yield _Block(block[0][0], name, end > start, block[index + 1 :])


def _milliseconds(parts: tuple[str | None, ...]) -> int | None:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    if minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))


def _is_head(block: _Block) -> bool:
    if block.name == "NOTE":
        return True
    return not block.lasts and any(_HEAD.match(row) for _, row in block.rows)


def _plain(row: str, vtt: bool) -> str:
    """The words; a voice of WebVTT becomes a name before them."""
    row = _MARKUP.sub("", _VOICE.sub(r"\1: ", row))
    return html.unescape(row) if vtt else row
