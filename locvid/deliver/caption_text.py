"""Where a caption may be broken: into cues, and a cue into balanced lines.

Widths count columns: East Asian wide characters are two, combining marks none (UAX #11), so that
42 columns are 21 characters of Japanese or Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_WHITE = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…。！？｡؟۔।॥]['\"”’»)\]」』）】]*$")
_CLAUSE_END = re.compile(r"[,;:،؛、，；：—–]['\"”’»)\]」』）】]*$")
_CLOSING = frozenset(".,;:!?…)]}»”’%。、，．！？：；）」』】〉》〕｝・ー々ゝゞ゛゜؟،؛।")
_SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_OPENING = frozenset("([{«“‘¿¡（「『【〈《〔｛")
_NO_BREAK_BEFORE = _CLOSING | _SMALL_KANA

_SENTENCE, _CLAUSE, _WORD, _INSIDE, _TORN = 0.0, 0.5, 3.0, 12.0, 40.0
"""Cost of a break: after a sentence, a clause, a word; in a phrase written without spaces; in a
word or a number."""

_SHORT_WORD, _SHORTER = 6, 0.7
"""Words under six letters are mostly articles, prepositions, pronouns: they belong to what
follows, the shorter the more. Cost a letter."""

_BALANCE = 16.0
"""Cost of a line that differs from the mean by a full line's width; it grows with the square."""

_CUE = 4.0
"""Cost of each cue: reading is easier in fewer."""

_ORPHAN = 8.0
"""Cost of a torn-off part of a sentence, if it had no width; none from half a line on."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text that stays whole. ``start`` and ``end`` index the normalised caption."""

    text: str
    start: int
    end: int
    spaced: bool
    cost: float
    """Of a break after this unit; see the constants above."""


def normalised(text: str) -> str:
    """One space for every run of breaking white space or control characters.

    No-break spaces are kept.
    """
    return " ".join(part for part in _WHITE.split(text) if part)


def width(text: str) -> int:
    """Columns that ``text`` takes."""
    return sum(map(_columns, text))


def units(text: str, columns: int, boundaries: frozenset[int]) -> tuple[Unit, ...]:
    """Split normalised ``text``; ``boundaries`` are indices at which a spoken word starts.

    No unit is wider than ``columns``: longer words are torn.
    """
    cuts: list[tuple[int, float]] = []
    since = 0
    for index in range(1, len(text)):
        cost = _break_cost(text, index, boundaries)
        if cost is None and width(text[since : index + 1]) > columns:
            cost = _TORN if _columns(text[index]) else None
        if cost is not None:
            cuts.append((index, cost))
            since = index
    made = []
    starts = [0, *(index for index, _ in cuts)]
    ends = [*(index for index, _ in cuts), len(text)]
    costs = [*(cost for _, cost in cuts), _SENTENCE]
    for start, end, cost in zip(starts, ends, costs, strict=True):
        piece = text[start:end]
        bare = piece.strip(" ")
        if bare:
            first = start + len(piece) - len(piece.lstrip(" "))
            made.append(Unit(bare, first, first + len(bare), piece != piece.lstrip(" "), cost))
    return tuple(made)


def joined(pieces: Sequence[Unit]) -> str:
    """The text of consecutive units, without white space at its ends."""
    return "".join((" " if unit.spaced else "") + unit.text for unit in pieces).lstrip(" ")


def lines(pieces: Sequence[Unit], columns: int, most: int) -> tuple[str, ...] | None:
    """Break units into the fewest lines, balanced and at phrases; None if they do not fit."""
    found = _broken(pieces, columns, most)
    return None if found is None else found[1]


def cues(
    pieces: Sequence[Unit],
    columns: int,
    most: int,
    lasts: Callable[[Unit, Unit], bool],
) -> list[tuple[Unit, ...]]:
    """Group units into cues of at most ``most`` lines, broken where sentences and phrases end.

    ``lasts(first, last)`` says whether a cue from one unit to another stays within its time.
    """
    best: list[float] = [0.0] + [float("inf")] * len(pieces)
    came: list[int] = [0] * (len(pieces) + 1)
    for start in range(len(pieces)):
        for end in range(start + 1, len(pieces) + 1):
            group = pieces[start:end]
            broken = _broken(group, columns, most)
            if broken is None or (len(group) > 1 and not lasts(group[0], group[-1])):
                break
            cost = best[start] + _CUE + broken[0] + 2 * group[-1].cost
            cost += _orphan(pieces, start, end, columns)
            if cost < best[end]:
                best[end], came[end] = cost, start
    ends = [len(pieces)]
    while ends[-1] > 0:
        ends.append(came[ends[-1]])
    ends.reverse()
    return [tuple(pieces[a:b]) for a, b in pairwise(ends)]


def _orphan(pieces: Sequence[Unit], start: int, end: int, columns: int) -> float:
    """Cost of a short part of a sentence that stands alone, or beside another sentence."""
    begins = start == 0 or pieces[start - 1].cost == _SENTENCE
    ends = pieces[end - 1].cost == _SENTENCE
    if begins and ends:
        return 0.0
    share = width(joined(pieces[start:end])) / columns
    mixed = any(unit.cost == _SENTENCE for unit in pieces[start : end - 1])
    return _ORPHAN * (max(0.0, 1 - 2 * share) + (0.5 if mixed else 0.0))


def _broken(
    pieces: Sequence[Unit], columns: int, most: int
) -> tuple[float, tuple[str, ...]] | None:
    """The cost of the line breaks, and the lines."""
    text = joined(pieces)
    whole = width(text)
    if whole <= columns:
        return 0.0, (text,)
    for count in range(-(-whole // columns), most + 1):
        found = _best_lines(tuple(pieces), columns, count, whole / count)
        if found is not None:
            return found
    return None


def _best_lines(
    pieces: tuple[Unit, ...], columns: int, count: int, mean: float
) -> tuple[float, tuple[str, ...]] | None:
    text = joined(pieces)
    own = width(text)
    unevenness = _BALANCE * ((own - mean) / columns) ** 2
    if count == 1:
        return (unevenness, (text,)) if own <= columns else None
    best: tuple[float, tuple[str, ...]] | None = None
    for cut in range(1, len(pieces)):
        head = joined(pieces[:cut])
        if width(head) > columns:
            break
        rest = _best_lines(pieces[cut:], columns, count - 1, mean)
        if rest is None:
            continue
        cost = rest[0] + pieces[cut - 1].cost + _BALANCE * ((width(head) - mean) / columns) ** 2
        if best is None or cost < best[0]:
            best = cost, (head, *rest[1])
    return best


def _break_cost(text: str, index: int, boundaries: frozenset[int]) -> float | None:
    """Cost of a break before ``text[index]``; None where none is allowed."""
    before, after = text[index - 1], text[index]
    if before == " " or after in _NO_BREAK_BEFORE or _columns(after) == 0:
        return None
    if after == " ":
        following = text[index + 1]
        if following in _CLOSING or before in _OPENING:
            return None
        return _cost_after(text[:index].rsplit(" ", 1)[-1])
    if before in _OPENING or not (_unspaced(before) or _unspaced(after)):
        return None
    if _SENTENCE_END.search(before):
        return _SENTENCE
    if _CLAUSE_END.search(before):
        return _CLAUSE
    if index in boundaries or (_script(before) == "hiragana" != _script(after)):
        return _WORD
    if _script(before) == _script(after) and _script(before) in ("katakana", "other"):
        return None
    return _INSIDE


def _cost_after(word: str) -> float:
    if _SENTENCE_END.search(word):
        return _SENTENCE
    if _CLAUSE_END.search(word):
        return _CLAUSE
    return _WORD + _SHORTER * max(0, _SHORT_WORD - len(word))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _unspaced(character: str) -> bool:
    return _script(character) != "other"


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """Which of the scripts written without spaces a character is of, or ``other``."""
    code = ord(character)
    if 0x3040 <= code < 0x30A0:
        return "hiragana"
    if 0x30A0 <= code < 0x3100 or 0xFF66 <= code < 0xFFA0:
        return "katakana"
    if 0x2E80 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or 0x20000 <= code < 0x32000:
        return "han"
    if 0x0E00 <= code < 0x0F00 or 0x1000 <= code < 0x10A0 or 0x1780 <= code < 0x1800:
        return "southeast-asian"
    return "han" if unicodedata.east_asian_width(character) == "F" else "other"
