"""Counts the lips that are closed when they must be: p, b and m cannot be said with open lips."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from locvid.phonetics.inventory import BILABIAL
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.curves import RATE
from locvid.verify.lips import Curve

_CLOSURES = frozenset("pbm") & BILABIAL
_SLACK_S = 0.04
_CLOSED_SHARE = 0.25


def count_closures(
    phones: Sequence[AlignedPhone],
    aperture: Curve,
    valid: NDArray[np.bool_],
    offset_ms: float,
) -> tuple[int, int]:
    """(closed, expected): p b m in ``phones`` whose lips were closed, and all that could be seen.

    ``aperture`` is at RATE; lips count as closed in the lowest quarter of the range that they
    cover. A phone is looked for ``offset_ms`` before its sound, give or take 40 ms of alignment.
    """
    if not valid.any():
        return 0, 0
    low, high = np.percentile(aperture[valid], [2, 95])
    limit = low + _CLOSED_SHARE * (high - low)
    seen = expected = 0
    for phone in phones:
        if phone.ipa not in _CLOSURES:
            continue
        shift = offset_ms / 1000
        first = round((phone.start / ALIGN_RATE - shift - _SLACK_S) * RATE)
        last = round((phone.end / ALIGN_RATE - shift + _SLACK_S) * RATE) + 1
        first, last = max(first, 0), min(last, len(aperture))
        if first >= last or not valid[first:last].all():
            continue
        expected += 1
        seen += bool(aperture[first:last].min() <= limit)
    return seen, expected
