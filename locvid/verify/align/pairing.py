"""Which items of two sequences belong together: least edits (Levenshtein 1966), with kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from locvid.phonetics.inventory import is_vowel

_OTHER_PHONE, _OTHER_KIND = 0.5, 1.3


def pairs(
    one: Sequence[str],
    other: Sequence[str],
    unlikeness: Callable[[str, str], float],
    unpaired: float = 0.6,
) -> list[tuple[int, int]]:
    """Positions in ``one`` and ``other`` that are paired, in order.

    A pair costs its ``unlikeness``, an item without a partner costs ``unpaired``. Of equally good
    pairings the one with the earliest partners is taken: the k of "taxi" gets the x, the s none.
    """
    rows, columns = len(one), len(other)
    cost = np.zeros((rows + 1, columns + 1))
    cost[:, 0] = unpaired * np.arange(rows + 1)
    cost[0] = unpaired * np.arange(columns + 1)
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            cost[i, j] = min(
                cost[i - 1, j - 1] + unlikeness(one[i - 1], other[j - 1]),
                cost[i - 1, j] + unpaired,
                cost[i, j - 1] + unpaired,
            )
    found = []
    i, j = rows, columns
    while i and j:
        if cost[i, j] == cost[i - 1, j] + unpaired:
            i -= 1
        elif cost[i, j] == cost[i, j - 1] + unpaired:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def phone_unlikeness(one: str, other: str) -> float:
    """Nothing for the same phone, something for two vowels or two consonants, more across."""
    if one == other:
        return 0.0
    return _OTHER_PHONE if is_vowel(one) == is_vowel(other) else _OTHER_KIND
