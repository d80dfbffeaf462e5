"""A tailored blazer over a white shirt with an open collar."""

from __future__ import annotations

import skia

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.body import (
    ARM,
    Fold,
    cloth_ramp,
    draw_arms,
    draw_cloth,
    draw_neck,
    torso,
)
from locvid.generate.studio.picture.presenter.geometry import Point, polygon, spline
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill, mix, stroke

_WIDTH = 0.92
_CLOSE = 700.0
"""Height of the button at which the fronts meet."""


def draw_blazer(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """Neck, shirt, blazer, sleeves and hands."""
    clothes = look.clothes
    outer = cloth_ramp(clothes.outer_dark, clothes.outer, clothes.outer_light)
    inner = cloth_ramp(clothes.inner_dark, clothes.inner, clothes.inner_light)
    dark = mix(clothes.outer_dark, (0, 0, 0), 0.45)
    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    draw_arms(canvas, look, light, outer, cuff=clothes.inner)
    canvas.restore()
    draw_neck(canvas, look, light)
    _draw_shirt(canvas, look, light)

    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    for side in (-1.0, 1.0):
        front = _front(side)
        canvas.drawPath(front, fill(dark, 0.5, 7.0))
        folds: list[Fold] = [
            ([(side * 196, 470), (side * 150, 560), (side * 60, 680)], 16.0, -9.0),
            ([(side * 186, 640), (side * 130, 690), (side * 40, 716)], 12.0, -7.0),
            ([(side * 214, 420), (side * 190, 380), (side * 196, 330)], 14.0, -9.0),
            ([(side * 120, 420), (side * 118, 620), (side * 100, 900)], 18.0, 5.0),
        ]
        draw_cloth(canvas, front, outer, light, 70.0, folds)
        _draw_pocket(canvas, side, dark)
    canvas.drawPath(spline([(6, _CLOSE - 6), (10, 900), (30, 1190)]), stroke(dark, 3.0, 0.6, 1.2))
    for side in (-1.0, 1.0):
        lapel = _lapel(side)
        shadow = skia.Path(lapel)
        shadow.offset(side * 3.0, 6.0)
        canvas.save()
        canvas.clipPath(_front(side), skia.ClipOp.kIntersect, True)
        canvas.drawPath(shadow, fill(dark, 0.6, 6.0))
        canvas.restore()
        draw_cloth(canvas, lapel, outer, light, 16.0, dim=-0.04)
        canvas.drawPath(lapel, stroke(clothes.outer_light, 1.2, 0.35))
        notch = spline([(side * 146, 402), (side * 112, 386)])
        canvas.drawPath(notch, stroke(dark, 2.2, 0.8))
    for y in (_CLOSE + 8.0, _CLOSE + 128.0):
        canvas.drawCircle(17, y + 2, 9.5, fill(dark, 0.7, 2.0))
        canvas.drawCircle(16, y, 8.5, fill(mix(clothes.outer_dark, clothes.outer_light, 0.35)))
        canvas.drawCircle(14, y - 2, 5.0, fill(clothes.outer_light, 0.35, 2.0))
    canvas.restore()
    del inner


def _front(side: float) -> skia.Path:
    """One front of the blazer, from the collar over the shoulder to the hem."""
    half: list[Point] = [
        (62, 238), (100, 250), (152, 266), (206, 284), (234, 312), (230, 372), (212, 440),
        (202, 540), (190, 690), (194, 840), (216, 990), (234, 1196), (60, 1197), (20, 1120),
        (4, 900), (-8 * side if side > 0 else 4, _CLOSE), (30, 560), (62, 400), (66, 300),
    ]  # fmt: skip
    return spline([(side * x, y) for x, y in half], True)


def _lapel(side: float) -> skia.Path:
    points: list[Point] = [
        (56, 226), (82, 242), (106, 300), (112, 382), (148, 398), (118, 500), (60, 620),
        (0, _CLOSE), (26, 560), (54, 420), (60, 320),
    ]  # fmt: skip
    return polygon([(side * x, y) for x, y in points])


def _draw_pocket(canvas: skia.Canvas, side: float, dark: tuple[float, float, float]) -> None:
    flap = spline([(side * 78, 880), (side * 130, 872), (side * 182, 876)])
    canvas.drawPath(flap, stroke(dark, 3.0, 0.7, 1.0))


def _draw_shirt(canvas: skia.Canvas, look: Look, light: Light) -> None:
    clothes = look.clothes
    ramp = cloth_ramp(clothes.inner_dark, clothes.inner, clothes.inner_light)
    grey = mix(clothes.inner_dark, (0.25, 0.3, 0.42), 0.4)
    placket: list[Point] = [
        (0, 372), (40, 312), (66, 236), (86, 260), (90, 420), (60, 740), (-60, 740), (-90, 420),
        (-86, 260), (-66, 236), (-40, 312),
    ]  # fmt: skip
    folds: list[Fold] = [
        ([(50, 470), (24, 540), (10, 640)], 8.0, -4.0),
        ([(-46, 450), (-26, 540), (-8, 660)], 8.0, -4.0),
    ]
    draw_cloth(canvas, polygon(placket), ramp, light, 30.0, folds)
    canvas.drawPath(spline([(0, 376), (1, 520), (0, 720)]), stroke(grey, 1.8, 0.5))
    for y in (430.0, 520.0, 610.0):
        canvas.drawCircle(5, y, 4.0, fill(mix(clothes.inner_dark, grey, 0.3)))
    for side in (-1.0, 1.0):
        collar = polygon(
            [(side * x, y) for x, y in
             ((52, 208), (66, 222), (96, 262), (74, 352), (2, 378), (34, 318), (50, 262))]
        )  # fmt: skip
        canvas.drawPath(collar, fill(grey, 0.5, 5.0))
        draw_cloth(canvas, collar, ramp, light, 14.0)
        canvas.drawPath(collar, stroke(grey, 1.0, 0.35))


__all__ = ["ARM", "draw_blazer", "torso"]
