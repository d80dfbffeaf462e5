"""A thing on its table that somebody sets down or pushes: it touches when the timeline says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import Point, fill
from locvid.generate.studio.picture.stage import Rect
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.sitter import Sitter
from locvid.generate.studio.picture.things.table import table
from locvid.model.media import SAMPLE_RATE

Draw = Callable[[Any, Occasion, float], None]
"""Draws a thing with its foot at (0, 0) on a canvas in room units; the float is units a metre."""

_COMES_S, _LOWERS_S, _LEAVES_S = 1.15, 0.55, 0.75
_FALL_M_S, _BRAKE_M_S2 = 0.34, 0.22
"""It meets the table at walking hands' speed: one sees it stop."""
_ROCK_DEG = 5.5
_REST_S = 0.08


@dataclass(frozen=True, slots=True)
class Shape:
    """How a thing is drawn and held; metres."""

    draw: Draw
    width_m: float
    height_m: float
    grip: float = 0.55
    """Height at which it is held, as a share of its own."""


def items(occasion: Occasion, shape: Shape) -> list[Item]:
    """The table with whoever sits at it, and the thing, farthest first."""
    size = occasion.event.size
    occasion = occasion.below_the_face(shape.width_m * size, shape.height_m * size)
    path = occasion.event.path
    low, high = min(p.x for p in path), max(p.x for p in path)
    middle = occasion.across((low + high) / 2)
    reach_m = abs(occasion.across(high) - occasion.across(low)) / 2 / occasion.metre
    sitter = Sitter(occasion, shape.width_m * size, shape.height_m * size * shape.grip)
    under = table(occasion, middle, reach_m, sitter.draw if sitter.seen else None)
    return [under, Handled(occasion, shape, sitter)]


class Handled:
    """The thing and the arm that puts it there; while nothing moves, neither costs anything."""

    def __init__(self, occasion: Occasion, shape: Shape, sitter: Sitter) -> None:
        self.depth = occasion.depth
        self._occasion, self._sitter = occasion, sitter
        size, metre = occasion.event.size, occasion.metre
        self._wide, self._high = shape.width_m * size * metre, shape.height_m * size * metre
        foot = occasion.table
        self._thing = occasion.paint(
            lambda canvas: _at(canvas, foot, lambda c: shape.draw(c, occasion, size * metre)),
            (
                -0.8 * self._wide,
                foot - 1.15 * self._high,
                0.8 * self._wide,
                foot + 0.12 * self._high,
            ),
        )
        self._shadow = occasion.paint(
            lambda canvas: _shadow(canvas, foot, self._wide),
            (-0.9 * self._wide, foot - 0.2 * self._wide, self._wide, foot + 0.3 * self._wide),
        )
        event = occasion.event
        self._beats = [beat.at / SAMPLE_RATE for beat in event.beats] or [event.start / SAMPLE_RATE]
        self._slides = len(event.path) > 1

    def bounds(self, frame: int) -> Rect | None:
        """What changes; None while nothing moves."""
        now = self._occasion.second(frame)
        until = self._beats[-1] + _LEAVES_S + _REST_S
        if not self._beats[0] - _COMES_S - _REST_S <= now <= until:
            return None
        (x, lift), _, _ = self._place(now, frame)
        sitter, outwards = self._sitter, self._occasion.outwards
        points = self.joints(frame)
        soft = 3 * self._occasion.stage.softness(self.depth) + 12
        pad, foot = sitter.arm.thick * 1.4 + soft, self._occasion.table
        across = sorted(
            (min(point[0] for point in points) * outwards - pad * outwards,
             max(point[0] for point in points) * outwards + pad * outwards)
        )  # fmt: skip
        return (
            min(across[0], x - self._wide - soft),
            foot + min(-lift - 1.3 * self._high, min(p[1] for p in points) - pad) - soft,
            max(across[1], x + self._wide + soft),
            foot + max(0.6 * self._high, max(p[1] for p in points) + pad) + soft,
        )

    def joints(self, frame: int) -> tuple[Point, Point, Point]:
        """Shoulder, elbow and grip: outwards to the right, from the table top; room units."""
        sitter = self._sitter
        _, _, hand = self._place(self._occasion.second(frame), frame)
        return sitter.shoulder, sitter.arm.elbow(sitter.shoulder, hand), hand

    def draw(self, canvas: Any, frame: int) -> None:
        """The thing, the arm behind it and the hand before it."""
        (x, lift), tilt, hand = self._place(self._occasion.second(frame), frame)
        foot, sitter = self._occasion.table, self._sitter
        canvas.save()
        canvas.translate(x, 0)
        # The nearer it comes to the table, the darker its shadow there.
        shade = 1.0 / (1.0 + 3.0 * abs(lift) / self._high)
        if lift >= 0:
            self._occasion.put(canvas, self._shadow, shade)
        canvas.restore()
        self._outwards(canvas, lambda: sitter.arm.draw(canvas, sitter.shoulder, hand))
        canvas.save()
        canvas.translate(x, -lift)
        if tilt:
            edge = self._wide / 2 * (1 if tilt > 0 else -1)
            canvas.rotate(tilt, edge, foot)
        self._occasion.put(canvas, self._thing)
        canvas.restore()
        self._outwards(canvas, lambda: sitter.arm.draw_hand(canvas, hand))

    def _outwards(self, canvas: Any, draw: Callable[[], None]) -> None:
        """Draw with the nearer edge of the picture to the right, from the table top."""
        canvas.save()
        canvas.scale(self._occasion.outwards, 1)
        canvas.translate(0, self._occasion.table)
        draw()
        canvas.restore()

    def _place(self, now: float, frame: int) -> tuple[Point, float, Point]:
        """Middle and lift in room units, tilt in degrees, and the hand, outwards to the right."""
        occasion, sitter = self._occasion, self._sitter
        outwards = occasion.outwards
        at = occasion.across(self._x(frame))
        leaving = _eased((now - self._beats[-1] - 0.06) / (_LEAVES_S - 0.06))
        if self._slides:
            coming = _eased((self._beats[0] - now) / 0.5)
            hand = sitter.hand((at * outwards, 0.0), max(coming, leaving))
            return (at, 0.0), 0.0, hand
        before = self._beats[0] - now
        if before <= 0:
            return (at, 0.0), self._tilt(now), sitter.hand((at * outwards, 0.0), leaving)
        aside, held = sitter.held
        most = min(max(held, 0.0) or occasion.free, occasion.free)
        lowered = min(before, _LOWERS_S)
        falls = (_FALL_M_S * lowered + _BRAKE_M_S2 * lowered**2) * occasion.metre
        away = _eased((before - 0.30) / (_COMES_S - 0.30))
        lift = min(falls, most) * (1 - away) + held * away
        x = at + away * aside * outwards
        return (x, lift), 0.0, sitter.hand((x * outwards, -lift), 0.0)

    def _x(self, frame: int) -> float:
        """Where it stands: a path goes on beyond its ends, a thing on a table does not."""
        event = self._occasion.event
        sample = self._occasion.stage.video.sample_of_frame(frame)
        if sample <= event.path[0].at:
            return event.path[0].x
        if sample >= event.path[-1].at:
            return event.path[-1].x
        return self._occasion.x(frame)

    def _tilt(self, now: float) -> float:
        """Rocking: between two contacts it stands on one edge or the other."""
        for index, (begin, end) in enumerate(zip(self._beats, self._beats[1:], strict=False)):
            if begin <= now < end:
                share = (now - begin) / (end - begin)
                return _ROCK_DEG * 0.4**index * 4 * share * (1 - share) * (-1 if index % 2 else 1)
        return 0.0


def _shadow(canvas: Any, foot: float, wide: float) -> None:
    oval = skia.Rect(-0.72 * wide, foot - 0.06 * wide, 0.82 * wide, foot + 0.15 * wide)
    canvas.drawOval(oval, fill("#120d0a", 0.4, blur=0.05 * wide))


def _eased(share: float) -> float:
    inside = min(max(share, 0.0), 1.0)
    return inside * inside * (3 - 2 * inside)


def _at(canvas: Any, foot: float, draw: Callable[[Any], None]) -> None:
    canvas.save()
    canvas.translate(0, foot)
    draw(canvas)
    canvas.restore()
