"""A thing pushed over a surface: friction, as rough and as fast as the two are.

Scraping is noise whose band rises with speed over the spacing of the asperities, and which the
thing's own modes colour (van den Doel, Kry & Pai, "FoleyAutomatic", SIGGRAPH 2001).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter, oaconvolve

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.foley.impact import Body, slab
from locvid.generate.studio.sound.foley.modal import add, strike
from locvid.generate.studio.sound.material import Material
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_SLOW_HZ, _FAST_HZ = 500.0, 7500.0
"""Where the noise of the smoothest pair ends at rest and at full speed."""
_RING_S = 0.12
_STICK = 0.35


class Slide:
    """It moves between the first and the last contact of the timeline, slowly at both ends."""

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """See ``Foley.sound``."""
        body = Body.read(parameters, play.of, play.size, play.speed)
        begin, end = play.beats[0].at, max(play.beats[-1].at, play.beats[0].at + 1)
        if end - begin < 2:
            end = length
        moving = np.clip((np.arange(length) - begin) / (end - begin), 0.0, 1.0)
        speed = np.sin(np.pi * moving) * _unsteady(length, random)
        rubbed = rub(np.asarray(speed, np.float32), play.of, play.on, random)
        ring_length = int(_RING_S * SAMPLE_RATE)
        modes = body.modes_hz
        levels = [-1.5 * index for index in range(len(modes))]
        ring = strike(modes, levels, body.made_of.loss, 0.3, ring_length, body.hold_per_s)
        add(ring, slab(play.on, 3e-4, ring_length, random), 0, 0.5)
        coloured = oaconvolve(rubbed, ring)[:length]
        coloured *= np.sqrt(np.square(rubbed).mean() / (np.square(coloured).mean() + 1e-12))
        return np.asarray(rubbed + 1.6 * coloured, dtype=np.float32)


def rub(
    speed: NDArray[np.float32], a: Material, b: Material, random: np.random.Generator
) -> Samples:
    """Friction noise of two materials, float32 [len(speed)]; ``speed`` is 0…1 of the usual.

    Rough pairs have wider asperities: louder, and duller at the same speed.
    """
    rough = (a.roughness + b.roughness) / 2
    soft = min((a.loss + b.loss) / 0.3, 1.0)
    noise = random.standard_normal(len(speed)).astype(np.float32)
    top_hz = _FAST_HZ * (1 - 0.55 * rough) * (1 - 0.6 * soft)
    slow, fast = (_low_pass(noise, corner) for corner in (_SLOW_HZ, top_hz))
    mixed = (1 - speed) * slow * 2 + speed * fast
    return np.asarray((0.25 + rough) * speed * mixed, np.float32)


def _unsteady(length: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Hands push unevenly, and things stick a little."""
    points = max(length // 1200, 2)
    waves = 1.0 + _STICK * np.clip(random.standard_normal(points), -1.5, 1.5)
    return np.interp(np.linspace(0, points - 1, length), np.arange(points), waves)


def _low_pass(noise: NDArray[np.float32], corner_hz: float) -> NDArray[np.float32]:
    pole = np.float32(np.exp(-2 * np.pi * corner_hz / SAMPLE_RATE))
    return np.asarray(lfilter([1 - pole], [np.float32(1), -pole], noise), np.float32)
