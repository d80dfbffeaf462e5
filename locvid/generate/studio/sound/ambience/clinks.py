"""Cups and spoons somewhere behind."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.foley.modal import add, strike
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_LOSS = 0.0045
"""tan φ of ceramic, as in presets/materials."""


class Clinks:
    """One to three ceramic rings in quick order, far away."""

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        modes = np.array(parameters.series("ceramic_hz"))
        dull_hz, spread_s = parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)

        def clink(random: np.random.Generator) -> Samples:
            dry = np.zeros(int((0.6 + spread_s) * SAMPLE_RATE), dtype=np.float32)
            at = 0
            for _ in range(random.integers(1, 4)):
                levels = random.uniform(-9.0, 0.0, len(modes)).tolist()
                tuned = modes * random.lognormal(0.0, 0.08)
                ring = strike(tuned, levels, _LOSS, 0.3, SAMPLE_RATE // 4, 16.0)
                add(dry, ring, at, random.uniform(0.4, 1.0))
                at += int(random.uniform(0.06, 0.16) * SAMPLE_RATE)
            side = random.uniform(0.15, 0.85) * np.pi / 2
            stereo = dry[:, None] * np.array([np.cos(side), np.sin(side)], dtype=np.float32)
            return far_away(stereo, SAMPLE_RATE, dull_hz, spread_s)

        return scattered(length, lufs, random, parameters, clink)
