"""The guests of a place: people who sit further back, out of focus, the more the fuller it is.

They do not sit still: now and then one turns the head, or drinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import fade, fill, glow, line, mixed
from locvid.generate.studio.picture.setting.street import METRE, ground
from locvid.generate.studio.picture.stage import Rect, Stage

_SITTING_M = 1.24
"""Height of a sitting person's eyes above the ground."""
_COATS = ("#5b4a63", "#7d5240", "#3f5a55", "#8a7a58", "#44506e", "#93504a", "#5f6b4c", "#6d5a7a")
_HAIR = ("#2b1d17", "#593822", "#8a5a33", "#1c1a20", "#c59a62")
_SKIN = ("#e9b994", "#8d5a3c", "#c98e68", "#f0c8a6", "#6b412c")
_CUPS = ("#efe7da", "#d8c7ae", "#7a8f93")

_CYCLE_S = 8.0
"""Seconds in which everybody turns the head once, and drinks or does not."""
_TURN_S, _SIP_S = 0.9, 2.6
_SIPS = 0.3
"""How often."""
_TURN_DEG, _TURN_M = 7.0, 0.022
_LIFTS = 9
"""Pictures of an arm on its way to the mouth."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at ``x`` (room units), and how; lengths in room units."""

    x: float
    metre: float
    eyes: float
    floor: float
    coat: str
    hair: str
    skin: str
    cup: str
    turned: float
    """Which way, and how far: −1 … 1."""
    long_hair: bool

    @classmethod
    def at(cls, x: float, depth: float, rng: np.random.Generator) -> Person:
        """Somebody who sits on the ground at ``depth``."""
        metre = METRE / depth
        eyes = ground(depth) - _SITTING_M * metre * float(rng.uniform(0.96, 1.04))
        return cls.seated(x, metre, eyes, ground(depth), rng)

    @classmethod
    def seated(
        cls, x: float, metre: float, eyes: float, floor: float, rng: np.random.Generator
    ) -> Person:
        """Somebody whose eyes are at that height, chosen by ``rng``."""
        coat, hair, skin = (
            codes[int(rng.integers(len(codes)))] for codes in (_COATS, _HAIR, _SKIN)
        )
        turned = float(rng.choice((-1.0, 1.0))) * float(rng.uniform(0.5, 1.0))
        long_hair = rng.random() < 0.5
        cup = _CUPS[int(rng.integers(len(_CUPS)))]
        return cls(x, metre, eyes, floor, coat, hair, skin, cup, turned, long_hair)

    @property
    def neck(self) -> float:
        """Where the shoulders meet."""
        return self.eyes + 0.15 * self.metre

    @property
    def hips(self) -> float:
        """Where the seat is."""
        return self.eyes + 0.82 * self.metre

    @property
    def half(self) -> float:
        """Half the width of the shoulders."""
        return 0.21 * self.metre


def sitting(stage: Stage, places: Sequence[float], depth: float, seed: int) -> list[Layer | Guest]:
    """People at ``places`` (room units) who sit at ``depth``; each place has a guest of its own."""
    people = [
        Person.at(x, depth, np.random.default_rng([seed, number]))
        for number, x in enumerate(places)
    ]

    def bodies(canvas: Any) -> None:
        for person in people:
            draw_body(canvas, person)

    moving = [Guest(stage, depth, person, number) for number, person in enumerate(people)]
    return [stage.paint(depth, bodies), *moving]


class Guest:
    """Head and arm of one guest; while neither moves they cost nothing."""

    def __init__(self, stage: Stage, depth: float, person: Person, number: int) -> None:
        self.depth = depth
        self._stage, self._person, self._number = stage, person, number
        self._soft = 3 * stage.softness(depth) + 4
        self._arms: dict[int, Layer] = {}
        self._cycles: dict[int, tuple[float, float, float | None]] = {}

    def bounds(self, frame: int) -> Rect | None:
        """Head and arm while one of them moves; None while both rest."""
        now = self._second(frame)
        begins, _, sips = self._cycle(int(now // _CYCLE_S))
        since = now % _CYCLE_S
        turns = begins <= since <= begins + _TURN_S
        drinks = sips is not None and sips <= since <= sips + _SIP_S
        if not turns and not drinks:
            return None
        person, soft = self._person, self._soft
        reach = (0.52 if drinks else 0.2) * person.metre
        low = person.hips - 0.2 * person.metre if drinks else person.neck + 0.05 * person.metre
        return (
            person.x - reach - soft,
            person.eyes - 0.2 * person.metre - soft,
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
        way = before + (pose - before) * _eased((since - begins) / _TURN_S)
        # Whoever drinks leans the head back a little.
        tilt = _TURN_DEG * (way - 0.6 * lift) * self._person.turned
        canvas.save()
        canvas.translate(_TURN_M * self._person.metre * way, 0)
        canvas.rotate(tilt, self._person.x, self._person.neck)
        self._stage.put(canvas, self._head)
        canvas.restore()
        canvas.save()
        self._stage.put(canvas, self._arm(round(lift * (_LIFTS - 1))))
        canvas.restore()

    def _second(self, frame: int) -> float:
        """A time of the guest's own: they do not move together."""
        return frame / float(self._stage.video.fps) + 2.2 * self._number

    def _cycle(self, cycle: int) -> tuple[float, float, float | None]:
        """When the head turns and where to (−1 … 1), and when the guest drinks, if at all."""
        if cycle not in self._cycles:
            rng = np.random.default_rng(
                [self._stage.seed & 0xFFFFFFFFFFFFFFFF, self._number, cycle + 1]
            )
            turns = float(rng.uniform(0.0, 4.0))
            sips = turns + _TURN_S if rng.random() < _SIPS else None
            self._cycles[cycle] = (turns, float(rng.uniform(-1.0, 1.0)), sips)
        return self._cycles[cycle]

    @cached_property
    def _head(self) -> Layer:
        person = self._person
        reach = 0.24 * person.metre
        area = (person.x - reach, person.eyes - reach, person.x + reach, person.neck + reach)
        return self._stage.paint(self.depth, lambda canvas: draw_head(canvas, person), area)

    def _arm(self, lift: int) -> Layer:
        if lift not in self._arms:
            person = self._person
            reach = 0.5 * person.metre
            area = (person.x - reach, person.eyes, person.x + reach, person.hips)
            self._arms[lift] = self._stage.paint(
                self.depth, lambda canvas: _draw_arm(canvas, person, lift / (_LIFTS - 1)), area
            )
        return self._arms[lift]


def _up_and_down(share: float) -> float:
    """0 on the table, 1 at the mouth: a third of the time each way."""
    return _eased(3 * min(share, 1 - share))


def _eased(share: float) -> float:
    inside = min(max(share, 0.0), 1.0)
    return inside * inside * (3 - 2 * inside)


def draw_body(canvas: Any, person: Person) -> None:
    """Shoulders and all below them, down to the floor."""
    x, neck, half, metre = person.x, person.neck, person.half, person.metre
    floor, coat = person.floor, person.coat
    body = skia.Path()
    body.moveTo(x - 0.06 * metre, neck)
    body.cubicTo(x - 0.7 * half, neck + 0.05 * metre, x - half, neck + 0.08 * metre,
                 x - 1.05 * half, neck + 0.26 * metre)  # fmt: skip
    body.lineTo(x - 1.15 * half, floor)
    body.lineTo(x + 1.15 * half, floor)
    body.lineTo(x + 1.05 * half, neck + 0.26 * metre)
    body.cubicTo(x + half, neck + 0.08 * metre, x + 0.7 * half, neck + 0.05 * metre,
                 x + 0.06 * metre, neck)  # fmt: skip
    body.close()
    tones = [mixed(coat, "#ffe6c2", 0.34), coat, mixed(coat, "#150f12", 0.45)]
    canvas.drawPath(body, fade((x - half, 0), (x + half, 0), tones))
    # Below the table's edge a place lies in its own shade.
    shade = [("#241611", 0.0), ("#241611", 0.88)]
    canvas.drawPath(body, fade((0, person.hips - 0.35 * metre), (0, person.hips), shade))


def _draw_arm(canvas: Any, person: Person, lift: float) -> None:
    """From the shoulder to a hand with a cup: on the table at 0, at the mouth at 1."""
    x, metre, half, turned = person.x, person.metre, person.half, person.turned
    low, high = (
        (x + 2.0 * half * turned, person.hips - 0.28 * metre),
        (
            x + 0.62 * half * turned,
            person.eyes + 0.11 * metre,
        ),
    )
    hand = tuple(a + (b - a) * lift for a, b in zip(low, high, strict=True))
    shoulder = (x + 0.8 * half * turned, person.neck + 0.16 * metre)
    # The elbow stays low and goes outwards as the hand rises.
    elbow = (x + (1.5 + 0.35 * lift) * half * turned, person.hips - (0.30 + 0.06 * lift) * metre)
    sleeve = skia.Path()
    sleeve.moveTo(*shoulder)
    sleeve.quadTo(*elbow, *hand)
    canvas.drawPath(sleeve, line(mixed(person.coat, "#150f12", 0.18), 0.10 * metre))
    cup = skia.Rect.MakeXYWH(hand[0] - 0.035 * metre, hand[1] - 0.075 * metre, 0.07 * metre,
                             0.085 * metre)  # fmt: skip
    canvas.drawRoundRect(cup, 0.015 * metre, 0.015 * metre, fill(person.cup))
    canvas.drawCircle(hand[0] + 0.02 * metre * turned, hand[1] + 0.005 * metre, 0.045 * metre,
                      fill(person.skin))  # fmt: skip


def draw_head(canvas: Any, person: Person) -> None:
    """Neck, face and hair; a face in the distance has no features."""
    x, eyes, neck, metre, turned = person.x, person.eyes, person.neck, person.metre, person.turned
    hair, skin = person.hair, person.skin
    face = (x + 0.035 * metre * turned, eyes + 0.01 * metre)
    canvas.drawLine(x, eyes + 0.05 * metre, x, neck + 0.04 * metre, line(
        mixed(skin, "#3a2018", 0.25), 0.10 * metre))  # fmt: skip
    lit = [mixed(skin, "#fff2dc", 0.3), skin, mixed(skin, "#3a2018", 0.3)]
    canvas.drawOval(
        skia.Rect(face[0] - 0.082 * metre, face[1] - 0.11 * metre,
                  face[0] + 0.082 * metre, face[1] + 0.12 * metre),
        glow((face[0] - 0.03 * metre, face[1] - 0.03 * metre), 0.16 * metre, lit),
    )  # fmt: skip
    cap = skia.Rect(
        x - 0.105 * metre - 0.02 * metre * turned, eyes - 0.155 * metre,
        x + 0.105 * metre - 0.02 * metre * turned,
        eyes + (0.14 if person.long_hair else 0.02) * metre,
    )  # fmt: skip
    canvas.save()
    away = skia.Rect(face[0] - 0.01 * metre * turned, eyes - 0.05 * metre,
                     face[0] + 0.12 * metre * turned, eyes + 0.2 * metre)  # fmt: skip
    away.sort()
    canvas.clipRect(away, skia.ClipOp.kDifference)
    canvas.drawOval(cap, fade((cap.left(), 0), (cap.right(), 0), [
        mixed(hair, "#ffe2b8", 0.28), hair, mixed(hair, "#08060a", 0.3)]))  # fmt: skip
    canvas.restore()
