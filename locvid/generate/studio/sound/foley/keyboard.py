"""Typing on a keyboard: a click at each contact of the timeline."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.foley.modal import add, strike, tick
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_KEYS = 12
_KEY_S = 0.09


class Keyboard:
    """Each key goes down on its plate, is heard through the desk, and comes up again."""

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """See ``Foley.sound``."""
        down = [_key(parameters, random, play, 1.0) for _ in range(_KEYS)]
        up = [_key(parameters, random, play, 1.25) for _ in range(_KEYS)]
        release = parameters.number("release_ms", lowest=10) / 1000 * SAMPLE_RATE
        typed = np.zeros(length, dtype=np.float32)
        for beat in play.beats:
            key = random.integers(_KEYS)
            add(typed, down[key], beat.at, beat.force)
            back = int(beat.at + release * random.lognormal(0.0, 0.15))
            add(typed, up[key], back, 0.35 * beat.force)
        return typed


def _key(
    parameters: Section, random: np.random.Generator, play: Play, brightness: float
) -> Samples:
    """One key of the keyboard: no two are quite alike."""
    length = int(_KEY_S * SAMPLE_RATE)
    variety = random.lognormal(0.0, 0.06)
    modes = np.array(parameters.series("plastic_hz")) * variety * brightness
    key = strike(
        modes * random.lognormal(0.0, 0.03, len(modes)),
        [-3.0 * index for index in range(len(modes))],
        play.of.loss,
        parameters.number("contact_ms", lowest=0.05) / brightness,
        length,
        damping_per_s=180.0,
    )
    thump = parameters.number("desk_hz", lowest=20) * variety
    add(key, strike([thump, 2.3 * thump], [-9.0, -14.0], play.on.loss, 2.0, length, 110.0), 0)
    add(key, tick(4.0, random), 0, 0.3)
    return key
