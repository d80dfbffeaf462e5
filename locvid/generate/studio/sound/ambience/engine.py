"""The engine of the car one sits in: its orders, never quite even."""

from __future__ import annotations

import numpy as np
from scipy import fft

from locvid.generate.studio.sound.levels import block_powers, gain
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_KNOTS_PER_S = 2.5
_FLUTTER = 0.35
"""Depth of the random swell of each order: no stroke burns like the one before."""
_FLUTTER_HZ = 9.0
_OFFSET_DB = -0.691


class Engine:
    """A sum of ``orders`` (multiples of the crankshaft's turns: dB), whose speed wanders slowly.

    A four-stroke engine fires once in two turns per cylinder, so that the second order leads with
    four of them (Heisler, Advanced Vehicle Technology, ch. 4).
    """

    steady = True

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        orders, levels_db = parameters.curve("orders")
        turns_per_s = parameters.number("turns_per_minute", lowest=300) / 60
        wander = parameters.number("wander", lowest=0)
        turns = np.cumsum(turns_per_s * (1 + wander * _slow(length, _KNOTS_PER_S, random)))
        phase = (2 * np.pi / SAMPLE_RATE * turns).astype(np.float32)
        engine = np.zeros((length, 2), dtype=np.float32)
        for order, level_db in zip(orders, levels_db, strict=True):
            swell = 1 + _FLUTTER * _slow(length, _FLUTTER_HZ, random)
            tone = (gain(level_db) * swell).astype(np.float32)
            # The body passes each order on to the two ears with a phase of its own.
            for ear, shift in enumerate(random.uniform(0, 2 * np.pi, 2)):
                engine[:, ear] += tone * np.sin(np.float32(order) * phase + np.float32(shift))
        power = float(block_powers(engine).mean())
        return engine * np.float32(gain(lufs - _OFFSET_DB - 10 * np.log10(power)))


def _slow(length: int, rate_hz: float, random: np.random.Generator) -> Samples:
    """Smooth noise within about ±1 that changes ``rate_hz`` times a second."""
    count = max(int(length / SAMPLE_RATE * rate_hz), 2)
    bins = fft.rfft(random.uniform(-1.0, 1.0, count).astype(np.float32))
    coarse = fft.irfft(bins, count * 16) * 16
    at = np.linspace(0, len(coarse) - 1, length, dtype=np.float32)
    return np.asarray(np.interp(at, np.arange(len(coarse)), coarse), dtype=np.float32)
