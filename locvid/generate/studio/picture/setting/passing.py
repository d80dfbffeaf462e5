"""A landscape that passes a car's windows: hills, trees and hedges, the nearer the quicker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer, blurred, raster
from locvid.generate.studio.picture.setting.brush import box, fade, fill, glow, mixed, shape
from locvid.generate.studio.picture.setting.street import FIGURE_M, METRE, ground
from locvid.generate.studio.picture.stage import COARSE, Rect, Stage

FAR = 60.0
"""Depth of the whole landscape as far as camera moves and blur are concerned."""
_OVERLAP = 1
"""Coarse pixels by which a band overlaps itself, so that no seam is seen."""
_SNAP = 2.0
"""What moves more coarse pixels a frame than this is drawn at whole ones: the eye cannot tell."""
_HILLS_M, _TREES_M, _HEDGE_M = 620.0, 74.0, 26.0


Painter = Callable[[Any, np.random.Generator], None]
"""Paints one thing around x = 0, at its distance."""


class Landscape:
    """What passes behind the windows at ``speed_m_s``, from the left to the right.

    Each row is painted once, as a band that begins again where it ends.
    """

    depth = FAR

    def __init__(self, stage: Stage, speed_m_s: float, seed: int) -> None:
        self._fps = float(stage.video.fps)
        self._stage = stage
        soft = 3 * stage.softness(FAR)
        left = stage.extent[0]
        # Bands begin on whole pixels, so that a resting camera need not resample them.
        unit = stage.unit / COARSE
        middle, horizon = stage.video.width / 2 / COARSE, stage.horizon / COARSE
        left = (floor(left * unit + middle) - middle) / unit
        top = (floor((-142.0 - soft) * unit + horizon) - horizon) / unit
        self._bounds: Rect = (left, top, -left, ground(_HEDGE_M / FIGURE_M) + 22 + soft)
        # Where the drive begins differs from shot to shot; the country does not.
        drive = np.random.default_rng([stage.seed & 0xFFFFFFFFFFFFFFFF, seed])
        self._begun_s = float(drive.uniform(0, 90))
        rng = np.random.default_rng([seed, 5])
        hills = [str(code) for code in stage.look["hills"]]
        greens = [str(code) for code in stage.look["greens"]]
        self._bands: list[tuple[Layer, int, float]] = []
        for away_m, spacing, painters in (
            (_HILLS_M, 290.0, [_hill(hills[0], 116), _hill(hills[1], 66)]),
            (_TREES_M, 170.0, [_tree(greens)]),
            (_HEDGE_M, 210.0, [_hedge(greens)]),
        ):
            band = self._band(spacing, painters, rng)
            speed = speed_m_s * METRE * FIGURE_M / away_m
            self._bands.append((*band, speed * stage.unit / COARSE / self._fps))

    def _band(
        self, spacing: float, painters: Sequence[Painter], rng: np.random.Generator
    ) -> tuple[Layer, int]:
        """Things ``spacing`` apart, as wide as the country, and the width in coarse pixels."""
        stage, unit = self._stage, self._stage.unit / COARSE
        left, top, right, bottom = self._bounds
        count = ceil((right - left) / spacing)
        # The seam falls into a gap between things.
        period = round((count + 1) * spacing * unit)
        blur = stage.softness(FAR) * unit
        pad = int(3 * blur) + 2
        high = round((bottom - top) * unit)
        pixels, surface = raster(period + 2 * pad, high)
        canvas = surface.getCanvas()
        canvas.translate(pad + period if stage.mirrored else pad, -top * unit)
        canvas.scale(-unit if stage.mirrored else unit, unit)
        for painter in painters:
            for index in range(count):
                x = (index + 1 + float(rng.uniform(-0.3, 0.3))) * spacing
                seed = rng.integers(2**32)
                for again in (-1, 0, 1):
                    canvas.save()
                    canvas.translate(x + again * period / unit, 0)
                    painter(canvas, np.random.default_rng(seed))
                    canvas.restore()
        pixels = blurred(pixels, blur, endless=True)[:, pad : pad + period + _OVERLAP]
        rows = np.flatnonzero(pixels[..., 3].any(axis=1))
        first, last = int(rows[0]), int(rows[-1])
        return Layer(np.ascontiguousarray(pixels[first : last + 1]), 0, first, FAR), period

    def bounds(self, frame: int) -> Rect:
        """What the windows show of it."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw every row as far as the car has come."""
        stage, (left, top, right, bottom) = self._stage, self._bounds
        pixel = COARSE / stage.unit
        canvas.clipRect(skia.Rect(left, top, right, bottom))
        # The bands of a reverse shot are painted mirrored, and run the other way.
        ahead = -1.0 if stage.mirrored else 1.0
        canvas.scale(ahead, 1.0)
        for layer, period, step in self._bands:
            gone = ahead * (self._begun_s * self._fps + frame) * step % period
            if step > _SNAP:
                gone = float(round(gone))
            for start in np.arange(gone - period, (right - left) / pixel, period):
                canvas.save()
                canvas.translate(left + start * pixel, top)
                canvas.scale(pixel, pixel)
                layer.draw(canvas)
                canvas.restore()


def country(canvas: Any, area: Rect, look: Any, rng: np.random.Generator) -> None:
    """What stands still, being far away or the same all along: sky, clouds, fields, the road."""
    left, top, right, bottom = area
    codes = [str(code) for code in look["sky"]]
    box(canvas, left, top, right, 40, fade((0, max(top, -520)), (0, 0), codes))
    for _ in range(8):
        x, y, wide = rng.uniform(left, right), rng.uniform(-460, -120), rng.uniform(140, 380)
        for _ in range(6):
            canvas.save()
            canvas.translate(x + rng.normal(0, wide * 0.4), y + rng.normal(0, 11))
            canvas.scale(1.0, 0.2)
            reach = wide * rng.uniform(0.25, 0.5)
            canvas.drawCircle(0, 0, reach, glow((0, 0), reach, [("#fff4e2", 0.45), ("#fff4e2", 0)]))
            canvas.restore()
    sun = (left * 0.42, -70.0)
    canvas.drawCircle(
        *sun, 560, glow(sun, 560, [("#ffe9b8", 0.85), ("#ffdf9e", 0.25), ("#ffdf9e", 0)])
    )
    greens = [str(code) for code in look["greens"]]
    near, far = mixed(greens[0], "#d9c777", 0.35), mixed(greens[1], "#f3dfa0", 0.5)
    box(canvas, left, 0, right, ground(16.0) + 12, fade((0, 0), (0, ground(16.0)), [far, near]))
    for y, code in ((10, "#e3cf83"), (26, "#7f9a4a"), (44, "#d8bf6a"), (62, "#6d8a42")):
        box(canvas, left, y, right, y + 11, fill(code, 0.4, blur=3))
    box(canvas, left, ground(16.0), right, bottom, fade((0, 140), (0, 260), ["#8b857c", "#6a665f"]))
    box(canvas, left, ground(12.0) - 4, right, ground(12.0) + 5, fill("#f4efe2", 0.75, blur=2))


def _hill(code: str, high: float) -> Painter:
    def draw(canvas: Any, rng: np.random.Generator) -> None:
        top, half = high * rng.uniform(0.55, 1.0), rng.uniform(330, 500)
        slope = skia.Path()
        slope.moveTo(-half, 24)
        slope.cubicTo(-half * 0.5, 10, -half * 0.42, -top, rng.uniform(-40, 40), -top)
        slope.cubicTo(half * 0.42, -top, half * 0.5, 10, half, 24)
        slope.close()
        tones = [mixed(code, "#fff0cf", 0.22), mixed(code, "#fbe7bf", 0.52)]
        canvas.drawPath(slope, fade((0, -top), (0, 20), tones))

    return draw


def _tree(greens: Sequence[str]) -> Painter:
    """A tree or two at the edge of a field; some are poplars, now and then there is a house."""

    def draw(canvas: Any, rng: np.random.Generator) -> None:
        foot = ground(_TREES_M / FIGURE_M)
        kind = rng.random()
        if kind < 0.17:
            _house(canvas, foot, rng)
        for _ in range(rng.integers(1, 4)):
            x = rng.uniform(-60, 60)
            high = rng.uniform(62, 112) if kind < 0.7 else rng.uniform(112, 150)
            wide = high * (rng.uniform(0.34, 0.46) if kind < 0.7 else 0.13)
            box(canvas, x - 4, foot - high * 0.4, x + 4, foot, fill("#4b3a2b"))
            for _ in range(26):
                angle, out = rng.uniform(0, 2 * np.pi), np.sqrt(rng.random())
                dx, dy = np.cos(angle) * out, np.sin(angle) * out
                lit = float(np.clip(0.45 - 0.35 * dx - 0.3 * dy + rng.normal(0, 0.12), 0, 1))
                tone = mixed(mixed(greens[0], "#20301c", 0.3), greens[1], lit)
                spot = (x + dx * wide * 0.8, foot - high * 0.58 + dy * high * 0.36)
                size = wide * rng.uniform(0.28, 0.5)
                leaves = [(tone, 0.95), (tone, 0.85), (tone, 0.0)]
                canvas.drawCircle(*spot, size, glow(spot, size, leaves, [0.0, 0.7, 1.0]))

    return draw


def _house(canvas: Any, foot: float, rng: np.random.Generator) -> None:
    wide, high = rng.uniform(70, 100), rng.uniform(42, 54)
    box(canvas, -wide, foot - high, wide, foot, fade((-wide, 0), (wide, 0), ["#f6e7cc", "#cdb596"]))
    roof = shape(
        [
            (-wide - 10, foot - high),
            (wide + 10, foot - high),
            (wide * 0.7, foot - high * 1.75),
            (-wide * 0.7, foot - high * 1.75),
        ]
    )
    canvas.drawPath(roof, fade((-wide, 0), (wide, 0), ["#c06a45", "#8a4630"]))
    for x in (-0.6, -0.1, 0.4):
        box(canvas, wide * x, foot - high * 0.7, wide * x + 18, foot - high * 0.3, fill("#5d5147"))


def _hedge(greens: Sequence[str]) -> Painter:
    """A hedge by the road, drawn out by its own speed as a camera's shutter would."""

    def draw(canvas: Any, rng: np.random.Generator) -> None:
        foot = ground(_HEDGE_M / FIGURE_M)
        for _ in range(16):
            x, y = rng.uniform(-62, 62), foot - rng.uniform(0, 46)
            tone = mixed(mixed(greens[0], "#2a3a1e", 0.4), greens[1], float(rng.uniform(0.0, 0.7)))
            canvas.save()
            canvas.translate(x, y)
            canvas.scale(1.0, float(rng.uniform(0.12, 0.22)))
            canvas.drawCircle(0, 0, 84, glow((0, 0), 84, [(tone, 0.95), (tone, 0.6), (tone, 0.0)]))
            canvas.restore()

    return draw
