"""Natural curls in a full round cut, each curl a small coil with its own highlight."""

from __future__ import annotations

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, spline
from locvid.generate.studio.picture.presenter.hair_style import (
    HairStyle,
    draw_mass,
    draw_skin_shadow,
)
from locvid.generate.studio.picture.presenter.look import Hair, Look
from locvid.generate.studio.picture.presenter.paint import argb, mix

_CLOUD: list[Point] = [
    (0, -176), (58, -172), (112, -148), (148, -106), (164, -52), (164, 2), (148, 48), (118, 74),
    (90, 60), (60, 40), (-60, 40), (-90, 60), (-118, 74), (-148, 48), (-164, 2), (-164, -52),
    (-150, -108), (-112, -152), (-58, -176),
]  # fmt: skip
_FRONT: list[Point] = [
    (0, -180), (58, -176), (112, -152), (150, -108), (167, -52), (164, 4), (146, 48), (118, 66),
    (112, 24), (110, -20), (106, -56), (90, -88), (62, -108), (30, -116), (0, -118), (-30, -116),
    (-62, -108), (-90, -88), (-106, -56), (-110, -20), (-112, 24), (-118, 66), (-146, 48),
    (-164, 4), (-167, -52), (-150, -108), (-112, -152), (-58, -176),
]  # fmt: skip


def _fringe(look: Look) -> skia.Path:
    return spline(_FRONT, closed=True)


def _draw_back(canvas: skia.Canvas, look: Look, light: Light) -> None:
    shape = spline(_CLOUD, closed=True)
    draw_mass(canvas, shape, look.hair, light, radius=60.0, dim=0.3)
    _draw_curls(canvas, shape, look.hair, light, seed=51, count=300, dim=0.4)


def _draw_front(canvas: skia.Canvas, look: Look, light: Light) -> None:
    shape = _fringe(look)
    draw_skin_shadow(canvas, shape, look, 0.35, 7.0)
    draw_mass(canvas, shape, look.hair, light, radius=46.0, dim=0.15)
    _draw_curls(canvas, shape, look.hair, light, seed=52, count=520, dim=0.0)


def _draw_curls(
    canvas: skia.Canvas,
    shape: skia.Path,
    hair: Hair,
    light: Light,
    seed: int,
    count: int,
    dim: float,
) -> None:
    """Coils whose middles lie in ``shape``, gathered in tufts that catch the light together."""
    rng = np.random.default_rng(seed)
    bounds = shape.getBounds()
    tufts = rng.uniform(
        (bounds.left(), bounds.top()), (bounds.right(), bounds.bottom()), size=(46, 2)
    )
    placed = 0
    while placed < count:
        x = float(rng.uniform(bounds.left(), bounds.right()))
        y = float(rng.uniform(bounds.top(), bounds.bottom()))
        size, angle = float(rng.uniform(6.5, 15.0)), float(rng.uniform(0, 2 * np.pi))
        bright = float(rng.uniform(0.0, 1.0))
        if not shape.contains(x, y):
            continue
        placed += 1
        nearest = tufts[int(np.argmin(np.hypot(tufts[:, 0] - x, tufts[:, 1] - y)))]
        # Within a tuft the side towards the light is bright, the far side lies in shadow.
        across = ((x - nearest[0]) * light.key_side - (y - nearest[1]) * 0.8) / 30.0
        whole = (0.9 * x * light.key_side - (y + 50.0)) / 190.0
        toward = 0.5 + 0.3 * float(np.clip(across, -1, 1)) + 0.3 * float(np.clip(whole, -1, 1))
        level = max(0.0, toward * (0.55 + 0.45 * bright) - dim)
        _draw_coil(canvas, (x, y), size, angle, hair, level)


def _draw_coil(
    canvas: skia.Canvas, at: Point, size: float, angle: float, hair: Hair, level: float
) -> None:
    """One curl: an opening spiral, drawn as shadow, body and highlight."""
    turn = np.linspace(0.0, 1.7 * np.pi, 8)
    radius = size * (1.0 - 0.45 * turn / turn[-1])
    x = at[0] + radius * np.cos(turn + angle)
    y = at[1] + radius * np.sin(turn + angle) * 0.86
    curl = spline(list(zip(x.tolist(), y.tolist(), strict=True)))
    body = mix(hair.dark, hair.base, min(1.0, 1.3 * level))
    shine = mix(hair.light, hair.shine, level)
    dark = mix(hair.dark, (0, 0, 0), 0.4)
    canvas.drawPath(curl, _pen(dark, 0.62 * size, 0.4))
    canvas.drawPath(curl, _pen(body, 0.42 * size, 1.0))
    inner = spline(list(zip(x[1:6].tolist(), y[1:6].tolist(), strict=True)))
    canvas.drawPath(inner, _pen(mix(body, shine, 0.75), 0.14 * size, 0.9 * level))
    canvas.drawPath(inner, _pen(mix(body, shine, 0.35), 0.26 * size, 0.5 * level))


def _pen(colour: tuple[float, float, float], width: float, alpha: float) -> skia.Paint:
    paint = skia.Paint(
        AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width, Color=argb(colour, alpha)
    )
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    return paint


STYLE = HairStyle(_fringe, _draw_back, _draw_front)
