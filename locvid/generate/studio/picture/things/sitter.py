"""Whose hand it is: somebody at the table, or somebody before the picture who reaches into it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import skia

from locvid.generate.studio.picture.setting.brush import Point, line, mixed
from locvid.generate.studio.picture.setting.guests import Person, draw_body, draw_head
from locvid.generate.studio.picture.things.base import Occasion
from locvid.generate.studio.picture.things.hand import Arm

_EYES_M, _SHOULDER_M = 0.46, 0.20
"""Above the table, as one sits at it."""
_TURNED = 0.95
_INWARDS_M = 0.06
"""From the middle of somebody to the shoulder of the arm that reaches: they sit half turned."""
_NEAREST_M, _FURTHEST_M, _CLEAR_M = 0.12, 0.36, 0.06
"""How far aside of the thing somebody sits: where the edge of the picture is, within these, and
clear of it by so much."""
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

    def __init__(self, occasion: Occasion, width_m: float, grip_m: float) -> None:
        self._occasion, metre = occasion, occasion.metre
        self.seen = not occasion.in_front
        outwards = np.sign(occasion.event.path[0].x) or 1.0
        thing = float(min(point.x * outwards for point in occasion.event.path)) * occasion.half
        rng = np.random.default_rng([occasion.event.seed & 0xFFFFFFFF, 5])
        aside = float(np.clip((occasion.half - thing) / metre, _NEAREST_M, _FURTHEST_M))
        aside = max(aside, width_m / 2 + _CLEAR_M)
        floor = max(occasion.stage.extent[3], occasion.table + metre)
        person = Person.seated(
            thing + aside * metre, metre, occasion.table - _EYES_M * metre, floor, rng
        )
        # In talk with somebody beside the picture.
        self._person = replace(person, turned=_TURNED)
        self.shoulder: Point = (
            (self._person.x - _INWARDS_M * metre, -_SHOULDER_M * metre)
            if self.seen
            else (thing + (_BESIDE_M + width_m / 2) * metre, _BELOW_M * metre)
        )
        self._grip: Point = (width_m / 2 * metre, -grip_m * metre)
        rest = max(aside - 2 * _APART_M, width_m / 2 + _APART_M) * metre
        self._rest: Point = (thing + rest, -0.02 * metre)
        self.arm = Arm(occasion, self._person.coat, self._person.skin)

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

    def draw(self, canvas: Any, outwards: float) -> None:
        """Body and head, looking at somebody beside the picture; the table comes before them."""
        canvas.save()
        canvas.scale(outwards, 1)
        draw_body(canvas, self._person)
        draw_head(canvas, self._person)
        _strands(canvas, self._person)
        canvas.restore()


def _strands(canvas: Any, person: Person) -> None:
    """Hair that is as near as this is seen to be combed."""
    metre, low = person.metre, 0.09 if person.long_hair else -0.01
    top = person.eyes - 0.15 * metre
    crown = person.x - 0.03 * metre * person.turned
    for number in range(9):
        share = number / 4 - 1
        tone = mixed(person.hair, ("#ffe2b8", "#08060a")[number % 2], 0.3)
        path = skia.Path()
        path.moveTo(crown + 0.02 * share * metre, top)
        path.cubicTo(
            crown + 0.07 * share * metre, top + 0.02 * metre,
            crown + 0.10 * share * metre, person.eyes - 0.04 * metre,
            crown + 0.068 * share * metre, person.eyes + low * metre,
        )  # fmt: skip
        canvas.drawPath(path, line(tone, 0.011 * metre, 0.5))
