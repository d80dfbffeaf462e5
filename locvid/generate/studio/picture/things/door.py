"""A door in the wall at the back: it opens away from us, somebody looks in, and it falls shut."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import (
    Point,
    box,
    fade,
    fill,
    glow,
    line,
    mixed,
    shape,
)
from locvid.generate.studio.picture.setting.street import EYE_M, FIGURE_M, METRE
from locvid.generate.studio.picture.stage import Rect
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.material import cover
from locvid.generate.studio.picture.things.walker import COATS, SKINS, along_the_view
from locvid.model.media import SAMPLE_RATE

_WIDE_M, _HIGH_M, _FRAME_M, _WALL_M, _CEILING_M = 0.92, 2.06, 0.085, 0.20, 2.82
"""The opening, its frame, and the bare wall beside and above it."""
_SILL_M = 0.02
_HALL_M, _THERE_M = 1.5, 0.45
"""How deep the room beyond is, and how far in it somebody stands."""
_OPEN_DEG, _FALLS = 58.0, 0.3
"""How far it opens, and the share of the time until it is shut for which it stands open."""
_LEVELS = 24
"""Drawings of it between shut and open."""
_HANDLE_M, _HANDLE_AT, _HANDLE_DEG = 1.02, 0.92, 38.0
_USUAL_S = 0.7
_SETTLES_S = 0.3
_PLASTER = "#d9d2c6"


def items(occasion: Occasion) -> list[Item]:
    """The wall with the door's frame and what is beyond it, and the door."""
    place = _Place.of(occasion)
    return [_wall(occasion, place), Door(occasion, place)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the opening is: its hinge ``hinge_m`` aside of the middle of the picture.

    It goes from there to the ``side`` (−1, 1) by its width; metres, ``distance_m`` away.
    """

    hinge_m: float
    side: float
    distance_m: float

    @classmethod
    def of(cls, occasion: Occasion) -> _Place:
        here = occasion.event.path[0]
        metre = METRE / (here.distance_m / FIGURE_M)
        side = occasion.outwards
        middle = occasion.across(here.x) / metre
        return cls(middle - side * _WIDE_M / 2, side, here.distance_m)

    @property
    def depth(self) -> float:
        """In distances of the figure."""
        return self.distance_m / FIGURE_M

    def at(self, across_m: float, high_m: float, behind_m: float = 0.0) -> Point:
        """A point from the hinge, above the floor and behind the wall, in room units."""
        metre = METRE / ((self.distance_m + behind_m) / FIGURE_M)
        return (self.hinge_m + self.side * across_m) * metre, (EYE_M - high_m) * metre

    def area(self, beside_m: float, top_m: float) -> Rect:
        """The opening with so much on both sides, up to a height."""
        (a, top), (b, low) = self.at(-beside_m, top_m), self.at(_WIDE_M + beside_m, -_SILL_M)
        return min(a, b), top, max(a, b), low


class Door:
    """The leaf with its handle; while it is shut it costs nothing."""

    def __init__(self, occasion: Occasion, place: _Place) -> None:
        self.depth = place.depth
        self._occasion, self._place = occasion, place
        beats = [beat.at / SAMPLE_RATE for beat in occasion.event.beats]
        beats += [beats[-1] + _USUAL_S, float("inf"), float("inf")]
        self._latch, self._opens, self._stands, self._shut = beats[:4]
        self._leaves: dict[tuple[int, bool], Layer] = {}

    def angle(self, second: float) -> float:
        """How far it is open, 0 … 1: it moves while its hinge is heard, and thumps at its end."""
        if second <= self._opens or second >= self._shut:
            return 0.0
        if second < self._stands:
            share = (second - self._opens) / (self._stands - self._opens)
            return share - sin(2 * pi * share) / (2 * pi)
        if self._shut == float("inf"):
            return 1.0
        falls = self._stands + _FALLS * (self._shut - self._stands)
        return 1.0 - max(0.0, (second - falls) / (self._shut - falls)) ** 2

    def bounds(self, frame: int) -> Rect | None:
        """The opening, while anything of it moves."""
        now = self._occasion.second(frame)
        if not self._latch - 0.05 <= now <= self._shut + _SETTLES_S:
            return None
        left, top, right, low = self._place.area(0.02, _HIGH_M + 0.02)
        soft = 3 * self._occasion.stage.softness(self.depth) + 4
        return left - soft, top - soft, right + soft, low + soft

    def draw(self, canvas: Any, frame: int) -> None:
        """The leaf as far open as it is."""
        now = self._occasion.second(frame)
        turned = self._latch <= now < self._stands
        canvas.save()
        self._occasion.stage.put(canvas, self._leaf(round(self.angle(now) * _LEVELS), turned))
        canvas.restore()

    def _leaf(self, level: int, turned: bool) -> Layer:
        if (level, turned) not in self._leaves:
            share = level / _LEVELS
            self._leaves[level, turned] = self._occasion.stage.paint(
                self.depth,
                lambda canvas: _leaf(canvas, self._occasion, self._place, share, turned),
                self._place.area(0.0, _HIGH_M),
            )
        return self._leaves[level, turned]


def _leaf(canvas: Any, occasion: Occasion, place: _Place, share: float, turned: bool) -> None:
    """The leaf, ``share`` of its way open; its light goes as it turns from the room."""
    turn, look = radians(_OPEN_DEG * share), occasion.of

    def at(across: float, high: float) -> Point:
        """A point of the leaf: shares of its width from the hinge, metres above the floor."""
        way = across * _WIDE_M
        return place.at(way * cos(turn), high, way * sin(turn))

    def panel(left: float, low: float, right: float, high: float) -> Any:
        return shape([at(left, low), at(left, high), at(right, high), at(right, low)])

    leaf = panel(0, -_SILL_M, 1, _HIGH_M)
    cover(canvas, leaf, look, occasion.event.seed)
    for low, high in ((0.22, 0.92), (1.12, 1.90)):
        inner = panel(0.16, low, 0.84, high)
        canvas.drawPath(inner, fill(mixed(look.base, look.dark, 0.55), 0.55))
        for edge, tone in ((((0.16, low), (0.84, low)), look.light),
                           (((0.16, high), (0.84, high)), look.dark),
                           (((0.16, low), (0.16, high)), look.dark),
                           (((0.84, low), (0.84, high)), look.light)):  # fmt: skip
            canvas.drawLine(*at(*edge[0]), *at(*edge[1]), line(tone, 4.0, 0.8))
    canvas.drawPath(leaf, fill("#1a1512", 0.06 + 0.34 * share))
    canvas.drawLine(*at(1, -_SILL_M), *at(1, _HIGH_M), line(mixed(look.light, "#ffffff", 0.3), 5.0))
    x, y = at(_HANDLE_AT, _HANDLE_M)
    inwards, _ = at(_HANDLE_AT - 0.14, _HANDLE_M)
    box(canvas, x - 7, y - 26, x + 7, y + 30, fill("#8f949c"), 5)
    canvas.save()
    canvas.rotate(_HANDLE_DEG * (1 if inwards > x else -1) if turned else 0.0, x, y)
    canvas.drawLine(x, y, inwards, y, line("#5b6068", 12))
    canvas.drawLine(x, y - 2, inwards, y - 2, line("#e6e9ee", 6))
    canvas.restore()


def _wall(occasion: Occasion, place: _Place) -> Layer:
    """Bare wall around the frame, as the setting's wall is painted, and the room beyond."""
    plaster = str(occasion.stage.look.get("wall", _PLASTER))
    rng = np.random.default_rng([occasion.event.seed & 0xFFFFFFFF, 11])
    left, top, right, low = place.area(_WALL_M + _FRAME_M, _CEILING_M)

    def draw(canvas: Any) -> None:
        tones = [mixed(plaster, "#fffaf0", 0.5), plaster, mixed(plaster, "#8b8378", 0.22)]
        box(canvas, left, top, right, low, fade((left, 0), (right, 0), tones))
        for edge in (left, right):
            shade = [("#2a2018", 0.28), ("#2a2018", 0.0)]
            away = edge + (14 if edge == left else -14)
            box(canvas, edge, top, away, low, fade((edge, 0), (away, 0), shade))
        board = place.at(0, 0.09)[1]
        box(canvas, left, board, right, low, fill(mixed(plaster, "#ffffff", 0.55)))
        wood = mixed(plaster, "#ffffff", 0.7)
        frame = place.area(_FRAME_M, _HIGH_M + _FRAME_M)
        box(
            canvas, frame[0] - 5, frame[1] - 5, frame[2] + 8, frame[3], fill("#3a2f26", 0.3, blur=6)
        )
        lit = fade((frame[0], 0), (frame[2], 0), [wood, mixed(wood, "#a89c8c", 0.4)])
        box(canvas, *frame, lit)
        opening = place.area(0.0, _HIGH_M)
        canvas.save()
        canvas.clipRect(skia.Rect(*opening))
        _beyond(canvas, place, opening, rng)
        canvas.restore()

    return occasion.stage.paint(place.depth, draw, (left, top, right, low))


def _beyond(canvas: Any, place: _Place, opening: Rect, rng: np.random.Generator) -> None:
    """A lit corridor with somebody in it, who has opened."""
    left, top, right, low = opening
    box(canvas, *opening, fade((0, top), (0, low), ["#efe3cc", "#d7c3a2", "#8f7657"]))
    (a, back), (b, _) = place.at(-1.0, 0.0, _HALL_M), place.at(_WIDE_M + 1.0, 0.0, _HALL_M)
    floor = shape([(min(a, b), back), (max(a, b), back), (right + 200, low), (left - 200, low)])
    canvas.drawPath(floor, fade((0, back), (0, low), ["#a98b63", "#6d5439"]))
    x, y = place.at(0.62 * _WIDE_M, 2.3, _HALL_M)
    canvas.drawCircle(x, y, 260, glow((x, y), 260, [("#fff6dc", 0.9), ("#fff6dc", 0.0)]))
    coat, skin = (str(rng.choice(codes)) for codes in (COATS, SKINS))
    metre = METRE / ((place.distance_m + _THERE_M) / FIGURE_M)
    canvas.translate(*place.at(0.74 * _WIDE_M, 0.0, _THERE_M))
    canvas.scale(metre, metre)
    along_the_view(canvas, 0.0, coat, skin, leaves=False)
