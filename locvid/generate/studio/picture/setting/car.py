"""A car on a country road: a seat, a door with its windows, and the landscape that passes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import (
    Point,
    box,
    fade,
    fill,
    light_of,
    line,
    mixed,
    shape,
)
from locvid.generate.studio.picture.setting.passing import FAR, Landscape, country
from locvid.generate.studio.picture.stage import Rect, Scene, Stage

_DOOR, _SEAT, _BELT = 1.8, 1.25, 1.0
_SILL = 156.0
_SLICES = 5
_SHOULDER: Point = (150.0, 226.0)
"""Where the belt comes over the shoulder, in figure units from the face's centre."""


def furnish(stage: Stage) -> Scene:
    """Paint the car's inside as it is seen from beside the wheel."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    scene.items.append(stage.paint(FAR, plan.country, plan.view))
    speed = float(stage.look["speed_kmh"]) / 3.6
    scene.items.append(Landscape(stage, speed, plan.seed))
    scene.items.append(stage.paint(_DOOR, plan.inside))
    scene.items.append(stage.paint(_SEAT, plan.seat, plan.seat_area).trimmed())
    scene.front.extend(_belt(plan))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        half, wide = stage.half_width, stage.half_width > 600
        reach = stage.extent
        self.seed = abs(int(look["seed"]))
        self.leather, self.trim = str(look["leather"]), str(look["trim"])
        self.lining, self.led = str(look["lining"]), str(look["led"])
        self.roof = max(stage.top * 0.76, -470.0)
        self.post = half * (0.44 if wide else 0.66)
        self.view: Rect = (reach[0], self.roof - 60, reach[2], _SILL + 60)
        # The seat belongs to whoever sits in it: it is measured in the figure's own size.
        side = -1.0 if stage.mirrored else 1.0
        self.figure = stage.rest.scale / stage.unit
        self.face: Point = (
            side * (stage.rest.x - stage.video.width / 2) / stage.unit,
            (stage.rest.y - stage.horizon) / stage.unit,
        )
        left, right = (self.at(x, 0)[0] for x in (-460.0, 560.0))
        self.seat_area: Rect = (left, reach[1], max(right, self.post + 140), reach[3])

    def at(self, x: float, y: float) -> Point:
        """A point in figure units from the face's centre, in room units."""
        return self.face[0] + x * self.figure, self.face[1] + y * self.figure

    def country(self, canvas: Any) -> None:
        """The part of the view that stands still."""
        rng = np.random.default_rng([self.seed, 1])
        country(canvas, self.stage.extent, self.stage.look, rng)

    def windows(self) -> Any:
        """The openings: the front door's window with its quarter light, and the rear door's."""
        half, right, roof, post = self.stage.half_width, self.stage.extent[2], self.roof, self.post
        path = skia.Path()
        path.moveTo(-half * 0.90, _SILL)
        path.cubicTo(-half * 0.88, 60, -half * 0.74, roof + 60, -half * 0.60, roof + 18)
        path.cubicTo(-half * 0.54, roof, -half * 0.40, roof - 4, -half * 0.2, roof - 6)
        path.lineTo(post - 56, roof - 2)
        path.quadTo(post - 34, roof, post - 33, roof + 22)
        path.lineTo(post - 40, _SILL - 14)
        path.quadTo(post - 42, _SILL - 2, post - 60, _SILL - 2)
        path.close()
        path.moveTo(post + 62, roof + 4)
        path.lineTo(right + 60, roof + 60)
        path.lineTo(right + 60, _SILL - 20)
        path.lineTo(post + 66, _SILL - 6)
        path.quadTo(post + 46, _SILL - 6, post + 44, _SILL - 26)
        path.lineTo(post + 40, roof + 28)
        path.quadTo(post + 40, roof + 4, post + 62, roof + 4)
        path.close()
        return path

    def inside(self, canvas: Any) -> None:
        """Glass, roof, pillars and the door."""
        left, top, right, bottom = self.stage.extent
        half, roof = self.stage.half_width, self.roof
        openings = self.windows()
        canvas.save()
        canvas.clipPath(openings, skia.ClipOp.kIntersect, True)
        tint = [("#0f1a22", 0.36), ("#0f1a22", 0.0), ("#0f1a22", 0.10)]
        box(canvas, left, roof - 20, right, _SILL, fade((0, roof), (0, _SILL), tint, [0, 0.5, 1]))
        for x, wide, alpha in (
            (-half * 0.5, 150, 0.13),
            (-half * 0.18, 60, 0.10),
            (half * 0.8, 130, 0.1),
        ):
            gleam = [
                (x, roof - 10),
                (x + wide, roof - 10),
                (x + wide - 190, _SILL),
                (x - 190, _SILL),
            ]
            canvas.drawPath(shape(gleam), fill("#ffffff", alpha, blur=4))
        canvas.restore()
        canvas.save()
        canvas.clipPath(openings, skia.ClipOp.kDifference, True)
        dark = mixed(self.lining, "#17161a", 0.45)
        box(
            canvas,
            left,
            top,
            right,
            _SILL + 8,
            fade((0, roof - 190), (0, _SILL), [self.lining, dark]),
        )
        shade = [("#0e0d10", 0.55), ("#0e0d10", 0.0)]
        box(canvas, left, top, right, roof, fade((0, max(top, roof - 330)), (0, roof - 40), shade))
        canvas.restore()
        seal = line("#131418", 15)
        canvas.drawPath(openings, seal)
        canvas.drawPath(openings, line("#54575e", 3, 0.8))
        # The quarter light's bar, and the mirror outside.
        foot, head = -half * 0.70, -half * 0.655
        canvas.drawLine(foot, _SILL, head, roof + 60, line("#17181c", 17))
        self._mirror(canvas, -half * 0.80, _SILL - 48)
        self._overhead(canvas)
        self._door(canvas, left, right, bottom)
        column = (self.post - 20, roof + 70, self.post + 24, _SILL - 40)
        box(canvas, *column, fill(mixed(self.lining, "#ffffff", 0.12), 0.55, blur=9), 18)
        anchor = (self.post - 14, -190.0, self.post + 20, -128.0)
        box(canvas, *anchor, fill("#25262b"), 9)
        box(canvas, anchor[0] + 7, -170, anchor[2] - 7, -150, fill("#0f1013"), 5)

    def _mirror(self, canvas: Any, x: float, y: float) -> None:
        shell = skia.Rect(x - 70, y - 44, x + 52, y + 40)
        canvas.drawRoundRect(shell, 30, 30, fade((x, y - 44), (x, y + 40), ["#3c4046", "#121316"]))
        glass = skia.Rect(x - 58, y - 34, x + 38, y + 26)
        tones = [mixed(str(self.stage.look["sky"][1]), "#ffffff", 0.2), "#7f8d86", "#4d5a44"]
        canvas.drawRoundRect(glass, 22, 22, fade((0, y - 34), (0, y + 26), tones))

    def _overhead(self, canvas: Any) -> None:
        """A sun visor, a grip above the door, a reading lamp."""
        half, roof = self.stage.half_width, self.roof
        visor = skia.Rect(-half * 0.98, roof - 92, -half * 0.48, roof - 30)
        tones = [mixed(self.lining, "#ffffff", 0.22), mixed(self.lining, "#1b191c", 0.25)]
        canvas.drawRoundRect(visor, 22, 22, fade((0, visor.top()), (0, visor.bottom()), tones))
        grip = skia.Path()
        x = half * 0.04
        grip.moveTo(x, roof - 34)
        grip.cubicTo(x + 22, roof - 14, x + 30, roof - 12, x + 60, roof - 12)
        grip.lineTo(x + 150, roof - 12)
        grip.cubicTo(x + 180, roof - 12, x + 188, roof - 14, x + 210, roof - 34)
        canvas.drawPath(grip, line("#0f0f12", 20, 0.35, blur=6))
        canvas.drawPath(grip, line(mixed(self.lining, "#2b292d", 0.45), 17))
        canvas.drawPath(grip, line(mixed(self.lining, "#ffffff", 0.3), 4, 0.6))

    def _door(self, canvas: Any, left: float, right: float, bottom: float) -> None:
        half = self.stage.half_width
        edge = [mixed(self.trim, "#ffffff", 0.32), mixed(self.trim, "#ffffff", 0.10), self.trim]
        box(canvas, left, _SILL + 2, right, _SILL + 64, fade((0, _SILL), (0, _SILL + 64), edge))
        low = [mixed(self.leather, "#141013", 0.25), mixed(self.leather, "#0b090b", 0.62)]
        box(canvas, left, _SILL + 60, right, bottom, fade((0, _SILL + 60), (0, _SILL + 420), low))
        for y, code, alpha in ((_SILL + 66, self.led, 0.95),):
            box(canvas, left, y - 26, right, y + 40, fill(self.led, 0.20, blur=14))
            box(canvas, left, y, right, y + 5, fill(code, alpha), 2)
        stitch = fill(mixed(self.leather, "#ffffff", 0.5), 0.55)
        for x in np.arange(left, right, 15.0):
            box(canvas, x, _SILL + 86, x + 9, _SILL + 89, stitch)
        seam = self.post + 6
        canvas.drawLine(seam, _SILL, seam - 30, bottom, line("#0b0a0c", 9))
        canvas.drawLine(seam + 7, _SILL, seam - 23, bottom, line("#ffffff", 2, 0.16))
        for x in (-half * 0.72, half * 0.86):
            pull = skia.Rect(x - 92, _SILL + 122, x + 92, _SILL + 168)
            canvas.drawRoundRect(pull, 20, 20, fill("#0a090b", 0.85))
            metal = fade((0, pull.top()), (0, pull.bottom()), ["#e8eaee", "#7d828b", "#c5c9d0"])
            canvas.drawRoundRect(pull.makeInset(16, 13), 10, 10, metal)
            rest = skia.Rect(x - 260, _SILL + 232, x + 230, _SILL + 310)
            tones = [mixed(self.leather, "#ffffff", 0.16), mixed(self.leather, "#0b090b", 0.5)]
            canvas.drawRoundRect(rest, 34, 34, fade((0, rest.top()), (0, rest.bottom()), tones))

    def seat(self, canvas: Any) -> None:
        """The seat behind the figure, and the belt from the pillar to the shoulder."""
        x, y = self.face
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(self.figure, self.figure)
        light, dark = mixed(self.leather, "#ffe6cf", 0.30), mixed(self.leather, "#0b0709", 0.55)
        for post in (-24.0, 96.0):
            metal = fade((post, 0), (post + 22, 0), ["#f0f1f3", "#777b82"])
            box(canvas, post, 60, post + 22, 240, metal, 6)
        back = skia.Path()
        back.moveTo(-300, 1400)
        back.cubicTo(-330, 700, -330, 330, -220, 232)
        back.cubicTo(-150, 186, 240, 186, 310, 232)
        back.cubicTo(420, 330, 424, 700, 400, 1400)
        back.close()
        sides = fade(
            (-330, 0), (424, 0), [light, self.leather, self.leather, dark], [0, 0.2, 0.7, 1]
        )
        canvas.drawPath(back, sides)
        canvas.drawPath(back, line(dark, 5, 0.6))
        inner = skia.Path()
        inner.moveTo(-190, 1400)
        inner.cubicTo(-226, 700, -206, 380, -150, 262)
        inner.lineTo(236, 262)
        inner.cubicTo(300, 380, 318, 700, 286, 1400)
        tones = [mixed(self.leather, "#0b0709", 0.18), mixed(self.leather, "#ffe6cf", 0.12)]
        canvas.drawPath(inner, fade((0, 262), (0, 620), tones))
        canvas.drawPath(inner, line(mixed(self.leather, "#fff0e0", 0.6), 3, 0.7))
        head = skia.Rect(-158, -214, 248, 104)
        canvas.drawRoundRect(head, 84, 84, fade((-158, 0), (248, 0), [light, self.leather, dark]))
        canvas.drawRoundRect(head, 84, 84, line(dark, 5, 0.55))
        pad = skia.Rect(-112, -170, 202, 68)
        canvas.drawRoundRect(pad, 62, 62, fade((0, -170), (0, 68), [tones[1], tones[0]]))
        canvas.drawRoundRect(pad, 62, 62, line(mixed(self.leather, "#fff0e0", 0.6), 3, 0.7))
        canvas.restore()
        strap(canvas, self.belt, 43 * self.figure)

    @property
    def belt(self) -> Any:
        """The belt's way: from the pillar, bent over the shoulder, across the chest."""
        start, shoulder, end = (self.post + 3, -152.0), self.at(*_SHOULDER), self.at(-172, 1250)
        path = skia.Path()
        path.moveTo(*start)
        path.lineTo(*_between(shoulder, start, 60 * self.figure))
        path.quadTo(*shoulder, *_between(shoulder, end, 110 * self.figure))
        path.lineTo(*end)
        return path


def _belt(plan: _Plan) -> list[Layer]:
    """The belt across the chest, in slices: a whole slanting one would be mostly empty pixels."""
    stage = plan.stage
    left, top = plan.at(-230, 200)
    right, bottom = plan.at(240, 1290)
    pixel = 1 / stage.unit
    slices = []
    for upper, lower in pairwise(np.linspace(top, bottom, _SLICES + 1).tolist()):
        # They overlap by a pixel, or a moving camera would let the figure through.
        area: Rect = (left, upper, right, lower + pixel)

        def draw(canvas: Any, area: Rect = area) -> None:
            canvas.clipRect(skia.Rect(*area))
            strap(canvas, plan.belt, 43 * plan.figure)

        slices.append(stage.paint(_BELT, draw, area, coarse=1).trimmed())
    return slices


def strap(canvas: Any, way: Any, width: float) -> None:
    """A woven belt along a path, with its shadow."""
    canvas.save()
    canvas.translate(-0.12 * width, 0.20 * width)
    _woven(canvas, way, line("#0a0a0d", width, 0.38, blur=0.16 * width))
    canvas.restore()
    for share, code in ((1.0, "#202227"), (0.86, "#5a5e67"), (0.80, "#2c2e34"), (0.5, "#363941"),
                        (0.22, "#3f424a")):  # fmt: skip
        _woven(canvas, way, line(code, share * width))


def _woven(canvas: Any, way: Any, paint: Any) -> None:
    paint.setStrokeCap(skia.Paint.kButt_Cap)
    canvas.drawPath(way, paint)


def _between(start: Point, end: Point, along: float) -> Point:
    """The point ``along`` the way from ``start`` to ``end``, in room units."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = along / float(np.hypot(dx, dy))
    return start[0] + dx * share, start[1] + dy * share
