"""Where somebody laughs in a translation: sentences keep their order, words do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from locvid.phonetics.pieces import Piece

_SENTENCE_END = re.compile(r"[.!?…؟۔।]+[\"'»”’)\]]*(?=\s|$)|[。！？]+[」』）]?")


def with_laughter(original: Sequence[Piece], translated: Sequence[Piece]) -> tuple[Piece, ...]:
    """``translated`` with the laughter of ``original`` after the sentences that it follows there.

    Before the first word it stays there; where there are fewer sentences, it comes at the end.
    """
    found = tuple(translated)
    said = ""
    for piece in original:
        if piece.laughter:
            text = "".join(one.text for one in found)
            found = _inserted(found, _after(text, len(_SENTENCE_END.findall(said)), said), piece)
        said += piece.text
    return found


def _after(text: str, sentences: int, said: str) -> int:
    """The place in ``text`` after so many sentences; where none has ended, as far into the text."""
    if not said.strip():
        return 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if sentences:
        return ends[sentences - 1] if sentences <= len(ends) else len(text)
    spaces = [match.start() for match in re.finditer(r"\s", text)] or [len(text)]
    return min(spaces, key=lambda at: abs(at - len(said.rstrip())))


def _inserted(parts: Sequence[Piece], at: int, laughter: Piece) -> tuple[Piece, ...]:
    """``laughter`` at a character of the words, behind a marked piece rather than in it."""
    before: list[Piece] = []
    after: list[Piece] = []
    position = 0
    for piece in parts:
        end = position + len(piece.text)
        if position < at < end and piece.is_plain:
            before.append(Piece(piece.text[: at - position]))
            after.append(Piece(piece.text[at - position :]))
        else:
            (before if position < at or piece.laughter else after).append(piece)
        position = end
    joint = Piece(" ")
    return (
        *before,
        *([joint] if before and not before[-1].text.endswith(" ") else []),
        laughter,
        *([joint] if after and not after[0].text.startswith(" ") else []),
        *after,
    )
