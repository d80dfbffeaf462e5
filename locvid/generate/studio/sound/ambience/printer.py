"""A printer at the other end of the office."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.noise import stereo_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples


class Printer:
    """Paper drawn in and pushed out: strokes of noise, ``strokes_per_second`` of them."""

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        octaves = parameters.curve("octaves")
        shortest, longest = parameters.numbers("lasts_s", 2)
        pace = parameters.number("strokes_per_second", lowest=0.1)
        dull_hz, spread_s = parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)

        def job(random: np.random.Generator) -> Samples:
            samples = int(random.uniform(shortest, longest) * SAMPLE_RATE)
            strokes = np.arange(samples) / SAMPLE_RATE * pace * random.uniform(0.9, 1.1)
            stroke = np.sin(np.pi * (strokes % 1.0) ** 0.6) ** 2 * 0.85 + 0.15
            through = np.linspace(0.0, 1.0, samples)
            whole = np.clip(np.minimum(through, 1 - through) / 0.12, 0.0, 1.0)
            noise = stereo_noise(samples, octaves, lufs, random)
            noise *= (stroke * np.sin(whole * np.pi / 2) ** 2).astype(np.float32)[:, None]
            return far_away(noise, SAMPLE_RATE, dull_hz, spread_s)

        return scattered(length, lufs, random, parameters, job)
