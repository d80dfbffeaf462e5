"""Where the things of an event are in the room, and how large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.street import EYE_M, FIGURE_M, METRE
from locvid.generate.studio.picture.setting.traffic import along
from locvid.generate.studio.picture.stage import Life, Stage
from locvid.generate.studio.picture.things.material import Look
from locvid.generate.studio.timeline.model import Event
from locvid.model.media import SAMPLE_RATE

Item = Layer | Life

_DEEPEST, _NEAREST = 4.3, 0.8
"""Depths between which things are drawn: before the walls of every room, behind the lens."""
_HIDDEN = 0.42
"""What is nearer to the middle than this, in half widths, stands before the figure, not behind."""
_IN_FRONT = 0.86
"""Depth of what stands before the figure."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event to be drawn on ``stage``: ``of`` is how it looks, ``on`` how what is under it."""

    stage: Stage
    event: Event
    of: Look
    on: Look

    @property
    def depth(self) -> float:
        """How far away, in distances of the figure."""
        nearest = min(point.distance_m for point in self.event.path)
        behind = nearest / FIGURE_M
        if behind < 1.05 or (behind < 3 and all(abs(p.x) < _HIDDEN for p in self.event.path)):
            return _IN_FRONT
        return float(np.clip(behind, _NEAREST, _DEEPEST))

    @property
    def metre(self) -> float:
        """Room units per metre at the thing's depth."""
        return METRE / self.depth

    @property
    def coarse(self) -> int:
        """What is in front of the figure is drawn at full size, the rest at half."""
        return 1 if self.depth < 1 else 2

    @property
    def table(self) -> float:
        """Height of a table top that is to be seen, in room units (down is positive)."""
        stage = self.stage
        low = (stage.video.height - stage.horizon) / stage.unit
        wanted = (EYE_M - _TABLE_M) * self.metre
        return min(wanted, low - _TABLE_SHOWN * 1000 / stage.framing.room)

    @property
    def sign(self) -> float:
        """−1 in a reverse shot: it mirrors the room but not the sound, so things keep sides."""
        return -1.0 if self.stage.mirrored else 1.0

    def second(self, frame: int) -> float:
        """Seconds from the start of the shot."""
        return self.stage.video.sample_of_frame(frame) / SAMPLE_RATE

    def x(self, frame: int) -> float:
        """The thing's middle in the picture, −1 … 1, from left to right."""
        return along(self.event.path, self.stage.video.sample_of_frame(frame))

    def across(self, x: float) -> float:
        """A place −1 … 1 of the picture in room units, as painted on this stage."""
        return x * self.stage.video.width / 2 / self.stage.unit * self.sign

    def paint(self, draw: Callable[[Any], None], area: tuple[float, float, float, float]) -> Layer:
        """A layer at the thing's depth, with its blur."""
        return self.stage.paint(self.depth, draw, area, coarse=self.coarse)

    def put(self, canvas: Any, layer: Layer, alpha: float = 1.0) -> None:
        """Draw such a layer."""
        self.stage.put(canvas, layer, alpha, self.coarse)


_TABLE_M = 1.02
"""A high table, as people stand or sit high at in a studio, office or cafe."""
_TABLE_SHOWN = 0.09
"""How much of the picture's shorter side a table takes at least below its top."""
