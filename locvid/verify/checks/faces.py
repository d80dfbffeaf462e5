"""Is a face to be seen? Lips that nobody sees cannot be checked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from locvid.model.verdict import Check
from locvid.verify.checks.base import Observed, from_to, graded, longest

FACES = "faces"


def check_faces(film: Observed) -> Sequence[Check]:
    """Warns where more pictures show no face than the gate allows while somebody speaks."""
    times_s = film.track.times_s
    if len(times_s) == 0:
        return ()
    missing = np.isnan(film.track.aperture)
    share = float(missing.mean())
    if share == 1:
        return (graded(FACES, "no picture shows a face", bad=False, odd=True),)
    if share == 0:
        return (graded(FACES, "every picture shows a face", bad=False, odd=False),)
    stretch = longest(missing, times_s, np.append(times_s[1:], times_s[-1]))
    reason = f"{share:.0%} of the pictures show no face; the longest stretch is {from_to(stretch)}"
    return (graded(FACES, reason, bad=False, odd=share > film.gate.max_missing_faces),)
