"""Footsteps: heel, ball and the scuff between, on whatever the floor is.

The force of a step has two humps, heel and ball, about a fifth of a stride apart (Farnell,
Designing Sound, 2010, ch. 51, after force-plate recordings); heel strikes are Hertzian blows.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.foley.impact import Body, impact
from locvid.generate.studio.sound.foley.modal import add
from locvid.generate.studio.sound.foley.slide import rub
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_STEP_S = 0.6
_USUAL_GAP = 0.5 * SAMPLE_RATE


class Steps:
    """Each footfall of the timeline; the rhythm is the walker's gait, drawn and heard alike."""

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """See ``Foley.sound``."""
        body = Body.read(parameters, play.of, play.size, play.speed)
        walk = np.zeros(length, dtype=np.float32)
        gaps = np.diff([beat.at for beat in play.beats])
        step = float(np.median(gaps)) if len(gaps) else _USUAL_GAP
        roll = 2 * step * parameters.number("roll_share", lowest=0.02)
        ball = parameters.number("ball", lowest=0)
        scuff = parameters.number("scuff", lowest=0)
        # No two shoes sound quite alike.
        shoes = [body.contact_m * random.lognormal(0.0, 0.05) for _ in ("left", "right")]
        one = int(_STEP_S * SAMPLE_RATE)
        for number, beat in enumerate(play.beats):
            if beat.at >= length:
                continue
            shoe = replace(body, contact_m=shoes[number % 2])
            add(walk, impact(shoe, play.on, beat.force, one, random), beat.at)
            rolled = beat.at + int(roll * random.lognormal(0.0, 0.06))
            add(walk, _rub(roll, play, random), beat.at, scuff * beat.force)
            add(walk, impact(shoe, play.on, beat.force * ball, one, random), rolled)
        return walk


def _rub(length: float, play: Play, random: np.random.Generator) -> Samples:
    """The sole rolling over the floor."""
    count = max(int(length), 96)
    speed = np.sin(np.pi * np.arange(count) / count) ** 2
    return rub(np.asarray(speed, np.float32), play.of, play.on, random)
