"""Breaks units of text into the fewest lines, of about equal width and at the ends of phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from locvid.typeset.breaks import Unit, joined
from locvid.typeset.columns import width

_BALANCE = 16.0
"""Cost of a line that differs from the mean by a full line's width; it grows with the square."""

Measure = Callable[[str], float]


def lines(
    pieces: Sequence[Unit], limit: float, most: int, measure: Measure = width
) -> tuple[str, ...] | None:
    """At most ``most`` lines, none wider than ``limit``; None if that cannot be.

    ``measure`` gives the width of a text in the unit of ``limit``: columns, or pixels.
    """
    found = broken(Run(pieces, measure), 0, len(pieces), limit, most)
    if found is None:
        return None
    cuts = (0, *found[1], len(pieces))
    return tuple(joined(pieces[cuts[at] : cuts[at + 1]]) for at in range(len(cuts) - 1))


class Run:
    """Consecutive units, and how wide the text of any part of them is."""

    def __init__(self, pieces: Sequence[Unit], measure: Measure = width) -> None:
        """``measure`` gives the width of a text in any unit."""
        self._pieces = pieces
        self._measure = measure
        self.costs = [piece.cost for piece in pieces]
        # Columns add up, so that none has to be counted twice. Pixels do not: letters are kerned.
        self._ends = (
            [0, *accumulate(piece.spaced + width(piece.text) for piece in pieces)]
            if measure is width
            else None
        )

    def width(self, first: int, end: int) -> float:
        """Of the units from ``first`` to before ``end``."""
        if self._ends is None or first == end:
            return self._measure(joined(self._pieces[first:end]))
        return self._ends[end] - self._ends[first] - self._pieces[first].spaced


def broken(
    run: Run, first: int, end: int, limit: float, most: int
) -> tuple[float, tuple[int, ...]] | None:
    """The cost of the line breaks in units ``first`` to ``end``, and which units they are before.

    None where they take more than ``most`` lines of ``limit``.
    """
    whole = run.width(first, end)
    if whole <= limit:
        return 0.0, ()
    for count in range(max(2, int(-(-whole // limit))), most + 1):
        found = _best(run, first, end, limit, count, whole / count)
        if found is not None:
            return found
    return None


def _best(
    run: Run, first: int, end: int, limit: float, count: int, mean: float
) -> tuple[float, tuple[int, ...]] | None:
    if count == 1:
        own = run.width(first, end)
        return (_BALANCE * ((own - mean) / limit) ** 2, ()) if own <= limit else None
    best: tuple[float, tuple[int, ...]] | None = None
    for cut in range(first + 1, end):
        filled = run.width(first, cut)
        if filled > limit:
            break
        rest = _best(run, cut, end, limit, count - 1, mean)
        if rest is None:
            continue
        cost = rest[0] + run.costs[cut - 1] + _BALANCE * ((filled - mean) / limit) ** 2
        if best is None or cost < best[0]:
            best = cost, (cut, *rest[1])
    return best
