"""Finds each written word's share in symbols that were made for the whole clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from locvid.generate.studio.voice.g2p.base import ReadWord
from locvid.phonetics.inventory import base_phones, is_vowel

_GAP = 0.8


def place_words(whole: str, words: Sequence[str], alone: Sequence[str]) -> tuple[ReadWord, ...]:
    """Spans of ``words`` in ``whole``; ``alone`` holds each word's symbols read by itself.

    In context neighbours change and join ("of the" is one group, a number several). Where the
    groups between spaces add up they decide; otherwise the spans follow the alignment of least
    edits between the two spellings. Words without symbols are left out.
    """
    spoken = [(word, symbols) for word, symbols in zip(words, alone, strict=True) if symbols]
    groups = whole.split(" ")
    counts = [len(symbols.split(" ")) for _, symbols in spoken]
    cuts = (
        _cuts_between_groups(groups, counts)
        if sum(counts) == len(groups)
        else _cuts_of_alignment(whole, [symbols for _, symbols in spoken])
    )
    spans = zip([0, *cuts], [*cuts, len(whole)], strict=True)
    return tuple(
        ReadWord(word, start, end) for (word, _), (start, end) in zip(spoken, spans, strict=True)
    )


def _cuts_between_groups(groups: Sequence[str], counts: Sequence[int]) -> list[int]:
    cuts, position, done = [], 0, 0
    for count in counts[:-1]:
        position += sum(len(group) + 1 for group in groups[done : done + count])
        done += count
        cuts.append(position)
    return cuts


def _cuts_of_alignment(whole: str, parts: Sequence[str]) -> list[int]:
    """Positions in ``whole`` where the parts meet (Needleman and Wunsch 1970)."""
    joined = "".join(parts)
    rows, columns = len(joined) + 1, len(whole) + 1
    cost = [[_GAP * column for column in range(columns)]]
    for row in range(1, rows):
        line = [_GAP * row]
        for column in range(1, columns):
            line.append(
                min(
                    cost[row - 1][column - 1] + _distance(joined[row - 1], whole[column - 1]),
                    cost[row - 1][column] + _GAP,
                    line[column - 1] + _GAP * (whole[column - 1] != " "),
                )
            )
        cost.append(line)
    reached = [columns - 1] * rows
    row, column = rows - 1, columns - 1
    while row > 0:
        reached[row] = column
        diagonal = (
            cost[row - 1][column - 1] + _distance(joined[row - 1], whole[column - 1])
            if column
            else float("inf")
        )
        if cost[row][column] == diagonal:
            row, column = row - 1, column - 1
        elif cost[row][column] == cost[row - 1][column] + _GAP:
            row -= 1
        else:
            column -= 1
    cuts, length = [], 0
    for part in parts[:-1]:
        length += len(part)
        cut = reached[length]
        cuts.append(cut + 1 if whole[cut : cut + 1] == " " else cut)
    return cuts


@cache
def _distance(one: str, other: str) -> float:
    if one == other:
        return 0.0
    vowels = [any(map(is_vowel, base_phones(symbol))) for symbol in (one, other)]
    return 0.6 if vowels[0] == vowels[1] else 1.2
