"""Colours and paints: hex strings to sRGB triples, gradients, tints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from locvid.drawing import skia

Colour = tuple[float, float, float]
Point = tuple[float, float]


def colour_of(text: str) -> Colour:
    """``#rrggbb`` to red, green, blue in 0…1; ValueError where it is something else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(text)
    return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` 0…1 of the way from ``one`` to ``other``."""
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )


@lru_cache(maxsize=4096)
def argb(colour: Colour, alpha: float = 1.0) -> int:
    """The integer colour that Skia takes."""
    red, green, blue = (round(min(max(part, 0.0), 1.0) * 255) for part in colour)
    value: int = skia.Color(red, green, blue, round(min(max(alpha, 0.0), 1.0) * 255))
    return value


def fill(colour: Colour, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A filled, antialiased paint; ``blur`` (σ in units) is for drawings that are cached."""
    paint = skia.Paint(AntiAlias=True, Color=argb(colour, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def stroke(colour: Colour, width: float, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A line with round ends and corners."""
    paint = fill(colour, alpha, blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def linear(
    start: Point, end: Point, colours: Sequence[int], at: Sequence[float] | None = None
) -> skia.Paint:
    """A paint that runs from colour to colour between two points."""
    shader = skia.GradientShader.MakeLinear(
        points=[start, end], colors=list(colours), positions=list(at) if at else None
    )
    return skia.Paint(AntiAlias=True, Shader=shader)


def radial(
    centre: Point, radius: float, colours: Sequence[int], at: Sequence[float] | None = None
) -> skia.Paint:
    """A paint that runs from colour to colour outwards from a point."""
    shader = skia.GradientShader.MakeRadial(
        center=centre, radius=radius, colors=list(colours), positions=list(at) if at else None
    )
    return skia.Paint(AntiAlias=True, Shader=shader)
