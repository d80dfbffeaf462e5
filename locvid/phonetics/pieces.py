"""A text whose parts are said in different ways: ``Notre équipe est [en: cloud native]``.

Scripts mark words of another language so. Inside locvid the same notation carries what a
pronunciation lexicon says: ``[/ɡiːt/: git]`` and ``[=coubernétisse: Kubernetes]``; a text without
marks is the text itself. A bracket that is said as it stands is written ``\\[`` or ``\\]``, a
backslash before one ``\\\\``. ``[laugh]`` and ``[chuckle]`` are no words: somebody laughs there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from locvid.phonetics import tags


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are said in one way.

    ``tag`` is the language (BCP-47), empty for that of the line. ``ipa`` is how they sound, or
    ``respelled`` what is read in their place; both empty where the language's rules say it.
    ``laughter`` names how somebody laughs in place of words, of which there are then none.
    """

    text: str
    tag: str = ""
    ipa: str = ""
    respelled: str = ""
    laughter: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is said as the line's own language has it."""
        return not (self.tag or self.ipa or self.respelled or self.laughter)

    @property
    def read(self) -> str:
        """What a letter-to-sound engine reads."""
        return self.respelled or self.text


class BadMark(ValueError):
    """A mark that cannot be read: the sentence, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


_BRACKET = re.compile(r"([\[\]\\])")
_ESCAPED = re.compile(r"\\([\[\]\\])")
_OPENING = re.compile(r"\[\s*([A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*)\s*:\s*")
_CARRIED = re.compile(r"\[([A-Za-z0-9-]*)(?:/([^/\]]*)/)?(?:=([^:\]]*))?: ?")
_LAUGHTER = re.compile(r"\[\s*(laugh|chuckle)\s*\]")
_AS_IT_STANDS = "write \\[ for a bracket that is said as it stands"


def written_pieces(written: str) -> tuple[Piece, ...]:
    """The pieces of a text of a script, with canonical tags.

    Brackets without a language and a colon (``[sic]``) are part of the text. Raises BadMark for
    a language that there is none, a mark within a mark, an empty one, and one that is not closed.
    """
    if _has_no_marks(written):
        return (Piece(written),) if written else ()
    found: list[Piece] = []
    text, at = "", 0
    while at < len(written):
        if escaped := _ESCAPED.match(written, at):
            text, at = text + escaped[1], escaped.end()
        elif laughter := _LAUGHTER.match(written, at):
            found += [*([Piece(text)] if text else []), Piece("", laughter=laughter[1])]
            text, at = "", laughter.end()
        elif opening := _OPENING.match(written, at):
            tag = tags.canonical(opening[1])
            if tag is None:
                raise _no_language(opening[1])
            words, at = _inside(written, opening)
            if text:
                found.append(Piece(text))
            found.append(Piece(words, tag))
            text = ""
        else:
            text, at = text + written[at], at + 1
    return (*found, Piece(text)) if text else tuple(found)


def _has_no_marks(text: str) -> bool:
    return "[" not in text and "\\" not in text


def _inside(written: str, opening: re.Match[str]) -> tuple[str, int]:
    """The words of a mark, and where the text goes on behind it."""
    words, at = "", opening.end()
    while at < len(written) and written[at] != "]":
        if escaped := _ESCAPED.match(written, at):
            words, at = words + escaped[1], escaped.end()
            continue
        if _OPENING.match(written, at) or _LAUGHTER.match(written, at):
            raise BadMark(
                f"a mark stands inside the mark '[{opening[1]}: …]'", "close the first one before"
            )
        words, at = words + written[at], at + 1
    if at >= len(written):
        raise BadMark(
            f"the mark '[{opening[1]}: …' is not closed",
            f"put ] after its words, or {_AS_IT_STANDS}",
        )
    if not any(sign.isalnum() for sign in words):
        raise BadMark(f"the mark '[{opening[1]}:]' has no words", "write them before the ]")
    return words.strip(), at + 1


def _no_language(written: str) -> BadMark:
    meant = tags.suggested(written)
    hint = f"did you mean '{meant}'? " if meant else ""
    return BadMark(f"there is no language '{written}' for '[{written}: …]'", hint + _AS_IT_STANDS)


def bad_mark(written: str) -> BadMark | None:
    """What is wrong with the marks in a text, if anything is."""
    try:
        written_pieces(written)
    except BadMark as error:
        return error
    return None


def unmarked(written: str) -> str:
    """The words of a text of a script, without its marks; a text with a bad mark as it is."""
    if _has_no_marks(written):
        return written
    try:
        parts = written_pieces(written)
    except BadMark:
        return written
    words = "".join(piece.text for piece in parts)
    # What stood on both sides of laughter keeps one space.
    return re.sub(" {2,}", " ", words).strip() if any(p.laughter for p in parts) else words


def plain(marked: str) -> str:
    """The words alone."""
    return "".join(piece.text for piece in pieces(marked))


def marked(parts: Sequence[Piece]) -> str:
    """``parts`` in the notation; ``pieces`` gives them back."""
    return "".join(map(_notation, parts))


def pieces(carried: str) -> tuple[Piece, ...]:
    """The pieces of a text in the notation, as ``marked`` wrote it; never raises."""
    if _has_no_marks(carried):
        return (Piece(carried),) if carried else ()
    found: list[Piece] = []
    text, at = "", 0
    while at < len(carried):
        opening = _CARRIED.match(carried, at)
        if escaped := _ESCAPED.match(carried, at):
            text, at = text + escaped[1], escaped.end()
        elif laughter := _LAUGHTER.match(carried, at):
            found += [*([Piece(text)] if text else []), Piece("", laughter=laughter[1])]
            text, at = "", laughter.end()
        elif opening and (closing := _CLOSING.search(carried, opening.end())):
            if text:
                found.append(Piece(text))
            tag, ipa, respelled = (part or "" for part in opening.groups())
            words = _ESCAPED.sub(r"\1", carried[opening.end() : closing.end() - 1])
            found.append(Piece(words, tag, ipa, respelled))
            text, at = "", closing.end()
        else:
            text, at = text + carried[at], at + 1
    return (*found, Piece(text)) if text else tuple(found)


_CLOSING = re.compile(r"(?<!\\)(?:\\\\)*\]")


def voice_of(tag: str) -> str:
    """espeak-ng's voice for ``tag`` that says what ``phonetics.reading`` makes of a text."""
    return _VOICES.get(tag.partition("-")[0], tag)


_VOICES = {"zh": "cmn-latn-pinyin", "no": "nb"}


def carried_over(parts: Sequence[Piece], text: str) -> tuple[Piece, ...]:
    """``text`` with those of ``parts`` that are marked and stand in it, in their order."""
    found: list[Piece] = []
    at, before = 0, ""
    for piece in parts:
        if piece.laughter:
            begin = _end_of(before, text, at)
        else:
            begin = -1 if piece.is_plain else text.find(piece.text, at)
            before = piece.text.strip() or before
        if begin < 0:
            continue
        if begin > at:
            found.append(Piece(text[at:begin]))
        found.append(piece)
        at = begin + len(piece.text)
    return (*found, Piece(text[at:])) if at < len(text) else tuple(found)


def _end_of(words: str, text: str, at: int) -> int:
    """Where ``words``, or the last of them, end in ``text`` from ``at`` on; −1 if they do not."""
    if not words:
        return at
    for end in (words, words.split()[-1]):
        if (begin := text.find(end, at)) >= 0:
            return begin + len(end)
    return -1


def _notation(piece: Piece) -> str:
    if piece.laughter:
        return f"[{piece.laughter}]"
    text = piece.text
    if _BRACKET.search(text):
        text = _BRACKET.sub(r"\\\1", text)
    if piece.is_plain:
        return text
    ipa = f"/{piece.ipa}/" if piece.ipa else ""
    respelled = f"={piece.respelled}" if piece.respelled else ""
    return f"[{piece.tag}{ipa}{respelled}: {text}]"
