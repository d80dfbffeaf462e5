"""A thing on its table that somebody sets down or pushes: it touches when the timeline says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import skia

from locvid.generate.studio.picture.setting.brush import fill
from locvid.generate.studio.picture.stage import Rect
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.hand import hand
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
    """The table and the thing on it, farthest first."""
    path = occasion.event.path
    low, high = min(p.x for p in path), max(p.x for p in path)
    middle = occasion.across((low + high) / 2)
    reach_m = abs(occasion.across(high) - occasion.across(low)) / 2 / occasion.metre
    return [table(occasion, middle, reach_m), Handled(occasion, shape)]


class Handled:
    """The thing and the hand; at rest, neither costs anything."""

    def __init__(self, occasion: Occasion, shape: Shape) -> None:
        self.depth = occasion.depth
        self._occasion, self._shape = occasion, shape
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
        grip_m = shape.width_m * size / 2
        self._hand = hand(occasion, grip_m, shape.height_m * size * shape.grip)
        event = occasion.event
        self._beats = [beat.at / SAMPLE_RATE for beat in event.beats] or [event.start / SAMPLE_RATE]
        self._slides = len(event.path) > 1
        self._side = 1.0 if event.path[0].x >= 0 else -1.0
        self._away = 0.75 * metre

    def bounds(self, frame: int) -> Rect | None:
        """What changes; None while nothing moves."""
        now = self._occasion.second(frame)
        until = self._beats[-1] + _LEAVES_S + _REST_S
        if not self._beats[0] - _COMES_S - _REST_S <= now <= until:
            return None
        x, lift, _, out = self._place(now, frame)
        soft = 3 * self._occasion.stage.softness(self.depth) + 12
        foot = self._occasion.table
        arm = self._away + self._wide + out
        inwards, outwards = self._wide + soft, arm + soft
        ahead = self._side * self._occasion.sign * self._behind()
        left, right = (inwards, outwards) if ahead > 0 else (outwards, inwards)
        return (
            x - left,
            foot - lift - 1.3 * self._high - soft,
            x + right,
            foot + max(0.6 * self._high, 0.2 * self._occasion.metre) + soft,
        )

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the thing, and the hand while it has to do with it."""
        now = self._occasion.second(frame)
        if now < self._beats[0] - _COMES_S and not self._slides:
            return
        x, lift, tilt, out = self._place(now, frame)
        foot = self._occasion.table
        canvas.save()
        canvas.translate(x, 0)
        # The nearer it comes to the table, the darker its shadow there.
        shade = 1.0 / (1.0 + 3.0 * lift / self._high)
        canvas.save()
        self._occasion.put(canvas, self._shadow, shade)
        canvas.restore()
        canvas.translate(0, -lift)
        canvas.save()
        if tilt:
            edge = self._wide / 2 * (1 if tilt > 0 else -1)
            canvas.rotate(tilt, edge, foot)
        self._occasion.put(canvas, self._thing)
        canvas.restore()
        if out < self._away and self._beats[0] - _COMES_S <= now <= self._beats[-1] + _LEAVES_S:
            # The arm always reaches in from the nearer side.
            canvas.scale(self._side * self._occasion.sign * self._behind(), 1)
            canvas.translate(out, 0)
            self._occasion.put(canvas, self._hand)
        canvas.restore()

    def _behind(self) -> float:
        """1, but −1 where a push goes outwards: the hand is behind what it pushes."""
        path = self._occasion.event.path
        return -1.0 if (path[-1].x - path[0].x) * self._side > 0 else 1.0

    def _place(self, now: float, frame: int) -> tuple[float, float, float, float]:
        """Middle and lift in room units, tilt in degrees, how far the hand is from its grip."""
        occasion, metre = self._occasion, self._occasion.metre
        at = occasion.across(self._x(frame))
        leaving = _eased((now - self._beats[-1] - 0.06) / (_LEAVES_S - 0.06)) * self._away
        if self._slides:
            coming = _eased((self._beats[0] - now) / 0.5) * self._away
            return at, 0.0, 0.0, max(coming, leaving)
        before = self._beats[0] - now
        if before <= 0:
            return at, 0.0, self._tilt(now), leaving
        lowered = min(before, _LOWERS_S)
        lift = (_FALL_M_S * lowered + _BRAKE_M_S2 * lowered**2) * metre
        away = _eased((before - 0.30) / (_COMES_S - 0.30))
        edge = occasion.across(self._side * 1.0)
        gone = abs(edge - at) + self._wide + 0.1 * metre
        return at + away * gone * self._side * occasion.sign, lift, 0.0, 0.0

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
