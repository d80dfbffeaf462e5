"""Torso, arms, hands and neck below any clothes, and the lighting of cloth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import (
    Point,
    both_sides,
    mirrored,
    spindle,
    spline,
)
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import Colour, fill, mix, stroke
from locvid.generate.studio.picture.presenter.relief import (
    Field,
    Ramp,
    Window,
    bell,
    brightness,
    inflated,
    mask_of,
    painted,
    soften,
    window_of,
)

Fold = tuple[Sequence[Point], float, float]
"""A curve, its greatest width, its height (negative: a crease)."""

_TORSO: list[Point] = [
    (0, 214), (44, 204), (58, 212), (94, 232), (150, 253), (206, 274), (238, 304), (230, 372),
    (208, 440), (196, 540), (186, 690), (188, 840), (202, 980), (216, 1120), (224, 1260), (0, 1262),
]  # fmt: skip
_ARM: list[Point] = [
    (160, 290), (214, 288), (256, 318), (282, 392), (293, 520), (301, 660), (302, 800),
    (297, 940), (287, 1084), (237, 1086), (231, 960), (225, 800), (216, 660), (208, 540),
    (200, 430), (170, 350),
]  # fmt: skip
_HAND: list[Point] = [
    (240, 1074), (282, 1074), (290, 1108), (288, 1144), (280, 1182), (264, 1194), (250, 1188),
    (243, 1160), (233, 1148), (226, 1122), (232, 1096),
]  # fmt: skip


_BROAD = 40.0
"""Wider than this, a fold is a roundness of the body below, and has no edge."""


def cloth_ramp(dark: Colour, base: Colour, bright: Colour) -> Ramp:
    """The ramp of a matt fabric."""
    return Ramp(mix(dark, (0, 0, 0), 0.4), dark, base, bright, mix(bright, (1, 1, 1), 0.12))


_REACH = 130.0
"""Units from which cloth still shapes what is seen: its rounding, and the blur of its folds."""


def skin_ramp(look: Look) -> Ramp:
    """The ramp of skin."""
    skin = look.skin
    return Ramp(skin.deep, skin.shade, skin.base, skin.light, skin.shine)


def figure(hem: float) -> skia.Path:
    """Trunk as far down as ``hem``, and both sleeves, as one silhouette."""
    above = spline(
        [(-300, 150), (300, 150), (300, hem - 14), (110, hem + 4), (0, hem + 8), (-110, hem + 4),
         (-300, hem - 14)],
        True,
    )  # fmt: skip
    trunk = spline(both_sides(_TORSO), True)
    shape = skia.Op(trunk, above, skia.PathOp.kIntersect_PathOp)
    for points in (_ARM, mirrored(_ARM)):
        shape = skia.Op(shape, spline(points, True), skia.PathOp.kUnion_PathOp)
    return shape


def draw_cloth(
    canvas: skia.Canvas,
    shape: skia.Path,
    ramp: Ramp,
    light: Light,
    radius: float,
    folds: Sequence[Fold] = (),
    dim: float = 0.0,
) -> None:
    """A piece of fabric, rounded over what it covers by ``radius`` units, with folds."""
    if canvas.quickReject(shape):
        return
    window = window_of(shape).above(canvas.getLocalClipBounds().bottom() + _REACH)
    height = inflated(mask_of(shape, window), radius, soft=0.12 * radius + 2.0)
    height += _folded(folds, window)
    lit, rim = brightness(height, light)
    _, y = window.grid()
    # The face is what matters: light falls off towards the hands.
    fall = 0.12 * np.clip((y - 420.0) / 700.0, 0.0, 1.0)
    canvas.drawPath(shape, painted(ramp.at(lit - fall - dim), window, rim, light))


def draw_figure(
    canvas: skia.Canvas,
    look: Look,
    light: Light,
    ramp: Ramp,
    folds: Sequence[Fold],
    hem: float,
    cuff: Colour | None = None,
) -> None:
    """Hands, trousers, and trunk and sleeves in one cloth that ends at ``hem``.

    ``folds`` are of the right half, and are mirrored.
    """
    dark = ramp.deep
    _draw_trousers(canvas, look, light, hem)
    for points in (_HAND, mirrored(_HAND)):
        draw_cloth(canvas, spline(points, True), skin_ramp(look), light, 16.0)
        side = 1.0 if points[0][0] > 0 else -1.0
        for x in (259.0, 271.0):
            finger = spline([(side * x, 1190), (side * (x - 1), 1158)])
            canvas.drawPath(finger, stroke(look.skin.deep, 1.5, 0.45, 0.8))
        if cuff is not None:
            band = [(side * 236, 1080), (side * 285, 1078), (side * 285, 1097), (side * 236, 1099)]
            canvas.drawPath(spline(band, True), fill(cuff))
    sleeve: list[Fold] = [
        ([(214, 648), (252, 668), (300, 654)], 26.0, -8.0),
        ([(218, 706), (258, 708), (300, 684)], 22.0, -6.0),
        ([(216, 760), (250, 740), (290, 738)], 18.0, -4.0),
        ([(232, 1010), (260, 1024), (292, 1008)], 20.0, -5.0),
        ([(206, 452), (222, 410), (246, 366)], 24.0, -8.0),
    ]
    both = [*sleeve, *folds]
    mirror = [(mirrored(list(curve)), width, rise) for curve, width, rise in both]
    draw_cloth(canvas, figure(hem), ramp, light, 58.0, [*both, *mirror])
    canvas.save()
    canvas.clipPath(figure(hem), skia.ClipOp.kIntersect, True)
    for side in (-1.0, 1.0):
        pit = spline([(side * 200, 410), (side * 206, 480), (side * 205, 560)])
        canvas.drawPath(pit, stroke(dark, 10.0, 0.45, 5.0))
        seam = spline([(side * 196, 276), (side * 212, 330), (side * 209, 390), (side * 203, 430)])
        canvas.drawPath(seam, stroke(dark, 2.6, 0.3, 1.6))
    canvas.restore()


def _draw_trousers(canvas: skia.Canvas, look: Look, light: Light, hem: float) -> None:
    """From the waist down, in the shadow of what is worn above."""
    cloth = look.clothes.lower
    ramp = cloth_ramp(mix(cloth, (0, 0, 0), 0.4), cloth, mix(cloth, (1, 1, 1), 0.14))
    half: list[Point] = [
        (0, 930),
        (110, 932),
        (168, 960),
        (194, 1010),
        (206, 1090),
        (216, 1260),
        (0, 1262),
    ]
    shape = spline(both_sides(half), True)
    folds: list[Fold] = [
        ([(0, 1040), (2, 1130), (0, 1240)], 16.0, -6.0),
        ([(30, 1080), (110, 1060), (180, 1040)], 18.0, -4.0),
        ([(-30, 1080), (-110, 1060), (-180, 1040)], 18.0, -4.0),
    ]
    draw_cloth(canvas, shape, ramp, light, 70.0, folds)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    canvas.drawPath(
        spline([(-230, hem - 2), (0, hem + 22), (230, hem - 2)]), stroke(ramp.deep, 34.0, 0.7, 12.0)
    )
    canvas.restore()


def draw_neck(canvas: skia.Canvas, look: Look, light: Light, opening: skia.Path) -> None:
    """Neck and chest as far as ``opening`` shows them, in the shadow of the chin."""
    half = look.face.neck
    shape = spline(
        both_sides(
            [(0, 96), (half - 16, 96), (half - 3, 134), (half - 1, 176), (half + 8, 206),
             (half + 36, 230),
             (half + 90, 256), (half + 90, 380), (0, 400)]
        ),
        True,
    )  # fmt: skip
    window = window_of(shape)
    x, y = window.grid()
    column = np.where(y < 215.0, half, half + (y - 215.0) * 3.0)
    height = (0.72 * half * np.sqrt(np.clip(1.0 - (x / column) ** 2, 0.0, 1.0))).astype(np.float32)
    height = soften(height, 5.0)
    cords: list[Fold] = []
    for side in (-1.0, 1.0):
        cords.append(([(side * (half - 6), 150), (side * 28, 205), (side * 13, 246)], 17.0, 4.5))
        cords.append(([(side * 14, 254), (side * 56, 252), (side * 120, 244)], 15.0, 4.0))
    cords.append(([(0, 232), (0, 246), (0, 256)], 16.0, -5.0))
    height += _folded(cords, window)
    lit, rim = brightness(height, light)
    chin = 1.0 / (1.0 + np.exp((y - 204.0 + 14.0 * (x / half) ** 2) / 10.0))
    soft = bell(x, y, (-12.0 * light.key_side, 190.0), 60.0, 34.0)
    lit = lit - 0.42 * chin - 0.1 * soft
    canvas.save()
    canvas.clipPath(opening, skia.ClipOp.kIntersect, True)
    canvas.drawPath(shape, painted(skin_ramp(look).at(lit), window, 0.4 * rim, light))
    canvas.restore()


def _folded(folds: Sequence[Fold], window: Window) -> Field:
    """Height of folds, each tapering to its ends."""
    narrow = np.zeros(window.size[::-1], np.float32)
    broad = np.zeros(window.size[::-1], np.float32)
    for curve, width, rise in folds:
        layer = broad if width > _BROAD else narrow
        layer += rise * mask_of(spindle(list(curve), width), window)
    return soften(narrow, 7.0) + soften(broad, 18.0)
