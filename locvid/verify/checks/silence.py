"""Is something to be heard all the time, or did the sound drop out?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from locvid.model.verdict import Check
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.checks.base import Observed, from_to, graded, longest

SILENCE = "silence"
_WINDOW_S = 0.02


def check_silence(film: Observed) -> Sequence[Check]:
    """Fails where most of the film is silent, warns of a long silence."""
    window = round(_WINDOW_S * ALIGN_RATE)
    count = len(film.samples) // window
    if count == 0:
        return ()
    limits = film.demands.limits
    power = np.mean(film.samples[: count * window].reshape(count, window) ** 2, axis=1)
    silent = 10 * np.log10(power + 1e-20) < limits.silence_dbfs
    at_s = np.arange(count + 1, dtype=np.float64) * _WINDOW_S
    stretch = longest(silent, at_s[:-1], at_s[1:])
    share = float(silent.mean())
    length_s = stretch[1] - stretch[0]
    bad, odd = share > limits.silence_share, length_s > limits.silence_s
    if bad or odd:
        reason = f"{share:.0%} of the film is silent; the longest silence is {from_to(stretch)}"
    else:
        reason = f"no silence is longer than {max(length_s, 0.1):.1f} s"
    return (graded(SILENCE, reason, bad, odd),)
