"""Cars that pass: drawn where the timeline says, so that the picture and the sound agree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import box, fade, fill, line, mixed
from locvid.generate.studio.picture.setting.street import FIGURE_M, METRE, ground
from locvid.generate.studio.picture.stage import Rect, Stage
from locvid.generate.studio.timeline.model import Event, Waypoint

LENGTH_M = 4.2
_HEIGHT_M, _WHEEL_M, _AXLE_M = 1.42, 0.32, 1.28
_NEAREST, _FURTHEST = 6.5, 12.0


class Car:
    """One passing car. Its middle is at ``Event.path``'s x, −1 and 1 being the picture's edges."""

    def __init__(self, stage: Stage, event: Event, paints: Sequence[str]) -> None:
        nearest = min(point.distance_m for point in event.path)
        self.depth = float(np.clip(nearest / FIGURE_M, _NEAREST, _FURTHEST))
        self._stage, self._event = stage, event
        self._metre, self._foot = METRE / self.depth, ground(self.depth)
        self._wide = stage.video.width / 2 / stage.unit
        travel = event.path[-1].x - event.path[0].x
        # A reverse shot mirrors the room but not the sound: the car keeps its way in the picture.
        self._sign = -1.0 if stage.mirrored else 1.0
        self._ahead = (1.0 if travel >= 0 else -1.0) * self._sign
        rng = np.random.default_rng(event.seed & 0xFFFFFFFFFFFFFFFF)
        code = paints[int(rng.integers(len(paints)))]
        metre, foot = self._metre, self._foot
        body = (-2.5 * metre, foot - 1.8 * metre, 2.5 * metre, foot + 0.35 * metre)
        self._body = stage.paint(self.depth, lambda c: _body(c, foot, metre, code), body)
        hub = foot - _WHEEL_M * metre
        reach = 1.15 * _WHEEL_M * metre
        area = (-reach, hub - reach, reach, hub + reach)
        # Wheels keep a little more edge than the rest: their turning must be seen.
        soft = stage.softness(self.depth) * 0.7
        self._wheel: Layer = stage.paint(
            self.depth, lambda c: _wheel(c, hub, metre), area, softness=soft
        )

    def x(self, frame: int) -> float:
        """The middle of the car in the picture, −1 left edge … 1 right edge."""
        return along(self._event.path, self._stage.video.sample_of_frame(frame))

    def _middle(self, frame: int) -> float:
        return self.x(frame) * self._wide * self._sign

    def bounds(self, frame: int) -> Rect | None:
        """The car and its shadow; None while it is out of the picture."""
        reach = (LENGTH_M / 2 + 0.5) * self._metre + 3 * self._stage.softness(self.depth)
        middle = self._middle(frame)
        if abs(middle) > self._wide * 1.12 + reach:
            return None
        return (
            middle - reach,
            self._foot - 2.1 * self._metre,
            middle + reach,
            self._foot + 0.8 * self._metre,
        )

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw shadow, body and the two wheels, which turn as far as the car has rolled."""
        if self.bounds(frame) is None:
            return
        middle, hub = self._middle(frame), self._foot - _WHEEL_M * self._metre
        canvas.save()
        canvas.translate(middle, 0)
        canvas.scale(self._ahead, 1)
        canvas.save()
        self._stage.put(canvas, self._body)
        canvas.restore()
        turned = np.degrees(middle / (_WHEEL_M * self._metre)) * self._ahead
        for axle in (-_AXLE_M, _AXLE_M):
            canvas.save()
            canvas.translate(axle * self._metre, 0)
            canvas.rotate(float(turned), 0, hub)
            self._stage.put(canvas, self._wheel)
            canvas.restore()
        canvas.restore()


def along(path: Sequence[Waypoint], sample: int) -> float:
    """x of a path at a sample: things go straight in the world from waypoint to waypoint.

    Beyond its ends the path goes on at the same pace, so that nothing appears or vanishes inside
    the picture.
    """
    if len(path) == 1:
        return path[0].x
    index = min(max(bisect_right([point.at for point in path], sample), 1), len(path) - 1)
    a, b = path[index - 1], path[index]
    share = (sample - a.at) / max(b.at - a.at, 1)
    aside = a.x * a.distance_m * (1 - share) + b.x * b.distance_m * share
    ahead = a.distance_m * (1 - share) + b.distance_m * share
    return aside / max(ahead, 0.5 * min(a.distance_m, b.distance_m))


def cars(stage: Stage, paints: Sequence[str]) -> list[Car]:
    """Every car of the timeline, the farthest first."""
    found = [Car(stage, event, paints) for event in stage.timeline.events if event.cue == "car"]
    return sorted(found, key=lambda car: -car.depth)


def _body(canvas: Any, foot: float, metre: float, code: str) -> None:
    """A compact car seen from the side, its nose to the right."""

    def at(x: float, y: float) -> tuple[float, float]:
        return x * metre, foot - y * metre

    shadow = skia.Rect(-2.15 * metre, foot - 0.10 * metre, 2.15 * metre, foot + 0.14 * metre)
    canvas.drawOval(shadow, fill("#17161c", 0.65, blur=0.05 * metre))
    body = skia.Path()
    body.moveTo(*at(-2.08, 0.34))
    body.cubicTo(*at(-2.16, 0.62), *at(-2.12, 0.86), *at(-1.98, 0.96))
    body.cubicTo(*at(-1.75, 1.02), *at(-1.66, 1.20), *at(-1.38, 1.36))
    body.cubicTo(*at(-0.95, 1.46), *at(0.00, 1.46), *at(0.28, 1.36))
    body.cubicTo(*at(0.62, 1.20), *at(0.78, 1.04), *at(0.98, 0.94))
    body.cubicTo(*at(1.42, 0.88), *at(1.86, 0.82), *at(2.02, 0.66))
    body.cubicTo(*at(2.12, 0.52), *at(2.10, 0.40), *at(2.06, 0.32))
    body.close()
    tones = [mixed(code, "#ffffff", 0.5), code, mixed(code, "#101018", 0.45)]
    canvas.drawPath(body, fade(at(0, 1.42), at(0, 0.3), tones, [0.0, 0.42, 1.0]))
    glass = skia.Path()
    glass.moveTo(*at(-1.55, 0.98))
    glass.cubicTo(*at(-1.45, 1.16), *at(-1.34, 1.26), *at(-1.20, 1.31))
    glass.cubicTo(*at(-0.85, 1.37), *at(-0.05, 1.37), *at(0.18, 1.29))
    glass.cubicTo(*at(0.45, 1.17), *at(0.60, 1.06), *at(0.76, 0.96))
    glass.close()
    canvas.drawPath(glass, fade(at(-1.2, 1.37), at(0.4, 0.95), ["#b8d3e2", "#53677a", "#2a3542"]))
    for x in (-0.42, -0.36):
        canvas.drawLine(
            *at(x, 0.96), *at(x + 0.03, 1.38), line(mixed(code, "#101018", 0.2), 0.06 * metre)
        )
    canvas.drawLine(*at(-2.0, 0.88), *at(1.7, 0.82), line("#ffffff", 0.03 * metre, 0.55))
    canvas.drawLine(*at(-2.02, 0.36), *at(2.02, 0.36), line("#1b1b22", 0.09 * metre))
    for x in (-_AXLE_M, _AXLE_M):
        canvas.drawCircle(*at(x, _WHEEL_M + 0.03), 0.40 * metre, fill("#15151b"))
    canvas.drawOval(
        skia.Rect(1.78 * metre, foot - 0.76 * metre, 2.04 * metre, foot - 0.58 * metre),
        fill("#fff4cf"),
    )
    canvas.drawCircle(*at(1.96, 0.66), 0.30 * metre, fill("#fff0c0", 0.45, blur=0.12 * metre))
    box(
        canvas,
        -2.10 * metre,
        foot - 0.86 * metre,
        -1.98 * metre,
        foot - 0.62 * metre,
        fill("#e0453a"),
        3,
    )


def _wheel(canvas: Any, hub: float, metre: float) -> None:
    canvas.drawCircle(0, hub, _WHEEL_M * metre, fill("#18181d"))
    canvas.drawCircle(0, hub, 0.22 * metre, fill("#8e949c"))
    for spoke in range(5):
        angle = 2 * np.pi * spoke / 5
        tip = (np.cos(angle) * 0.21 * metre, hub + np.sin(angle) * 0.21 * metre)
        canvas.drawLine(0, hub, *tip, line("#cfd3d8", 0.075 * metre))
        gap = angle + np.pi / 5
        dark = (np.cos(gap) * 0.15 * metre, hub + np.sin(gap) * 0.15 * metre)
        canvas.drawCircle(*dark, 0.05 * metre, fill("#22242a"))
    canvas.drawCircle(0, hub, 0.06 * metre, fill("#c9ced4"))
