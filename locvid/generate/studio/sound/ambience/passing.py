"""Vehicles that go by: a rush of tyres and air that comes up, crosses over and is gone."""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.noise import mono_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_FAR_HZ = 700.0
_REACH = 5.0
"""Where a pass begins and ends, in times the nearest distance."""


class Passing:
    """Noise in ``octaves`` that passes in ``lasts_s``, from the left or from the right.

    Level follows 1/distance; far away the air and what stands between take the upper octaves.
    """

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        octaves = parameters.curve("octaves")
        shortest, longest = parameters.numbers("lasts_s", 2)

        def rush(random: np.random.Generator) -> Samples:
            samples = int(random.uniform(shortest, longest) * SAMPLE_RATE)
            noise = mono_noise(samples, octaves, random)
            pole = np.float32(np.exp(-2 * np.pi * _FAR_HZ / SAMPLE_RATE))
            dull = lfilter([1 - pole], [np.float32(1), -pole], noise).astype(np.float32)
            way = np.linspace(-_REACH, _REACH, samples, dtype=np.float32)
            near = 1 / np.sqrt(1 + way**2)
            ends = np.clip((1 - np.abs(way) / _REACH) / 0.3, 0.0, 1.0)
            heard = near * np.sin(ends * np.pi / 2) ** 2 * (near * noise + (1 - near) * dull)
            ahead = 1.0 if random.random() < 0.5 else -1.0
            side = np.pi / 4 + ahead * 0.8 * np.arctan(way) / 2
            return np.stack([heard * np.cos(side), heard * np.sin(side)], axis=1).astype(np.float32)

        return scattered(length, lufs, random, parameters, rush)
