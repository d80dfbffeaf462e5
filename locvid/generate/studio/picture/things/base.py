"""Where the things of an event are in the room, and how large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from locvid.generate.studio.picture.camera import EYES
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.street import EYE_M, FIGURE_M, METRE
from locvid.generate.studio.picture.setting.traffic import along
from locvid.generate.studio.picture.stage import Life, Stage
from locvid.generate.studio.picture.things.material import Look
from locvid.generate.studio.timeline.model import Event
from locvid.model.media import SAMPLE_RATE

Item = Layer | Life

_DEEPEST, _NEAREST = 3.0, 0.8
"""Depths between which things are drawn: before the walls of every room, behind the lens."""
_HIDDEN = 0.42
"""What is nearer to the middle than this, in half widths, stands before the figure, not behind."""
_IN_FRONT = 0.93
"""Depth of what stands before the figure."""
_CHIN, _FACE = 190.0, 125.0
"""How far down the chin of a nodding head may come, and half the width of a face; figure units."""
_LEAST_LIFT_M, _SMALLEST, _HAND_M = 0.05, 0.6, 0.2
"""What is set down before a face comes down by so much at least, is drawn no smaller than by so
much, and is held by a hand of that length."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event to be drawn on ``stage``: ``of`` is how it looks, ``on`` how what is under it.

    ``shrunk`` and ``drop`` (room units) make it smaller and lower than it would be seen; ``free``
    is how far (room units) it may be lifted off its table.
    """

    stage: Stage
    event: Event
    of: Look
    on: Look
    shrunk: float = 1.0
    drop: float = 0.0
    free: float = float("inf")

    @property
    def in_front(self) -> bool:
        """Whether it stands before the figure, which would hide it."""
        nearest = min(point.distance_m for point in self.event.path)
        behind = nearest / FIGURE_M
        return behind < 1.05 or (behind < 3 and all(abs(p.x) < _HIDDEN for p in self.event.path))

    @property
    def depth(self) -> float:
        """How far away, in distances of the figure."""
        if self.in_front:
            return _IN_FRONT
        nearest = min(point.distance_m for point in self.event.path)
        return float(np.clip(nearest / FIGURE_M, _NEAREST, _DEEPEST))

    @property
    def metre(self) -> float:
        """Room units per metre at the thing's depth."""
        return METRE / self.depth * self.shrunk

    @property
    def coarse(self) -> int:
        """What is in front of the figure is drawn at full size, the rest at half."""
        return 1 if self.depth < 1 else 2

    @property
    def half(self) -> float:
        """Half the width of the picture in room units."""
        return self.stage.video.width / 2 / self.stage.unit

    @property
    def low(self) -> float:
        """The lower edge of the picture in room units."""
        return (self.stage.video.height - self.stage.horizon) / self.stage.unit

    @property
    def table(self) -> float:
        """Height of a table top that is to be seen, in room units (down is positive)."""
        shown = _TABLE_SHOWN[self.in_front] * 1000 / self.stage.framing.room
        return min((EYE_M - _TABLE_M) * METRE / self.depth, self.low - shown) + self.drop

    @property
    def sign(self) -> float:
        """−1 in a reverse shot: it mirrors the room but not the sound, so things keep sides."""
        return -1.0 if self.stage.mirrored else 1.0

    @property
    def outwards(self) -> float:
        """The sign of the edge of the picture that it is nearer to, in room units."""
        return self.sign if self.event.path[0].x >= 0 else -self.sign

    def below_the_face(self, width_m: float, height_m: float) -> Occasion:
        """The same, so that a thing of that size hides no face that it stands before.

        Where there is little room below the chin, it is smaller, and lower down.
        """
        if not (self.in_front and self._before_a_face(width_m * self.metre)):
            return self
        stage = self.stage
        room = self.table - (_CHIN - EYES) * stage.rest.scale / stage.unit
        shrunk = min(1.0, max(room / ((height_m + _LEAST_LIFT_M) * self.metre), _SMALLEST))
        metre = self.metre * shrunk
        drop = max(0.0, (height_m + _LEAST_LIFT_M) * metre - room)
        free = max(room + drop - height_m * metre, 0.0)
        return replace(self, shrunk=shrunk, drop=drop, free=free)

    def _before_a_face(self, wide: float) -> bool:
        """Whether anybody's face is behind it, or behind the hand beside it."""
        stage, timeline = self.stage, self.stage.timeline
        if not timeline.turns:
            return False
        middle = stage.rest.x - stage.video.width / 2
        asides = [mark.x * self.half for mark in timeline.marks] or [0.0]
        near = _FACE * stage.rest.scale / stage.unit + wide / 2 + _HAND_M * self.metre
        places = [point.x * self.half for point in self.event.path]
        return any(
            min(places) - near < middle / stage.unit + aside < max(places) + near
            for aside in asides
        )

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
_TABLE_SHOWN = (0.09, 0.03)
"""How much of the picture's shorter side a table behind and before the figure takes at least below
its top."""
