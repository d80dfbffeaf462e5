"""Are there pictures, or is it dark for a while?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from locvid.model.verdict import Check
from locvid.verify.checks.base import Observed, from_to, graded, longest

BLACK = "black"
_BLACK_LUMA = 8.0
"""Mean brightness, 0…255, under which nothing can be made out on a screen."""


def check_black(film: Observed) -> Sequence[Check]:
    """Fails for a film that is black for its greater part, warns of a long black stretch."""
    times_s, limits = film.track.times_s, film.demands.limits
    if len(times_s) == 0:
        return ()
    black = film.track.luma < _BLACK_LUMA
    frame_s = float(np.median(np.diff(times_s))) if len(times_s) > 1 else 0.0
    stretch = longest(black, times_s, np.append(times_s[1:], times_s[-1] + frame_s))
    share = float(np.mean(black))
    if not black.any():
        return (graded(BLACK, "no picture is black", bad=False, odd=False),)
    reason = f"{share:.0%} of the pictures are black; the longest stretch is {from_to(stretch)}"
    bad = share > limits.black_share
    return (graded(BLACK, reason, bad, odd=stretch[1] - stretch[0] > limits.black_s),)
