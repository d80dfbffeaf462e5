"""A car that drives by: engine, tyres on asphalt, heard through a window where there is one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.noise import mono_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_CONTROL = 480
"""Samples between two points of the engine's speed."""


class Car:
    """What the car sends out; distance, direction and Doppler shift come with its path.

    Tyres dominate from about 40 km/h, with their hump near 1 kHz (Sandberg & Ejsmont, Tyre/Road
    Noise Reference Book, 2002); a four-cylinder engine fires twice a turn, with half orders.
    """

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """See ``Foley.sound``."""
        tyres = mono_noise(length, parameters.curve("tyres"), random)
        engine = _engine(length, random, parameters, play.speed)
        car = tyres + np.float32(parameters.number("engine", lowest=0)) * engine
        glass_hz = parameters.number("glass_hz", lowest=50)
        pole = np.float32(np.exp(-2 * np.pi * glass_hz / SAMPLE_RATE))
        # Mass law: a pane loses 6 dB more with every octave.
        heard = lfilter([1 - pole], [np.float32(1), -pole], car)
        return np.asarray(heard * _fade(length, parameters.number("fade_s", 0.01)), np.float32)


def _engine(
    length: int, random: np.random.Generator, parameters: Section, speed_ratio: float
) -> NDArray[np.float32]:
    """Harmonics of half the firing frequency, with unit power; the speed wanders a little."""
    firing = parameters.number("firing_hz", lowest=10) * speed_ratio
    points = length // _CONTROL + 2
    wander = np.cumsum(random.standard_normal(points)) * 0.002
    speed = np.interp(np.arange(length), np.arange(points) * _CONTROL, 1.0 + np.tanh(wander))
    phase = np.cumsum(2 * np.pi * firing / 2 * speed / SAMPLE_RATE)
    turning = np.exp(1j * phase).astype(np.complex64)
    order_now = turning.copy()
    engine = np.zeros(length, dtype=np.float32)
    for order in range(1, int(parameters.number("orders", lowest=1)) + 1):
        weight = order**-0.9 * (1.0 if order % 2 == 0 else 0.45)
        engine += (np.complex64(weight * np.exp(2j * np.pi * random.random())) * order_now).real
        order_now *= turning
    power = float(np.square(engine).mean())
    return np.asarray(engine / np.float32(np.sqrt(power)))


def _fade(length: int, fade_s: float) -> NDArray[np.float64]:
    """Comes out of the noise of the street and goes back into it."""
    fade = min(length / 2, fade_s * SAMPLE_RATE)
    at = np.arange(length)
    edge = np.clip(np.minimum(at, length - 1 - at) / fade, 0.0, 1.0)
    return np.asarray(np.sin(edge * np.pi / 2) ** 2)
