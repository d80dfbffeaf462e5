"""A laptop at whose keys somebody sits: a hand comes down on them whenever one is heard."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import pi, sin
from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import Point, fade, fill, line, mixed, shape
from locvid.generate.studio.picture.stage import Rect
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.hand import Arm
from locvid.generate.studio.picture.things.sitter import Sitter
from locvid.generate.studio.picture.things.table import table
from locvid.model.media import SAMPLE_RATE

_WIDTH_M = 0.30
_FRONT_LEFT, _FRONT_RIGHT = (-0.13, 0.034), (0.15, 0.034)
_BACK_LEFT, _BACK_RIGHT = (-0.205, -0.036), (0.06, -0.036)
_LID = (-0.06, -0.19)
"""Corners of the keys' half from its middle, and the way up the other one, which leans away from
whoever sits outwards of it; metres, as seen from the middle of the picture."""
_THICK_M = 0.011
_HANDS = ((-0.055, -0.020), (-0.035, 0.016))
"""Where fingertips rest, the further hand first."""
_FLAT, _LEVEL_M = 0.62, 0.008
"""Height of a hand at keys against that of one that grips, and steps in which it is drawn."""
_STROKE_S, _LIFT_M = 0.14, 0.024
"""How long before it touches a key a finger is lifted, and how far."""
_COMES_S, _RISES_M = 0.26, 0.085
"""How long hands come down before the first key, and from where; they rise as fast before that."""


def items(occasion: Occasion) -> list[Item]:
    """The table with whoever sits at it and the laptop, and the hands."""
    sitter = Sitter(occasion, _WIDTH_M, 0.0, looks_at_it=True)
    middle = occasion.across(occasion.event.path[0].x)

    def upon(canvas: Any) -> None:
        canvas.save()
        canvas.scale(occasion.outwards, 1)
        canvas.translate(middle * occasion.outwards, occasion.table)
        _laptop(canvas, occasion)
        canvas.restore()

    return [table(occasion, middle, behind=sitter.draw, upon=upon), Typing(occasion, sitter)]


class Typing:
    """Both hands, which take turns; while neither moves they cost nothing."""

    def __init__(self, occasion: Occasion, sitter: Sitter) -> None:
        self.depth = occasion.depth
        self._occasion, self._sitter = occasion, sitter
        self._middle = abs(occasion.across(occasion.event.path[0].x))
        person = sitter.person
        self._arm = Arm(occasion, person.coat, person.skin, flat=_FLAT, painted=False)
        seconds = [beat.at / SAMPLE_RATE for beat in occasion.event.beats]
        self._poses: dict[tuple[int, ...], Layer] = {}
        # Both come down on the keys at first; then one strikes, then the other.
        self._strokes = ([*seconds[:1], *seconds[1::2]], seconds[0::2])

    def lift(self, hand: int, second: float) -> float:
        """How far ``hand`` is above the keys, in metres: nothing whenever its key is heard."""
        strokes = self._strokes[hand]
        index = bisect_left(strokes, second)
        if index == len(strokes):
            return 0.0
        if index == 0:
            before = (strokes[0] - second) / _COMES_S
            return _RISES_M * max(min(before, 2.0 - before), 0.0)
        lasts = min(_STROKE_S, strokes[index] - strokes[index - 1])
        share = 1 - (strokes[index] - second) / lasts
        return _LIFT_M * sin(pi * share) if share > 0 else 0.0

    def bounds(self, frame: int) -> Rect | None:
        """The hands and what moves with them, while one of them is off the keys."""
        now = self._occasion.second(frame)
        if not any(self.lift(hand, now) for hand in (0, 1)):
            return None
        left, top, right, low = self._area
        soft = 3 * self._occasion.stage.softness(self.depth) + 4
        return left - soft, top - soft, right + soft, low + soft

    def draw(self, canvas: Any, frame: int) -> None:
        """Both arms with their hands, as one of the drawings of them."""
        now = self._occasion.second(frame)
        levels = tuple(round(self.lift(hand, now) / _LEVEL_M) for hand in (0, 1))
        if levels not in self._poses:
            self._poses[levels] = self._occasion.paint(
                lambda painted: self._paint(painted, levels), self._area
            ).trimmed()
        self._occasion.put(canvas, self._poses[levels])

    @property
    def _area(self) -> Rect:
        """Whatever moves, in room units."""
        metre, foot = self._occasion.metre, self._occasion.table
        across = (self._middle - 0.14 * metre, self._middle + 0.44 * metre)
        left, right = sorted(x * self._occasion.outwards for x in across)
        return left, foot - 0.28 * metre, right, foot + 0.14 * metre

    def _paint(self, canvas: Any, levels: Sequence[int]) -> None:
        """The further arm and hand, then the nearer."""
        occasion, metre = self._occasion, self._occasion.metre
        x, y = self._sitter.shoulder
        canvas.scale(occasion.outwards, 1)
        canvas.translate(0, occasion.table)
        for (aside, low), level in zip(_HANDS, levels, strict=True):
            at = (self._middle + aside * metre, (low - level * _LEVEL_M) * metre)
            self._arm.draw(canvas, (x, y + low * metre), at)
            self._arm.draw_hand(canvas, at)


def _laptop(canvas: Any, occasion: Occasion) -> None:
    """Its two halves, the keys, and its shadow on the table."""
    metre = occasion.metre

    def at(point: Point) -> Point:
        return point[0] * metre, point[1] * metre

    def inside(across: float, back: float) -> Point:
        """A point of the keys' half: shares from the hinge outwards and from the front back."""
        ends = [
            (a[0] + (b[0] - a[0]) * across, a[1] + (b[1] - a[1]) * across)
            for a, b in ((_FRONT_LEFT, _FRONT_RIGHT), (_BACK_LEFT, _BACK_RIGHT))
        ]
        (x0, y0), (x1, y1) = ends
        return at((x0 + (x1 - x0) * back, y0 + (y1 - y0) * back))

    case = mixed(occasion.of.base, "#b4bac3", 0.62)
    lit, deep = mixed(case, "#ffffff", 0.45), mixed(case, "#15171c", 0.5)
    shadow = shape([at((x + 0.02, y + 0.022)) for x, y in
                    (_FRONT_LEFT, _FRONT_RIGHT, _BACK_RIGHT, _BACK_LEFT)])  # fmt: skip
    canvas.drawPath(shadow, fill("#120d0a", 0.45, blur=0.008 * metre))
    low = [(x, y + _THICK_M) for x, y in (_FRONT_RIGHT, _FRONT_LEFT)]
    canvas.drawPath(shape([at(p) for p in (_FRONT_LEFT, _FRONT_RIGHT, *low)]), fill(deep))
    deck = shape([at(p) for p in (_FRONT_LEFT, _FRONT_RIGHT, _BACK_RIGHT, _BACK_LEFT)])
    canvas.drawPath(deck, fade(at(_BACK_LEFT), at(_FRONT_RIGHT), [lit, case]))
    bed = shape([inside(*p) for p in ((0.08, 0.08), (0.62, 0.08), (0.62, 0.92), (0.08, 0.92))])
    canvas.drawPath(bed, fill(mixed(deep, "#15171c", 0.5)))
    cap = mixed(occasion.of.light, case, 0.3)
    for row in range(5):
        across = 0.13 + 0.11 * row
        for key in range(11):
            back = 0.12 + 0.076 * key
            canvas.drawLine(*inside(across, back), *inside(across, back + 0.045),
                            line(cap, 0.011 * metre, 0.8))  # fmt: skip
    top = [(x + _LID[0], y + _LID[1]) for x, y in (_BACK_LEFT, _FRONT_LEFT)]
    lid = shape([at(p) for p in (_FRONT_LEFT, _BACK_LEFT, *top)])
    canvas.drawPath(lid, fade(at(top[0]), at(_FRONT_LEFT), [lit, mixed(case, deep, 0.35)]))
    middle = at(((_FRONT_LEFT[0] + top[0][0]) / 2, (_FRONT_LEFT[1] + top[0][1]) / 2))
    canvas.drawOval(skia.Rect(middle[0] - 0.012 * metre, middle[1] - 0.02 * metre,
                              middle[0] + 0.012 * metre, middle[1] + 0.02 * metre),
                    fill("#f4f6fa", 0.85))  # fmt: skip
    canvas.drawLine(*at(_FRONT_LEFT), *at(top[1]), line(lit, 0.008 * metre))
