"""Is a face to be seen? Lips that nobody sees cannot be checked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from locvid.model.verdict import Check
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.checks.base import Observed, from_to, graded, longest

FACES = "faces"


def check_faces(film: Observed) -> Sequence[Check]:
    """Warns where more pictures show no face than the gate allows while somebody speaks.

    Shots in which nobody does, such as titles, and those of a narrator need none; a film of them
    alone has no such check.
    """
    times_s = film.track.times_s
    if len(times_s) == 0 or len(film.texts) == len(film.off_screen):
        return ()
    counted = _spoken(film)
    missing = np.isnan(film.track.aperture) & counted
    share = float(missing.sum() / counted.sum())
    if share == 1:
        return (graded(FACES, "no picture shows a face", bad=False, odd=True),)
    if share == 0:
        return (graded(FACES, "every picture shows a face", bad=False, odd=False),)
    stretch = longest(missing, times_s, np.append(times_s[1:], times_s[-1]))
    reason = f"{share:.0%} of the pictures show no face; the longest stretch is {from_to(stretch)}"
    return (graded(FACES, reason, bad=False, odd=share > film.gate.max_missing_faces),)


def _spoken(film: Observed) -> NDArray[np.bool_]:
    """Pictures of the stretches between two cuts in which a line is heard; all where none is."""
    times_s = film.track.times_s
    counted = np.zeros(len(times_s), bool)
    for first, end in pairwise((*film.track.cuts, len(times_s))):
        if first < end:
            begin_s, end_s = times_s[first], times_s[end - 1]
            counted[first:end] = any(
                line.span[0] <= end_s * ALIGN_RATE and begin_s * ALIGN_RATE < line.span[1]
                for number, line in enumerate(film.heard)
                if number not in film.off_screen
            )
    return counted if counted.any() else np.ones(len(times_s), bool)
