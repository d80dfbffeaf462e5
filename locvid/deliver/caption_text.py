"""How a text is divided into captions: few, at the ends of sentences and phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from locvid.typeset.breaks import SENTENCE, Unit
from locvid.typeset.lines import Run, broken

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
    run = Run(pieces)
    best: list[float] = [0.0] + [float("inf")] * len(pieces)
    came: list[int] = [0] * (len(pieces) + 1)
    for start in range(len(pieces)):
        for end in range(start + 1, len(pieces) + 1):
            first, last = pieces[start], pieces[end - 1]
            # Breaks of lines and sentences come on top: where it costs more without, none is tried.
            if best[start] + _CUE + 2 * last.cost >= best[end]:
                continue
            found = broken(run, start, end, columns, most)
            if found is None or (end - start > 1 and not lasts(first, last)):
                break
            cost = best[start] + _CUE + found[0] + 2 * last.cost
            cost += _orphan(run, start, end, columns)
            if cost < best[end]:
                best[end], came[end] = cost, start
    ends = [len(pieces)]
    while ends[-1] > 0:
        ends.append(came[ends[-1]])
    ends.reverse()
    return [tuple(pieces[a:b]) for a, b in pairwise(ends)]


def _orphan(run: Run, start: int, end: int, columns: int) -> float:
    """Cost of a short part of a sentence that stands alone, or beside another sentence."""
    begins = start == 0 or run.costs[start - 1] == SENTENCE
    ends = run.costs[end - 1] == SENTENCE
    if begins and ends:
        return 0.0
    share = run.width(start, end) / columns
    mixed = SENTENCE in run.costs[start : end - 1]
    return _ORPHAN * (max(0.0, 1 - 2 * share) + (0.5 if mixed else 0.0))
