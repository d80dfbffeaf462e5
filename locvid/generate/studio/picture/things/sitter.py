"""Whose hand it is: somebody at the table, or somebody before the picture who reaches into it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from locvid.generate.studio.picture.setting.brush import Point
from locvid.generate.studio.picture.setting.person import Person, draw_head, draw_standing
from locvid.generate.studio.picture.things.base import Occasion
from locvid.generate.studio.picture.things.hand import Arm

_EYES_M, _SHOULDER_M = 0.46, 0.20
"""Above the table, as one sits high or stands at it."""
_OUTER_M, _TYPING_M = 0.15, 0.09
"""From the middle of somebody to the shoulder of the arm that reaches, and of those that type."""
_NEAREST_M, _FURTHEST_M, _SEEN_M = -0.05, 0.12, 0.27
"""How far outwards of the thing somebody is, and how far from the edge of the picture, so that
their head is seen with the arm."""
_TURNED, _BOWED_DEG = 0.95, 12.0
_LIFT_M, _ASIDE_M, _APART_M = 0.16, 0.07, 0.10
"""How they hold it before, and how far from it their hand rests after that."""
_BESIDE_M, _BELOW_M = 0.40, 0.46
"""Where the shoulder of somebody before the picture is, from the thing: beside, and below it."""
_START_M = (0.36, -0.30)
"""Where they come from with it: outwards and up."""


class Sitter:
    """A person and where their hand is; points have outwards to the right, the table top at y 0.

    ``width_m`` and ``grip_m`` are those of the thing: how wide, and at which height it is held.
    """

    def __init__(
        self, occasion: Occasion, width_m: float, grip_m: float, looks_at_it: bool = False
    ) -> None:
        self._occasion, metre = occasion, occasion.metre
        self.seen = not occasion.in_front
        outwards = np.sign(occasion.event.path[0].x) or 1.0
        thing = float(min(point.x * outwards for point in occasion.event.path)) * occasion.half
        rng = np.random.default_rng([occasion.event.seed & 0xFFFFFFFF, 5])
        to_edge = (occasion.half - thing) / metre
        aside = float(np.clip(to_edge - _SEEN_M, _NEAREST_M, _FURTHEST_M))
        eyes = occasion.table - _EYES_M * metre
        # They look down at what the hands do, or talk with somebody beside the picture.
        turned = -_TURNED if looks_at_it else _TURNED
        self._bowed = looks_at_it
        self.person = Person.seen(thing + aside * metre, metre, eyes, turned, rng)
        reaches = _TYPING_M if looks_at_it else _OUTER_M
        self.shoulder: Point = (
            (self.person.x + reaches * metre, -_SHOULDER_M * metre)
            if self.seen
            else (thing + (_BESIDE_M + width_m / 2) * metre, _BELOW_M * metre)
        )
        self._grip: Point = (width_m / 2 * metre, -grip_m * metre)
        rest = max(aside - 2 * _APART_M, width_m / 2 + _APART_M) * metre
        self._rest: Point = (thing + rest, -0.02 * metre)
        self.arm = Arm(occasion, self.person.coat, self.person.skin)

    @property
    def held(self) -> Point:
        """How far outwards and up the thing is before it is set down, in room units."""
        metre = self._occasion.metre
        if self.seen:
            return _ASIDE_M * metre, _LIFT_M * metre
        return _START_M[0] * metre, _START_M[1] * metre

    def hand(self, thing: Point, away: float) -> Point:
        """Where it grips: at the ``thing`` (its foot) for 0, where it rests for 1."""
        at = (thing[0] + self._grip[0], thing[1] + self._grip[1])
        to = self._rest
        if not self.seen:
            metre = self._occasion.metre
            to = (at[0] + _START_M[0] * metre, at[1] - _START_M[1] * metre)
        return at[0] + (to[0] - at[0]) * away, at[1] + (to[1] - at[1]) * away

    def draw(self, canvas: Any) -> None:
        """The whole person; the table comes before them."""
        outwards, person = self._occasion.outwards, self.person
        person = replace(person, x=person.x * outwards, turned=person.turned * outwards)
        draw_standing(canvas, person)
        canvas.save()
        if self._bowed:
            canvas.rotate(_BOWED_DEG * person.side, person.x, person.neck)
        draw_head(canvas, person)
        canvas.restore()
