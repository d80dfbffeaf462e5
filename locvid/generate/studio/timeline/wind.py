"""The wind of a shot: one curve, by which trees are seen to bend and leaves are heard."""

from __future__ import annotations

from math import pi, sin

import numpy as np

_SLOWEST_S = 8.0
_CALM_S, _RISE_S = 0.8, 2.4
_SEED = 77


class Wind:
    """Strength 0 (lull) … 1 (gust) over a shot of ``end_s`` seconds; the same seed blows alike.

    A few sines of unrelated periods. At both ends of the shot it is ½, so that what is heard of it
    goes on over a cut.
    """

    def __init__(self, seed: int, end_s: float) -> None:
        random = np.random.default_rng([seed & 0xFFFFFFFFFFFFFFFF, _SEED])
        periods = _SLOWEST_S * np.array([1.0, 0.55, 0.29]) * random.uniform(0.85, 1.15, 3)
        phases = random.uniform(0, 2 * pi, 3)
        self._terms = [
            (weight, 2 * pi / float(period), float(phase))
            for weight, period, phase in zip((0.62, 0.4, 0.2), periods, phases, strict=True)
        ]
        self._end_s = end_s

    def at(self, time_s: float) -> float:
        """The strength at a moment."""
        gust = sum(weight * sin(rate * time_s + phase) for weight, rate, phase in self._terms)
        within_s = min(time_s, self._end_s - time_s)
        edge = min(max((within_s - _CALM_S) / _RISE_S, 0.0), 1.0)
        calmed = edge * edge * (3.0 - 2.0 * edge)
        return 0.5 + 0.5 * calmed * max(-1.0, min(1.0, gust))
