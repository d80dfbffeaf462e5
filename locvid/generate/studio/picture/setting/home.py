"""A living room: a window with curtains onto a garden, pictures, a sofa, a lamp, a plant."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
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
from locvid.generate.studio.picture.setting.furniture import near_table, shelves
from locvid.generate.studio.picture.setting.plants import Plant, pot
from locvid.generate.studio.picture.stage import Rect, Scene, Stage

_GARDEN, _WALL, _CURTAIN, _LAMP, _SOFA, _PLANT = 24.0, 4.6, 4.3, 3.7, 3.2, 2.3
_CEILING, _FLOOR, _SILL = -520.0, 452.0, 214.0
_SWAY = 0.012
"""How far a curtain swings, as a share of its height."""


def furnish(stage: Stage) -> Scene:
    """Paint the living room."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    scene.items.append(stage.paint(_GARDEN, plan.garden, plan.outside))
    scene.items.append(stage.paint(_WALL, plan.wall))
    scene.items.append(stage.paint(_CURTAIN, plan.curtain, plan.curtain_area))
    scene.items.append(_Curtain(stage, plan))
    scene.items.append(stage.paint(_LAMP, plan.lamp, plan.lamp_area))
    scene.items.append(stage.paint(_SOFA, plan.sofa, plan.sofa_area))
    scene.items.append(stage.paint(_PLANT, plan.pot, plan.pot_area))
    x, y, size = plan.plant
    greens = ("#2f5a34", "#8fae5f")
    scene.items.append(Plant(stage, _PLANT, x, y, size, greens, "discs", plan.seed + 4))
    scene.front.extend(near_table(stage, 1, plan.wood, plan.accent))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        self.seed = abs(int(look["seed"]))
        self.density = float(look["density"])
        self.wood, self.paint, self.accent = (str(look[key]) for key in ("wood", "wall", "accent"))
        self.cloth, self.shade = str(look["sofa"]), str(look["lamp"])
        self.books = [str(code) for code in look["books"]]
        half, wide = stage.half_width, stage.half_width > 600
        reach = stage.extent
        self.window = (-half * (0.99 if wide else 1.25), -half * (0.34 if wide else 0.30))
        self.lintel = max(min(-392.0, stage.top * 0.86), -500.0)
        left, right = self.window
        self.outside: Rect = (left - 170, self.lintel - 150, right + 170, _SILL + 150)
        self.curtain_area: Rect = (left - 70, self.lintel - 60, left + 124, _FLOOR)
        self.case = half * (0.60 if wide else 0.72)
        self.sofa_left = half * (0.16 if wide else 0.10)
        self.sofa_area: Rect = (self.sofa_left - 60, 90.0, reach[2] + 60, reach[3])
        self.lamp_x, self.lamp_y = half * (0.50 if wide else 0.62), -188.0 if wide else -330.0
        self.lamp_area: Rect = (self.lamp_x - 420, self.lamp_y - 380, self.lamp_x + 420, reach[3])
        spot = -half * (0.80 if wide else 0.84)
        self.plant = (spot, 356.0, 330.0 if wide else 290.0)
        self.pot_area: Rect = (spot - 150, 316.0, spot + 160, reach[3])

    def curtain(self, canvas: Any) -> None:
        """The curtain at the other side, at rest."""
        edge, code = self.window[0], str(self.stage.look["curtains"])
        rail, low = self.lintel - 46, _FLOOR - 12
        _folds(canvas, edge - 58, edge + 118, rail, low, code, self.seed)

    def garden(self, canvas: Any) -> None:
        """A low sun behind hedges and trees."""
        left, top, right, bottom = self.outside
        rng = np.random.default_rng([self.seed, 1])
        sky = [str(code) for code in self.stage.look["sky"]]
        box(canvas, left, top, right, bottom, fade((0, top), (0, 60), sky))
        sun = (left + 0.62 * (right - left), -70.0)
        canvas.drawCircle(*sun, 420, glow(sun, 420, [("#fff2cf", 0.95), ("#ffe2a6", 0.0)]))
        dark, bright = (str(code) for code in self.stage.look["garden"])
        for row, (low, size) in enumerate(((20.0, 120.0), (110.0, 95.0), (190.0, 80.0))):
            for _ in range(26):
                x, y = rng.uniform(left, right), low + rng.normal(0, 26)
                near = abs(x - sun[0]) / (right - left)
                tone = mixed(bright, dark, min(0.15 + 0.25 * row + 0.8 * near, 1.0))
                reach = size * rng.uniform(0.6, 1.25)
                leaves = [(tone, 0.95), (tone, 0.75), (tone, 0.0)]
                canvas.drawCircle(x, y, reach, glow((x, y), reach, leaves, [0.0, 0.6, 1.0]))
        lawn = [mixed(bright, "#fff0b8", 0.35), dark]
        box(canvas, left, 176, right, bottom, fade((0, 176), (0, bottom), lawn))

    def wall(self, canvas: Any) -> None:
        """Wall with its window, ceiling, floor and rug, shelves and framed pictures."""
        left, top, right, bottom = self.stage.extent
        start, end = self.window
        lit, dim = mixed(self.paint, "#fff1d8", 0.45), mixed(self.paint, "#2c2430", 0.30)
        across = fade((end, 0), (right, 0), [lit, self.paint, dim], [0.0, 0.45, 1.0])
        aside = fade((left, 0), (start, 0), [dim, self.paint])
        box(canvas, end, top, right, _FLOOR, across)
        box(canvas, left, top, start, _FLOOR, aside)
        between = fade((start, 0), (end, 0), [self.paint, lit])
        box(canvas, start - 20, top, end + 20, self.lintel, between)
        box(canvas, start - 20, _SILL, end + 20, _FLOOR, between)
        self._pane(canvas)
        spill = [("#ffe9bd", 0.50), ("#ffe9bd", 0.0)]
        beam = shape([(end, -330), (end + 40, -330), (end + 560, _FLOOR), (end + 120, _FLOOR)])
        canvas.drawPath(beam, fade((end, 0), (end + 520, 0), spill))
        self._ceiling(canvas, left, top, right)
        self._floor(canvas, left, right, bottom)
        rng = np.random.default_rng([self.seed, 2])
        self._frames(canvas, rng)
        case = (self.case, _CEILING + 110, right + 40, 196.0)
        shelves(canvas, case, 148.0, self.wood, self.books, rng, self.density)
        shadow = [("#1d1410", 0.34), ("#1d1410", 0.0)]
        box(canvas, self.case - 46, case[1], self.case, _FLOOR, fade(
            (self.case, 0), (self.case - 46, 0), shadow))  # fmt: skip
        self._sideboard(canvas, right)

    def _pane(self, canvas: Any) -> None:
        start, end = self.window
        frame = mixed(self.paint, "#ffffff", 0.75)
        haze = [("#fff6e0", 0.34), ("#fff6e0", 0.04), ("#fff6e0", 0.22)]
        box(canvas, start, self.lintel, end, _SILL, fade((start, self.lintel), (end, _SILL), haze))
        middle = (start + end) / 2
        for x in (start, middle, end):
            box(canvas, x - 11, self.lintel, x + 11, _SILL, fill(frame))
            box(canvas, x + 5, self.lintel, x + 11, _SILL, fill(mixed(frame, "#8a7b70", 0.5)))
        for y in (self.lintel, self.lintel + 0.36 * (_SILL - self.lintel), _SILL):
            box(canvas, start - 11, y - 9, end + 11, y + 9, fill(frame))
        shelf = [mixed(frame, "#fff3d6", 0.5), mixed(frame, "#8a7b70", 0.45)]
        box(canvas, start - 40, _SILL - 6, end + 40, _SILL + 22, fade(
            (0, _SILL), (0, _SILL + 22), shelf))  # fmt: skip
        heater = mixed(self.paint, "#ffffff", 0.6)
        for x in np.arange(start + 60, end - 40, 34.0):
            tones = [mixed(heater, "#8a7b70", 0.35), heater, mixed(heater, "#8a7b70", 0.5)]
            box(canvas, x, _SILL + 62, x + 29, _FLOOR - 34, fade((x, 0), (x + 29, 0), tones), 9)

    def _ceiling(self, canvas: Any, left: float, top: float, right: float) -> None:
        if top < _CEILING:
            white = mixed(self.paint, "#ffffff", 0.72)
            tones = [mixed(white, "#b9a58f", 0.30), white]
            box(canvas, left, top, right, _CEILING, fade((0, top), (0, _CEILING), tones))
            box(canvas, left, _CEILING - 22, right, _CEILING + 12, fill("#f8f2e6"))
            box(canvas, left, _CEILING + 12, right, _CEILING + 22, fill("#7d6a58", 0.35))

    def _floor(self, canvas: Any, left: float, right: float, bottom: float) -> None:
        planks = [mixed(self.wood, "#f3d9b2", 0.30), mixed(self.wood, "#23170f", 0.45)]
        # The parts overlap: two soft edges side by side would let the garden through.
        box(canvas, left, _FLOOR - 8, right, bottom, fade((0, _FLOOR), (0, bottom), planks))
        for x in np.arange(-16, 17) * 84.0:
            seam = shape([(x, _FLOOR), (x * bottom / _FLOOR, bottom)], closed=False)
            canvas.drawPath(seam, line("#2f2016", 3, 0.25))
        box(canvas, left, _FLOOR - 26, right, _FLOOR, fill(mixed(self.paint, "#ffffff", 0.65)))
        rug = skia.Rect(-self.stage.half_width * 0.9, _FLOOR + 26, right, bottom + 300)
        tones = [mixed(self.accent, "#f0e2cc", 0.55), mixed(self.accent, "#3a2a22", 0.25)]
        canvas.drawOval(rug, fade((0, _FLOOR), (0, bottom), tones))
        canvas.drawOval(rug.makeInset(34, 15), line("#f6ead4", 7, 0.6))

    def _frames(self, canvas: Any, rng: np.random.Generator) -> None:
        half = self.stage.half_width
        left, right = -half * 0.22, self.case - 90
        x, count = left, 0
        while x < right - 120 and count < round(6 * self.density):
            wide = float(rng.uniform(120, 190))
            high = float(rng.uniform(130, 210))
            y = -205.0 + float(rng.uniform(-34, 34)) - high / 2
            self._picture(canvas, x, y, wide, high, rng)
            x += wide + float(rng.uniform(34, 60))
            count += 1

    def _picture(
        self, canvas: Any, x: float, y: float, wide: float, high: float, rng: np.random.Generator
    ) -> None:
        """A landscape of three soft bands in a thin frame with a mount."""
        box(canvas, x + 8, y + 12, x + wide + 12, y + high + 16, fill("#2a1d14", 0.35, blur=7))
        box(canvas, x, y, x + wide, y + high, fill(mixed(self.wood, "#2a1a10", 0.35)), 3)
        box(canvas, x + 8, y + 8, x + wide - 8, y + high - 8, fill("#f7f1e4"))
        inner = (x + 26, y + 26, x + wide - 26, y + high - 26)
        tones = [str(code) for code in self.stage.look["pictures"]]
        first = int(rng.integers(len(tones)))
        canvas.save()
        canvas.clipRect(skia.Rect(*inner))
        box(canvas, *inner, fade((0, inner[1]), (0, inner[3]), [tones[first], "#f6e7c8"]))
        for band in range(3):
            level = inner[1] + (0.42 + 0.2 * band) * (inner[3] - inner[1])
            tone = tones[(first + 1 + band) % len(tones)]
            swell = skia.Path()
            swell.moveTo(inner[0], level + float(rng.uniform(-16, 16)))
            swell.cubicTo(
                inner[0] + 0.35 * wide, level - float(rng.uniform(0, 34)),
                inner[0] + 0.6 * wide, level + float(rng.uniform(0, 30)), inner[2], level,
            )  # fmt: skip
            swell.lineTo(inner[2], inner[3])
            swell.lineTo(inner[0], inner[3])
            swell.close()
            canvas.drawPath(swell, fill(tone, 0.9))
        canvas.restore()

    def _sideboard(self, canvas: Any, right: float) -> None:
        left, top, low = self.case - 26, 196.0, _FLOOR - 30
        tones = [mixed(self.wood, "#f3d9b2", 0.25), mixed(self.wood, "#23170f", 0.30)]
        box(canvas, left, top, right, low, fade((0, top), (0, low), tones))
        box(canvas, left - 10, top - 12, right, top + 10, fill(mixed(self.wood, "#f3d9b2", 0.5)))
        for x in np.arange(left + 12, right, 190.0):
            box(canvas, x, top + 26, x + 172, low - 14, fill("#1c120b", 0.22), 5)
            canvas.drawCircle(x + 152, (top + low) / 2, 7, fill("#e7c68c"))

    def sofa(self, canvas: Any) -> None:
        """A sofa with cushions, seen over its front, lit from the window."""
        left, right, bottom = self.sofa_left, self.stage.extent[2], self.stage.extent[3]
        lit, dark = mixed(self.cloth, "#fff0d6", 0.32), mixed(self.cloth, "#17131c", 0.48)
        top = 196.0
        canvas.drawOval(skia.Rect(left - 40, 470, right, 560), fill("#1a110c", 0.45, blur=14))
        back = fade((0, top), (0, top + 260), [lit, self.cloth, dark], [0.0, 0.35, 1.0])
        box(canvas, left + 36, top, right, bottom, back, 46)
        seat = fade((0, top + 190), (0, bottom), [mixed(lit, self.cloth, 0.4), dark])
        for x in np.arange(left + 92, right, 330.0):
            box(canvas, x, top + 168, x + 322, bottom, seat, 34)
            canvas.drawLine(x + 20, top + 186, x + 300, top + 182, line(lit, 8, 0.55, blur=4))
        rng = np.random.default_rng([self.seed, 3])
        codes = [str(code) for code in self.stage.look["cushions"]]
        x = left + 128.0
        for index in range(max(1, round(5 * self.density))):
            self._cushion(canvas, x, top + 128, codes[index % len(codes)], float(rng.normal(0, 9)))
            x += float(rng.uniform(96, 210))
        arm = fade((left, 0), (left + 112, 0), [lit, self.cloth, dark], [0.0, 0.45, 1.0])
        box(canvas, left, top + 84, left + 112, bottom, arm, 44)

    def _cushion(self, canvas: Any, x: float, y: float, code: str, turn: float) -> None:
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(turn)
        canvas.drawOval(skia.Rect(-70, 44, 84, 86), fill("#120d10", 0.4, blur=9))
        body = skia.Path()
        body.moveTo(-74, -66)
        body.cubicTo(-34, -80, 34, -80, 74, -66)
        body.cubicTo(84, -28, 84, 30, 74, 66)
        body.cubicTo(34, 78, -34, 78, -74, 66)
        body.cubicTo(-84, 30, -84, -28, -74, -66)
        body.close()
        tones = [mixed(code, "#ffffff", 0.38), code, mixed(code, "#221722", 0.42)]
        canvas.drawPath(body, fade((-70, -70), (70, 70), tones))
        fold = skia.Path()
        fold.moveTo(-40, 30)
        fold.quadTo(0, 8, 46, 34)
        canvas.drawPath(fold, line(mixed(code, "#221722", 0.35), 7, 0.4, blur=4))
        canvas.restore()

    def lamp(self, canvas: Any) -> None:
        """A standing lamp with a cloth shade and the light around it."""
        x, y, bottom = self.lamp_x, self.lamp_y, self.stage.extent[3]
        around = [(self.shade, 0.62), (self.shade, 0.20), (self.shade, 0.0)]
        canvas.drawCircle(x, y + 10, 380, glow((x, y + 10), 380, around, [0.0, 0.36, 1.0]))
        canvas.drawLine(x, y + 50, x, bottom, line("#3b2c22", 11))
        canvas.drawLine(x - 2, y + 50, x - 2, bottom, line("#c79a5d", 3, 0.8))
        hood = shape([(x - 66, y - 78), (x + 66, y - 78), (x + 112, y + 70), (x - 112, y + 70)])
        tones = [mixed(self.shade, "#b5793c", 0.30), mixed(self.shade, "#fffaf0", 0.72),
                 mixed(self.shade, "#b5793c", 0.40)]  # fmt: skip
        canvas.drawPath(hood, fade((x - 112, 0), (x + 112, 0), tones, [0.0, 0.48, 1.0]))
        box(canvas, x - 112, y + 62, x + 112, y + 72, fill("#fff6da", 0.9), 4)

    def pot(self, canvas: Any) -> None:
        """The pot of the plant."""
        x, y, _ = self.plant
        pot(canvas, x, y - 10, 150.0, 320.0, "#c7b49b")


class _Curtain:
    """The curtain at the open side of the window, which swings a little from its rail."""

    depth = _CURTAIN

    def __init__(self, stage: Stage, plan: _Plan) -> None:
        self._stage, self._fps = stage, float(stage.video.fps)
        self._rail = plan.lintel - 46
        left, right = plan.window[1] - 118, plan.window[1] + 58
        code = str(stage.look["curtains"])
        low = _FLOOR - 12
        self._layer: Layer = stage.paint(
            _CURTAIN, lambda canvas: _folds(canvas, left, right, self._rail, low, code, plan.seed),
            (left - 6, self._rail - 14, right + 6, low + 6),
        )  # fmt: skip
        swing = _SWAY * (low - self._rail) + 4 * stage.softness(_CURTAIN) + 36
        self._bounds: Rect = (left - swing, self._rail - 60, right + swing, low + 60)
        self._sway = Drift([stage.seed, plan.seed, 40], slowest_s=6.5)

    def bounds(self, frame: int) -> Rect:
        """The cloth with the room it swings in."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the cloth, sheared from its rail down."""
        lean = _SWAY * self._sway.at(frame / self._fps)
        canvas.translate(0, self._rail)
        canvas.skew(lean, 0)
        canvas.translate(0, -self._rail)
        self._stage.put(canvas, self._layer)


def _folds(
    canvas: Any, left: float, right: float, top: float, bottom: float, code: str, seed: int
) -> None:
    """Hanging cloth: upright folds, the light of the window shining through some of them."""
    rng = np.random.default_rng([seed, int(abs(left))])
    canvas.drawLine(left - 30, top, right + 30, top, line("#3b2c22", 9))
    x = left
    while x < right:
        wide = float(rng.uniform(24, 42))
        tones = [mixed(code, "#4a3a33", 0.38), mixed(code, "#fff4da", 0.55), code,
                 mixed(code, "#4a3a33", 0.46)]  # fmt: skip
        end = min(x + wide, right)
        box(canvas, x, top, end, bottom, fade((x, 0), (end, 0), tones, [0, 0.35, 0.7, 1]), 6)
        x += wide - 2
