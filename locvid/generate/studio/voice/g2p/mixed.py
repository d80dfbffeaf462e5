"""A line whose parts are said in different ways, read part by part and joined to clauses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from locvid.generate.studio.voice.g2p.base import Clause, ReadWord, TextReader
from locvid.generate.studio.voice.g2p.european import LIGATURES, TIE, EspeakReader
from locvid.generate.studio.voice.g2p.written import leading_mark
from locvid.phonetics.inventory import base_phones, is_vowel
from locvid.phonetics.pieces import Piece

_ELIDED = re.compile(r"\w['’]$")
_TIED = {pair.replace(TIE, ""): pair for pair in LIGATURES if pair != f"s{TIE}s"}
_KEPT_MARKS = "\u0303\u0329"
"""Of the diacritics only a tilde, and the mark of a syllable, make another symbol of the model."""


def mixed_clauses(parts: Sequence[Piece], reader_of: Callable[[str], TextReader]) -> list[Clause]:
    """Clauses of ``parts``; ``reader_of`` gives the reader of a tag: ``""`` is that of the line."""
    said: list[Clause] = []
    for part in parts:
        text = part.text if part.ipa else part.read
        if said:
            said[-1] = _ended(said[-1], text)
        for clause in _read(part, reader_of(part.tag), follows=bool(said)):
            if said and not said[-1].mark:
                said[-1] = _joined(said[-1], clause)
            else:
                said.append(clause)
    return said


def _read(part: Piece, reader: TextReader, follows: bool) -> Iterable[Clause]:
    if part.ipa:
        symbols = symbols_of(part.ipa, reader)
        words = (ReadWord(part.text, 0, len(symbols)),) if symbols else ()
        return (Clause(symbols, words, "", () if words else (part.text,)),)
    if _ELIDED.search(part.read):
        return _elided(part.read, reader)
    continued = getattr(reader, "continued", None)
    clauses = reader(continued(part.read) if continued and follows else part.read)
    if part.respelled and len(clauses) == 1 and clauses[0].symbols:
        whole = ReadWord(part.text, 0, len(clauses[0].symbols))
        return (replace(clauses[0], words=(whole,), mark=""),)
    return clauses


def symbols_of(ipa: str, reader: TextReader) -> str:
    """The model's symbols of a pronunciation, in the alphabet that the reader's language has."""
    letters = unicodedata.normalize("NFD", ipa).replace("c\u0327", "ç")
    letters = re.sub(rf"[.|‿{TIE}\u035c]", "", letters)
    for pair, tied in _TIED.items():
        letters = letters.replace(pair, tied)
    letters = "".join(
        sign
        for sign in letters
        if sign == TIE or not unicodedata.combining(sign) or sign in _KEPT_MARKS
    )
    if isinstance(reader, EspeakReader):
        return reader.respell(letters)
    return EspeakReader("").respell(letters)


def _ended(clause: Clause, text: str) -> Clause:
    """``clause`` with the punctuation with which the next part begins: "[en: cloud], et …"."""
    return replace(clause, mark=clause.mark or leading_mark(text))


def _joined(one: Clause, other: Clause) -> Clause:
    gap = " " if one.symbols and other.symbols else ""
    by = len(one.symbols) + len(gap)
    moved = tuple(replace(word, start=word.start + by, end=word.end + by) for word in other.words)
    return Clause(
        one.symbols + gap + other.symbols,
        (*one.words, *moved),
        other.mark,
        (*one.unread, *other.unread),
    )


def _elided(text: str, reader: TextReader) -> tuple[Clause, ...]:
    """« d' » before a mark: read before a vowel, which is then left out."""
    clauses = reader(text + "a")
    if not clauses or not clauses[-1].words:
        return clauses
    last = clauses[-1]
    symbols = last.symbols.rstrip("ː")
    if symbols and any(map(is_vowel, base_phones(symbols[-1]))):
        symbols = symbols[:-1].rstrip("ˈˌ ")
    own = last.words[-1]
    words = (*last.words[:-1], ReadWord(own.text[:-1], own.start, max(own.start, len(symbols))))
    return (*clauses[:-1], replace(last, symbols=symbols, words=words))
