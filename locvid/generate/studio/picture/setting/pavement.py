"""A city street: a side street between house fronts, a crossing with cars, trees, passers-by."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
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
from locvid.generate.studio.picture.setting.city import sky
from locvid.generate.studio.picture.setting.street import (
    EYE_M,
    METRE,
    Passers,
    facades,
    ground,
    road,
    tree,
)
from locvid.generate.studio.picture.setting.traffic import cars
from locvid.generate.studio.picture.setting.trees import Crown, trunk
from locvid.generate.studio.picture.stage import Scene, Stage
from locvid.generate.studio.timeline.wind import Wind
from locvid.model.media import SAMPLE_RATE

_FAR, _CORNER, _TREES, _WALKERS, _NEAR = 34.0, 14.0, 12.9, 12.6, 3.4
_LEFT_M, _RIGHT_M = -4.6, 8.6
"""Where the fronts of the side street stand, metres right of the camera."""
_END = 110.0
"""Depth of the side street's end."""
_PALE = "#e9e4da"


def furnish(stage: Stage) -> Scene:
    """Paint the street; cars come from the timeline's events called ``car``."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    wind = Wind(stage.seed, stage.timeline.end / SAMPLE_RATE)
    scene.items.append(stage.paint(_FAR, plan.side_street))
    scene.items.append(stage.paint(_CORNER, plan.corner))
    scene.items.append(stage.paint(_TREES, plan.trunks))
    for x, foot, height in plan.trees:
        crown = Crown(stage, _TREES, x, foot, height, plan.leaves, wind, plan.seed)
        scene.items.append(crown)
    scene.items.append(Passers(stage, _WALKERS, plan.seed))
    scene.items.extend(cars(stage, [str(code) for code in stage.look["cars"]]))
    scene.items.append(stage.paint(_NEAR, plan.near))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        self.seed = abs(int(look["seed"]))
        self.density = float(look["density"])
        self.tones, self.awnings = ([str(code) for code in look[key]] for key in
                                    ("facades", "awnings"))  # fmt: skip
        dark, bright = (str(code) for code in look["leaves"])
        self.leaves = (dark, bright)
        self.iron, self.accent = str(look["iron"]), str(look["accent"])
        half, wide = stage.half_width, stage.half_width > 600
        foot, metre = ground(_TREES), METRE / _TREES
        high = (5.0 if wide else 6.2) * metre
        self.trees = ((-half * 0.80, foot, high), (half * (0.78 if wide else 0.86), foot, high))
        self.lamp_x = -half * (0.60 if wide else 0.90)
        self.tub_x = half * (0.80 if wide else 0.86)

    def side_street(self, canvas: Any) -> None:
        """Sky, the fronts on both sides as they recede, the carriageway and its trees."""
        left, top, right, bottom = self.stage.extent
        rng = np.random.default_rng([self.seed, 1])
        codes = [str(code) for code in self.stage.look["sky"]]
        sky(canvas, (left, top, right, bottom), codes, rng)
        sun = [("#fff0c9", 0.9), ("#ffe6b4", 0.3), ("#ffe6b4", 0.0)]
        canvas.drawCircle(60, -40, 520, glow((60, -40), 520, sun, [0.0, 0.4, 1.0]))
        box(canvas, left, ground(_END), right, bottom, fill("#b9b0a4"))
        tarmac = [_at(-2.7, 0, _END), _at(6.4, 0, _END), _at(6.4, 0, 9), _at(-2.7, 0, 9)]
        tones = [mixed("#8f8c93", _PALE, 0.5), "#73727b"]
        canvas.drawPath(shape(tarmac), fade((0, ground(_END)), (0, ground(12)), tones))
        for side, x_m in ((-1, _LEFT_M), (1, _RIGHT_M)):
            fronts = []
            depth = 13.0 if side < 0 else 6.0
            while depth < _END:
                length = float(rng.uniform(9.0, 15.0))
                fronts.append((depth, min(depth + length, _END), float(rng.uniform(9.5, 14.0))))
                depth += length
            for near, far, high in reversed(fronts):
                self._front(canvas, side, x_m, near, far, high, rng)
        for depth in (62.0, 46.0, 35.0, 27.0, 21.0):
            for x_m in (_LEFT_M + 1.2, _RIGHT_M - 1.5):
                pale = tuple(mixed(code, _PALE, min(depth / 110, 0.6)) for code in self.leaves)
                tree(canvas, x_m * METRE / depth, depth, (pale[0], pale[1]), rng)
        haze = [("#fff1d4", 0.0), ("#fff1d4", 0.42), ("#fff1d4", 0.0)]
        box(canvas, left, -260, right, 170, fade((0, -260), (0, 170), haze, [0.0, 0.66, 1.0]))

    def _front(
        self,
        canvas: Any,
        side: int,
        x_m: float,
        near: float,
        far: float,
        high: float,
        rng: np.random.Generator,
    ) -> None:
        """One house of the side street, seen at an angle: storeys of windows over a shop."""
        tone = self.tones[int(rng.integers(len(self.tones)))]
        tone = mixed(tone, "#41395a", 0.30) if side < 0 else mixed(tone, "#ffe9c4", 0.22)
        tone = mixed(tone, _PALE, min(near / 100, 0.65))
        wall = [_at(x_m, 0, near), _at(x_m, high, near), _at(x_m, high, far), _at(x_m, 0, far)]
        ends = (wall[0], wall[3])
        canvas.drawPath(shape(wall), fade(*ends, [tone, mixed(tone, _PALE, 0.25)]))
        cornice = [_at(x_m, high, near), _at(x_m, high - 0.5, near),
                   _at(x_m, high - 0.5, far), _at(x_m, high, far)]  # fmt: skip
        canvas.drawPath(shape(cornice), fill(mixed(tone, "#ffffff", 0.4)))
        glass = mixed("#6f8ca6", tone, 0.25)
        columns = max(int((far - near) / 2.6), 2)
        pitch = (far - near) / columns
        for storey in np.arange(4.3, high - 1.8, 3.0):
            for column in range(columns):
                start = near + (column + 0.28) * pitch
                lit = rng.random() < 0.16 * self.density
                end = start + 0.46 * pitch
                corners = (
                    (storey, start),
                    (storey + 1.7, start),
                    (storey + 1.7, end),
                    (storey, end),
                )
                pane = [_at(x_m, height, depth) for height, depth in corners]
                canvas.drawPath(shape(pane), fill("#ffdf9f" if lit else glass))
        shop = [_at(x_m, h, d) for h, d in (
            (0.4, near + 0.6), (2.7, near + 0.6), (2.7, far - 0.6), (0.4, far - 0.6))]  # fmt: skip
        canvas.drawPath(shape(shop), fade(shop[0], shop[1], ["#8a6a4c", "#ffd898"]))
        awning = self.awnings[int(rng.integers(len(self.awnings)))]
        out = x_m - side * 1.3
        cloth = [_at(x_m, 3.3, near + 0.5), _at(x_m, 3.3, far - 0.5),
                 _at(out, 2.5, far - 0.5), _at(out, 2.5, near + 0.5)]  # fmt: skip
        canvas.drawPath(shape(cloth), fill(mixed(awning, _PALE, min(near / 90, 0.6))))

    def corner(self, canvas: Any) -> None:
        """The house at the corner, the crossing's pavements, carriageway and zebra."""
        left, top, right, bottom = self.stage.extent
        rng = np.random.default_rng([self.seed, 2])
        edge = _LEFT_M * METRE / _CORNER
        canvas.save()
        canvas.clipRect(skia.Rect(left, top, edge, bottom))
        area = (left, top, edge, bottom)
        facades(canvas, area, self.tones, self.awnings, rng, _CORNER)
        box(canvas, edge - 26, top, edge, bottom, fade(
            (edge - 26, 0), (edge, 0), [("#2c2438", 0.0), ("#2c2438", 0.35)]))  # fmt: skip
        canvas.restore()
        box(canvas, left, ground(_CORNER) - 3, right, bottom, fill("#c4b9ab"))
        self._mouth(canvas)
        # The carriageway of the crossing street lies over all that.
        road(canvas, (left, top, right, bottom), 6.4, 12.2)
        self._slabs(canvas, left, right, bottom)
        for stripe in np.arange(1.0, 6.0, 1.0).tolist():
            quad = [_at(stripe, 0, 11.6), _at(stripe + 0.5, 0, 11.6),
                    _at(stripe + 0.5, 0, 6.9), _at(stripe, 0, 6.9)]  # fmt: skip
            canvas.drawPath(shape(quad), fill("#f2ece0", 0.85))

    def _mouth(self, canvas: Any) -> None:
        """Where the side street runs into the crossing, no kerb and no pavement."""
        quad = [_at(-2.7, 0, 14.2), _at(6.4, 0, 14.2), _at(6.4, 0, 12.0), _at(-2.7, 0, 12.0)]
        canvas.drawPath(shape(quad), fill("#7b7980"))

    def _slabs(self, canvas: Any, left: float, right: float, bottom: float) -> None:
        """The joints of the near pavement and the kerb's edge."""
        joint = line("#7f756c", 3, 0.5)
        for x_m in np.arange(-9.0, 9.1, 0.75):
            (x0, y0), (x1, y1) = _at(float(x_m), 0, 6.4), _at(float(x_m), 0, 1.6)
            canvas.drawLine(x0, y0 + 8, x1, y1, joint)
        depth = 5.9
        while ground(depth) < bottom:
            canvas.drawLine(left, ground(depth), right, ground(depth), joint)
            depth *= 0.89
        low = ground(6.4)
        box(canvas, left, low - 6, right, low + 9, fill("#d8cfc2"))
        sun = [("#ffe9c0", 0.0), ("#ffe9c0", 0.34), ("#ffe9c0", 0.0)]
        box(canvas, left, low + 9, right, bottom, fade((left * 0.2, 0), (right * 0.8, 0), sun))

    def trunks(self, canvas: Any) -> None:
        """Trunks and inner leaves of the trees at the crossing, which the wind leaves alone."""
        for x, foot, height in self.trees:
            trunk(canvas, x, foot, height, "#6d5240", self.leaves, self.seed)

    def near(self, canvas: Any) -> None:
        """A street lamp and a tub of flowers on the near pavement."""
        top, bottom = self.stage.extent[1], self.stage.extent[3]
        x = self.lamp_x
        tones = [mixed(self.iron, "#ffffff", 0.35), self.iron, mixed(self.iron, "#000000", 0.4)]
        box(canvas, x - 12, top - 40, x + 12, bottom, fade((x - 12, 0), (x + 12, 0), tones))
        box(canvas, x - 22, 300, x + 22, bottom, fade((x - 22, 0), (x + 22, 0), tones), 8)
        for y in (296.0, 330.0):
            box(canvas, x - 28, y, x + 28, y + 13, fill(mixed(self.iron, "#ffffff", 0.15)), 5)
        self._banner(canvas, x)
        self._tub(canvas)

    def _banner(self, canvas: Any, x: float) -> None:
        canvas.drawLine(x, -330, x + 128, -330, line(self.iron, 8))
        dark = mixed(self.accent, "#101018", 0.25)
        tones = [mixed(self.accent, "#ffffff", 0.25), self.accent, dark]
        box(canvas, x + 24, -326, x + 122, -110, fade((x + 24, 0), (x + 122, 0), tones), 4)
        canvas.drawCircle(x + 73, -236, 30, fill("#f6ecdc", 0.9))
        box(canvas, x + 42, -176, x + 104, -166, fill("#f6ecdc", 0.8), 4)
        box(canvas, x + 52, -154, x + 94, -145, fill("#f6ecdc", 0.8), 4)

    def _tub(self, canvas: Any) -> None:
        x, top, bottom = self.tub_x, 368.0, self.stage.extent[3]
        rng = np.random.default_rng([self.seed, 3])
        tones = [mixed(self.iron, "#ffffff", 0.3), self.iron, mixed(self.iron, "#000000", 0.45)]
        box(canvas, x - 128, top, x + 128, bottom, fade((x - 128, 0), (x + 128, 0), tones), 12)
        box(canvas, x - 138, top - 8, x + 138, top + 22, fill(mixed(self.iron, "#ffffff", 0.2)), 8)
        dark, bright = self.leaves
        for _ in range(70):
            at = (x + float(rng.normal(0, 62)), top - 34 + float(rng.normal(0, 30)))
            size = float(rng.uniform(15, 32))
            tone = mixed(dark, bright, float(rng.random()))
            leaves = [(tone, 0.95), (tone, 0.8), (tone, 0.0)]
            canvas.drawCircle(*at, size, glow(at, size, leaves, [0.0, 0.6, 1.0]))
        flowers = [str(code) for code in self.stage.look["flowers"]]
        for _ in range(round(34 * self.density)):
            at = (x + float(rng.normal(0, 66)), top - 46 + float(rng.normal(0, 28)))
            code = flowers[int(rng.integers(len(flowers)))]
            canvas.drawCircle(*at, float(rng.uniform(7, 13)), fill(code))
            canvas.drawCircle(*at, 4, fill(mixed(code, "#fff4c0", 0.6)))


def _at(x_m: float, height_m: float, depth: float) -> tuple[float, float]:
    """Where a point of the street is seen: metres right, metres above the ground, depth."""
    metre = METRE / depth
    return x_m * metre, (EYE_M - height_m) * metre
