"""How a text is divided into captions: few, at the ends of sentences and phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from locvid.typeset.breaks import SENTENCE, Unit, joined
from locvid.typeset.columns import width
from locvid.typeset.lines import broken

_CUE = 4.0
"""Cost of each cue: reading is easier in fewer."""

_ORPHAN = 8.0
"""Cost of a torn-off part of a sentence, if it had no width; none from half a line on."""


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
            found = broken(group, columns, most)
            if found is None or (len(group) > 1 and not lasts(group[0], group[-1])):
                break
            cost = best[start] + _CUE + found[0] + 2 * group[-1].cost
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
    begins = start == 0 or pieces[start - 1].cost == SENTENCE
    ends = pieces[end - 1].cost == SENTENCE
    if begins and ends:
        return 0.0
    share = width(joined(pieces[start:end])) / columns
    mixed = any(unit.cost == SENTENCE for unit in pieces[start : end - 1])
    return _ORPHAN * (max(0.0, 1 - 2 * share) + (0.5 if mixed else 0.0))
