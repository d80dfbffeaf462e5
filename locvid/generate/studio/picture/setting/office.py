"""A bright office: tall windows over a city, a bookcase, a desk with a monitor, a plant."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.generate.studio.picture.setting.brush import (
    box,
    fade,
    fill,
    light_of,
    line,
    mixed,
    shape,
)
from locvid.generate.studio.picture.setting.city import sky, skyline
from locvid.generate.studio.picture.setting.furniture import monitor, near_table, shelves
from locvid.generate.studio.picture.setting.plants import Plant, pot
from locvid.generate.studio.picture.stage import Scene, Stage

_CITY, _WALL, _DESK, _PLANT = 40.0, 5.0, 3.0, 2.3
_CEILING, _FLOOR = -452.0, 470.0
_SILL = 372.0


def furnish(stage: Stage) -> Scene:
    """Paint the office."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    scene.items.append(stage.paint(_CITY, plan.city))
    scene.items.append(stage.paint(_WALL, plan.wall))
    scene.items.append(stage.paint(_DESK, plan.desk, plan.desk_area))
    scene.items.append(stage.paint(_PLANT, plan.pot, plan.pot_area))
    x, y, size = plan.plant
    greens = ("#1f5b37", "#5ea05a")
    scene.items.append(Plant(stage, _PLANT, x, y, size, greens, "blades", seed=plan.seed))
    scene.front.extend(near_table(stage, -1, plan.wood, str(stage.look["accent"])))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        self.seed = abs(int(look["seed"]))
        self.density = float(look.get("density", 0.8))
        self.wood = str(look["wood"])
        self.wall_code = str(look["wall"])
        self.books = [str(code) for code in look["books"]]
        half = stage.half_width
        self.window = (-half * 1.45, half * 0.20)
        self.case = half * 0.36
        self.desk_right = -half * 0.30 if half > 600 else -half * 0.16
        self.desk_area = (-half * 1.5, 60.0, self.desk_right + 30, stage.extent[3])
        spot = half * (0.80 if half > 600 else 0.82)
        self.plant = (spot, 350.0, 380.0)
        self.pot_area = (spot - 150, 310.0, spot + 170, stage.extent[3])

    def city(self, canvas: Any) -> None:
        """Sky and towers, as far as the windows show them."""
        left, top, right, bottom = self.stage.extent
        area = (left, min(top, -520.0), right, max(bottom, 520.0))
        look, rng = self.stage.look, np.random.default_rng([self.seed, 1])
        sky(canvas, area, [str(code) for code in look["sky"]], rng)
        tones = [str(code) for code in look["city"]]
        skyline(canvas, area, tones, str(look["haze"]), rng, self.density)

    def wall(self, canvas: Any) -> None:
        """Ceiling, floor, window frames with their light, and the bookcase."""
        left, top, right, bottom = self.stage.extent
        self._ceiling(canvas, left, top, right)
        self._floor(canvas, left, right, bottom)
        inner = self.window[1]
        box(
            canvas,
            inner,
            _CEILING,
            right,
            _FLOOR,
            fade((inner, 0), (right, 0), [mixed(self.wall_code, "#ffffff", 0.5), self.wall_code]),
        )
        self._panes(canvas, left)
        rng = np.random.default_rng([self.seed, 2])
        case = (self.case, _CEILING + 26, right + 40, _FLOOR - 22)
        shelves(canvas, case, 148.0, self.wood, self.books, rng, self.density)
        # Daylight rakes over the bookcase and blooms around the window.
        rays = [("#fff1d2", 0.34), ("#fff1d2", 0.0)]
        for x in (self.case - 40, self.case + 190):
            beam = shape([(x, -380), (x + 110, -400), (x + 420, 440), (x + 240, 440)])
            canvas.drawPath(beam, fade((x, 0), (x + 460, 0), rays))
        edge = [("#fff7e6", 0.38), ("#fff7e6", 0.0)]
        box(
            canvas,
            inner - 30,
            _CEILING,
            inner + 330,
            _FLOOR,
            fade((inner - 30, 0), (inner + 330, 0), edge),
        )
        box(canvas, left, _FLOOR - 20, right, _FLOOR, fill(mixed(self.wall_code, "#ffffff", 0.6)))

    def _panes(self, canvas: Any, left: float) -> None:
        start, end = self.window
        frame, lit = mixed(self.wall_code, "#5f6670", 0.55), "#ffffff"
        streak = [("#ffffff", 0.20), ("#ffffff", 0.03), ("#ffffff", 0.16)]
        box(canvas, left, _CEILING, end, _SILL, fade((start, _CEILING), (end, _SILL), streak))
        pane = 268.0
        count = int((end - left) / pane) + 1
        for index in range(count + 1):
            x = end - index * pane
            box(canvas, x - 11, _CEILING, x + 11, _SILL, fill(frame))
            box(canvas, x - 11, _CEILING, x - 3, _SILL, fill(lit, 0.75))
        for y in (_CEILING + 10, -205.0, _SILL):
            box(canvas, left, y - 9, end, y + 9, fill(frame))
            box(canvas, left, y - 9, end, y - 3, fill(lit, 0.75))
        box(
            canvas,
            left,
            _SILL,
            end + 12,
            _SILL + 34,
            fade((0, _SILL), (0, _SILL + 34), ["#ffffff", mixed(self.wall_code, "#8b8378", 0.3)]),
        )
        under = [mixed(self.wall_code, "#7b7368", 0.35), mixed(self.wall_code, "#5d564d", 0.5)]
        box(canvas, left, _SILL + 34, end + 12, _FLOOR, fade((0, _SILL), (0, _FLOOR), under))

    def _ceiling(self, canvas: Any, left: float, top: float, right: float) -> None:
        if top > _CEILING:
            return
        tones = [mixed(self.wall_code, "#8f8b84", 0.30), mixed(self.wall_code, "#ffffff", 0.7)]
        box(canvas, left, top, right, _CEILING, fade((0, top), (0, _CEILING), tones))
        for x in np.arange(-3, 4) * 250.0:
            far, near = _CEILING - 8, top - 30
            wide = near / far
            strip = shape(
                [(x - 12, far), (x + 12, far), ((x + 12) * wide, near), ((x - 12) * wide, near)]
            )
            canvas.drawPath(strip, fill("#fff6e0", 0.95))
            canvas.drawPath(strip, fill("#fff3d0", 0.5, blur=22))
        box(canvas, left, _CEILING - 14, right, _CEILING + 6, fill("#f7f4ee"))

    def _floor(self, canvas: Any, left: float, right: float, bottom: float) -> None:
        tones = [mixed(self.wood, "#d9c3a3", 0.45), mixed(self.wood, "#33241a", 0.35)]
        box(canvas, left, _FLOOR, right, bottom, fade((0, _FLOOR), (0, bottom), tones))
        for x in np.arange(-14, 15) * 95.0:
            seam = shape([(x, _FLOOR), (x * bottom / _FLOOR, bottom)], closed=False)
            canvas.drawPath(seam, line("#3a281b", 3, 0.25))

    def desk(self, canvas: Any) -> None:
        """The desk at the window with its monitor, lamp and papers."""
        top, right = 388.0, self.desk_right
        left, bottom = self.desk_area[0] - 60, self.stage.extent[3] + 60
        half = self.stage.half_width
        tones = [mixed(self.wood, "#ffe6c2", 0.4), self.wood]
        front = [mixed(self.wood, "#2b1c10", 0.45), mixed(self.wood, "#1d130b", 0.6)]
        box(canvas, left, top + 46, right - 18, bottom, fade((0, top), (0, bottom), front))
        board = shape([(left, top), (right, top), (right + 22, top + 30), (left, top + 30)])
        canvas.drawPath(board, fade((left, 0), (right, 0), tones))
        box(canvas, left, top + 30, right + 22, top + 48, fill(mixed(self.wood, "#2b1c10", 0.3)))
        middle = -half * 0.68 if half > 600 else -half * 0.66
        size = 330.0 if half > 600 else 270.0
        monitor(canvas, middle, top + 14, size, [str(code) for code in self.stage.look["screen"]])
        if half > 600:
            for index, code in enumerate(self.books[:3]):
                y = top + 8 - 15 * index
                box(canvas, -half * 1.06, y, -half * 0.93, y + 14, fill(code), 2)

    def pot(self, canvas: Any) -> None:
        """The pot of the plant."""
        x, y, _ = self.plant
        pot(canvas, x, y - 12, 170.0, 330.0, "#e9e4da")
