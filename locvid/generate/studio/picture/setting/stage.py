"""A conference stage: a curtain in coloured light, a screen, a lectern, an audience in the dark."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

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
    scene.front.extend(_audience(stage, plan.seed, plan.washes[0]))
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
        """A wooden lectern with a lit edge, a reading lamp and a microphone."""
        x, bottom = self.spot, self.stage.extent[3]
        top = 178.0
        front = [mixed(self.wood, "#000000", 0.45), self.wood, mixed(self.wood, "#000000", 0.62)]
        body = shape(
            [(x - 142, top + 40), (x + 142, top + 40), (x + 112, bottom), (x - 112, bottom)]
        )
        canvas.drawPath(body, fade((x - 150, 0), (x + 150, 0), front, [0.0, 0.6, 1.0]))
        shade = [("#000000", 0.0), ("#000000", 0.55)]
        canvas.drawPath(body, fade((0, top + 140), (0, top + 460), shade))
        for index in range(7):
            grain = x - 118 + 38 * index
            canvas.drawLine(
                grain, top + 50, x + (grain - x) * 0.8, bottom, line("#000000", 3, 0.16)
            )
        panel = (x - 74, top + 108, x + 74, top + 206)
        box(canvas, *panel, fill(self.washes[0], 0.5, blur=16), 16)
        box(canvas, *panel, fill(mixed(self.washes[0], "#0a0c14", 0.55)), 14)
        canvas.drawCircle(x - 34, top + 157, 21, fill("#ffffff", 0.92))
        canvas.drawCircle(x - 34, top + 157, 10, fill(mixed(self.washes[0], "#0a0c14", 0.55)))
        for row, long in enumerate((54, 38)):
            y = top + 145 + 18 * row
            box(canvas, x, y, x + long, y + 8, fill("#ffffff", 0.9), 4)
        desk = shape([(x - 172, top + 48), (x + 172, top + 48), (x + 146, top), (x - 146, top)])
        lit = [mixed(self.wood, self.lamp, 0.35), mixed(self.wood, "#ffffff", 0.1)]
        canvas.drawPath(desk, fade((x - 150, 0), (x + 150, 0), lit))
        pool = [(self.lamp, 0.95), (self.lamp, 0.0)]
        canvas.save()
        canvas.translate(x - 10, top + 22)
        canvas.scale(1.0, 0.26)
        canvas.drawCircle(0, 0, 128, glow((0, 0), 128, pool))
        canvas.restore()
        sheet = shape(
            [(x - 62, top + 36), (x + 38, top + 36), (x + 30, top + 8), (x - 50, top + 8)]
        )
        canvas.drawPath(sheet, fill("#fff6e2", 0.95))
        box(canvas, x - 172, top + 46, x + 172, top + 62, fill(mixed(self.wood, "#000000", 0.3)), 3)
        box(canvas, x - 172, top + 60, x + 172, top + 66, fill(self.washes[0], 0.9), 3)
        self._neck(canvas, (x + 96, top + 6), (x + 84, top - 96), (x + 32, top - 104), 6.0)
        canvas.drawLine(x + 34, top - 104, x + 14, top - 98, line("#15171d", 17))
        canvas.drawLine(x + 30, top - 108, x + 18, top - 105, line("#5b6170", 5, 0.9))
        self._neck(canvas, (x - 112, top + 6), (x - 118, top - 80), (x - 52, top - 82), 5.0)
        hood = shape(
            [(x - 66, top - 92), (x - 24, top - 86), (x - 16, top - 68), (x - 64, top - 74)]
        )
        canvas.drawPath(hood, fill("#1b1d24"))
        cone = shape(
            [(x - 60, top - 73), (x - 20, top - 69), (x + 54, top + 20), (x - 84, top + 20)]
        )
        canvas.drawPath(
            cone, fade((0, top - 73), (0, top + 22), [(self.lamp, 0.5), (self.lamp, 0.05)])
        )
        canvas.drawLine(x - 58, top - 72, x - 22, top - 68, line("#fff7e0", 6))

    def _neck(
        self,
        canvas: Any,
        foot: tuple[float, float],
        bend: tuple[float, float],
        tip: tuple[float, float],
        width: float,
    ) -> None:
        neck = skia.Path()
        neck.moveTo(*foot)
        neck.quadTo(*bend, *tip)
        canvas.drawPath(neck, line("#2a2d36", width))


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


def _audience(stage: Stage, seed: int, rim: str) -> list[Layer]:
    """Two rows of heads in the lower corners, dark against the stage.

    Only in wide pictures; in the others they would sit before the figure.
    """
    video = stage.video
    if video.width < 1.2 * video.height:
        return []
    low = (video.height - stage.horizon) / stage.unit
    wide = video.width / 2 / stage.unit
    middle = (stage.rest.x - video.width / 2) / stage.unit * (-1 if stage.mirrored else 1)
    size = 0.078 * video.height / stage.unit
    rng = np.random.default_rng([seed, 3])
    heads = []
    for row, (tall, reach) in enumerate(((1.18, 0.82), (0.42, 1.1))):
        x = -wide - size * rng.uniform(0.2, 1.0)
        while x < wide + size:
            y = low - size * (tall + rng.uniform(-0.16, 0.16))
            if abs(x - middle) > (0.33 + 0.05 * row) * wide:
                heads.append((x, y, size * reach * rng.uniform(0.92, 1.08), row))
            x += size * reach * rng.uniform(2.3, 3.0)

    def draw(canvas: Any) -> None:
        for x, y, reach, row in heads:
            _listener(canvas, x, y, reach, rim, ("#10121d", "#07080d")[row])

    soft = 1.3 * stage.softness(_HALL)
    bounds = (-wide - 2 * size, low - 2.6 * size, wide + 2 * size, low + 0.4 * size)
    return [stage.paint(_HALL, draw, bounds, coarse=1, softness=soft)]


def _listener(canvas: Any, x: float, y: float, reach: float, rim: str, dark: str) -> None:
    """Head and shoulders from behind, ``reach`` half a head high, edged by the stage's light."""
    figure = skia.Path()
    figure.addOval(skia.Rect(x - 0.66 * reach, y - 0.9 * reach, x + 0.66 * reach, y + 0.8 * reach))
    shoulders = skia.Path()
    shoulders.moveTo(x - 1.65 * reach, y + 5 * reach)
    shoulders.cubicTo(
        x - 1.7 * reach,
        y + 1.3 * reach,
        x - 0.9 * reach,
        y + 1.1 * reach,
        x - 0.36 * reach,
        y + 0.9 * reach,
    )
    shoulders.lineTo(x - 0.36 * reach, y + 0.4 * reach)
    shoulders.lineTo(x + 0.36 * reach, y + 0.4 * reach)
    shoulders.lineTo(x + 0.36 * reach, y + 0.9 * reach)
    shoulders.cubicTo(
        x + 0.9 * reach,
        y + 1.1 * reach,
        x + 1.7 * reach,
        y + 1.3 * reach,
        x + 1.65 * reach,
        y + 5 * reach,
    )
    figure.addPath(shoulders)
    edge = fade((0, y - 0.95 * reach), (0, y + 1.5 * reach), [(rim, 0.8), (rim, 0.12)])
    edge.setStyle(skia.Paint.kStroke_Style)
    edge.setStrokeWidth(0.11 * reach)
    canvas.drawPath(figure, edge)
    canvas.save()
    canvas.translate(0, 0.05 * reach)
    canvas.drawPath(figure, fill(dark))
    canvas.restore()
