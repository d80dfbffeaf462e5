"""A presentation studio: a lit cyclorama, a wall of slats with light lines, a screen in motion."""

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
)
from locvid.generate.studio.picture.setting.drift import Drift
from locvid.generate.studio.picture.setting.plants import Plant, pot
from locvid.generate.studio.picture.stage import Rect, Scene, Stage

_BACK, _SLATS, _SCREEN, _PLANT = 7.0, 4.5, 3.4, 2.3
_FLOOR = 430.0


def furnish(stage: Stage) -> Scene:
    """Paint the studio."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    scene.items.append(stage.paint(_BACK, plan.cyclorama))
    scene.items.append(stage.paint(_SLATS, plan.slats, plan.slats_area))
    scene.items.append(stage.paint(_SCREEN, plan.screen, plan.screen_area))
    scene.items.append(_Screen(stage, plan))
    scene.items.append(stage.paint(_PLANT, plan.stand, plan.stand_area))
    x, y, size = plan.plant
    scene.items.append(Plant(stage, _PLANT, x, y, size, ("#1d4a45", "#4f9a7c"), "discs", plan.seed))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        half, wide = stage.half_width, stage.half_width > 600
        self.seed = abs(int(look["seed"]))
        self.deep, self.mid, self.bright = (str(code) for code in look["backdrop"])
        self.wood, self.led = str(look["slats"]), str(look["led"])
        self.colours = [str(code) for code in look["screen"]]
        top = stage.top
        edge = -half * (0.44 if wide else 0.42)
        self.slats_area = (stage.extent[0], stage.extent[1], edge + 60, _FLOOR + 30)
        left = half * (0.27 if wide else 0.28)
        # In tall pictures the screen hangs higher, above the shoulders.
        high = -250.0 if wide else max(top * 0.62, -470.0)
        self.panel: Rect = (
            left,
            high,
            half * (0.815 if wide else 1.0),
            high + (430 if wide else 520),
        )
        self.screen_area = (left - 90, high - 90, self.panel[2] + 90, self.panel[3] + 90)
        spot = -half * (0.74 if wide else 0.80)
        self.plant = (spot, 345.0, 300.0 if wide else 270.0)
        self.stand_area = (spot - 130, 300.0, spot + 130, stage.extent[3])

    def cyclorama(self, canvas: Any) -> None:
        """A seamless wall that bends into the floor, with a pool of light behind the figure."""
        left, top, right, bottom = self.stage.extent
        tones = [self.deep, self.mid, mixed(self.mid, self.bright, 0.35)]
        box(canvas, left, top, right, bottom, fade((0, top), (0, _FLOOR), tones))
        pool = [(self.bright, 0.95), (self.bright, 0.5), (self.bright, 0.0)]
        canvas.save()
        canvas.translate(60, 60)
        canvas.scale(1.35, 1.0)
        canvas.drawCircle(0, 0, 620, glow((0, 0), 620, pool, [0.0, 0.42, 1.0]))
        canvas.restore()
        warm = [(self.led, 0.42), (self.led, 0.0)]
        canvas.drawCircle(left, -200, 620, glow((left, -200), 620, warm))
        floor = [(self.deep, 0.0), (self.deep, 0.62), (self.deep, 0.9)]
        box(canvas, left, 250, right, bottom, fade((0, 250), (0, bottom), floor, [0.0, 0.45, 1.0]))
        sheen = [(self.bright, 0.5), (self.bright, 0.0)]
        canvas.save()
        canvas.translate(80, _FLOOR + 60)
        canvas.scale(1.0, 0.16)
        canvas.drawCircle(0, 0, 640, glow((0, 0), 640, sheen))
        canvas.restore()

    def slats(self, canvas: Any) -> None:
        """Upright wooden slats; the light comes out between some of them."""
        left, top, end, bottom = self.slats_area
        end -= 60
        box(canvas, left, top, end, bottom, fill(mixed(self.wood, "#07090f", 0.72)))
        pitch = 30.0
        for index, x in enumerate(np.arange(end - pitch, left - pitch, -pitch)):
            tones = [
                mixed(self.wood, "#000000", 0.35),
                self.wood,
                mixed(self.wood, "#ffd9ae", 0.22),
                mixed(self.wood, "#000000", 0.45),
            ]
            box(canvas, x, top, x + 19, bottom, fade((x, 0), (x + 19, 0), tones, [0, 0.3, 0.62, 1]))
            if index % 5 == 3:
                self._light_line(canvas, x - 6, top, bottom)
        self._light_line(canvas, end + 7, top, bottom)
        away = [("#05070d", 0.55), ("#05070d", 0.0)]
        box(canvas, left, top, end, bottom, fade((left, 0), (end, 0), away))
        low = [("#05070d", 0.0), ("#05070d", 0.5)]
        box(canvas, left, 150, end, bottom, fade((0, 150), (0, bottom), low))

    def _light_line(self, canvas: Any, x: float, top: float, bottom: float) -> None:
        around = [(self.led, 0.0), (self.led, 0.62), (self.led, 0.0)]
        box(canvas, x - 34, top, x + 40, bottom, fade((x - 34, 0), (x + 40, 0), around))
        box(canvas, x, top, x + 6, bottom, fill(mixed(self.led, "#ffffff", 0.72)))

    def screen(self, canvas: Any) -> None:
        """The screen's body, with the glow it throws on the wall."""
        left, top, right, bottom = self.panel
        halo = fill(self.colours[0], 0.55, blur=34)
        box(canvas, left - 14, top - 14, right + 14, bottom + 14, halo, 40)
        box(canvas, left - 7, top - 7, right + 7, bottom + 7, fill("#0c1020"), 30)
        tones = [mixed(self.colours[0], "#0a1030", 0.35), mixed(self.colours[1], "#0a1030", 0.2)]
        box(canvas, left, top, right, bottom, fade((left, top), (right, bottom), tones), 24)

    def stand(self, canvas: Any) -> None:
        """The pot of the plant."""
        x, y, _ = self.plant
        pot(canvas, x, y - 10, 128.0, 300.0, "#39415a")


class _Screen:
    """What the screen shows: broad discs of colour that drift past each other."""

    depth = _SCREEN

    def __init__(self, stage: Stage, plan: _Plan) -> None:
        self._stage, self._panel = stage, plan.panel
        self._fps = float(stage.video.fps)
        left, top, right, bottom = plan.panel
        wide, high = right - left, bottom - top
        self._clip = skia.RRect.MakeRectXY(skia.Rect(left, top, right, bottom), 24, 24)
        places = ((0.26, 0.30, 0.46), (0.80, 0.22, 0.36), (0.62, 0.78, 0.52), (0.12, 0.86, 0.34))
        self._discs: list[tuple[Layer, Drift, Drift]] = []
        for index, (across, down, size) in enumerate(places):
            middle = (left + across * wide, top + down * high)
            layer = _disc(stage, middle, size * high, plan.colours[1 + index % 3])
            moves = [Drift([stage.seed, plan.seed, index, axis], 17.0) for axis in (0, 1)]
            self._discs.append((layer, moves[0], moves[1]))
        self._mark = stage.paint(_SCREEN, lambda canvas: _waves(canvas, plan.panel), plan.panel)

    def bounds(self, frame: int) -> Rect:
        """The panel."""
        return self._panel

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the discs at their places, within the panel, and the lines above them."""
        time_s = frame / self._fps
        canvas.clipRRect(self._clip, skia.ClipOp.kIntersect, True)
        for layer, across, down in self._discs:
            canvas.save()
            canvas.translate(58 * across.at(time_s), 44 * down.at(time_s))
            self._stage.put(canvas, layer)
            canvas.restore()
        self._stage.put(canvas, self._mark)


def _disc(stage: Stage, middle: tuple[float, float], radius: float, code: str) -> Layer:
    def draw(canvas: Any) -> None:
        tones = [(code, 0.92), (code, 0.55), (code, 0.0)]
        canvas.drawCircle(*middle, radius, glow(middle, radius, tones, [0.0, 0.5, 1.0]))

    x, y = middle
    return stage.paint(_SCREEN, draw, (x - radius, y - radius, x + radius, y + radius))


def _waves(canvas: Any, panel: Rect) -> None:
    """Fine curves and a sheen, as a presentation's title picture has."""
    left, top, right, bottom = panel
    wide, high = right - left, bottom - top
    for index in range(7):
        path = skia.Path()
        y = top + high * (0.50 + 0.055 * index)
        path.moveTo(left, y)
        path.cubicTo(
            left + wide * 0.33,
            y - high * (0.42 - 0.05 * index),
            left + wide * 0.58,
            y + high * (0.30 - 0.02 * index),
            right,
            y - high * 0.12,
        )
        canvas.drawPath(path, line("#ffffff", 4.0, 0.42 - 0.045 * index))
    sheen = [("#ffffff", 0.16), ("#ffffff", 0.0)]
    box(canvas, left, top, right, bottom, fade((left, top), (left + wide * 0.6, bottom), sheen), 24)
