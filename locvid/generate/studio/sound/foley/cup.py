"""A cup set down on a table: ceramic rings, wood answers, and it rocks once or twice."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.foley.modal import add, strike, tick
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples


class Cup:
    """The rim touches first; every smaller bounce comes sooner and softer."""

    def sound(self, length: int, random: np.random.Generator, parameters: Section) -> Samples:
        """See ``Foley.sound``."""
        size = random.lognormal(0.0, 0.04)
        ceramic = np.array(parameters.series("ceramic_hz")) * size
        wood = np.array(parameters.series("wood_hz"))
        bounces = int(parameters.number("bounces", lowest=0))
        down = np.zeros(length, dtype=np.float32)
        at, force = 0.0, 1.0
        gap = parameters.number("first_bounce_ms", lowest=5) / 1000 * SAMPLE_RATE
        for _ in range(1 + bounces):
            # The wave that a blow excites differs with where the rim touches.
            levels = -2.5 * np.arange(len(ceramic)) + random.uniform(-3.0, 3.0, len(ceramic))
            contact_ms = parameters.number("contact_ms", lowest=0.05) / force**0.2
            ring = strike(ceramic, levels.tolist(), "ceramic", contact_ms, length, 14.0)
            table = strike(
                wood, [3.0 - 2.0 * index for index in range(len(wood))], "wood", 1.5, length, 75.0
            )
            add(down, ring, int(at), force)
            add(down, table, int(at), 0.6 * force)
            add(down, tick(2.0, random), int(at), 0.25 * force)
            at += gap * random.uniform(0.9, 1.1)
            gap *= 0.55
            force *= 0.38
        return down
