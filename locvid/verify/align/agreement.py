"""Whether several aligners found the same: two that err independently rarely err alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import median

from locvid.verify.align.base import ALIGN_RATE, Alignment
from locvid.verify.align.pairing import pairs, phone_unlikeness

_AGREED_MS, _OPPOSED_MS = 45.0, 150.0
"""Measured with espeak and pocketsphinx on voices of a third engine: see ``bench/alignment.py``."""


def disagreement_ms(alignments: Sequence[Alignment]) -> float | None:
    """Median distance of the starts of the same phones, of the two that are furthest apart.

    None for a single aligner, and where fewer than two of them found anything.
    """
    found = [alignment for alignment in alignments if alignment.phones]
    distances = [_distance_ms(one, other) for one, other in combinations(found, 2)]
    return max(distances) if distances else None


def agreement(alignments: Sequence[Alignment]) -> float:
    """1 where the aligners agree as well as they can, falling to 0 where they contradict."""
    apart = disagreement_ms(alignments)
    if apart is None:
        return 1.0
    return min(max((_OPPOSED_MS - apart) / (_OPPOSED_MS - _AGREED_MS), 0.0), 1.0)


def _distance_ms(one: Alignment, other: Alignment) -> float:
    paired = pairs(
        [phone.ipa for phone in one.phones],
        [phone.ipa for phone in other.phones],
        phone_unlikeness,
    )
    starts = [abs(one.phones[i].start - other.phones[j].start) for i, j in paired]
    return 1000 * median(starts) / ALIGN_RATE if starts else _OPPOSED_MS
