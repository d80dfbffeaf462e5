"""The steam of an espresso machine, now and then."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.noise import stereo_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples


class Steam:
    """A hiss that swells, wavers and dies away, coloured by ``octaves``."""

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        octaves = parameters.curve("octaves")
        shortest, longest = parameters.numbers("lasts_s", 2)

        def hiss(random: np.random.Generator) -> Samples:
            samples = int(random.uniform(shortest, longest) * SAMPLE_RATE)
            noise = stereo_noise(samples, octaves, lufs, random)
            through = np.linspace(0.0, 1.0, samples)
            swell = np.clip(np.minimum(through / 0.25, (1 - through) / 0.35), 0.0, 1.0)
            waver = np.interp(through, np.linspace(0, 1, 24), random.uniform(0.7, 1.0, 24))
            return noise * (np.sin(swell * np.pi / 2) ** 2 * waver).astype(np.float32)[:, None]

        return scattered(length, lufs, random, parameters, hiss)
