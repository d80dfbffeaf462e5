"""Does the picture move, or does it stand still for a while?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from locvid.model.verdict import Check
from locvid.verify.checks.base import Observed, from_to, graded, longest

FROZEN = "frozen"
_STILL_MOTION = 0.02
"""Mean change of brightness, 0…255, from one picture to the next; film grain alone makes more."""
_LONGEST_PICTURE_S = 1.0
"""One picture that is shown for longer stands still, whatever comes after it."""


def check_frozen(film: Observed) -> Sequence[Check]:
    """Fails for a picture that stands still nearly all the time, warns of a long standstill."""
    times_s, limits = film.track.times_s, film.demands.limits
    if len(times_s) == 0:
        return ()
    if len(times_s) == 1:
        return (graded(FROZEN, "there is only one picture", bad=True, odd=True),)
    begins_s, ends_s = times_s[:-1], times_s[1:]
    still = (film.track.motion[1:] < _STILL_MOTION) | (ends_s - begins_s > _LONGEST_PICTURE_S)
    share = float(np.sum((ends_s - begins_s)[still]) / max(times_s[-1] - times_s[0], 1e-9))
    stretch = longest(still, begins_s, ends_s)
    bad, odd = share > limits.frozen_share, stretch[1] - stretch[0] > limits.frozen_s
    reason = "the picture moves"
    if bad or odd:
        how_long = f"{share:.0%} of the time" if bad else from_to(stretch)
        reason = f"the picture stands still for {how_long}"
    return (graded(FROZEN, reason, bad, odd),)
