"""A circular saw in the next room: it runs up, bites into wood and runs down again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.noise import mono_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_START_S, _STOP_S = 0.5, 1.4
_LOADED = 0.94
"""Speed under load as a share of the idle one: the slip of an induction motor doubles."""
_ORDERS = ((1, -9.0), (2, 0.0), (3, -12.0), (4, -4.0), (6, -8.0), (8, -12.0))
"""Harmonics of the turning motor and their dB: unbalance at 1, the magnetic hum at 2 and 4."""
_TOOTH_DB = -3.0


class Machine:
    """``motor_hz`` turns per second, ``teeth`` on the blade, noise of the cut in ``octaves``."""

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        octaves = parameters.curve("octaves")
        shortest, longest = parameters.numbers("lasts_s", 2)
        motor_hz = parameters.number("motor_hz", lowest=5)
        teeth = parameters.number("teeth", lowest=1)
        dull_hz, spread_s = parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)

        def run(random: np.random.Generator) -> Samples:
            samples = int((random.uniform(shortest, longest) + _START_S + _STOP_S) * SAMPLE_RATE)
            speed, bite = _run(samples, random)
            turns = np.cumsum(speed * motor_hz / SAMPLE_RATE)
            whirr = np.zeros(samples)
            for order, level_db in (*_ORDERS, (teeth, _TOOTH_DB)):
                amplitude = 10.0 ** (level_db / 20.0)
                whirr += amplitude * np.sin(2 * np.pi * (order * turns + random.random()))
            rasp = 0.6 + 0.4 * np.sin(2 * np.pi * turns)
            cut = mono_noise(samples, octaves, random) * bite * rasp * 2.5
            dry = (0.5 * speed**2 * (1 - 0.4 * bite) * whirr + cut).astype(np.float32)
            dry = np.pad(dry, (0, int(spread_s * SAMPLE_RATE)))
            side = random.uniform(0.2, 0.8) * np.pi / 2
            stereo = dry[:, None] * np.array([np.cos(side), np.sin(side)], dtype=np.float32)
            return far_away(stereo, SAMPLE_RATE, dull_hz, spread_s)

        return scattered(length, lufs, random, parameters, run)


def _run(
    samples: int, random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Speed (share of the idle one) and force of the bite (0…1) over the run."""
    time_s = np.arange(samples) / SAMPLE_RATE
    left_s = time_s[::-1]
    speed = (1 - np.exp(-time_s / (_START_S / 3))) * np.clip(left_s / _STOP_S, 0.0, 1.0) ** 0.7
    begin_s, end_s = 1.5 * _START_S, time_s[-1] - 1.15 * _STOP_S
    inside = np.clip(np.minimum(time_s - begin_s, end_s - time_s) / 0.18, 0.0, 1.0)
    knots = np.linspace(0.0, time_s[-1], 14)
    grain = np.interp(time_s, knots, random.uniform(0.55, 1.0, len(knots)))
    bite = np.sin(inside * np.pi / 2) ** 2 * grain
    return speed * (1 - (1 - _LOADED) * bite), bite
