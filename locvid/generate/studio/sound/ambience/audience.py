"""People who sit and listen in a hall: cloth and paper that rustle, now and then a cough."""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.noise import mono_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_THROAT_HZ, _THROAT_BANDWIDTH_HZ = (520.0, 1450.0, 2600.0), (160.0, 220.0, 350.0)
_COUGH = ((250, -6.0), (500, 0.0), (1000, 0.0), (2000, -3.0), (4000, -9.0), (8000, -18.0))
"""Hz and dB per octave: broad, with most below 2 kHz."""


class Audience:
    """Each moment is a rustle or, with the share ``coughs``, a cough somewhere in the rows."""

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        coughs = parameters.number("coughs", lowest=0)
        rustle = parameters.curve("octaves")
        dull_hz, spread_s = parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)

        def stir(random: np.random.Generator) -> Samples:
            coughing = random.random() < coughs
            dry = _cough(random) if coughing else _rustle(rustle, random)
            dry = np.pad(dry, (0, int(spread_s * SAMPLE_RATE)))
            side = random.uniform(0.1, 0.9) * np.pi / 2
            stereo = dry[:, None] * np.array([np.cos(side), np.sin(side)], dtype=np.float32)
            return far_away(stereo, SAMPLE_RATE, dull_hz, spread_s)

        return scattered(length, lufs, random, parameters, stir)


def _rustle(
    octaves: tuple[tuple[float, ...], tuple[float, ...]], random: np.random.Generator
) -> Samples:
    """Folds that give way one after the other: short bursts of noise of unequal force."""
    samples = int(random.uniform(0.4, 1.5) * SAMPLE_RATE)
    at = np.arange(samples, dtype=np.float32) / SAMPLE_RATE
    force = np.zeros(samples, dtype=np.float32)
    for _ in range(random.integers(4, 10)):
        middle, width = random.uniform(0.0, at[-1]), random.uniform(0.015, 0.09)
        force += np.float32(random.uniform(0.2, 1.0)) * np.exp(-(((at - middle) / width) ** 2))
    return mono_noise(samples, octaves, random) * force * _window(samples)


def _cough(random: np.random.Generator) -> Samples:
    """One to three bursts of breath through a throat, each dying away.

    A burst of some 50 ms, then an even flow of up to 300 ms (Korpáš, Sadloňová & Vrabec, Pulm.
    Pharmacol. 9, 1996); the third, voiced phase is left out: most people hold it back in a hall.
    """
    levels = tuple(zip(*_COUGH, strict=True))
    octaves = (levels[0], levels[1])
    scale = random.uniform(0.9, 1.25)
    parts = []
    for _ in range(random.integers(1, 4)):
        samples = int(random.uniform(0.22, 0.38) * SAMPLE_RATE)
        at = np.arange(samples, dtype=np.float32) / SAMPLE_RATE
        burst = np.exp(-at / 0.022) + np.float32(random.uniform(0.15, 0.4)) * np.exp(-at / 0.11)
        flow = mono_noise(samples, octaves, random) * burst * np.minimum(at / 0.004, 1.0)
        for hertz, bandwidth in zip(_THROAT_HZ, _THROAT_BANDWIDTH_HZ, strict=True):
            radius = np.exp(-np.pi * bandwidth / SAMPLE_RATE)
            turn = 2 * radius * np.cos(2 * np.pi * hertz * scale / SAMPLE_RATE)
            ring = lfilter([1 - radius], [1.0, -turn, radius**2], flow)
            flow = 0.5 * flow + ring * np.float32(8.0)
        parts.append(flow * _window(samples) * np.float32(random.uniform(0.5, 1.0)))
        parts.append(np.zeros(int(random.uniform(0.02, 0.12) * SAMPLE_RATE), dtype=np.float32))
    return np.concatenate(parts).astype(np.float32)


def _window(samples: int) -> Samples:
    """Rises in 3 ms and falls in 30 ms, so that nothing clicks."""
    left = np.arange(samples, dtype=np.float32) / SAMPLE_RATE
    return np.asarray(np.clip(np.minimum(left / 0.003, left[::-1] / 0.03), 0.0, 1.0))
