"""Natural curls in a full round cut, each curl a small coil with its own highlight."""

from __future__ import annotations

import numpy as np
import skia

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, spline
from locvid.generate.studio.picture.presenter.hair_style import HairStyle, draw_mass
from locvid.generate.studio.picture.presenter.look import Hair, Look
from locvid.generate.studio.picture.presenter.paint import argb, fill, mix

_CLOUD: list[Point] = [
    (0, -180), (58, -176), (112, -152), (150, -108), (168, -52), (168, 6), (152, 56), (124, 88),
    (96, 84), (60, 60), (-60, 60), (-96, 84), (-124, 88), (-152, 56), (-168, 6), (-168, -52),
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
    draw_mass(canvas, shape, look.hair, light, radius=60.0, dim=0.25)
    _draw_curls(canvas, shape, look.hair, light, seed=51, count=260, dim=0.45)


def _draw_front(canvas: skia.Canvas, look: Look, light: Light) -> None:
    shape = _fringe(look)
    canvas.drawPath(shape, fill(look.skin.deep, 0.3, 6.0))
    draw_mass(canvas, shape, look.hair, light, radius=46.0, dim=0.12)
    _draw_curls(canvas, shape, look.hair, light, seed=52, count=620, dim=0.0)


def _draw_curls(
    canvas: skia.Canvas,
    shape: skia.Path,
    hair: Hair,
    light: Light,
    seed: int,
    count: int,
    dim: float,
) -> None:
    """Coils whose middles lie in ``shape``; from the back to the front, brighter towards the key."""
    rng = np.random.default_rng(seed)
    bounds = shape.getBounds()
    placed = 0
    while placed < count:
        x = float(rng.uniform(bounds.left(), bounds.right()))
        y = float(rng.uniform(bounds.top(), bounds.bottom()))
        size, angle = float(rng.uniform(7.0, 12.0)), float(rng.uniform(0, 2 * np.pi))
        bright = float(rng.uniform(0.0, 1.0))
        if not shape.contains(x, y):
            continue
        placed += 1
        toward = 0.5 + 0.5 * float(np.clip(x / 170 * light.key_side * 0.8 - (y + 60) / 170, -1, 1))
        level = max(0.0, (0.25 + 0.75 * toward) * (0.45 + 0.55 * bright) - dim)
        _draw_coil(canvas, (x, y), size, angle, hair, level)


def _draw_coil(
    canvas: skia.Canvas, at: Point, size: float, angle: float, hair: Hair, level: float
) -> None:
    """One curl: a turn and a half of a spiral in three strokes, shadow, body and highlight."""
    turn = np.linspace(0.0, 2.6 * np.pi, 10)
    radius = size * (1.0 - 0.62 * turn / turn[-1])
    x = at[0] + radius * np.cos(turn + angle) * 1.0
    y = at[1] + radius * np.sin(turn + angle) * 0.82
    curl = spline(list(zip(x.tolist(), y.tolist(), strict=True)))
    body = mix(hair.dark, hair.base, min(1.0, 1.2 * level))
    shine = mix(hair.base, hair.shine, level)
    dark = mix(hair.dark, (0, 0, 0), 0.5)
    for colour, width, alpha in ((dark, 6.4, 0.65), (body, 4.4, 1.0)):
        canvas.drawPath(curl, _pen(colour, width, alpha))
    half = spline(list(zip(x[1:6].tolist(), y[1:6].tolist(), strict=True)))
    canvas.drawPath(half, _pen(mix(body, shine, 0.7), 1.8, 0.25 + 0.6 * level))


def _pen(colour: tuple[float, float, float], width: float, alpha: float) -> skia.Paint:
    paint = skia.Paint(
        AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width, Color=argb(colour, alpha)
    )
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    return paint


STYLE = HairStyle(_fringe, _draw_back, _draw_front)
