"""A workshop: a steel window with morning light, tools on a board, a bench with a vise, planks."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting import tools
from locvid.generate.studio.picture.setting.brush import (
    box,
    fade,
    fill,
    glow,
    light_of,
    line,
    mixed,
    shape,
)
from locvid.generate.studio.picture.setting.drift import Drift
from locvid.generate.studio.picture.setting.furniture import near_table
from locvid.generate.studio.picture.stage import Rect, Scene, Stage

_WALL, _BENCH, _LAMP, _PLANKS, _DUST = 4.6, 3.3, 2.9, 2.4, 1.9
_TOP = 236.0
"""Height of the bench's top: 0.9 m above the ground, seen from 1.45 m."""
_MOTES = 15


def furnish(stage: Stage) -> Scene:
    """Paint the workshop."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    scene.items.append(stage.paint(_WALL, plan.wall))
    scene.items.append(stage.paint(_BENCH, plan.bench, plan.bench_area))
    scene.items.append(stage.paint(_LAMP, plan.lamp, plan.lamp_area))
    scene.items.append(_Dust(stage, plan))
    scene.items.append(stage.paint(_PLANKS, plan.planks, plan.planks_area))
    scene.front.extend(near_table(stage, -1, plan.wood, plan.accent))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        half, wide = stage.half_width, stage.half_width > 600
        reach = stage.extent
        self.seed = abs(int(look["seed"]))
        self.wall_code, self.peg = str(look["wall"]), str(look["pegboard"])
        self.wood, self.accent = str(look["wood"]), str(look["accent"])
        self.light, self.shade = str(look["lamp"]), str(look["shade"])
        self.sky = [str(code) for code in look["sky"]]
        self.lintel = max(min(-352.0, stage.top * 0.82), -560.0)
        self.window_right = -half * (0.37 if wide else 0.40)
        self.board: Rect = (
            half * (0.09 if wide else 0.22),
            -338.0,
            half * 1.30,
            128.0,
        )
        self.bench_area: Rect = (reach[0], _TOP - 150, reach[2], reach[3])
        spot = half * (0.97 if wide else 1.02)
        self.planks_area: Rect = (spot - 170, stage.top * 0.75, spot + 330, reach[3])
        self.spot = spot
        self.lamp_spot = (half * (-0.01 if wide else 0.62), max(stage.top * 0.74, -470.0))
        x, y = self.lamp_spot
        self.lamp_area: Rect = (x - 230, reach[1], x + 230, y + 260)

    def wall(self, canvas: Any) -> None:
        """Whitewashed bricks, the window, the board of tools, and the light that falls in."""
        left, top, right, bottom = self.stage.extent
        shade = mixed(self.wall_code, "#3b332c", 0.42)
        lit = mixed(self.wall_code, "#fff0d2", 0.35)
        across = fade((self.window_right, 0), (right, 0), [lit, self.wall_code, shade])
        box(canvas, left, top, right, bottom, across)
        self._bricks(canvas)
        high = [("#2a211b", 0.50), ("#2a211b", 0.0)]
        box(canvas, left, top, right, -150, fade((0, top * 0.8), (0, -150), high))
        self._window(canvas)
        self._pegboard(canvas)
        beam = [("#fff3d0", 0.66), ("#fff0cc", 0.30), ("#fff0cc", 0.0)]
        start = self.window_right
        for offset in (-300.0, -150.0, 0.0):
            ray = shape(
                [
                    (start + offset, self.lintel + 40),
                    (start + offset + 96, self.lintel + 70),
                    (start + offset + 720, 330),
                    (start + offset + 500, 330),
                ]
            )
            paint = fade((start - 200, self.lintel), (start + 560, 330), beam, [0.0, 0.5, 1.0])
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 12))
            canvas.drawPath(ray, paint)

    def _bricks(self, canvas: Any) -> None:
        left, top, right, _ = self.stage.extent
        rng = np.random.default_rng([self.seed, 1])
        high, long = 36.0, 112.0
        for row, y in enumerate(np.arange(-high * 30, _TOP, high)):
            if y < top - high:
                continue
            for x in np.arange(-long * 15, right, long) + (row % 2) * long / 2:
                tint = float(rng.normal(0, 1))
                if x < left - long:
                    continue
                code = "#ffffff" if tint > 0 else "#6b4a35"
                paint = fill(code, min(abs(tint) * 0.09, 0.22))
                box(canvas, x + 2, y + 2, x + long - 2, y + high - 2, paint, 3)
            canvas.drawLine(left, y, right, y, line("#5d5045", 2.5, 0.28))

    def _window(self, canvas: Any) -> None:
        left, right = self.stage.extent[0], self.window_right
        top, sill = self.lintel, 150.0
        box(canvas, left, top, right, sill, fade((0, top), (0, sill), self.sky))
        rng = np.random.default_rng([self.seed, 2])
        for _ in range(26):
            x, y = rng.uniform(left, right), rng.uniform(-40, sill)
            size = rng.uniform(60, 130)
            tone = mixed("#6f9a55", "#cfdc8e", float(rng.random()))
            leaves = [(tone, 0.75), (tone, 0.5), (tone, 0.0)]
            canvas.drawCircle(x, y, size, glow((x, y), size, leaves, [0.0, 0.6, 1.0]))
        haze = [("#fffbe8", 0.62), ("#fffbe8", 0.18)]
        box(canvas, left, top, right, sill, fade((right, top), (left, sill), haze))
        steel = mixed(self.shade, "#15191b", 0.5)
        for x in np.arange(right - 4, left, -118.0):
            box(canvas, x - 6, top, x + 6, sill, fill(steel))
            box(canvas, x - 6, top, x - 3, sill, fill("#fff6dc", 0.6))
        for y in np.arange(sill, top - 1, -118.0):
            box(canvas, left, y - 5, right, y + 5, fill(steel))
        box(canvas, right - 8, top - 8, right + 12, sill + 8, fill(steel), 3)
        box(canvas, left, top - 14, right + 12, top + 6, fill(steel), 3)
        ledge = [mixed(self.wood, "#ffe9c4", 0.6), mixed(self.wood, "#3a2618", 0.2)]
        box(canvas, left, sill - 4, right + 26, sill + 22, fade((0, sill), (0, sill + 22), ledge))
        bloom = [("#fff3d4", 0.5), ("#fff3d4", 0.0)]
        box(canvas, right + 10, top, right + 240, 170, fade((right, 0), (right + 240, 0), bloom))

    def _pegboard(self, canvas: Any) -> None:
        left, top, right, low = self.board
        box(canvas, left + 10, top + 14, right, low + 16, fill("#1d1612", 0.5, blur=12))
        tones = [mixed(self.peg, "#ffffff", 0.20), self.peg, mixed(self.peg, "#0c1214", 0.4)]
        box(canvas, left, top, right, low, fade((left, top), (right, low), tones), 4)
        hole = fill("#10181a", 0.5)
        for y in np.arange(low - 22, top + 8, -31.0):
            for x in np.arange(left + 22, right, 31.0):
                canvas.drawCircle(x, y, 3.4, hole)
        frame = line(mixed(self.wood, "#2a180c", 0.2), 11)
        canvas.drawRect(skia.Rect(left, top, right + 80, low), frame)
        handle, dark = mixed(self.wood, "#ffcf8a", 0.3), mixed(self.wood, "#3a1d0f", 0.4)
        y = -300.0
        tools.saw(canvas, left + 104, y + 14, 300.0, handle)
        tools.square(canvas, left + 462, y - 18, 150.0, dark)
        tools.clamp(canvas, left + 628, y - 22, 280.0, handle)
        tools.clamp(canvas, left + 724, y - 22, 240.0, handle)
        for index, (x, size) in enumerate(((58, 166), (170, 142), (262, 122))):
            tools.hammer(canvas, left + x, -186, size, (handle, dark, handle)[index])
        for index in range(5):
            tools.spanner(canvas, left + 336 + 40 * index, -170, 128.0 - 15 * index)
        rack = (left + 40, 8.0, left + 400, 24.0)
        for index, blade in enumerate((30, 24, 18, 14, 10, 8)):
            x = left + 66 + 58 * index
            tools.chisel(canvas, x, -30, 134.0, (dark, handle)[index % 2], blade)
        box(canvas, *rack, fade((0, rack[1]), (0, rack[3]), [handle, dark]), 3)
        for x, grips in ((446, self.accent), (520, "#d9a441"), (594, "#3f6fa8")):
            tools.pliers(canvas, left + x, -20, 122.0, grips)

    def bench(self, canvas: Any) -> None:
        """The bench along the wall: a thick top, drawers, and what lies on it."""
        left, _, right, bottom = self.stage.extent
        half, wide = self.stage.half_width, self.stage.half_width > 600
        dark = mixed(self.wood, "#1d1008", 0.55)
        box(canvas, left, _TOP + 40, right, bottom, fade((0, _TOP), (0, bottom), [dark, "#150c07"]))
        for x in np.arange(-5, 6) * 330.0 - 60:
            face = [mixed(self.wood, "#1d1008", 0.3), mixed(self.wood, "#1d1008", 0.55)]
            for row in range(4):
                y = _TOP + 66 + 118 * row
                box(canvas, x + 14, y, x + 314, y + 104, fade((0, y), (0, y + 104), face), 5)
                box(canvas, x + 134, y + 40, x + 196, y + 52, fill("#b9a27a"), 6)
        lit = [mixed(self.wood, "#fff0d0", 0.62), mixed(self.wood, "#ffe6c2", 0.2), self.wood]
        box(canvas, left, _TOP - 8, right, _TOP + 14, fade((left, 0), (right, 0), lit))
        edge = [mixed(self.wood, "#ffe6c2", 0.15), mixed(self.wood, "#24140a", 0.35)]
        box(canvas, left, _TOP + 12, right, _TOP + 46, fade((0, _TOP), (0, _TOP + 46), edge))
        under = [("#0e0704", 0.6), ("#0e0704", 0.0)]
        box(canvas, left, _TOP + 46, right, _TOP + 96, fade((0, _TOP + 46), (0, _TOP + 96), under))
        rng = np.random.default_rng([self.seed, 3])
        stack = half * (0.12 if wide else 0.36)
        for row in range(3):
            y = _TOP - 30 - 24 * row
            ends = (stack + 18 * row, stack + 330 - 26 * row)
            corners = ((ends[0], y), (ends[0], y + 22), (ends[1], y + 22), (ends[1], y))
            tools.board(canvas, corners, self.wood, rng)
        tools.vise(canvas, half * (0.58 if wide else 0.94), _TOP, 150.0, self.shade)
        tools.plane(canvas, -half * (0.60 if wide else 0.66), _TOP - 2, 190.0, self.wood)
        for index, code in enumerate((self.accent, "#e7e1d4", "#d9a441")):
            x = -half * 0.98 + 70 * index
            tones = [mixed(code, "#ffffff", 0.45), code, mixed(code, "#1c120b", 0.45)]
            box(canvas, x, _TOP - 92, x + 58, _TOP - 4, fade((x, 0), (x + 58, 0), tones), 5)
            box(canvas, x - 3, _TOP - 98, x + 61, _TOP - 86, fill("#c9cdd1"), 4)

    def lamp(self, canvas: Any) -> None:
        """An enamel lamp on its cord, and its light."""
        x, y = self.lamp_spot
        pool = [(self.light, 0.50), (self.light, 0.13), (self.light, 0.0)]
        canvas.drawCircle(x, y + 20, 220, glow((x, y + 20), 220, pool, [0.0, 0.4, 1.0]))
        canvas.drawLine(x, self.stage.extent[1] - 40, x, y - 70, line("#17130f", 5))
        hood = shape([(x - 20, y - 66), (x + 20, y - 66), (x + 108, y), (x - 108, y)])
        tones = [mixed(self.shade, "#ffffff", 0.4), self.shade, mixed(self.shade, "#0a0f10", 0.5)]
        canvas.drawOval(skia.Rect(x - 106, y - 15, x + 106, y + 15), fill("#fff3d6"))
        canvas.drawOval(skia.Rect(x - 50, y - 6, x + 50, y + 14), fill("#ffffff", 1.0, blur=5))
        canvas.drawPath(hood, fade((x - 108, 0), (x + 108, 0), tones))
        box(canvas, x - 22, y - 92, x + 22, y - 62, fill(mixed(self.shade, "#0a0f10", 0.4)), 6)

    def planks(self, canvas: Any) -> None:
        """Boards of several woods that lean in the corner."""
        rng = np.random.default_rng([self.seed, 4])
        bottom, top = self.stage.extent[3], self.planks_area[1]
        for index in range(5):
            x = self.spot - 128 + 62 * index
            wide, lean = rng.uniform(46, 66), 70.0 - 18 * index
            high = top + rng.uniform(30, 330)
            corners = (
                (x + lean, high),
                (x + lean + wide, high + rng.uniform(-6, 12)),
                (x + wide, bottom),
                (x, bottom),
            )
            canvas.save()
            canvas.translate(-10, 8)
            canvas.drawPath(shape(corners), fill("#150c07", 0.4, blur=10))
            canvas.restore()
            wood = mixed(self.wood, ("#e7c999", "#7a4a2c")[index % 2], 0.4)
            tools.board(canvas, corners, wood, rng)


class _Dust:
    """Sawdust that hangs in the light of the window and sinks slowly."""

    depth = _DUST

    def __init__(self, stage: Stage, plan: _Plan) -> None:
        self._stage, self._fps = stage, float(stage.video.fps)
        start = plan.window_right
        self._area: Rect = (start - 150, -270.0, start + 350, 200.0)
        soft = 3 * stage.softness(_DUST) + 45
        left, top, right, bottom = self._area
        self._bounds: Rect = (left - soft, top - soft, right + soft, bottom + soft)
        self._mote: Layer = stage.paint(
            _DUST,
            lambda canvas: canvas.drawCircle(
                0, 0, 9, glow((0, 0), 9, [("#fffaf0", 1.0), ("#fff0cc", 0.9), ("#ffedc4", 0.0)])
            ),
            (-10, -10, 10, 10),
        )
        rng = np.random.default_rng([stage.seed & 0xFFFFFFFFFFFFFFFF, plan.seed])
        self._motes = [
            (
                float(rng.uniform(left, right)),
                float(rng.random()),
                float(rng.uniform(9.0, 20.0)),
                Drift([stage.seed, plan.seed, index], float(rng.uniform(5.0, 9.0))),
            )
            for index in range(_MOTES)
        ]

    def bounds(self, frame: int) -> Rect:
        """The light they hang in."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw every mote where it has sunk to, brightest in the middle of its way."""
        time_s = frame / self._fps
        _, top, _, bottom = self._area
        for x, begun, fall_s, sway in self._motes:
            way = (begun + time_s / fall_s) % 1.0
            drift = sway.at(time_s)
            alpha = np.sin(np.pi * way) * (0.75 + 0.25 * drift)
            canvas.save()
            canvas.translate(x + 40 * drift, top + (bottom - top) * way)
            self._stage.put(canvas, self._mote, float(alpha))
            canvas.restore()
