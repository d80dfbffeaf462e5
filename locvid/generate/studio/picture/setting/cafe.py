"""A cafe: a wide window onto a street, pendant lamps, a bar with shelves, a table with a cup."""

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
from locvid.generate.studio.picture.setting.furniture import mug, near_table
from locvid.generate.studio.picture.setting.guests import Table, sitting
from locvid.generate.studio.picture.setting.lamps import Lamp, Lamps, disc_radius
from locvid.generate.studio.picture.setting.plants import Plant, pot
from locvid.generate.studio.picture.setting.street import (
    METRE,
    Passers,
    facades,
    ground,
    road,
    tree,
)
from locvid.generate.studio.picture.setting.traffic import cars
from locvid.generate.studio.picture.stage import Rect, Scene, Stage

_STREET, _TREES, _WALKERS, _WALL, _LAMPS, _TABLE = 17.0, 14.8, 13.9, 3.8, 2.9, 2.2
_GUESTS, _POT = 3.3, 2.9
_TABLES_M = {True: (-1.50, 0.95, -0.28, 2.17), False: (-0.95, 0.95, 0.0, 2.17)}
"""Middles of tables in wide pictures and in others: apart by what two people need."""
_TAKEN = ((0, 1), (1, 0), (0, 0), (1, 1), (2, 0), (3, 0), (2, 1), (3, 1))
"""Tables and chairs in the order in which they are taken."""
_SILL = 296.0


def furnish(stage: Stage) -> Scene:
    """Paint the cafe; cars come from the timeline's events called ``car``."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    look = stage.look
    scene.items.append(stage.paint(_STREET, plan.street, plan.outside))
    scene.items.append(Passers(stage, _WALKERS, plan.seed))
    scene.items.extend(cars(stage, [str(code) for code in look["cars"]]))
    scene.items.append(stage.paint(_WALL, plan.wall))
    scene.items.append(_garland(stage, plan))
    scene.items.extend(sitting(stage, plan.tables, _GUESTS, plan.wood, plan.seed))
    for x in plan.lamp_places:
        scene.items.append(plan.lamp_at(x))
    scene.items.append(stage.paint(_POT, plan.pot, plan.pot_area))
    x, y, size = plan.plant
    scene.items.append(Plant(stage, _POT, x, y, size, ("#27512f", "#7da956"), "discs", plan.seed))
    scene.items.append(stage.paint(_TABLE, plan.table, plan.table_area))
    scene.items.append(_Steam(stage, plan.cup))
    scene.front.extend(near_table(stage, 1, plan.wood, plan.accent))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        self.seed = abs(int(look["seed"]))
        self.wood, self.wall_code = str(look["wood"]), str(look["wall"])
        self.accent, self.lamp = str(look["accent"]), str(look["lamp"])
        self.crowd = float(look["crowd"])
        half, wide = stage.half_width, stage.half_width > 600
        reach = stage.extent
        self.window_right = half * (0.46 if wide else 0.34)
        self.lamp_places = [
            half * share for share in ((-0.70, -0.34, 0.62) if wide else (-0.66, 0.70))
        ]
        # In tall pictures the window reaches higher and the lamps hang above the head.
        self.lintel = max(min(-372.0, stage.top * 0.80), -620.0)
        self.lamp_low = max(self.lintel + 167.0, -400.0)
        # The street ends behind the window's frame; the blur needs a margin.
        self.outside: Rect = (reach[0], self.lintel - 60, self.window_right + 60, _SILL + 60)
        self.cup = (-half * 0.74, 372.0)
        self.table_area: Rect = (reach[0] - 40, 280.0, -half * 0.30, reach[3])
        spot = half * (0.90 if wide else 0.92)
        self.plant = (spot, 410.0, 280.0)
        self.pot_area: Rect = (spot - 120, 380.0, spot + 130, stage.extent[3])

    @property
    def tables(self) -> list[Table]:
        """Where people sit: as many as the crowd of the setting says."""
        taken = {seat: number for number, seat in enumerate(_TAKEN)}
        guests = round(self.crowd * len(_TAKEN))

        def guest(table: int, chair: int) -> int | None:
            number = taken[table, chair]
            return number if number < guests else None

        return [
            Table(x * METRE / _GUESTS, (guest(table, 0), guest(table, 1)))
            for table, x in enumerate(_TABLES_M[self.stage.half_width > 600])
        ]

    def street(self, canvas: Any) -> None:
        """Sky, houses, pavement with its trees, and road."""
        left, top, right, bottom = self.stage.extent
        look, rng = self.stage.look, np.random.default_rng([self.seed, 1])
        codes = [str(code) for code in look["sky"]]
        box(canvas, left, top, right, bottom, fade((0, -520), (0, 60), codes))
        area = (left, top, right, bottom)
        tones, awnings = ([str(code) for code in look[key]] for key in ("facades", "awnings"))
        facades(canvas, area, tones, awnings, rng, _STREET)
        box(canvas, left, ground(_STREET), right, bottom, fill("#cfc3b4"))
        road(canvas, area, 6.4, 13.4)
        self._trees(canvas)
        sun = [("#ffe2ad", 0.55), ("#ffe2ad", 0.0)]
        canvas.drawCircle(left * 0.6, -260, 760, glow((left * 0.6, -260), 760, sun))

    def _trees(self, canvas: Any) -> None:
        rng = np.random.default_rng([self.seed, 2])
        half = self.stage.half_width
        for x in np.arange(-half * 1.25, half * 1.3, 600.0):
            tree(canvas, x + rng.uniform(-60, 60), _TREES, ("#3f6b3c", "#c9d774"), rng)

    def wall(self, canvas: Any) -> None:
        """The wall with its window: reflections, thin steel frames, a bench below."""
        left, top, right, bottom = self.stage.extent
        start, end, lintel = left - 40, self.window_right, self.lintel
        reflection = [("#ffffff", 0.20), ("#ffffff", 0.02), ("#fff3dd", 0.14), ("#ffffff", 0.02)]
        box(canvas, start, lintel, end, _SILL, fade((start, lintel), (end, _SILL), reflection))
        for x in np.arange(start, end, 330.0):
            streak = shape([(x, _SILL), (x + 60, _SILL), (x + 330, lintel), (x + 230, lintel)])
            canvas.drawPath(streak, fill("#ffffff", 0.075))
        shade = mixed(self.wall_code, "#241714", 0.35)
        above = fade((0, top), (0, lintel), [shade, self.wall_code])
        aside = fade((end, 0), (right, 0), [mixed(self.wall_code, "#ffe3bd", 0.25), shade])
        wood = [mixed(self.wood, "#2a1a12", 0.2), mixed(self.wood, "#1c110b", 0.62)]
        # The parts overlap: two soft edges side by side would let the street through.
        box(canvas, left, _SILL, end + 20, bottom, fade((0, _SILL), (0, bottom), wood))
        box(canvas, end, top, right, bottom, aside)
        box(canvas, left, top, right, lintel, above)
        foot = [("#1c110b", 0.0), ("#1c110b", 0.6)]
        box(canvas, end, _SILL - 100, right, bottom, fade((0, _SILL - 100), (0, bottom), foot))
        steel = "#2c2b2e"
        for x in np.arange(end - 8, left - 400, -392.0):
            box(canvas, x - 9, lintel, x + 9, _SILL, fill(steel))
            box(canvas, x - 9, lintel, x - 5, _SILL, fill("#fff0d8", 0.55))
        for y in (lintel, lintel + 140.0, _SILL - 6):
            box(canvas, left, y - 8, end, y + 8, fill(steel))
        box(
            canvas,
            left,
            _SILL - 4,
            end + 14,
            _SILL + 26,
            fade((0, _SILL), (0, _SILL + 26), [mixed(self.wood, "#ffe3bd", 0.5), self.wood]),
        )
        spill = [("#ffe9c4", 0.42), ("#ffe9c4", 0.0)]
        box(canvas, end, lintel, end + 300, 180, fade((end, 0), (end + 300, 0), spill))
        self._bar(canvas)
        self._floor(canvas)

    def _floor(self, canvas: Any) -> None:
        """Boards in perspective, with the light of the window on them, and a skirting."""
        left, _, right, bottom = self.stage.extent
        top = ground(_WALL)
        dark = mixed(self.wood, "#1c110b", 0.55)
        box(canvas, left, top - 20, right, top, fill(mixed(self.wood, "#150d09", 0.72)))
        tones = [mixed(self.wood, "#1c110b", 0.36), mixed(self.wood, "#ffe3bd", 0.10), dark]
        box(canvas, left, top, right, bottom, fade((0, top), (0, bottom), tones))
        for x in np.arange(left, right, 84.0):
            canvas.drawLine(x, top, x * bottom / top, bottom, line("#1c110b", 3, 0.40))
        light = [("#ffe9c4", 0.0), ("#ffe9c4", 0.22), ("#ffe9c4", 0.0)]
        spot = shape([(left, top), (self.window_right, top), (self.window_right * 0.6, bottom),
                      (left, bottom)])  # fmt: skip
        canvas.drawPath(spot, fade((0, top), (0, bottom), light, [0.0, 0.3, 1.0]))
        foot = [("#150d09", 0.5), ("#150d09", 0.0)]
        box(canvas, left, top, right, top + 70, fade((0, top), (0, top + 70), foot))

    def _bar(self, canvas: Any) -> None:
        """Shelves with jars and bottles, a chalk board, the counter with its machine."""
        left, right, bottom = self.window_right + 30, self.stage.extent[2], self.stage.extent[3]
        rng = np.random.default_rng([self.seed, 3])
        tiles = mixed(self.wall_code, "#f3e7d6", 0.55)
        box(
            canvas,
            left + 20,
            -300,
            right,
            200,
            fade(
                (left, 0), (right, 0), [mixed(tiles, "#ffe6bf", 0.4), mixed(tiles, "#6a4b3a", 0.35)]
            ),
        )
        for y in np.arange(-300, 200, 34.0):
            canvas.drawLine(left + 20, y, right, y, line("#7c5a46", 2, 0.25))
        self._board(canvas, left + 60)
        for board in (-60.0, 70.0):
            box(
                canvas, left + 36, board, right, board + 13, fill(mixed(self.wood, "#2a1a12", 0.15))
            )
            glow_low = [(self.lamp, 0.5), (self.lamp, 0.0)]
            box(
                canvas,
                left + 36,
                board + 13,
                right,
                board + 80,
                fade((0, board + 13), (0, board + 80), glow_low),
            )
            self._jars(canvas, left + 54, right, board, rng)
        counter = 214.0
        front = [mixed(self.wood, "#2a1a12", 0.1), mixed(self.wood, "#1c110b", 0.55)]
        box(canvas, left, counter, right, bottom, fade((0, counter), (0, bottom), front))
        for x in np.arange(left, right, 46.0):
            canvas.drawLine(x, counter + 30, x, bottom, line("#1c110b", 3, 0.35))
        box(
            canvas,
            left - 14,
            counter - 16,
            right,
            counter + 14,
            fade((0, counter - 16), (0, counter + 14), ["#f4e6d2", "#b99a7c"]),
        )
        self._machine(canvas, left + 190, counter - 16)

    def _board(self, canvas: Any, left: float) -> None:
        box(canvas, left, -292, left + 230, -110, fill(mixed(self.wood, "#1c110b", 0.4)), 4)
        box(canvas, left + 8, -284, left + 222, -118, fill("#2b3330"), 3)
        rng = np.random.default_rng([self.seed, 4])
        for y in (-258, -226, -200, -174, -148):
            long = rng.uniform(90, 180) if y > -258 else 120
            canvas.drawLine(left + 26, y, left + 26 + long, y, line("#f1efe6", 6, 0.75))

    def _jars(
        self, canvas: Any, left: float, right: float, board: float, rng: np.random.Generator
    ) -> None:
        codes = ["#b5673d", "#e6d2ad", "#6d7f5c", "#8f3f35", "#d9a659", "#5b4638", self.accent]
        x = left
        while x < right:
            wide, high = rng.uniform(24, 44), rng.uniform(44, 96)
            code = codes[int(rng.integers(len(codes)))]
            tones = [mixed(code, "#ffffff", 0.45), code, mixed(code, "#1c110b", 0.4)]
            body = fade((x, 0), (x + wide, 0), tones)
            box(canvas, x, board - high * 0.72, x + wide, board, body, 7)
            box(canvas, x + wide * 0.3, board - high, x + wide * 0.7, board - high * 0.66, body, 4)
            x += wide + rng.uniform(6, 26)

    def _machine(self, canvas: Any, x: float, foot: float) -> None:
        metal = ["#f3f1ee", "#b9bcc0", "#777b82", "#d9dadc"]
        side = fade((x, 0), (x + 210, 0), metal, [0, 0.35, 0.7, 1])
        box(canvas, x, foot - 148, x + 210, foot - 96, side, 12)
        box(canvas, x + 12, foot - 98, x + 198, foot - 22, fill("#3a3a3f"))
        box(canvas, x, foot - 24, x + 210, foot, side, 6)
        for spout in (60, 148):
            box(canvas, x + spout - 16, foot - 98, x + spout + 16, foot - 74, fill("#c8c9cc"), 4)
        for cup in range(4):
            mug(canvas, x + 34 + 46 * cup, foot - 148, 32, "#f2e8da")

    def lamp_at(self, x: float) -> Layer:
        """A pendant lamp with its warm halo."""
        top, low = self.stage.extent[1], self.lamp_low

        def draw(canvas: Any) -> None:
            halo = [(self.lamp, 0.62), (self.lamp, 0.16), (self.lamp, 0.0)]
            canvas.drawCircle(x, low, 138, glow((x, low), 138, halo, [0.0, 0.4, 1.0]))
            canvas.drawLine(x, top - 40, x, low - 80, line("#201a18", 5))
            inside = skia.Rect(x - 80, low - 12, x + 80, low + 14)
            canvas.drawOval(inside, fill("#ffe3ad"))
            canvas.drawOval(inside.makeInset(40, 5), fill("#fffdf5", 1.0, blur=5))
            hood = skia.Path()
            hood.moveTo(x - 15, low - 84)
            hood.cubicTo(x - 20, low - 46, x - 74, low - 40, x - 80, low)
            hood.quadTo(x, low - 26, x + 80, low)
            hood.cubicTo(x + 74, low - 40, x + 20, low - 46, x + 15, low - 84)
            hood.close()
            dark = mixed(self.accent, "#120c0a", 0.5)
            tones = [mixed(self.accent, "#ffffff", 0.3), self.accent, dark]
            canvas.drawPath(hood, fade((x - 80, 0), (x + 80, 0), tones))

        return self.stage.paint(_LAMPS, draw, (x - 140, top, x + 140, low + 130))

    def pot(self, canvas: Any) -> None:
        """The pot of the plant."""
        x, y, _ = self.plant
        pot(canvas, x, y - 8, 140.0, ground(_POT) - y, "#d8c7b0")

    def table(self, canvas: Any) -> None:
        """A small table at the window with a cup, and the back of a chair."""
        x, top = self.cup
        left = self.table_area[0]
        right, bottom = self.table_area[2] - 40, self.stage.extent[3] + 40
        floor = min(bottom, ground(_TABLE))
        dark = mixed(self.wood, "#1c110b", 0.5)
        chair = line(dark, 20)
        for offset in (-120.0, 0.0):
            canvas.drawLine(right - 60 + offset, 340, right - 70 + offset, floor, chair)
        for y, thick in ((336, 30), (400, 22), (560, 40)):
            canvas.drawLine(
                right - 190, y, right - 50, y, line(mixed(dark, self.wood, 0.25), thick)
            )
        foot = (left + right) / 2 - 50
        canvas.drawLine(foot, top + 36, foot, floor - 10, line("#26211f", 34))
        canvas.drawOval(skia.Rect(foot - 120, floor - 30, foot + 120, floor + 12), fill("#26211f"))
        board = skia.Rect(left - 60, top - 14, right - 40, top + 40)
        canvas.drawOval(board.makeOffset(0, 16), fill(mixed(self.wood, "#1c110b", 0.5)))
        canvas.drawOval(
            board,
            fade(
                (left, 0),
                (right, 0),
                [mixed(self.wood, "#ffe6c2", 0.55), mixed(self.wood, "#ffe6c2", 0.15)],
            ),
        )
        canvas.drawOval(skia.Rect(x - 62, top - 8, x + 66, top + 16), fill("#f4ece0"))
        mug(canvas, x, top + 4, 74.0, "#f2e8da")


def _garland(stage: Stage, plan: _Plan) -> Lamps:
    """A string of small lamps along the window's top, out of focus, that shimmer a little."""
    left, right = stage.extent[0], plan.window_right
    radius = disc_radius(stage, 15)
    line_y = plan.lintel + 72
    lamps = [
        Lamp(float(x), float(line_y + 26 * np.sin(x * 0.008) ** 2), radius, plan.lamp)
        for x in np.arange(right - 60, left, -118.0)
    ]
    area: Rect = (left, line_y - radius - 4, right, line_y + 30 + radius)
    return Lamps(stage, _WALL, lamps, area, plan.seed)


class _Steam:
    """Steam over the cup: three soft wisps that rise, widen and fade."""

    depth = _TABLE

    def __init__(self, stage: Stage, cup: tuple[float, float]) -> None:
        self._stage, self._fps = stage, float(stage.video.fps)
        x, top = cup[0], cup[1] - 74
        self._bounds: Rect = (x - 70, top - 150, x + 70, top + 20)
        self._foot = (x, top)
        self._wisp = stage.paint(
            _TABLE, lambda canvas: _wisp(canvas, x, top), (x - 34, top - 60, x + 34, top + 10)
        )
        self._sway = [Drift([stage.seed, index], 4.0) for index in range(3)]

    def bounds(self, frame: int) -> Rect:
        """The column above the cup."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the wisps, each at its age."""
        time_s = frame / self._fps
        x, top = self._foot
        for index, sway in enumerate(self._sway):
            age = (time_s / 3.4 + index / 3) % 1.0
            alpha = 0.5 * np.sin(np.pi * age) ** 1.2
            canvas.save()
            canvas.translate(x + 16 * sway.at(time_s) * age, top - 78 * age)
            canvas.scale(0.7 + 0.7 * age, 0.8 + 0.5 * age)
            canvas.translate(-x, -top)
            self._stage.put(canvas, self._wisp, float(alpha))
            canvas.restore()


def _wisp(canvas: Any, x: float, top: float) -> None:
    path = skia.Path()
    path.moveTo(x, top)
    path.cubicTo(x - 18, top - 18, x + 18, top - 30, x + 2, top - 50)
    canvas.drawPath(path, line("#ffffff", 15, 0.55, blur=7))
