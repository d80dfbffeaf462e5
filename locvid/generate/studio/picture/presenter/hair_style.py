"""What a hair style is, and how its strands are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, both_sides, spline
from locvid.generate.studio.picture.presenter.look import Hair, Look
from locvid.generate.studio.picture.presenter.paint import argb, fill, mix
from locvid.generate.studio.picture.presenter.relief import (
    Ramp,
    brightness,
    inflated,
    mask_of,
    painted,
    window_of,
)

Draw = Callable[[skia.Canvas, Look, Light], None]


@dataclass(frozen=True, slots=True)
class HairStyle:
    """``fringe`` is the outline that shades the forehead; back and front surround the head."""

    fringe: Callable[[Look], skia.Path]
    draw_back: Draw
    draw_front: Draw


def draw_mass(
    canvas: skia.Canvas, shape: skia.Path, hair: Hair, light: Light, radius: float, dim: float = 0.0
) -> None:
    """The volume below the strands; ``dim`` darkens hair that lies behind."""
    window = window_of(shape)
    height = inflated(mask_of(shape, window), radius, soft=5.0)
    lit, rim = brightness(height, light)
    deep = mix(hair.dark, (0, 0, 0), 0.35)
    ramp = Ramp(deep, hair.dark, mix(hair.dark, hair.base, 0.75), hair.base, hair.light)
    # Hair at the back lies in the head's own shadow: no light reaches its edge.
    canvas.drawPath(shape, painted(ramp.at(lit - dim), window, rim * (dim < 0.2), light))


def draw_strands(
    canvas: skia.Canvas,
    one: Sequence[Point],
    other: Sequence[Point],
    hair: Hair,
    count: int,
    seed: int,
    shine_at: float = 0.3,
    width: float = 2.6,
) -> None:
    """Strands that fill the band between two guide curves of as many points.

    Every strand runs dark – base – highlight at ``shine_at`` of its way – base – dark, with its
    own brightness, so that light gathers in a soft band across the hair as on real hair.
    """
    rng = np.random.default_rng(seed)
    first, second = np.array(one, dtype=float), np.array(other, dtype=float)
    for _ in range(count):
        share = float(rng.uniform(0.0, 1.0))
        drift = rng.normal(0.0, 0.018, len(first)).cumsum()
        line = first + (second - first) * np.clip(share + drift, -0.02, 1.02)[:, None]
        bright = float(rng.uniform(0.0, 1.0))
        alpha = float(rng.uniform(0.25, 0.7))
        shine = mix(hair.base, mix(hair.light, hair.shine, bright), 0.35 + 0.65 * bright)
        low = mix(hair.dark, hair.base, 0.5 * bright)
        top = float(np.clip(shine_at + rng.normal(0.0, 0.04), 0.08, 0.85))
        paint = skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width * float(rng.uniform(0.3, 1.0)),
            Shader=skia.GradientShader.MakeLinear(
                points=[tuple(line[0]), tuple(line[-1])],
                colors=[
                    argb(low, 0.0), argb(hair.base, alpha), argb(shine, alpha),
                    argb(hair.base, 0.8 * alpha), argb(low, 0.0),
                ],
                positions=[0.0, max(top - 0.16, 0.02), top, min(top + 0.2, 0.9), 1.0],
            ),
        )  # fmt: skip
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        canvas.drawPath(spline([(float(x), float(y)) for x, y in line]), paint)


def draw_skin_shadow(
    canvas: skia.Canvas, shape: skia.Path, look: Look, alpha: float, blur: float
) -> None:
    """The narrow shadow of hair that lies on the face, and nowhere else."""
    canvas.save()
    canvas.clipPath(spline(both_sides(look.face.outline), True), skia.ClipOp.kIntersect, True)
    canvas.drawPath(shape, fill(look.skin.deep, alpha, blur))
    canvas.restore()


def draw_grooves(
    canvas: skia.Canvas, curves: Sequence[Sequence[Point]], hair: Hair, width: float = 4.0
) -> None:
    """Dark partings between locks."""
    dark = mix(hair.dark, (0, 0, 0), 0.3)
    for curve in curves:
        paint = skia.Paint(
            AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width, Color=argb(dark, 0.5)
        )
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, width * 0.4))
        canvas.drawPath(spline(curve), paint)
