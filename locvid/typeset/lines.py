"""Breaks units of text into the fewest lines, of about equal width and at the ends of phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    found = broken(pieces, limit, most, measure)
    return None if found is None else found[1]


def broken(
    pieces: Sequence[Unit], limit: float, most: int, measure: Measure = width
) -> tuple[float, tuple[str, ...]] | None:
    """The cost of the line breaks, and the lines."""
    text = joined(pieces)
    whole = measure(text)
    if whole <= limit:
        return 0.0, (text,)
    for count in range(max(2, int(-(-whole // limit))), most + 1):
        found = _best(tuple(pieces), limit, count, whole / count, measure)
        if found is not None:
            return found
    return None


def _best(
    pieces: tuple[Unit, ...], limit: float, count: int, mean: float, measure: Measure
) -> tuple[float, tuple[str, ...]] | None:
    text = joined(pieces)
    own = measure(text)
    unevenness = _BALANCE * ((own - mean) / limit) ** 2
    if count == 1:
        return (unevenness, (text,)) if own <= limit else None
    best: tuple[float, tuple[str, ...]] | None = None
    for cut in range(1, len(pieces)):
        head = joined(pieces[:cut])
        filled = measure(head)
        if filled > limit:
            break
        rest = _best(pieces[cut:], limit, count - 1, mean, measure)
        if rest is None:
            continue
        cost = rest[0] + pieces[cut - 1].cost + _BALANCE * ((filled - mean) / limit) ** 2
        if best is None or cost < best[0]:
            best = cost, (head, *rest[1])
    return best
