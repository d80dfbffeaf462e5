"""Whose hand it is: somebody at the table, or somebody before the picture who reaches into it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import Point, fill, line, mixed
from locvid.generate.studio.picture.setting.guests import Person, draw_body, draw_head
from locvid.generate.studio.picture.things.base import Occasion
from locvid.generate.studio.picture.things.hand import Arm

_EYES_M, _SHOULDER_M = 0.46, 0.20
"""Above the table, as one sits at it."""
_TURNED, _HAIRLINE = 0.95, 0.25
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

    def __init__(
        self, occasion: Occasion, width_m: float, grip_m: float, looks_at_it: bool = False
    ) -> None:
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
        # Else in talk with somebody beside the picture.
        self.person = replace(person, turned=-_TURNED if looks_at_it else _TURNED)
        self.shoulder: Point = (
            (self.person.x - _INWARDS_M * metre, -_SHOULDER_M * metre)
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
        """Body and head, looking at somebody beside the picture; the table comes before them."""
        person = self.person
        canvas.save()
        canvas.scale(self._occasion.outwards, 1)
        draw_body(canvas, person)
        draw_head(canvas, person)
        _strands(canvas, person)
        if person.turned < 0:
            _profile(canvas, person)
        canvas.restore()


def _profile(canvas: Any, person: Person) -> None:
    """A face that looks down at what the hands do: lid, brow, nose and mouth."""
    metre, x, y = person.metre, person.x - 0.033 * person.metre, person.eyes + 0.01 * person.metre
    deep, soft = mixed(person.skin, "#2a1510", 0.75), mixed(person.skin, "#5a2f20", 0.4)
    lit = mixed(person.skin, "#fff2dc", 0.15)
    nose = skia.Path()
    nose.moveTo(x - 0.060 * metre, y - 0.035 * metre)
    nose.cubicTo(x - 0.085 * metre, y, x - 0.112 * metre, y + 0.030 * metre,
                 x - 0.098 * metre, y + 0.044 * metre)  # fmt: skip
    nose.lineTo(x - 0.060 * metre, y + 0.050 * metre)
    nose.close()
    canvas.drawPath(nose, fill(lit))
    canvas.drawArc(
        skia.Rect(x - 0.062 * metre, y - 0.020 * metre, x - 0.020 * metre, y + 0.012 * metre),
        15, 150, False, line(deep, 0.009 * metre),
    )  # fmt: skip
    canvas.drawArc(
        skia.Rect(x - 0.070 * metre, y - 0.050 * metre, x - 0.012 * metre, y - 0.018 * metre),
        200, 130, False, line(mixed(person.hair, person.skin, 0.35), 0.009 * metre),
    )  # fmt: skip
    canvas.drawLine(x - 0.076 * metre, y + 0.076 * metre, x - 0.040 * metre, y + 0.072 * metre,
                    line(soft, 0.009 * metre))  # fmt: skip


def _strands(canvas: Any, person: Person) -> None:
    """Hair that is as near as this is seen to be combed."""
    metre, low = person.metre, 0.09 if person.long_hair else -0.01
    top = person.eyes - 0.15 * metre
    crown = person.x - 0.03 * metre * person.turned
    for number in range(9):
        share = number / 4 - 1
        if share * person.turned > _HAIRLINE:
            continue
        tone = mixed(person.hair, ("#ffe2b8", "#08060a")[number % 2], 0.3)
        path = skia.Path()
        path.moveTo(crown + 0.02 * share * metre, top)
        path.cubicTo(
            crown + 0.07 * share * metre, top + 0.02 * metre,
            crown + 0.10 * share * metre, person.eyes - 0.04 * metre,
            crown + 0.068 * share * metre, person.eyes + low * metre,
        )  # fmt: skip
        canvas.drawPath(path, line(tone, 0.011 * metre, 0.5))
