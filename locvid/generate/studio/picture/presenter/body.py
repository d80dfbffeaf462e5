"""Torso, arms, hands and neck below any clothes, and the lighting of cloth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, both_sides, spline
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import Colour, fill, mix, stroke
from locvid.generate.studio.picture.presenter.relief import (
    Ramp,
    Window,
    bell,
    brightness,
    inflated,
    lines_of,
    mask_of,
    painted,
)

Fold = tuple[Sequence[Point], float, float]
"""A curve, its width, its height (negative: a groove)."""

TORSO: list[Point] = [
    (0, 236), (50, 232), (92, 246), (150, 264), (206, 284), (232, 312), (226, 372), (206, 440),
    (196, 540), (184, 690), (186, 840), (204, 980), (218, 1196), (0, 1198),
]  # fmt: skip
ARM: list[Point] = [
    (186, 278), (232, 296), (266, 336), (284, 410), (292, 520), (300, 660), (300, 800),
    (294, 940), (284, 1084), (236, 1086), (230, 960), (224, 800), (214, 660), (206, 520),
    (200, 420), (180, 340),
]  # fmt: skip
_HAND: list[Point] = [
    (240, 1078), (280, 1078), (288, 1110), (286, 1146), (278, 1186), (262, 1196), (248, 1190),
    (242, 1160), (232, 1148), (226, 1120), (232, 1096),
]  # fmt: skip


def torso() -> skia.Path:
    """The outline of the trunk."""
    return spline(both_sides(TORSO), True)


def arm(side: float) -> skia.Path:
    """The outline of an arm that hangs at ease; ``side`` −1 left, 1 right."""
    return spline([(side * x, y) for x, y in ARM], True)


def cloth_ramp(dark: Colour, base: Colour, bright: Colour) -> Ramp:
    """The ramp of a matt fabric."""
    return Ramp(mix(dark, (0, 0, 0), 0.45), dark, base, bright, mix(bright, (1, 1, 1), 0.12))


def draw_cloth(
    canvas: skia.Canvas,
    shape: skia.Path,
    ramp: Ramp,
    light: Light,
    radius: float,
    folds: Sequence[Fold] = (),
    dim: float = 0.0,
) -> None:
    """A piece of fabric: rounded over the body by ``radius`` units, with folds."""
    bounds = shape.getBounds()
    window = Window(
        int(bounds.left()) - 4, int(bounds.top()) - 4, int(bounds.right()) + 4,
        int(bounds.bottom()) + 4,
    )  # fmt: skip
    height = inflated(mask_of(shape, window), radius, soft=4.0)
    if folds:
        height += lines_of(
            [(spline(curve), width, rise) for curve, width, rise in folds], window, 5.0
        )
    lit, rim = brightness(height, light)
    _, y = window.grid()
    # The face is what matters: light falls off towards the hands.
    fall = 0.1 * np.clip((y - 420.0) / 700.0, 0.0, 1.0)
    canvas.drawPath(shape, painted(ramp.at(lit - fall - dim), window, rim, light))


def draw_arms(
    canvas: skia.Canvas, look: Look, light: Light, ramp: Ramp, cuff: Colour | None = None
) -> None:
    """Both arms with sleeves and hands, behind the trunk."""
    for side in (-1.0, 1.0):
        hand = spline([(side * x, y) for x, y in _HAND], True)
        skin = look.skin
        draw_cloth(
            canvas,
            hand,
            Ramp(skin.deep, skin.shade, skin.base, skin.light, skin.shine),
            light,
            16.0,
        )
        canvas.drawPath(
            spline([(side * 262, 1192), (side * 260, 1160)]), stroke(skin.deep, 1.6, 0.5, 0.8)
        )
        if cuff is not None:
            band = spline([(side * 236, 1080), (side * 284, 1078), (side * 284, 1096),
                           (side * 236, 1098)], True)  # fmt: skip
            canvas.drawPath(band, fill(cuff))
        folds: list[Fold] = [
            ([(side * 214, 640), (side * 250, 660), (side * 294, 650)], 12.0, -8.0),
            ([(side * 218, 690), (side * 256, 694), (side * 298, 676)], 10.0, -6.0),
            ([(side * 200, 420), (side * 232, 400), (side * 260, 380)], 12.0, -7.0),
            ([(side * 234, 1010), (side * 262, 1024), (side * 288, 1012)], 10.0, -6.0),
        ]
        draw_cloth(canvas, arm(side), ramp, light, 46.0, folds, dim=0.05)


def draw_neck(canvas: skia.Canvas, look: Look, light: Light, bottom: float = 330.0) -> None:
    """Neck and upper chest, in the shadow of the chin; drawn below collars."""
    half = look.face.neck
    shape = spline(
        both_sides(
            [(0, 70), (half, 70), (half - 1, 140), (half + 1, 190), (half + 16, 222),
             (half + 66, 244), (half + 90, 268), (70, bottom), (0, bottom + 30)]
        ),
        True,
    )  # fmt: skip
    bounds = shape.getBounds()
    window = Window(int(bounds.left()) - 4, 60, int(bounds.right()) + 4, int(bottom) + 40)
    height = inflated(mask_of(shape, window), half * 0.95, soft=6.0)
    cords: list[tuple[skia.Path, float, float]] = []
    for side in (-1.0, 1.0):
        cords.append(
            (spline([(side * (half - 8), 160), (side * 26, 210), (side * 12, 240)]), 10, 7)
        )
        bone = [(side * 14, 252), (side * 50, 248), (side * 100, 240)]
        cords.append((spline(bone), 9.0, 6.0))
    height += lines_of(cords, window, 5.0)
    lit, rim = brightness(height, light)
    x, y = window.grid()
    chin = bell(x, y, (-14.0 * light.key_side, 150.0), 74.0, 36.0)
    edge = 1.0 / (1.0 + np.exp((y - 205.0 - 10.0 * np.cos(x / 40.0)) / 9.0))
    lit = lit - 0.3 * edge - 0.16 * chin
    skin = look.skin
    colours = Ramp(skin.deep, skin.shade, skin.base, skin.light, skin.light).at(lit)
    canvas.drawPath(shape, painted(colours, window, rim, light))
