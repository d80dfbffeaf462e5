"""Words of a line that are in another language, and laughter in it, told to a model in words."""

from __future__ import annotations

from locvid.model.performance import SpokenLine
from locvid.phonetics.pieces import pieces
from locvid.phonetics.tags import english_name


def within(line: SpokenLine) -> str:
    """What the words alone do not tell: other languages in them, and where somebody laughs."""
    return _tongues(line) + _laughter(line)


def _tongues(line: SpokenLine) -> str:
    """``, with “cloud native” in English``; empty where all of the line is in one language."""
    named = dict.fromkeys(
        f"“{piece.text.strip()}” in {english_name(piece.tag)}"
        for piece in pieces(line.said)
        if piece.tag
    )
    return f", with {' and '.join(named)}" if named else ""


def _laughter(line: SpokenLine) -> str:
    """``, laughing after “that worked.”``; empty where nobody laughs."""
    told, before = "", ""
    for piece in pieces(line.said):
        if not piece.laughter:
            before = piece.text.strip() or before
            continue
        place = f"after “{' '.join(before.split()[-3:])}”" if before else "before the first word"
        told += f", {_DOES.get(piece.laughter, piece.laughter)} {place}"
    return told


_DOES = {"laugh": "laughing", "chuckle": "chuckling"}
