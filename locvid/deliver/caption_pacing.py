"""When captions come and go so that each can be read: as a captioner does it, by moving as little
as possible away from the speech.

A caption stays on after its words, and where that is not enough it comes before them or lets the
next one wait. The BBC's Subtitle Guidelines (5.2, match subtitle to pace of speaking) allow both
to be at most a second and a half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locvid.model.media import SAMPLE_RATE

MOST_SAMPLES = 3 * SAMPLE_RATE // 2
"""How far a caption may be from its speech, before and after: 1.5 s (BBC)."""

_TOLERANCES = tuple(MOST_SAMPLES * step // 30 for step in range(31))
"""Shifts that are tried, the smallest first: 50 ms apart."""

_HALVINGS = 12
"""Of the search for the pace that all captions can keep where they cannot keep the limit."""


@dataclass(frozen=True, slots=True)
class Need:
    """One caption: when its words are heard, and how long it takes to read; samples."""

    start: int
    end: int
    reading: int


def starts(needs: Sequence[Need], opens: int, closes: int, gap: int) -> list[int]:
    """When each caption appears, in order, so that it can be read before the next one.

    All lie between ``opens`` and ``closes``, ``gap`` samples apart. They are moved from the start
    of their words by as little as serves all of them. Where there is not time for all, as many as
    possible keep their reading time, and the others are given the same share of theirs.
    """
    for tolerance in _TOLERANCES:
        found = _placed(needs, [need.reading for need in needs], opens, closes, gap, tolerance)
        if found is not None:
            return found
    share = _largest_share(needs, opens, closes, gap)
    reading = [int(need.reading * share) for need in needs]
    for index, need in enumerate(needs):
        kept = [*reading[:index], need.reading, *reading[index + 1 :]]
        if _placed(needs, kept, opens, closes, gap, MOST_SAMPLES) is not None:
            reading = kept
    for tolerance in _TOLERANCES:
        found = _placed(needs, reading, opens, closes, gap, tolerance)
        if found is not None:
            return found
    # No time at all: each begins with its words, in order.
    return [max(opens, min(need.start, closes - 1)) for need in needs]


def _largest_share(needs: Sequence[Need], opens: int, closes: int, gap: int) -> float:
    """The largest share of their reading times that all captions can be given."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        reading = [int(need.reading * share) for need in needs]
        fits = _placed(needs, reading, opens, closes, gap, MOST_SAMPLES) is not None
        low, high = (share, high) if fits else (low, share)
    return low


def _placed(
    needs: Sequence[Need],
    reading: Sequence[int],
    opens: int,
    closes: int,
    gap: int,
    tolerance: int,
) -> list[int] | None:
    """Starts within ``tolerance`` of the speech that leave ``reading`` to each; None without any.

    Going back from the end gives the latest start of each; going forward, each takes the start of
    its words or what comes nearest to it.
    """
    latest: list[int] = []
    until = closes + gap
    for need, length in zip(reversed(needs), reversed(reading), strict=True):
        until = min(need.start + tolerance, until - gap - length)
        latest.append(until)
    latest.reverse()
    found: list[int] = []
    free = opens
    for need, length, last in zip(needs, reading, latest, strict=True):
        start = min(max(need.start, free), last)
        if start < max(free, need.start - tolerance):
            return None
        found.append(start)
        free = start + length + gap
    return found
