"""Slow, smooth, never quite repeating movement: a few sines of unrelated periods."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sin

import numpy as np


class Drift:
    """A value that wanders within −1…1; the same seed wanders the same way."""

    def __init__(self, seed: Sequence[int], slowest_s: float) -> None:
        rng = np.random.default_rng([part & 0xFFFFFFFFFFFFFFFF for part in seed])
        periods = slowest_s * np.array([1.0, 0.618, 0.387]) * rng.uniform(0.85, 1.15, 3)
        self._terms = [
            (weight, 2 * pi / float(period), float(phase))
            for weight, period, phase in zip(
                (0.55, 0.3, 0.15), periods, rng.uniform(0, 2 * pi, 3), strict=True
            )
        ]

    def at(self, time_s: float) -> float:
        """The value at a moment."""
        return sum(weight * sin(rate * time_s + phase) for weight, rate, phase in self._terms)
