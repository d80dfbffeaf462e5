"""The guests of a place: people at tables further back, out of focus, the more the fuller it is.

They do not sit still: now and then one turns the head, or drinks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import Point, fade, fill, line, mixed, shape
from locvid.generate.studio.picture.setting.person import (
    Person,
    draw_chair,
    draw_forearm,
    draw_head,
    draw_seated,
    in_metres,
)
from locvid.generate.studio.picture.setting.street import EYE_M, METRE, ground
from locvid.generate.studio.picture.stage import COARSE, Rect, Stage

SEAT_M = 0.35
"""How far from the middle of a table for two each of them sits."""
_TABLE_M, _THICK_M, _HALF_M = 0.73, 0.04, 0.58
_BEFORE, _BEHIND = 0.83, 1.02
"""Where the edges of a table are, against the depth at which people sit at it."""

TABLE_BELOW_EYES_M = (EYE_M - _TABLE_M) / _BEFORE + _THICK_M / _BEFORE
"""How far the lower edge of a table is below the eyes of the camera, at the depth of the guests."""

_CYCLE_S = 8.0
"""Seconds in which everybody turns the head once, and drinks or does not."""
_TURN_S, _SIP_S = 0.9, 2.6
_SIPS = 0.3
"""How often."""
_TURN_DEG, _TURN_M = 7.0, 0.022
_LIFTS = 9
"""Pictures of an arm on its way to the mouth."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table for two around ``x`` (room units); the two ``taken`` say who is there, left first.

    Numbers of guests, None for an empty chair.
    """

    x: float
    taken: tuple[int | None, int | None]


def sitting(
    stage: Stage, tables: Sequence[Table], depth: float, wood: str, seed: int
) -> list[Layer | Guest]:
    """Tables at ``depth`` and the people at them, who look at each other."""
    metre = METRE / depth
    seats: list[tuple[Table, float, Person | None]] = []
    guests: list[Guest] = []
    for table in tables:
        for side, number in zip((-1.0, 1.0), table.taken, strict=True):
            x = table.x + side * SEAT_M * metre
            if number is None:
                seats.append((table, x, None))
                continue
            rng = np.random.default_rng([seed, number])
            person = Person.at(x, depth, -side, rng)
            seats.append((table, x, person))
            guests.append(Guest(stage, depth, person, number))

    def still(canvas: Any) -> None:
        for _, x, person in seats:
            if person is not None:
                draw_seated(canvas, person)
            else:
                _draw_empty(canvas, x, depth, wood)
        for table in tables:
            _draw_table(canvas, table.x, depth, wood)
        for _, _, person in seats:
            if person is not None:
                rests = (ground(depth) - person.eyes) / metre - 0.70
                draw_forearm(canvas, person, (-0.215, rests - 0.06), (0.0, rests))

    return [stage.paint(depth, still), *sorted(guests, key=lambda guest: guest.number)]


def _draw_empty(canvas: Any, x: float, depth: float, wood: str) -> None:
    canvas.save()
    canvas.translate(x, ground(depth) - 1.24 * METRE / depth)
    canvas.scale(METRE / depth, METRE / depth)
    draw_chair(canvas, mixed(wood, "#150f12", 0.5))
    canvas.restore()


def _draw_table(canvas: Any, x: float, depth: float, wood: str) -> None:
    """Its top as seen from above, an edge, two legs; what is below it lies in its shade."""
    near, far, metre = depth * _BEFORE, depth * _BEHIND, METRE / depth
    front, back = ((EYE_M - _TABLE_M) * METRE / at for at in (near, far))
    low = front + _THICK_M * METRE / near
    middle_m = x / metre
    (a, b), (c, d) = (
        ((middle_m - _HALF_M) * METRE / at, (middle_m + _HALF_M) * METRE / at) for at in (far, near)
    )
    dark = mixed(wood, "#150f12", 0.6)
    under = [("#150f12", 0.62), ("#150f12", 0.0)]
    canvas.drawRect(
        skia.Rect(c + 12, low, d - 12, low + 0.36 * metre),
        fade((0, low), (0, low + 0.36 * metre), under),
    )
    for aside in (-0.36, 0.36):
        leg, foot = (middle_m + aside) * METRE / (0.93 * depth), ground(0.93 * depth)
        canvas.drawLine(leg, low, leg, foot - 8, line("#26211f", 0.045 * metre))
        canvas.drawLine(leg - 0.16 * metre, foot - 8, leg + 0.16 * metre, foot - 8,
                        line("#26211f", 0.035 * metre))  # fmt: skip
    edge = shape([(c, front), (d, front), (d, low), (c, low)])
    tones = [mixed(wood, "#ffe6c2", 0.18), mixed(wood, "#150f12", 0.32), dark]
    for path, paint in (
        (edge, fade((c, 0), (d, 0), tones)),
        (
            shape([(a, back), (b, back), (d, front), (c, front)]),
            fade((c, 0), (d, 0), [mixed(wood, "#ffe6c2", 0.58), mixed(wood, "#ffe6c2", 0.16)]),
        ),
    ):
        canvas.drawPath(path, paint)
        round_corners = skia.Paint(paint)
        round_corners.setStyle(skia.Paint.kStroke_Style)
        round_corners.setStrokeWidth(14)
        round_corners.setStrokeJoin(skia.Paint.kRound_Join)
        canvas.drawPath(path, round_corners)


class Guest:
    """Head and arm of one guest; while neither moves they cost nothing."""

    def __init__(self, stage: Stage, depth: float, person: Person, number: int) -> None:
        self.depth = depth
        self._stage, self._person, self.number = stage, person, number
        # With the borders of what is painted: cut off, a turned picture is resampled otherwise.
        self._soft = 3 * stage.softness(depth) + 6 * COARSE / stage.unit
        self._arms: dict[int, Layer] = {}
        self._rests: tuple[float, Layer] | None = None
        self._cycles: dict[int, tuple[float, float, float | None]] = {}

    def bounds(self, frame: int) -> Rect | None:
        """All of head and arm while one of them moves; None while both rest."""
        now = self._second(frame)
        begins, _, sips = self._cycle(int(now // _CYCLE_S))
        since = now % _CYCLE_S
        turns = begins <= since <= begins + _TURN_S
        drinks = sips is not None and sips <= since <= sips + _SIP_S
        if not turns and not drinks:
            return None
        person, soft = self._person, self._soft
        reach = (0.52 if drinks else 0.29) * person.metre
        on_the_table = ground(self.depth) - 0.62 * person.metre
        low = on_the_table if drinks else person.neck + 0.29 * person.metre
        return (
            person.x - reach - soft,
            person.eyes - 0.29 * person.metre - soft,
            person.x + reach + soft,
            low + soft,
        )

    def draw(self, canvas: Any, frame: int) -> None:
        """The head, and before it the arm with its cup."""
        now = self._second(frame)
        cycle, since = int(now // _CYCLE_S), now % _CYCLE_S
        begins, pose, sips = self._cycle(cycle)
        lift = 0.0 if sips is None else _up_and_down((since - sips) / _SIP_S)
        before = self._cycle(cycle - 1)[1]
        turned = _eased((since - begins) / _TURN_S)
        way = pose if turned == 1 else before + (pose - before) * turned
        canvas.save()
        if turned in (0, 1) and not lift:
            self._stage.put(canvas, self._resting(way))
        else:
            # Whoever drinks leans the head back a little.
            self._turn(canvas, way, lift)
            self._stage.put(canvas, self._head)
        canvas.restore()
        canvas.save()
        self._stage.put(canvas, self._arm(round(lift * (_LIFTS - 1))))
        canvas.restore()

    def _second(self, frame: int) -> float:
        """A time of the guest's own: they do not move together."""
        return frame / float(self._stage.video.fps) + 2.2 * self.number

    def _cycle(self, cycle: int) -> tuple[float, float, float | None]:
        """When the head turns and where to (−1 … 1), and when the guest drinks, if at all."""
        if cycle not in self._cycles:
            rng = np.random.default_rng(
                [self._stage.seed & 0xFFFFFFFFFFFFFFFF, self.number, cycle + 1]
            )
            turns = float(rng.uniform(0.0, 4.0))
            sips = turns + _TURN_S if rng.random() < _SIPS else None
            self._cycles[cycle] = (turns, float(rng.uniform(-1.0, 1.0)), sips)
        return self._cycles[cycle]

    def _turn(self, canvas: Any, way: float, lift: float = 0.0) -> None:
        person = self._person
        canvas.translate(_TURN_M * person.metre * way, 0)
        canvas.rotate(_TURN_DEG * (way - 0.6 * lift) * person.side, person.x, person.neck)

    @cached_property
    def _head(self) -> Layer:
        return self._painted(lambda canvas: None)

    def _resting(self, way: float) -> Layer:
        """The head turned that way for a while: painted so, it needs no resampling."""
        if self._rests is None or self._rests[0] != way:
            self._rests = (way, self._painted(lambda canvas: self._turn(canvas, way)))
        return self._rests[1]

    def _painted(self, turn: Callable[[Any], None]) -> Layer:
        person = self._person
        reach = 0.24 * person.metre
        area = (person.x - reach, person.eyes - reach, person.x + reach, person.neck + reach)

        def draw(canvas: Any) -> None:
            turn(canvas)
            draw_head(canvas, person)

        return self._stage.paint(self.depth, draw, area)

    def _arm(self, lift: int) -> Layer:
        if lift not in self._arms:
            person = self._person
            reach = 0.5 * person.metre
            rests = (ground(self.depth) - person.eyes) / person.metre - 0.72
            area = (person.x - reach, person.eyes, person.x + reach, person.hips)
            self._arms[lift] = self._stage.paint(
                self.depth,
                lambda canvas: _draw_arm(canvas, person, rests, lift / (_LIFTS - 1)),
                area,
            )
        return self._arms[lift]


def _up_and_down(share: float) -> float:
    """0 on the table, 1 at the mouth: a third of the time each way."""
    return _eased(3 * min(share, 1 - share))


def _eased(share: float) -> float:
    inside = min(max(share, 0.0), 1.0)
    return inside * inside * (3 - 2 * inside)


def _draw_arm(canvas: Any, person: Person, rests: float, lift: float) -> None:
    """From the shoulder to a hand with a cup: on the table at 0, at the mouth at 1."""
    low, high = (0.25, rests), (0.130, 0.155)
    hand: Point = (low[0] + (high[0] - low[0]) * lift, low[1] + (high[1] - low[1]) * lift)
    # The elbow stays low and goes outwards as the hand rises.
    elbow = (0.235 + 0.055 * lift, 0.49 - 0.04 * lift)
    canvas.save()
    in_metres(canvas, person)
    sleeve = skia.Path()
    sleeve.moveTo(0.150, 0.262)
    sleeve.quadTo(0.205, 0.37, *elbow)
    sleeve.lineTo(*hand)
    canvas.drawPath(sleeve, line(mixed(person.coat, "#150f12", 0.40), 0.098))
    canvas.drawPath(sleeve, line(mixed(person.coat, "#150f12", 0.12), 0.076))
    cup = skia.Rect.MakeXYWH(hand[0] - 0.038, hand[1] - 0.078, 0.072, 0.088)
    canvas.drawRoundRect(cup, 0.015, 0.015, fill(person.cup))
    canvas.drawOval(
        skia.Rect(hand[0] - 0.012, hand[1] - 0.045, hand[0] + 0.062, hand[1] + 0.032),
        fill(person.skin),
    )
    canvas.restore()
