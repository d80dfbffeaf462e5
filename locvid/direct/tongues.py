"""Words of a line that are in another language, told to a model in words."""

from __future__ import annotations

from locvid.model.performance import SpokenLine
from locvid.phonetics.pieces import pieces
from locvid.phonetics.tags import english_name


def tongues_within(line: SpokenLine) -> str:
    """``, with “cloud native” in English``; empty where all of the line is in one language."""
    named = dict.fromkeys(
        f"“{piece.text.strip()}” in {english_name(piece.tag)}"
        for piece in pieces(line.said)
        if piece.tag
    )
    return f", with {' and '.join(named)}" if named else ""
