"""Lips, teeth and tongue, drawn anew in every frame from the mouth channels.

Both lips are ribbons between an outer and an inner curve that meet in the corners, so whatever
the shape, they keep their volume and no hole opens beside them. Origin: middle of the closed lips.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter.geometry import polygon
from locvid.generate.studio.picture.presenter.look import Look, Mouth
from locvid.generate.studio.picture.presenter.paint import (
    Colour,
    argb,
    fill,
    linear,
    mix,
    radial,
    stroke,
)

FloatArray = NDArray[np.float64]

_OPENING = 46.0
"""Units between the lips at full opening."""

_U = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 33))
"""Positions from corner to corner, denser where the curves bend most."""

_ENAMEL: Colour = (0.99, 0.97, 0.94)
_CAVITY: Colour = (0.27, 0.06, 0.07)
_GUMS: Colour = (0.5, 0.16, 0.17)
_TONGUE: Colour = (0.82, 0.42, 0.42)


@dataclass(frozen=True, slots=True)
class Lips:
    """The four curves of the mouth as y at ``x``, in units; y grows downwards."""

    x: FloatArray
    upper_outer: FloatArray
    upper_inner: FloatArray
    lower_inner: FloatArray
    lower_outer: FloatArray
    opening: float

    def between(self, one: FloatArray, other: FloatArray) -> skia.Path:
        """The closed region between two curves."""
        xs, forth, back = self.x.tolist(), one.tolist(), other.tolist()
        return polygon([*zip(xs, forth, strict=True), *zip(xs[::-1], back[::-1], strict=True)])


def shaped(mouth: Mouth, pose: Pose) -> Lips:
    """The curves of the lips for a pose."""
    free = 1.0 - pose.press
    jaw, rounded, wide = pose.jaw * free, pose.round, pose.wide * (1.0 - 0.6 * pose.round)
    bite = pose.bite * free
    # Pressed lips pull the corners of a smile back in.
    smile = pose.smile * (1.0 - 0.7 * rounded) * (1.0 - 0.5 * bite) * (1.0 - 0.55 * pose.press)
    half = mouth.half_width * (1.0 + 0.17 * wide + 0.13 * smile - 0.42 * rounded - 0.07 * jaw)
    opening = _OPENING * jaw * (1.0 - 0.1 * rounded) + 2.5 * rounded * free * min(1.0, 8.0 * jaw)
    corner = -15.0 * smile - 3.0 + 0.2 * opening - 1.5 * bite

    u = np.abs(_U)
    # A round mouth is an ellipse, a wide one a lens that tapers into the corners.
    bulge = (1.0 - u**2.0) ** (0.86 - 0.36 * rounded - 0.14 * jaw)
    line = corner * u**1.7
    upper_mid, lower_mid = -0.14 * opening - 0.6 * smile, 0.86 * opening - 0.6 * smile
    wave = 1.1 * (1.0 - jaw) * np.cos(np.pi * 1.5 * _U) * (1.0 - u) * (1.0 - rounded)
    seam = wave * (1.0 - min(1.0, opening / 14.0))
    upper_inner = line + upper_mid * bulge + seam
    lower_inner = line + lower_mid * bulge + seam

    thin = 1.0 - 0.34 * pose.press - 0.12 * wide - 0.1 * max(smile, 0.0) + 0.12 * rounded
    upper = mouth.upper * thin
    lower = mouth.lower * thin * (1.0 - 0.12 * bite) * (1.0 - 0.1 * jaw)
    body = (1.0 - u**2.2) ** (0.75 - 0.15 * rounded)
    bow = mouth.bow * (1.0 - 0.5 * rounded) * np.exp(-((_U / 0.17) ** 2))
    upper_outer = line + upper_mid * bulge - (upper * (1.0 - u**1.8) - bow)
    lower_outer = lower_inner - seam + lower * body
    if bite:
        # The lower lip rolls in below the upper teeth.
        lower_inner = lower_inner - 1.5 * bite * bulge
        lower_outer = lower_outer - 2.0 * bite * bulge
    return Lips(half * _U, upper_outer, upper_inner, lower_inner, lower_outer, opening)


def draw_mouth(canvas: skia.Canvas, look: Look, pose: Pose, light: Light) -> None:
    """The mouth of ``look`` in ``pose`` about the canvas's origin."""
    lips = shaped(look.mouth, pose)
    if lips.opening > 0.4:
        _draw_inside(canvas, lips, pose, light)
    _draw_upper_lip(canvas, lips, look, pose)
    _draw_lower_lip(canvas, lips, look, pose, light)
    if pose.bite > 0.15:
        _draw_biting_teeth(canvas, lips, pose, light)
    if lips.opening < 3.0:
        _draw_seam(canvas, lips, look, pose, 1.0 - lips.opening / 3.0)


def _draw_inside(canvas: skia.Canvas, lips: Lips, pose: Pose, light: Light) -> None:
    """Cavity, tongue and both rows of teeth, seen through the opening."""
    top, bottom = float(lips.upper_inner[16]), float(lips.lower_inner[16])
    half, opening = float(lips.x[-1]), lips.opening
    tint = light.tint
    hole = lips.between(lips.upper_inner, lips.lower_inner)
    canvas.save()
    canvas.clipPath(hole, skia.ClipOp.kIntersect, True)
    cavity, gums = _lit(_CAVITY, tint), _lit(_GUMS, tint)
    canvas.drawPaint(
        radial((0, top + opening * 0.45), half, [argb(cavity), argb(mix(cavity, gums, 0.55))])
    )
    _draw_tongue(canvas, lips, pose, tint)
    reach = 0.93 * half
    shown = min(4.0 + 0.2 * opening + 3.5 * pose.wide, 11.5) * (1.0 - 0.45 * pose.round)
    if opening < 9.0:
        shown = max(shown, 0.62 * opening)
    lower_shown = max(0.0, min(7.0, 9.0 - 0.22 * opening)) * (1.0 - 0.6 * pose.round)
    lower_shown *= min(1.0, 0.55 + pose.wide) * (1.0 - 0.8 * pose.tongue * (opening > 8))
    if lower_shown > 0.5:
        _draw_row(canvas, reach * 0.86, bottom, -lower_shown, 0.82, tint)
    _draw_row(canvas, reach, top, shown, 1.0, tint)
    if pose.tongue > 0.75 and opening < 16.0:
        _draw_tongue_tip(canvas, lips, pose, tint)
    shadow = min(0.55, 0.03 * opening + 0.2)
    canvas.drawRect(
        skia.Rect(-half, top - 8, half, top + 10),
        linear((0, top - 2), (0, top + 7), [argb(cavity, shadow), argb(cavity, 0.0)]),
    )
    canvas.restore()


def _draw_row(
    canvas: skia.Canvas, half: float, gum: float, length: float, level: float, tint: Colour
) -> None:
    """A row of teeth as an arc that recedes to both sides; a negative length points upwards."""
    u = np.linspace(-1.0, 1.0, 25)
    recede = 1.0 - 0.42 * np.abs(u) ** 2.2
    edge = gum + length * recede - 0.16 * half * np.abs(u) ** 2.4 * np.sign(length)
    root = gum - 14.0 * np.sign(length)
    row = polygon(
        [*zip((half * u).tolist(), edge.tolist(), strict=True), (half, root), (-half, root)]
    )
    bright = _lit(mix((0.55, 0.4, 0.36), _ENAMEL, level), tint)
    dim = _lit(mix(_CAVITY, _ENAMEL, 0.35 * level), tint)
    colours = [argb(dim), argb(mix(dim, bright, 0.8)), argb(bright), argb(bright),
               argb(mix(dim, bright, 0.8)), argb(dim)]  # fmt: skip
    canvas.drawPath(row, linear((-half, 0), (half, 0), colours, [0.0, 0.2, 0.38, 0.62, 0.8, 1.0]))
    gap = stroke(_lit((0.72, 0.62, 0.57), tint), 0.7, 0.4 * level)
    for place in (-0.52, -0.26, 0.0, 0.26, 0.52):
        tip = gum + length * (1.0 - 0.42 * abs(place) ** 2.2) * 0.9
        canvas.drawLine(half * place, gum - 2 * np.sign(length), half * place, tip, gap)


def _draw_tongue(canvas: skia.Canvas, lips: Lips, pose: Pose, tint: Colour) -> None:
    bottom, half, opening = float(lips.lower_inner[16]), float(lips.x[-1]), lips.opening
    raised = min(opening * 0.62, 5.0 + 0.2 * opening + 20.0 * pose.tongue)
    width = half * (0.62 - 0.14 * pose.tongue)
    top = bottom - raised
    tongue = _lit(_TONGUE, tint)
    dark = mix(tongue, _CAVITY, 0.5)
    canvas.drawOval(
        skia.Rect(-width, top, width, top + 44),
        linear((0, top), (0, top + 22), [argb(tongue), argb(dark)]),
    )
    if opening > 12.0:
        canvas.drawLine(0, top + 4, 0, top + 14, stroke(dark, 2.0, 0.4))


def _draw_tongue_tip(canvas: skia.Canvas, lips: Lips, pose: Pose, tint: Colour) -> None:
    """The tip between the teeth of th."""
    top, half = float(lips.upper_inner[16]), float(lips.x[-1])
    tongue = _lit(mix(_TONGUE, (1, 0.6, 0.58), 0.25), tint)
    width, y = half * 0.42, top + 0.42 * lips.opening
    canvas.drawOval(
        skia.Rect(-width, y, width, y + 20),
        linear((0, y), (0, y + 9), [argb(tongue, pose.tongue), argb(mix(tongue, _CAVITY, 0.3))]),
    )


def _draw_upper_lip(canvas: skia.Canvas, lips: Lips, look: Look, pose: Pose) -> None:
    mouth = look.mouth
    ribbon = lips.between(lips.upper_outer, lips.upper_inner)
    top, edge = float(lips.upper_outer.min()), float(lips.upper_inner[16])
    soft = mix(_around(look), mouth.base, 0.5)
    rim = polygon(list(zip(lips.x.tolist(), lips.upper_outer.tolist(), strict=True)), closed=False)
    canvas.drawPath(rim, stroke(soft, 1.8, 0.6))
    canvas.drawPath(
        ribbon,
        linear(
            (0, top), (0, edge + 1),
            [argb(mix(mouth.base, look.skin.base, 0.15)), argb(mouth.base), argb(mouth.dark)],
            [0.0, 0.45, 1.0],
        ),
    )  # fmt: skip


def _draw_lower_lip(canvas: skia.Canvas, lips: Lips, look: Look, pose: Pose, light: Light) -> None:
    mouth = look.mouth
    ribbon = lips.between(lips.lower_inner, lips.lower_outer)
    top, bottom = float(lips.lower_inner[16]), float(lips.lower_outer[16])
    soft = mix(_around(look), mix(mouth.base, look.skin.shade, 0.3), 0.6)
    rim = polygon(list(zip(lips.x.tolist(), lips.lower_outer.tolist(), strict=True)), closed=False)
    canvas.drawPath(rim, stroke(soft, 1.8, 0.55))
    canvas.drawPath(
        ribbon,
        linear(
            (0, top), (0, bottom),
            [argb(mix(mouth.base, mouth.dark, 0.35)), argb(mouth.light), argb(mouth.base),
             argb(mix(mouth.base, mouth.dark, 0.4))],
            [0.0, 0.38, 0.72, 1.0],
        ),
    )  # fmt: skip
    half = 0.46 * float(lips.x[-1])
    middle, thick = top + 0.42 * (bottom - top), max(bottom - top, 1.0)
    canvas.save()
    canvas.clipPath(ribbon, skia.ClipOp.kIntersect, True)
    canvas.translate(4.0 * light.key_side, middle)
    canvas.scale(1.0, 0.3 * thick / half)
    shine = mix(mouth.light, (1, 1, 1), 0.55)
    canvas.drawCircle(0, 0, half, radial((0, 0), half, [argb(shine, 0.6), argb(shine, 0.0)]))
    canvas.restore()


def _draw_biting_teeth(canvas: skia.Canvas, lips: Lips, pose: Pose, light: Light) -> None:
    """Upper teeth that rest on the lower lip: f and v."""
    inside = np.abs(_U) < 0.8
    x = lips.x[inside]
    gum = lips.upper_inner[inside]
    length = (2.6 * min(1.0, pose.bite) + 0.6 * lips.opening) * (
        1.0 - (np.abs(_U[inside]) / 0.8) ** 3.2
    )
    edge = gum + np.maximum(length, 0.0)
    teeth = polygon(
        [*zip(x.tolist(), (gum - 0.6).tolist(), strict=True),
         *zip(x[::-1].tolist(), edge[::-1].tolist(), strict=True)]
    )  # fmt: skip
    half = float(x[-1])
    bright = _lit(_ENAMEL, light.tint)
    dim = mix(bright, (0.62, 0.42, 0.38), 0.6)
    canvas.drawPath(
        teeth,
        linear((-half, 0), (half, 0), [argb(dim), argb(bright), argb(bright), argb(dim)],
               [0.0, 0.3, 0.7, 1.0]),
    )  # fmt: skip
    gap = stroke(_lit((0.72, 0.62, 0.57), light.tint), 0.7, 0.45)
    middle = float(lips.upper_inner[16])
    for place in (-0.5, -0.25, 0.0, 0.25, 0.5):
        canvas.drawLine(half * place, middle, half * place, middle + 3.6 * pose.bite, gap)


def _draw_seam(canvas: skia.Canvas, lips: Lips, look: Look, pose: Pose, strength: float) -> None:
    """The dark line where closed lips meet, stronger towards the corners."""
    y = (lips.upper_inner + lips.lower_inner) / 2
    half = (1.15 - 0.3 * pose.press) * (1.0 - 0.75 * np.abs(_U) ** 5)
    xs = lips.x.tolist()
    seam = polygon(
        [*zip(xs, (y - half).tolist(), strict=True),
         *zip(xs[::-1], (y + half)[::-1].tolist(), strict=True)]
    )  # fmt: skip
    dark = mix(look.mouth.dark, (0.12, 0.02, 0.02), 0.45)
    canvas.drawPath(seam, fill(dark, 0.85 * strength))


def _around(look: Look) -> Colour:
    """What the lips border on."""
    return look.beard.dark if look.beard else look.skin.base


def _lit(colour: Colour, tint: Colour) -> Colour:
    return (colour[0] * tint[0], colour[1] * tint[1], colour[2] * tint[2])
