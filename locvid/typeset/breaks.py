"""Where a text may be broken, and what each break costs: after phrases little, inside them much."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from locvid.typeset.columns import columns_of, width
from locvid.typeset.small_words import SmallWords, small_words

_SENTENCE_END = re.compile(r"[.!?…。！？｡؟۔।॥]['\"”’»)\]」』）】]*$")
_CLAUSE_END = re.compile(r"[,;:،؛、，；：—–]['\"”’»)\]」』）】]*$")
_CLOSING = frozenset(".,;:!?…)]}»”’%。、，．！？：；）」』】〉》〕｝・ー々ゝゞ゛゜؟،؛।")
_SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_OPENING = frozenset("([{«“‘¿¡（「『【〈《〔｛")
_NO_BREAK_BEFORE = _CLOSING | _SMALL_KANA
_AT_THE_ENDS = ".,;:!?…،؛؟।()[]{}«»“”‘’\"'„"

SENTENCE, CLAUSE, WORD, INSIDE, TORN = 0.0, 0.5, 3.0, 12.0, 40.0
"""Cost of a break: after a sentence, a clause, a word; in a phrase written without spaces; in a
word or a number."""

_PHRASE = 2.5
"""Of a break between two phrases of a language written without spaces."""

_PAUSE = 0.5
"""Of a break at a space of such a language: Thai puts one where English has a comma."""

_OPENS, _HELD, _UNIT = -1.5, 5.0, 4.0
"""Added before a word that opens a phrase; between words that belong together; in an amount or a
name of two words."""

_SHORT_WORD, _SHORTER = 6, 0.7
"""Where nothing is known of a language: words under six letters are mostly articles, prepositions,
pronouns, and belong to what follows, the shorter the more. Cost a letter."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text that stays whole. ``start`` and ``end`` index the normalised text."""

    text: str
    start: int
    end: int
    spaced: bool
    cost: float
    """Of a break after this unit; see the constants above."""


def units(
    text: str, columns: int, boundaries: frozenset[int] = frozenset(), language: str = ""
) -> tuple[Unit, ...]:
    """Split normalised ``text``; ``boundaries`` are indices at which a spoken word starts.

    No unit is wider than ``columns``: longer words are torn. ``language`` (ISO 639) tells which
    words belong together.
    """
    breaks = _Breaks(text, boundaries, language)
    cuts: list[tuple[int, float]] = []
    since = 0
    for index in range(1, len(text)):
        cost = breaks.cost(index)
        if cost is None and width(text[since : index + 1]) > columns:
            cost = TORN if columns_of(text[index]) else None
        if cost is not None:
            cuts.append((index, cost))
            since = index
    made = []
    starts = [0, *(index for index, _ in cuts)]
    ends = [*(index for index, _ in cuts), len(text)]
    costs = [*(cost for _, cost in cuts), SENTENCE]
    for start, end, cost in zip(starts, ends, costs, strict=True):
        piece = text[start:end]
        bare = piece.strip(" ")
        if bare:
            first = start + len(piece) - len(piece.lstrip(" "))
            spaced = first > 0 and text[first - 1] == " "
            made.append(Unit(bare, first, first + len(bare), spaced, cost))
    return tuple(made)


def joined(pieces: Sequence[Unit]) -> str:
    """The text of consecutive units, without white space at its ends."""
    return "".join((" " if unit.spaced else "") + unit.text for unit in pieces).lstrip(" ")


def unbroken(pieces: Sequence[Unit]) -> tuple[Unit, ...]:
    """The same with only the breaks between words: none in a phrase written without spaces."""
    made: list[Unit] = []
    for piece in pieces:
        if made and made[-1].cost >= INSIDE:
            last = made[-1]
            text = last.text + (" " if piece.spaced else "") + piece.text
            piece = Unit(text, last.start, piece.end, last.spaced, piece.cost)
            made.pop()
        made.append(piece)
    return tuple(made)


class _Breaks:
    """Costs of breaks in one text."""

    def __init__(self, text: str, boundaries: frozenset[int], language: str) -> None:
        self._text = text
        self._heard = boundaries
        self._language = language
        self._small = small_words(language)
        self._phrases = _phrases(text, language)

    def cost(self, index: int) -> float | None:
        """Cost of a break before ``text[index]``; None where none is allowed."""
        text = self._text
        before, after = text[index - 1], text[index]
        if before == " " or after in _NO_BREAK_BEFORE or columns_of(after) == 0:
            return None
        if after == " ":
            following = text[index + 1]
            if following in _CLOSING or before in _OPENING:
                return None
            last = text[:index].rsplit(" ", 1)[-1]
            return self._between(last, text[index + 1 :].split(" ", 1)[0])
        if before in _OPENING or not (_unspaced(before) or _unspaced(after)):
            return None
        if _SENTENCE_END.search(before):
            return SENTENCE
        if _CLAUSE_END.search(before):
            return CLAUSE
        return self._unspaced(index)

    def _between(self, word: str, following: str) -> float:
        """At a space between two words."""
        if _SENTENCE_END.search(word):
            return SENTENCE
        if _CLAUSE_END.search(word):
            return CLAUSE
        if _unspaced(word[-1]) and _unspaced(following[:1]):
            return _PAUSE
        if self._small is None:
            return WORD + _SHORTER * max(0, _SHORT_WORD - len(word))
        return WORD + _attachment(word, following, self._small, self._language)

    def _unspaced(self, index: int) -> float | None:
        """In a language that is written without spaces."""
        text = self._text
        before, after = _script(text[index - 1]), _script(text[index])
        if self._phrases is not None and (before == after != "katakana" or index in self._phrases):
            if index not in self._phrases:
                return INSIDE if before != "southeast-asian" else None
            return _PHRASE + self._particle(index)
        if index in self._heard or (before == "hiragana" != after):
            return WORD
        if before == after and before in ("katakana", "other"):
            return None
        return INSIDE

    def _particle(self, index: int) -> float:
        """What a Chinese particle adds, which ends a phrase and never begins one."""
        if self._small is None:
            return 0.0
        held = self._text[index] in self._small.followers
        return _HELD if held or self._text[index - 1] in self._small.holders else 0.0


def _attachment(word: str, following: str, small: SmallWords, language: str) -> float:
    left, right = (each.strip(_AT_THE_ENDS).casefold() for each in (word, following))
    if left in small.openers or left in small.holders or right in small.followers:
        return _HELD
    if left.isdecimal() or (language != "de" and word[:1].isupper() and following[:1].isupper()):
        return _UNIT
    return _OPENS if right in small.openers else 0.0


def _phrases(text: str, language: str) -> frozenset[int] | None:
    """Indices at which a phrase begins; None where the language is written with spaces.

    BudouX (https://github.com/google/budoux) has learned them for Japanese, Chinese and Thai.
    """
    if language in ("zh", "yue") and _is_traditional(text):
        language = "zh-Hant"
    parser = _parser(language)
    return None if parser is None else frozenset(accumulate(map(len, parser.parse(text))))


def _is_traditional(text: str) -> bool:
    """Whether some character is in the standard set of Taiwan and not in that of China."""
    return any(_encodes(each, "big5") and not _encodes(each, "gb2312") for each in text)


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=5)
def _parser(language: str) -> Any:
    if language not in ("ja", "zh", "zh-Hant", "yue", "th"):
        return None
    import budoux

    if language == "ja":
        return budoux.load_default_japanese_parser()
    if language == "th":
        return budoux.load_default_thai_parser()
    if language == "zh-Hant":
        return budoux.load_default_traditional_chinese_parser()
    return budoux.load_default_simplified_chinese_parser()


def _unspaced(character: str) -> bool:
    return _script(character) != "other"


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """Which of the scripts written without spaces a character is of, or ``other``."""
    code = ord(character) if character else 0
    if 0x3040 <= code < 0x30A0:
        return "hiragana"
    if 0x30A0 <= code < 0x3100 or 0xFF66 <= code < 0xFFA0:
        return "katakana"
    if 0x2E80 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or 0x20000 <= code < 0x32000:
        return "han"
    if 0x0E00 <= code < 0x0F00 or 0x1000 <= code < 0x10A0 or 0x1780 <= code < 0x1800:
        return "southeast-asian"
    return "han" if character and unicodedata.east_asian_width(character) == "F" else "other"
