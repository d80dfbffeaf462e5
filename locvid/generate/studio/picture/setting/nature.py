"""A meadow: hills under a wide sky, a wood, trees and long grass that the wind moves."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import box, fade, fill, glow, light_of, mixed
from locvid.generate.studio.picture.setting.city import sky
from locvid.generate.studio.picture.setting.trees import Crown, Grass, trunk
from locvid.generate.studio.picture.stage import Scene, Stage
from locvid.generate.studio.timeline.wind import Wind
from locvid.model.media import SAMPLE_RATE

_SKY, _WOOD, _TREES, _GRASS = 60.0, 24.0, 9.0, 2.6
_HORIZON = 62.0


def furnish(stage: Stage) -> Scene:
    """Paint the meadow."""
    plan = _Plan(stage)
    scene = Scene(light_of(stage))
    wind = Wind(stage.seed, stage.timeline.end / SAMPLE_RATE)
    scene.items.append(stage.paint(_SKY, plan.sky))
    scene.items.append(stage.paint(_WOOD, plan.meadow))
    scene.items.append(stage.paint(_TREES, plan.trunks))
    for x, foot, height in plan.trees:
        crown = Crown(stage, _TREES, x, foot, height, plan.leaves, wind, plan.seed)
        scene.items.append(crown)
    scene.items.append(stage.paint(_GRASS, plan.ground))
    scene.items.append(Grass(stage, _GRASS, plan.grass_y, plan.grass_high, wind, plan.seed))
    return scene


class _Plan:
    """Where things stand, for this aspect."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        look = stage.look
        self.seed = abs(int(look["seed"]))
        self.density = float(look["density"])
        self.bark = str(look["bark"])
        dark, bright = (str(code) for code in look["leaves"])
        self.leaves = (dark, bright)
        self.green, self.light_green = (str(code) for code in look["meadow"])
        half, wide = stage.half_width, stage.half_width > 600
        self.trees = (
            ((-half * 0.76, 268.0, 640.0), (half * 0.60, 196.0, 440.0))
            if wide
            else ((-half * 0.80, 262.0, 700.0), (half * 0.84, 200.0, 470.0))
        )
        self.grass_y = stage.bottom - 40.0
        self.grass_high = 168.0

    def sky(self, canvas: Any) -> None:
        """Sky with clouds, the sun's haze, and three rows of hills."""
        left, top, right, bottom = self.stage.extent
        look, rng = self.stage.look, np.random.default_rng([self.seed, 1])
        sky(canvas, (left, top, right, bottom), [str(code) for code in look["sky"]], rng)
        sun = (left * 0.45, -120.0)
        canvas.drawCircle(*sun, 760, glow(sun, 760, [("#fff3cf", 0.75), ("#fff3cf", 0.0)]))
        hills = [str(code) for code in look["hills"]]
        for row, code in enumerate(hills):
            near = row / max(len(hills) - 1, 1)
            path = skia.Path()
            path.moveTo(left, bottom)
            for x in np.arange(left, right + 50, 50.0):
                wave = np.sin(x / (330 - 70 * row) + 1.9 * row) + 0.5 * np.sin(x / 140 + row)
                path.lineTo(
                    float(x), float(_HORIZON - 92 + 40 * row - 30 * (1 - 0.3 * near) * wave)
                )
            path.lineTo(right, bottom)
            path.close()
            lit = mixed(code, "#fff4cf", 0.28)
            canvas.drawPath(path, fade((left, 0), (right, 0), [lit, code]))
            veil = [("#f4efd8", 0.0), ("#f4efd8", 0.38 * (1 - near))]
            box(canvas, left, -120, right, 120, fade((0, -120), (0, 120), veil))

    def meadow(self, canvas: Any) -> None:
        """The edge of a wood and the meadow before it, with patches of sun and a path."""
        left, _, right, bottom = self.stage.extent
        rng = np.random.default_rng([self.seed, 2])
        dark, bright = self.leaves
        for x in np.arange(left - 40, right + 60, 34.0 / max(self.density, 0.2)):
            depth_share = abs(x - 90) / self.stage.half_width
            if depth_share < 0.30:
                continue
            high = (52 + 84 * min(depth_share, 1.0)) * float(rng.uniform(0.7, 1.25))
            tone = mixed(dark, bright, float(np.clip(rng.normal(0.36, 0.16), 0, 1)))
            tone = mixed(tone, "#c9d4b4", 0.28)
            for _ in range(7):
                middle = (x + float(rng.normal(0, 20)), _HORIZON + 8 - high * float(rng.random()))
                size = float(rng.uniform(22, 46))
                clump = [(tone, 0.95), (tone, 0.75), (tone, 0.0)]
                canvas.drawCircle(*middle, size, glow(middle, size, clump, [0.0, 0.6, 1.0]))
        tones = [mixed(self.light_green, "#fff6c9", 0.30), self.light_green, self.green]
        box(canvas, left, _HORIZON, right, bottom, fade((0, _HORIZON), (0, 520), tones))
        for _ in range(44):
            x, y = float(rng.uniform(left, right)), _HORIZON + 420 * float(rng.random()) ** 1.6 + 8
            long = (60 + 0.9 * (y - _HORIZON)) * float(rng.uniform(0.8, 1.8))
            sunny = rng.random() < 0.55
            code = mixed(self.light_green, "#fff2a8", 0.4) if sunny else self.green
            canvas.save()
            canvas.translate(x, y)
            canvas.scale(1.0, 0.10)
            patch = glow((0, 0), long, [(code, 0.5), (code, 0.0)])
            canvas.drawCircle(0, 0, long, patch)
            canvas.restore()
        self._path(canvas)

    def _path(self, canvas: Any) -> None:
        """A sandy path that winds towards the hills."""
        sand = [mixed("#e7d3a4", self.light_green, 0.25), "#cfae78"]
        path = skia.Path()
        path.moveTo(112, _HORIZON + 3)
        path.cubicTo(150, 110, 40, 140, 210, 190)
        path.cubicTo(420, 260, 330, 380, 330, 640)
        path.lineTo(430, 1600)
        path.lineTo(1180, 1600)
        path.lineTo(700, 640)
        path.cubicTo(560, 400, 520, 270, 300, 196)
        path.cubicTo(110, 138, 190, 112, 124, _HORIZON + 3)
        path.close()
        canvas.drawPath(path, fade((0, _HORIZON), (0, 520), sand))

    def trunks(self, canvas: Any) -> None:
        """Trunks and inner leaves, which the wind leaves alone."""
        for x, foot, height in self.trees:
            trunk(canvas, x, foot, height, self.bark, self.leaves, self.seed)

    def ground(self, canvas: Any) -> None:
        """The dark ground that the long grass grows from."""
        left, _, right, bottom = self.stage.extent
        low = self.grass_y
        earth = [(self.green, 0.0), (mixed(self.green, "#10200c", 0.4), 0.95)]
        box(canvas, left, low - 130, right, bottom, fade((0, low - 130), (0, low + 40), earth))
        box(canvas, left, low + 40, right, bottom, fill(mixed(self.green, "#10200c", 0.42)))
