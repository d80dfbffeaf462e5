"""A thing set down: it touches, rocks, and rests."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.foley.impact import Body, impact
from locvid.generate.studio.sound.foley.modal import add
from locvid.generate.studio.sound.section import Section
from locvid.model.take import Samples


class SetDown:
    """Every contact of the timeline is one blow; while the next one comes, the last rings on."""

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """See ``Foley.sound``."""
        body = Body.read(parameters, play.of, play.size * random.lognormal(0.0, 0.04), play.speed)
        down = np.zeros(length, dtype=np.float32)
        for beat in play.beats:
            if beat.at < length:
                add(down, impact(body, play.on, beat.force, length - beat.at, random), beat.at)
        return down
