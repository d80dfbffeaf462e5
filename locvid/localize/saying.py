"""One text of a script as it is said and as it is shown: marks, the lexicon, figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from locvid.localize.lexicon import Lexicon, divided
from locvid.localize.locales import resolve
from locvid.localize.verbalize import verbalized
from locvid.model.locale import Locale
from locvid.phonetics.pieces import Piece, marked, written_pieces
from locvid.presets.laughter import laughter
from locvid.presets.library import PresetLibrary


@dataclass(frozen=True, slots=True)
class Said:
    """``spoken`` are the words for the voice, ``caption`` those to read, both without marks.

    ``marked`` is ``spoken`` with its marks (``locvid.phonetics.pieces``); empty without any.
    """

    spoken: str
    caption: str
    marked: str = ""


def say(
    written: str, locale: Locale, library: PresetLibrary, lexicon: Lexicon | None = None
) -> Said:
    """``written`` in ``locale``; words in another language are read by the rules of that one.

    Raises BadMark for a mark that cannot be read.
    """
    parts = written_pieces(written.strip())
    shown = _read(parts, locale, library)
    pieces = _joined(_pieces(parts, locale, library, lexicon or Lexicon()))
    words = "".join([piece.text for piece in pieces])
    with_marks = marked(pieces)
    return Said(words, shown, with_marks if with_marks != words else "")


def _pieces(
    parts: tuple[Piece, ...], locale: Locale, library: PresetLibrary, lexicon: Lexicon
) -> Iterator[Piece]:
    for part in parts:
        if part.is_plain and not lexicon.entries:
            # As most texts are: nothing in it is said in a way of its own.
            words = verbalized(_speakable(part.text), locale, library)
            yield part if words == part.text else Piece(words)
            continue
        if part.laughter:
            yield part
            continue
        own, tag = locale, ""
        if part.tag and not _is_own(part.tag, locale):
            own = resolve(part.tag)[0]
            tag = own.tag
        # An entry with figures ("GPT-4") must be found before they are read; others after, so
        # that an entry for "GB" does not keep "5 GB" from being read as an amount.
        figures = lexicon.with_figures(own.tag)
        for piece in divided(Piece(_speakable(part.text), tag), figures):
            if piece.ipa or piece.respelled:
                yield piece
                continue
            said = _worded(piece, verbalized(piece.text, own, library))
            yield from divided(said, lexicon.said_in(own.tag))


def _is_own(tag: str, locale: Locale) -> bool:
    """Whether a mark names the language that the line is in anyway."""
    return tag in (locale.language, locale.tag)


def to_read(written: str, locale: Locale, library: PresetLibrary) -> str:
    """``written`` for captions; raises BadMark for a mark that cannot be read."""
    return _read(written_pieces(written.strip()), locale, library)


def _read(parts: tuple[Piece, ...], locale: Locale, library: PresetLibrary) -> str:
    return caption("".join([_shown(piece, locale, library) for piece in parts]))


def _shown(piece: Piece, locale: Locale, library: PresetLibrary) -> str:
    """The words of a piece for readers: laughter as captioners of the language write it."""
    if not piece.laughter:
        return piece.text
    written = laughter(piece.laughter, library).captions.get(locale.language, "")
    return f" [{written}] " if written else ""


def _joined(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """Neighbours that are said alike as one, with single spaces and none at the ends."""
    found: list[Piece] = []
    said = " "
    for piece in pieces:
        if piece.laughter:
            found.append(piece)
            continue
        text = piece.text
        if said.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        said = text
        if found and _alike(found[-1], piece):
            found[-1] = Piece(found[-1].text + text, piece.tag)
        else:
            found.append(_worded(piece, text))
    while found and not (found[-1].laughter or found[-1].text.strip(" ")):
        found.pop()
    last = max((at for at, piece in enumerate(found) if not piece.laughter), default=-1)
    if last >= 0:
        found[last] = _worded(found[last], found[last].text.rstrip(" "))
    return tuple(found)


def _worded(piece: Piece, text: str) -> Piece:
    """``piece`` with other words: nearly always they are its own."""
    return piece if text == piece.text else replace(piece, text=text)


def _alike(one: Piece, other: Piece) -> bool:
    apart = (one, other)
    return one.tag == other.tag and not any(p.ipa or p.respelled or p.laughter for p in apart)


def caption(written: str) -> str:
    """The text as written, in NFC, with line breaks and runs of space as one; marks stay.

    NFC is what fonts and caption players expect (Unicode Standard Annex 15).
    """
    return " ".join(unicodedata.normalize("NFC", written).split())


def spoken(written: str) -> str:
    """The text for the voice: the caption without emoji, controls and direction marks."""
    return _speakable(written).strip()


def _speakable(written: str) -> str:
    text = unicodedata.normalize("NFC", written)
    if not (text.isascii() and text.isprintable()):
        text = _UNSPEAKABLE.sub(" ", _UNSEEN.sub("", text))
    # Of all white space, only the plain one counts as printable.
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


# Single spaces are left alone.
_SPACE = re.compile(r"[^\S ]\s*| \s+")

# Soft hyphen, direction marks, word joiner and byte-order mark stand inside words and part none.
_UNSEEN = re.compile("[\u00ad\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")

# Emoji and dingbats, their joiners' selector and keycap, C0/C1 controls, and the zero-width space,
# which parts words. ZWNJ and ZWJ stay: Persian and Hindi spell with them.
_UNSPEAKABLE = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f"
    "\x00-\x1f\x7f-\x9f\u200b]+"
)
