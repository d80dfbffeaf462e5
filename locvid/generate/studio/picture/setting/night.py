"""A roof terrace at night: a city of lit windows, lights out of focus, a string of lamps."""

from __future__ import annotations

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
    light_of,
    line,
    mixed,
)
from locvid.generate.studio.picture.setting.furniture import near_table
from locvid.generate.studio.picture.setting.lamps import Lamp, Lamps, disc_radius, draw_disc
from locvid.generate.studio.picture.setting.plants import Plant
from locvid.generate.studio.picture.stage import Rect, Scene, Stage
from locvid.model.media import SAMPLE_RATE

_CITY, _LIGHTS, _RAIL, _GARLAND, _TABLE = 40.0, 24.0, 3.0, 2.6, 2.2
_RAIL_Y = 204.0
"""The handrail: 1.05 m above the terrace, seen from 1.45 m."""
_BRIDGE_Y = 118.0
_DECK_Y = 728.0
_STREETS = (-40.0, 146.0)
"""Where the lights of the streets are, from top to bottom."""


def furnish(stage: Stage) -> Scene:
    """Paint the terrace."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    scene.items.append(stage.paint(_CITY, plan.city, plan.city_area))
    scene.items.append(plan.street_lamps())
    scene.items.append(_Traffic(stage, plan))
    scene.items.append(stage.paint(_RAIL, plan.rail, plan.rail_area))
    scene.items.append(stage.paint(_GARLAND, plan.garland, plan.garland_area).trimmed())
    scene.items.append(stage.paint(_TABLE, plan.table, plan.table_area).trimmed())
    x, y, size = plan.plant
    greens = ("#16352f", "#5f8f58")
    scene.items.append(Plant(stage, _TABLE, x, y, size, greens, "blades", seed=plan.seed))
    scene.items.append(stage.paint(_TABLE, plan.planter, plan.planter_area).trimmed())
    scene.front.extend(near_table(stage, 1, plan.wood, plan.accent))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        half, wide = stage.half_width, stage.half_width > 600
        left, _, right, bottom = stage.extent
        self.seed = abs(int(look["seed"]))
        self.sky = [str(code) for code in look["sky"]]
        self.towers = [str(code) for code in look["towers"]]
        self.windows = [str(code) for code in look["windows"]]
        self.lights = [str(code) for code in look["lights"]]
        self.wood, self.lamp = str(look["wood"]), str(look["lamp"])
        self.accent = str(look["accent"])
        # Further down the balustrade hides it.
        self.city_area: Rect = (left, stage.extent[1], right, 510.0)
        self.rail_area: Rect = (left, _RAIL_Y - 40, right, bottom)
        # In tall pictures the lamps hang higher, above the head.
        self.high = max(stage.top * 0.80, -500.0)
        self.garland_area: Rect = (left, self.high - 70, right, self.high + 250)
        spot = half * (0.80 if wide else 0.92)
        self.plant = (spot, 332.0, 310.0)
        self.planter_area: Rect = (spot - 250, 300.0, spot + 330, bottom)
        self.candle = (-half * (0.72 if wide else 0.86), 340.0)
        x, y = self.candle
        self.table_area: Rect = (x - 380, y - 230, x + 330, bottom)

    def city(self, canvas: Any) -> None:
        """Sky with moon and stars over the glow of the streets, and towers with their windows."""
        left, top, right, bottom = self.stage.extent
        half = self.stage.half_width
        rng = np.random.default_rng([self.seed, 1])
        box(canvas, left, top, right, bottom, fade((0, min(top * 0.6, -380)), (0, 150), self.sky))
        for _ in range(70):
            x, y = rng.uniform(left, right), rng.uniform(top, -150)
            canvas.drawCircle(x, y, rng.uniform(1.2, 3.4), fill("#ffffff", rng.uniform(0.3, 0.9)))
        moon = (half * 0.33, max(self.stage.top * 0.86, -470.0))
        halo = [("#e9efff", 0.42), ("#b9c8ff", 0.10), ("#b9c8ff", 0.0)]
        canvas.drawCircle(*moon, 230, glow(moon, 230, halo, [0.0, 0.35, 1.0]))
        canvas.drawCircle(*moon, 40, fill("#fbf7ea"))
        canvas.drawCircle(moon[0] - 10, moon[1] + 6, 11, fill("#d9d6cf", 0.7))
        for row, tone in enumerate(self.towers):
            near = row / max(len(self.towers) - 1, 1)
            x = left - rng.uniform(0, 80)
            while x < right:
                wide = rng.uniform(58, 116) * (1 + 0.5 * near)
                high = rng.uniform(20, 170) * (1 - 0.25 * near) - 120 * near
                if rng.random() < 0.20:
                    high += rng.uniform(80, 190)
                self._tower(canvas, x, -high, x + wide, bottom, tone, near, rng)
                x += wide + rng.uniform(-8, 26)
            haze = [(self.sky[2], 0.0), (self.sky[2], 0.30 * (1 - near) + 0.06)]
            box(canvas, left, -240, right, bottom, fade((0, -240), (0, 220), haze))
        self._bridge(canvas, left, right)

    def _tower(
        self,
        canvas: Any,
        left: float,
        top: float,
        right: float,
        bottom: float,
        tone: str,
        near: float,
        rng: np.random.Generator,
    ) -> None:
        low = mixed(tone, self.sky[2], 0.22 * (1 - near))
        box(canvas, left, top, right, bottom, fade((0, top), (0, 300), [tone, low]))
        box(canvas, left, top, left + 5, bottom, fill("#9fb2ff", 0.16))
        if top < -190 and rng.random() < 0.6:
            middle = (left + right) / 2
            canvas.drawLine(middle, top, middle, top - 46, line(tone, 5))
            canvas.drawCircle(middle, top - 46, 9, fill("#ff5a4d", 0.95, blur=3))
        pitch = 15 + 8 * near
        awake = rng.uniform(0.20, 0.62)
        for y in np.arange(top + 14, min(bottom, 470.0), pitch * 1.25):
            for x in np.arange(left + 9, right - pitch * 0.7, pitch):
                if rng.random() > awake:
                    continue
                code = self.windows[int(rng.integers(len(self.windows)))]
                paint = fill(code, float(rng.uniform(0.45, 1.0)))
                box(canvas, x, y, x + pitch * 0.56, y + pitch * 0.72, paint)

    def _bridge(self, canvas: Any, left: float, right: float) -> None:
        """A raised road far below, in the light of its lamps."""
        glare = [(self.lamp, 0.0), (self.lamp, 0.55), (self.lamp, 0.0)]
        span = (0.0, _BRIDGE_Y - 60), (0.0, _BRIDGE_Y + 74)
        box(canvas, left, span[0][1], right, span[1][1], fade(*span, glare))
        deck = [mixed(self.towers[-1], self.lamp, 0.35), self.towers[-1]]
        box(
            canvas,
            left,
            _BRIDGE_Y + 6,
            right,
            _BRIDGE_Y + 40,
            fade((0, _BRIDGE_Y), (0, _BRIDGE_Y + 40), deck),
        )

    def street_lamps(self) -> Lamps:
        """Lights of the streets, as discs of many colours."""
        left, _, right, _ = self.stage.extent
        rng = np.random.default_rng([self.seed, 2])
        lamps = []
        for x in np.arange(left, right, 46.0):
            size = rng.uniform(3.0, 17.0)
            code = self.lights[int(rng.integers(len(self.lights)))]
            y = rng.normal(46.0, 50.0)
            lamps.append(
                Lamp(
                    float(x + rng.uniform(-26, 26)),
                    float(np.clip(y, *_STREETS)),
                    disc_radius(self.stage, size),
                    code,
                )
            )
        reach = disc_radius(self.stage, 17) + 4
        area = (left, _STREETS[0] - reach, right, _STREETS[1] + reach)
        return Lamps(self.stage, _LIGHTS, lamps, area, self.seed, circuits=2, brightness=0.56)

    def rail(self, canvas: Any) -> None:
        """A balustrade of glass, its handrail in the light, the deck below."""
        left, _, right, bottom = self.stage.extent
        pane = [("#0b1020", 0.30), ("#1a2140", 0.55), ("#0d101e", 1.0)]
        box(canvas, left, _RAIL_Y, right, _DECK_Y + 60, fade((0, _RAIL_Y), (0, 460), pane))
        pitch = 430.0
        for x in np.arange(-pitch * 4, right, pitch):
            for width, start in ((90, 60), (34, 190)):
                sheen = skia.Path()
                sheen.moveTo(x + start, _RAIL_Y + 10)
                sheen.lineTo(x + start + width, _RAIL_Y + 10)
                sheen.lineTo(x + start + width - 190, _DECK_Y)
                sheen.lineTo(x + start - 190, _DECK_Y)
                sheen.close()
                canvas.drawPath(sheen, fill("#c9d6ff", 0.07))
            post = fade((x - 11, 0), (x + 11, 0), ["#6f788c", "#262b38", "#12151e"])
            box(canvas, x - 11, _RAIL_Y, x + 11, bottom, post)
        wood = [mixed(self.wood, self.lamp, 0.55), mixed(self.wood, "#0d0a10", 0.35)]
        box(
            canvas,
            left,
            _RAIL_Y - 13,
            right,
            _RAIL_Y + 17,
            fade((0, _RAIL_Y - 13), (0, _RAIL_Y + 17), wood),
        )
        box(canvas, left, _RAIL_Y - 14, right, _RAIL_Y - 9, fill(self.lamp, 0.75))
        deck = [mixed(self.wood, "#0d0a10", 0.45), mixed(self.wood, "#0d0a10", 0.7)]
        box(canvas, left, _DECK_Y - 4, right, bottom, fade((0, _DECK_Y), (0, bottom), deck))
        for x in np.arange(-12, 13) * 120.0:
            far, near = (x, _DECK_Y), (x * bottom / _DECK_Y, bottom)
            canvas.drawLine(*far, *near, line("#07060a", 4, 0.5))

    def _hang(self, x: float) -> float:
        """Height of the cord at ``x``: it sags between its posts."""
        span = self.stage.half_width * 0.72
        share = (x / span + 0.35) % 1.0
        return self.high + 150.0 * 4 * share * (1 - share)

    def garland(self, canvas: Any) -> None:
        """A cord with warm lamps, which glow in the damp air."""
        left, _, right, _ = self.stage.extent
        path = skia.Path()
        path.moveTo(left, self._hang(left))
        for x in np.arange(left, right, 12.0):
            path.lineTo(float(x), self._hang(float(x)))
        canvas.drawPath(path, line("#0b0c14", 5))
        bright = mixed(self.lamp, "#ffffff", 0.45)
        halo = [(self.lamp, 0.34), (self.lamp, 0.10), (self.lamp, 0.0)]
        for x, y in self._sockets():
            canvas.drawCircle(x, y, 74, glow((x, y), 74, halo, [0.0, 0.4, 1.0]))
            draw_disc(canvas, Lamp(x, y, disc_radius(self.stage, 12), bright))

    def _sockets(self) -> list[Point]:
        left, _, right, _ = self.stage.extent
        return [(float(x), self._hang(float(x)) + 16) for x in np.arange(right, left, -104.0)]

    def table(self, canvas: Any) -> None:
        """A small table with a lantern, and the back of a chair."""
        x, y = self.candle
        bottom = self.stage.extent[3]
        dark = mixed(self.wood, "#0b080d", 0.62)
        for offset in (120.0, 176.0, 232.0):
            canvas.drawLine(x + offset, y - 10, x + offset - 8, bottom, line(dark, 15))
        canvas.drawLine(x + 104, y - 14, x + 250, y - 14, line(dark, 24))
        board = skia.Rect(x - 330, y - 12, x + 190, y + 40)
        canvas.drawOval(board.makeOffset(0, 16), fill(mixed(self.wood, "#0b080d", 0.7)))
        pool = [mixed(self.wood, self.lamp, 0.6), mixed(self.wood, "#0b080d", 0.45)]
        canvas.drawOval(board, glow((x - 60, y + 8), 250, pool))
        halo = [(self.lamp, 0.62), (self.lamp, 0.18), (self.lamp, 0.0)]
        spot = (x - 60.0, y - 70.0)
        canvas.drawCircle(*spot, 150, glow(spot, 150, halo, [0.0, 0.3, 1.0]))
        frame = (spot[0] - 46, spot[1] - 70, spot[0] + 46, y + 10)
        inside = [mixed(self.lamp, "#ffffff", 0.5), self.lamp, mixed(self.lamp, "#8a3d12", 0.5)]
        box(canvas, *frame, glow((spot[0], spot[1] + 22), 84, inside), 6)
        box(canvas, spot[0] - 13, spot[1] + 14, spot[0] + 13, y + 6, fill("#fff3da"), 3)
        flame = skia.Rect(spot[0] - 7, spot[1] - 18, spot[0] + 7, spot[1] + 14)
        canvas.drawOval(flame, fill("#fffdf2", 1.0, blur=2))
        steel = line("#14141b", 8)
        canvas.drawRect(skia.Rect(*frame), steel)
        canvas.drawLine(frame[0] - 8, frame[1] - 6, frame[2] + 8, frame[1] - 6, line("#14141b", 14))
        ring = skia.Rect(spot[0] - 20, frame[1] - 50, spot[0] + 20, frame[1] - 6)
        canvas.drawArc(ring, 180, 180, False, line("#14141b", 5))

    def planter(self, canvas: Any) -> None:
        """A long box of slats at the rail."""
        x, y, _ = self.plant
        left, right, bottom = x - 210, x + 330, self.stage.extent[3]
        tones = [mixed(self.wood, self.lamp, 0.18), mixed(self.wood, "#0b080d", 0.66)]
        box(canvas, left, y - 14, right, bottom, fade((left, 0), (right, 0), tones))
        for seam in np.arange(y + 40, bottom, 58.0):
            canvas.drawLine(left, seam, right, seam, line("#07060a", 5, 0.6))
        box(canvas, left - 10, y - 24, right, y, fill(mixed(self.wood, self.lamp, 0.25)), 3)


class _Traffic:
    """Head and tail lights on the raised road, out of focus, each at its own pace."""

    depth = _LIGHTS

    def __init__(self, stage: Stage, plan: _Plan) -> None:
        self._stage, self._fps = stage, float(stage.video.fps)
        radius = disc_radius(stage, 4)
        self._span = stage.half_width * 1.2 + radius
        self._bounds: Rect = (
            -self._span - radius,
            _BRIDGE_Y - 22 - radius,
            self._span + radius,
            _BRIDGE_Y + 16 + radius,
        )
        rng = np.random.default_rng([stage.seed & 0xFFFFFFFFFFFFFFFF, plan.seed, 9])
        seconds = stage.timeline.end / SAMPLE_RATE
        self._ways = {1: self._light(plan.lights[0], radius), -1: self._light("#ff4a3d", radius)}
        self._cars: list[tuple[int, float, float]] = []
        for ahead in (1, -1):
            start = -2 * self._span / 70.0
            while start < seconds:
                self._cars.append((ahead, float(start), float(rng.uniform(70.0, 120.0))))
                start += rng.uniform(1.6, 5.0)

    def _light(self, code: str, radius: float) -> Layer:
        def draw(canvas: Any) -> None:
            for x in (-0.8 * radius, 0.8 * radius):
                draw_disc(canvas, Lamp(x, 0.0, radius, code))

        area = (-2 * radius, -radius - 2, 2 * radius, radius + 2)
        return self._stage.paint(_LIGHTS, draw, area, softness=1.2).trimmed()

    def bounds(self, frame: int) -> Rect:
        """The road."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw whoever is on the road, those to the right in the lane behind."""
        time_s = frame / self._fps
        for ahead, start_s, speed in self._cars:
            gone = (time_s - start_s) * speed
            if 0.0 <= gone <= 2 * self._span:
                canvas.save()
                canvas.translate(ahead * (gone - self._span), _BRIDGE_Y - 3 + 11 * ahead)
                self._stage.put(canvas, self._ways[ahead], 0.85)
                canvas.restore()
