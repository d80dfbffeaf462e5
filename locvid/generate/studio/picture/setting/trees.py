"""Trees and grass that the wind moves: crowns of leaves that bend, lean and flutter."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import fade, fill, glow, line, mixed
from locvid.generate.studio.picture.setting.drift import Drift
from locvid.generate.studio.picture.stage import Rect, Stage
from locvid.generate.studio.timeline.wind import Wind

_LEAN, _FLUTTER = 0.030, 0.012
"""How far a crown is sheared by a full wind and by its own swinging, as a share of its height."""
_GRASS_LEAN, _GRASS_FLUTTER = 0.16, 0.10


class Crown:
    """The outer leaves of a tree, sheared about the foot of the trunk; the inner ones rest."""

    def __init__(
        self,
        stage: Stage,
        depth: float,
        x: float,
        foot: float,
        height: float,
        greens: tuple[str, str],
        wind: Wind,
        seed: int,
    ) -> None:
        self.depth = depth
        self._stage, self._fps = stage, float(stage.video.fps)
        self._foot, self._wind = foot, wind
        wide = 0.46 * height
        self._bounds: Rect = (
            x - 1.12 * wide, foot - 1.10 * height, x + 1.12 * wide, foot - 0.22 * height
        )  # fmt: skip
        rng = np.random.default_rng([seed, int(abs(x))])
        self._leaves: Layer = stage.paint(
            depth, lambda canvas: _leaves(canvas, x, foot, height, greens, 1, rng), self._bounds
        ).trimmed()
        self._swing = Drift([stage.seed, seed, int(abs(x))], 2.6)

    def bounds(self, frame: int) -> Rect:
        """The crown with the room it swings in."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the leaves, leaning with the wind and swinging the more the harder it blows."""
        _sheared(canvas, self.lean(frame), self._foot)
        self._stage.put(canvas, self._leaves)

    def lean(self, frame: int) -> float:
        """How far the crown leans to the right, as a share of the height above the foot."""
        time_s = frame / self._fps
        wind = self._wind.at(time_s)
        return _LEAN * wind + _FLUTTER * (0.25 + wind) * self._swing.at(time_s)


class Grass:
    """A strip of long grass and flowers over the whole width."""

    def __init__(
        self, stage: Stage, depth: float, foot: float, height: float, wind: Wind, seed: int
    ) -> None:
        self.depth = depth
        self._stage, self._fps = stage, float(stage.video.fps)
        self._foot, self._wind = foot, wind
        left, _, right, bottom = stage.extent
        self._bounds: Rect = (left, foot - 1.3 * height, right, min(foot + 130, bottom))
        look = stage.look
        greens = tuple(str(code) for code in look["grass"])
        flowers = [str(code) for code in look["flowers"]]
        density = float(look["density"])
        rng = np.random.default_rng(seed)

        def draw(canvas: Any) -> None:
            for row in (0, 26):
                _blades(canvas, left, right, foot + row, height, greens, density, rng)
                _flowers(canvas, left, right, foot + row, height, flowers, density, rng)

        self._layer: Layer = stage.paint(depth, draw, self._bounds)
        self._swing = Drift([stage.seed, seed], 1.9)

    def bounds(self, frame: int) -> Rect:
        """The whole strip."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the grass, bent by the wind."""
        time_s = frame / self._fps
        wind = self._wind.at(time_s)
        bend = _GRASS_LEAN * wind + _GRASS_FLUTTER * (0.25 + wind) * self._swing.at(time_s)
        _sheared(canvas, bend, self._foot)
        self._stage.put(canvas, self._layer)


def trunk(
    canvas: Any, x: float, foot: float, height: float, code: str, greens: tuple[str, str], seed: int
) -> None:
    """A trunk that forks into three branches, lit from the left, and the leaves behind them."""
    wide = 0.052 * height
    tones = [mixed(code, "#ffe9c4", 0.35), code, mixed(code, "#1a1410", 0.45)]
    shadow = skia.Rect(x - 0.34 * height, foot - 9, x + 0.52 * height, foot + 20)
    canvas.drawOval(shadow, fill("#16240f", 0.5, blur=12))
    body = skia.Path()
    body.moveTo(x - wide, foot)
    body.cubicTo(x - 0.5 * wide, foot - 0.14 * height, x - 0.6 * wide, foot - 0.3 * height,
                 x - 0.5 * wide, foot - 0.46 * height)  # fmt: skip
    body.lineTo(x + 0.5 * wide, foot - 0.46 * height)
    body.cubicTo(x + 0.6 * wide, foot - 0.3 * height, x + 0.5 * wide, foot - 0.14 * height,
                 x + 1.1 * wide, foot)  # fmt: skip
    body.close()
    paint = fade((x - wide, 0), (x + wide, 0), tones)
    canvas.drawPath(body, paint)
    rng = np.random.default_rng([seed, int(abs(x)), 1])
    _leaves(canvas, x, foot, height, greens, 0, rng)
    for side, rise, thick in ((-0.20, 0.66, 0.55), (0.02, 0.74, 0.7), (0.22, 0.62, 0.5)):
        branch = skia.Path()
        branch.moveTo(x, foot - 0.36 * height)
        branch.quadTo(
            x + 0.25 * side * height, foot - 0.5 * height, x + side * height, foot - rise * height
        )
        canvas.drawPath(branch, line(mixed(code, "#1a1410", 0.2), wide * thick))


def _sheared(canvas: Any, lean: float, foot: float) -> None:
    """Lean things to the right by ``lean`` of their height above ``foot``."""
    canvas.translate(0, foot)
    canvas.skew(-lean, 0)
    canvas.translate(0, -foot)


def _leaves(
    canvas: Any,
    x: float,
    foot: float,
    height: float,
    greens: tuple[str, str],
    part: int,
    rng: np.random.Generator,
) -> None:
    """Clumps of leaves: dark ones behind, then lit ones in front, brightest at the upper left."""
    for _ in range(96 if part == 0 else 130):
        angle, reach = rng.uniform(0, 2 * np.pi), np.sqrt(rng.random())
        dx, dy = np.cos(angle) * reach, np.sin(angle) * reach
        middle = (x + 0.38 * height * dx, foot - 0.66 * height + 0.30 * height * dy)
        light = 0.42 - 0.30 * dx - 0.34 * dy + rng.normal(0, 0.13) + 0.22 * part
        tone = mixed(greens[0], greens[1], float(np.clip(light, 0, 1)))
        tone = tone if part else mixed(tone, "#10200f", 0.30)
        size = height * rng.uniform(0.04, 0.085 if part == 0 else 0.064)
        clump = [(mixed(tone, "#f4ffd0", 0.12 * part), 0.97), (tone, 0.82), (tone, 0.0)]
        canvas.drawCircle(*middle, size, glow(middle, size, clump, [0.0, 0.62, 1.0]))
        for _ in range(5 if part else 0):
            at = (middle[0] + rng.normal(0, 0.5) * size, middle[1] + rng.normal(0, 0.5) * size)
            leaf = mixed(tone, "#fbffda", float(rng.uniform(0.15, 0.42)))
            canvas.drawOval(
                skia.Rect(at[0] - 0.2 * size, at[1] - 0.1 * size, at[0] + 0.2 * size,
                          at[1] + 0.1 * size), fill(leaf, 0.75)
            )  # fmt: skip


def _blades(
    canvas: Any,
    left: float,
    right: float,
    foot: float,
    height: float,
    greens: tuple[str, ...],
    density: float,
    rng: np.random.Generator,
) -> None:
    gap = 7.0 / max(density, 0.2)
    for x in np.arange(left, right, gap):
        at = float(x + rng.uniform(-gap, gap))
        high = height * float(rng.uniform(0.45, 1.0))
        bend = float(rng.normal(0, 0.22)) * high
        tone = mixed(greens[0], greens[1], float(np.clip(rng.normal(0.5, 0.25), 0, 1)))
        blade = skia.Path()
        blade.moveTo(at - 4, foot + 140)
        blade.quadTo(at + 0.2 * bend - 2, foot - 0.5 * high, at + bend, foot - high)
        blade.quadTo(at + 0.2 * bend + 5, foot - 0.5 * high, at + 5, foot + 140)
        tips = [mixed(tone, "#0e1d0d", 0.35), tone, mixed(tone, "#f4f6b8", 0.45)]
        canvas.drawPath(blade, fade((0, foot + 50), (0, foot - high), tips))


def _flowers(
    canvas: Any,
    left: float,
    right: float,
    foot: float,
    height: float,
    codes: list[str],
    density: float,
    rng: np.random.Generator,
) -> None:
    for x in np.arange(left, right, 88.0 / max(density, 0.2)):
        at = float(x + rng.uniform(-50, 50))
        high = height * float(rng.uniform(0.7, 1.16))
        top = foot - high
        stalk = skia.Path()
        stalk.moveTo(at - 6, foot + 60)
        stalk.quadTo(at - 4, foot - 0.4 * high, at, top)
        canvas.drawPath(stalk, line("#4d7a37", 3.4))
        code = codes[int(rng.integers(len(codes)))]
        size = float(rng.uniform(8, 13))
        for petal in range(7):
            angle = 2 * np.pi * petal / 7
            canvas.drawCircle(
                at + float(np.cos(angle)) * size * 0.8, top + float(np.sin(angle)) * size * 0.6,
                size * 0.52, fill(mixed(code, "#ffffff", 0.12 * (petal % 3))),
            )  # fmt: skip
        canvas.drawCircle(at, top, size * 0.5, fill(mixed(code, "#7a4a12", 0.55)))
