"""A conference stage: a curtain in coloured light, a screen, a lectern, an audience in the dark."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.audience import audience
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
from locvid.generate.studio.picture.setting.lectern import draw_lectern
from locvid.generate.studio.picture.stage import Rect, Scene, Stage

_BACK, _SCREEN, _BEAMS, _LECTERN, _HALL = 8.0, 6.5, 5.0, 2.0, 0.62
_FLOOR = 272.0
"""Where the curtain meets the floor: eyes at 1.45 m, the curtain at eight times the figure."""
_BARS = (0.30, 0.46, 0.40, 0.63, 0.82)


def furnish(stage: Stage) -> Scene:
    """Paint the stage as it is seen from the middle of the hall."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    scene.items.append(stage.paint(_BACK, plan.curtain))
    scene.items.append(_Haze(stage, plan))
    scene.items.append(stage.paint(_SCREEN, plan.screen, plan.screen_area))
    scene.items.append(_Chart(stage, plan))
    scene.items.append(stage.paint(_LECTERN, plan.lectern, plan.lectern_area))
    scene.front.extend(audience(stage, _HALL, plan.seed, plan.washes[0]))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        half, wide = stage.half_width, stage.half_width > 600
        tall = stage.top < -500
        self.seed = abs(int(look["seed"]))
        self.curtain_code, self.floor_code = str(look["curtain"]), str(look["floor"])
        self.washes = [str(code) for code in look["washes"]]
        self.slide = [str(code) for code in look["slide"]]
        self.wood, self.lamp = str(look["wood"]), str(look["lamp"])
        self.truss = max(stage.top * 0.94, -640.0)
        # In tall and square pictures the screen hangs behind and above the head.
        if wide:
            self.panel: Rect = (half * 0.10, -322.0, half * 0.93, 98.0)
        else:
            top = -560.0 if tall else -352.0
            self.panel = (-half * 0.30, top, half * 1.12, top + 400.0)
        left, top, right, bottom = self.panel
        self.screen_area: Rect = (left - 130, top - 130, right + 130, bottom + 130)
        self.chart: Rect = (
            left + (right - left) * 0.52,
            top + (bottom - top) * 0.26,
            right - (right - left) * 0.09,
            bottom - (bottom - top) * 0.15,
        )
        self.spot = -half * (0.72 if wide else 0.84)
        self.lectern_area: Rect = (self.spot - 260, -70.0, self.spot + 260, stage.extent[3])

    def curtain(self, canvas: Any) -> None:
        """Folds that catch coloured light from the floor, and a floor that mirrors it."""
        left, top, right, bottom = self.stage.extent
        cloth = self.curtain_code
        dark = mixed(cloth, "#000000", 0.6)
        box(canvas, left, top, right, bottom, fade((0, top), (0, _FLOOR), [dark, cloth]))
        rng = np.random.default_rng([self.seed, 1])
        x = left
        while x < right:
            width = rng.uniform(26, 58)
            fold = [("#000000", 0.55), (mixed(cloth, "#ffffff", 0.25), 0.5), ("#000000", 0.25)]
            box(canvas, x, top, x + width, _FLOOR, fade((x, 0), (x + width, 0), fold))
            x += width
        self._washes(canvas, _FLOOR, 1.0)
        tones = [mixed(self.floor_code, "#ffffff", 0.05), mixed(self.floor_code, "#000000", 0.6)]
        box(canvas, left, _FLOOR, right, bottom, fade((0, _FLOOR), (0, bottom), tones))
        # What shines above is seen again in the polished floor, paler and drawn out.
        canvas.save()
        canvas.clipRect(skia.Rect(left, _FLOOR, right, bottom))
        canvas.translate(0, 2 * _FLOOR)
        canvas.scale(1, -1)
        self._washes(canvas, _FLOOR, 0.5)
        canvas.restore()
        panel_left, _, panel_right, _ = self.panel
        mirror = [(self.slide[1], 0.42), (self.slide[1], 0.0)]
        box(
            canvas,
            panel_left,
            _FLOOR,
            panel_right,
            _FLOOR + 230,
            fade((0, _FLOOR), (0, _FLOOR + 230), mirror),
            30,
        )
        box(canvas, left, _FLOOR - 3, right, _FLOOR + 3, fill(self.washes[0], 0.55))
        box(canvas, left, _FLOOR - 12, right, _FLOOR + 12, fill(self.washes[0], 0.30, blur=9))
        self._beams(canvas)

    def _washes(self, canvas: Any, foot: float, strength: float) -> None:
        """Lamps on the floor that throw their colour up the folds."""
        half = self.stage.half_width
        for index, x in enumerate(np.arange(-half * 1.3, half * 1.31, 240.0)):
            code = self.washes[index % 2]
            canvas.save()
            canvas.translate(float(x), foot)
            canvas.scale(0.30, 1.0)
            tones = [(code, 0.85 * strength), (code, 0.34 * strength), (code, 0.0)]
            canvas.drawCircle(0, 0, 500, glow((0, 0), 500, tones, [0.0, 0.4, 1.0]))
            canvas.restore()
            lit = mixed(code, "#ffffff", 0.75)
            canvas.drawOval(skia.Rect(x - 26, foot - 9, x + 26, foot + 3), fill(lit, strength))

    def screen(self, canvas: Any) -> None:
        """The screen with the words of its slide and the light it throws around."""
        left, top, right, bottom = self.panel
        wide, high = right - left, bottom - top
        halo = fill(self.slide[1], 0.5, blur=42)
        box(canvas, left - 20, top - 20, right + 20, bottom + 20, halo, 30)
        box(canvas, left - 9, top - 9, right + 9, bottom + 9, fill("#05060b"), 6)
        tones = [self.slide[0], self.slide[1], mixed(self.slide[1], self.slide[2], 0.4)]
        box(canvas, left, top, right, bottom, fade((left, top), (right, bottom), tones), 2)
        corner = [(self.slide[2], 0.7), (self.slide[2], 0.0)]
        canvas.save()
        canvas.clipRect(skia.Rect(left, top, right, bottom))
        reach = wide * 0.55
        canvas.drawCircle(right, top, reach, glow((right, top), reach, corner))
        canvas.restore()
        white = fill("#ffffff", 0.92)
        x = left + wide * 0.08
        for row, share in enumerate((0.34, 0.25)):
            y = top + high * (0.22 + 0.12 * row)
            box(canvas, x, y, x + wide * share, y + high * 0.075, white, 4)
        accent = fill(self.slide[3])
        box(canvas, x, top + high * 0.485, x + wide * 0.10, top + high * 0.505, accent, 3)
        for row, share in enumerate((0.32, 0.36, 0.27)):
            y = top + high * (0.58 + 0.09 * row)
            box(canvas, x, y, x + wide * share, y + high * 0.03, fill("#ffffff", 0.5), 4)
        chart = self.chart
        box(canvas, chart[0], chart[3], chart[2], chart[3] + 4, fill("#ffffff", 0.7))

    def _beams(self, canvas: Any) -> None:
        """The truss with its lamps, and the beams that cross in the haze."""
        left, top, right, _ = self.stage.extent
        half, truss = self.stage.half_width, self.truss
        for x, aim, code in (
            (-half * 0.78, half * 0.02, self.lamp),
            (-half * 0.30, -half * 0.22, self.lamp),
            (half * 0.30, -half * 0.10, mixed(self.lamp, self.washes[1], 0.45)),
            (half * 0.86, half * 0.30, mixed(self.lamp, self.washes[0], 0.55)),
        ):
            low = 430.0
            beam = shape(
                [(x - 22, truss + 10), (x + 22, truss + 10), (aim + 180, low), (aim - 180, low)]
            )
            haze = [(code, 0.62), (code, 0.22), (code, 0.0)]
            paint = fade((x, truss), (aim, low), haze, [0.0, 0.36, 0.97])
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 11))
            canvas.drawPath(beam, paint)
        box(canvas, left, top, right, truss - 26, fill("#040509", 0.72))
        steel = line("#0b0d14", 10)
        for y in (truss - 46, truss - 6):
            canvas.drawLine(left, y, right, y, steel)
        for index, x in enumerate(np.arange(left, right, 44.0)):
            ends = (truss - 46, truss - 6) if index % 2 else (truss - 6, truss - 46)
            canvas.drawLine(x, ends[0], x + 44, ends[1], line("#0b0d14", 6))
        for x in (-half * 0.78, -half * 0.30, half * 0.30, half * 0.86):
            box(canvas, x - 24, truss - 20, x + 24, truss + 26, fill("#0a0c12"), 8)
            shine = [("#ffffff", 1.0), (self.lamp, 0.55), (self.lamp, 0.0)]
            middle = (x, truss + 26)
            canvas.drawCircle(*middle, 66, glow(middle, 66, shine, [0.0, 0.25, 1.0]))

    def lectern(self, canvas: Any) -> None:
        """The lectern beside the speaker."""
        draw_lectern(
            canvas, (self.spot, self.stage.extent[3]), self.wood, self.lamp, self.washes[0]
        )


class _Chart:
    """The slide's chart: bars that rise and sink a little, as a live one does."""

    depth = _SCREEN

    def __init__(self, stage: Stage, plan: _Plan) -> None:
        self._stage, self._fps = stage, float(stage.video.fps)
        left, top, right, foot = plan.chart
        soft = 3 * stage.softness(_SCREEN) + 6
        self._foot = foot
        self._bounds: Rect = (left - soft, top - soft, right + soft, foot + soft)
        self._bars: list[tuple[Layer, Drift]] = []
        pitch = (right - left) / len(_BARS)
        for index, share in enumerate(_BARS):
            x = left + pitch * (index + 0.18)
            code = plan.slide[3] if index == len(_BARS) - 1 else "#ffffff"
            area = (x - 4, foot - (foot - top) * share - 4, x + pitch * 0.64 + 4, foot)

            def draw(canvas: Any, area: Rect = area, code: str = code) -> None:
                tones = [(code, 0.95), (code, 0.55)]
                paint = fade((0, area[1]), (0, foot), tones)
                box(canvas, area[0] + 4, area[1] + 4, area[2] - 4, foot, paint, 4)

            layer = stage.paint(_SCREEN, draw, area)
            self._bars.append((layer, Drift([stage.seed, plan.seed, index], 9.0)))

    def bounds(self, frame: int) -> Rect:
        """The chart."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw every bar as high as it is at the moment."""
        for layer, rise in self._bars:
            canvas.save()
            canvas.translate(0, self._foot)
            canvas.scale(1.0, 1.0 + 0.13 * rise.at(frame / self._fps))
            canvas.translate(0, -self._foot)
            self._stage.put(canvas, layer)
            canvas.restore()


class _Haze:
    """A breath of stage fog in the beam beside the figure, which thickens and thins."""

    depth = _BEAMS

    def __init__(self, stage: Stage, plan: _Plan) -> None:
        self._stage, self._fps = stage, float(stage.video.fps)
        x, y = plan.spot * 0.72, plan.truss + 250.0
        area: Rect = (x - 230, y - 170, x + 230, y + 170)
        soft = 3 * stage.softness(_BEAMS) + 30
        self._bounds: Rect = (area[0] - soft, area[1] - soft, area[2] + soft, area[3] + soft)
        rng = np.random.default_rng([plan.seed, 2])
        puffs = [
            (x + rng.normal(0, 70), y + rng.normal(0, 30), rng.uniform(70, 130)) for _ in range(9)
        ]

        def draw(canvas: Any) -> None:
            tones = [(plan.lamp, 0.075), (plan.lamp, 0.0)]
            for across, down, reach in puffs:
                middle = (float(across), float(down))
                canvas.drawCircle(*middle, reach, glow(middle, reach, tones))

        self._puff = stage.paint(_BEAMS, draw, area)
        self._moves = [Drift([stage.seed, plan.seed, axis], 13.0) for axis in (7, 8)]

    def bounds(self, frame: int) -> Rect:
        """The fog with the way it drifts."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the fog as dense as it is at the moment."""
        time_s = frame / self._fps
        canvas.save()
        canvas.translate(24 * self._moves[0].at(time_s), 0)
        self._stage.put(canvas, self._puff, 0.6 + 0.4 * self._moves[1].at(time_s))
        canvas.restore()
