"""A tailored blazer over a white shirt with an open collar."""

from __future__ import annotations

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.body import (
    Fold,
    cloth_ramp,
    draw_cloth,
    draw_figure,
    draw_neck,
)
from locvid.generate.studio.picture.presenter.geometry import Point, mirrored, polygon, spline
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill, mix, stroke

_WIDTH = 0.94
_CLOSE = 690.0
"""Height of the button at which the fronts meet."""

_SHIRT: list[Point] = [(60, 214), (78, 250), (82, 420), (60, 560), (0, 702)]
_LAPEL: list[Point] = [
    (56, 200), (86, 228), (109, 300), (115, 380), (150, 392), (126, 492), (74, 610), (0, _CLOSE),
    (30, 560), (60, 420), (66, 300),
]  # fmt: skip
_COLLAR: list[Point] = [(51, 190), (61, 198), (94, 254), (80, 352), (10, 384), (36, 320), (50, 262)]
_FOLDS: list[Fold] = [
    ([(200, 500), (150, 590), (40, 690)], 34.0, -9.0),
    ([(190, 640), (120, 684), (36, 712)], 26.0, -6.0),
    ([(200, 452), (166, 430), (150, 380)], 28.0, -7.0),
    ([(120, 380), (118, 470), (112, 560)], 110.0, 16.0),
    ([(140, 880), (150, 960), (146, 1050)], 70.0, 8.0),
    ([(60, 760), (80, 860), (84, 980)], 26.0, -4.0),
]


def draw_blazer(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """Blazer, sleeves and hands; in its opening neck and shirt; the lapels over all."""
    clothes = look.clothes
    outer = cloth_ramp(clothes.outer_dark, clothes.outer, clothes.outer_light)
    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    draw_figure(canvas, look, light, outer, _FOLDS, hem=1060.0, cuff=clothes.inner)
    dark = outer.deep
    canvas.drawPath(spline([(4, _CLOSE), (8, 900), (20, 1062)]), stroke(dark, 6.0, 0.5, 3.0))
    canvas.drawPath(spline([(3, _CLOSE), (6, 900), (17, 1062)]), stroke(dark, 2.0, 0.8, 0.6))
    for side in (-1.0, 1.0):
        flap = [(side * 82, 884), (side * 132, 876), (side * 180, 882)]
        canvas.drawPath(spline(flap), stroke(dark, 3.0, 0.7, 1.0))
        canvas.drawPath(
            spline([(x, y + 3) for x, y in flap]), stroke(clothes.outer_light, 1.4, 0.4)
        )
    canvas.restore()

    shirt = polygon([(0, 380), *_SHIRT, *reversed(mirrored(_SHIRT))])
    _draw_shirt(canvas, look, light, shirt)
    throat = polygon([(-56, 40), (56, 40), (54, 206), (52, 262), (38, 320), (4, 380), (-38, 320),
                      (-52, 262), (-54, 206)])  # fmt: skip
    canvas.drawPath(throat, fill(look.skin.deep, 0.5, 4.0))
    draw_neck(canvas, look, light, throat)
    _draw_collar(canvas, look, light)
    for side in (-1.0, 1.0):
        lapel = polygon([(side * x, y) for x, y in _LAPEL])
        shadow = skia.Path(lapel)
        shadow.offset(side * 2.0, 6.0)
        canvas.drawPath(shadow, fill(dark, 0.45, 6.0))
        draw_cloth(canvas, lapel, outer, light, 15.0, dim=-0.03)
        canvas.drawPath(lapel, stroke(clothes.outer_light, 1.2, 0.35))
        canvas.drawPath(spline([(side * 149, 393), (side * 113, 379)]), stroke(dark, 2.2, 0.9))
    for y in (_CLOSE + 12.0, _CLOSE + 132.0):
        canvas.drawCircle(15, y + 2, 9.5, fill(dark, 0.7, 2.0))
        canvas.drawCircle(14, y, 8.5, fill(mix(clothes.outer_dark, clothes.outer_light, 0.35)))
        canvas.drawCircle(12, y - 2, 5.0, fill(clothes.outer_light, 0.35, 2.0))


def _draw_shirt(canvas: skia.Canvas, look: Look, light: Light, shape: skia.Path) -> None:
    clothes = look.clothes
    ramp = cloth_ramp(clothes.inner_dark, clothes.inner, clothes.inner_light)
    grey = mix(clothes.inner_dark, (0.25, 0.3, 0.42), 0.4)
    folds: list[Fold] = [
        ([(54, 450), (30, 530), (8, 640)], 22.0, -6.0),
        ([(-52, 440), (-28, 540), (-6, 660)], 22.0, -6.0),
        ([(30, 420), (18, 520), (6, 600)], 16.0, 4.0),
    ]
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    draw_cloth(canvas, shape, ramp, light, 26.0, folds)
    # The blazer's edge shades the shirt.
    for side in (-1.0, 1.0):
        edge = [(side * x, y) for x, y in ((64, 300), (60, 420), (30, 560), (0, _CLOSE))]
        canvas.drawPath(spline(edge), stroke(grey, 26.0, 0.5, 9.0))
    canvas.drawPath(spline([(0, 384), (1, 520), (0, 720)]), stroke(grey, 1.8, 0.6))
    for y in (436.0, 520.0, 604.0):
        canvas.drawCircle(4, y + 0.8, 4.0, fill(grey, 0.5, 0.8))
        canvas.drawCircle(4, y, 3.6, fill(clothes.inner_light))
    canvas.restore()


def _draw_collar(canvas: skia.Canvas, look: Look, light: Light) -> None:
    clothes = look.clothes
    ramp = cloth_ramp(clothes.inner_dark, clothes.inner, clothes.inner_light)
    grey = mix(clothes.inner_dark, (0.25, 0.3, 0.42), 0.4)
    for side in (-1.0, 1.0):
        collar = polygon([(side * x, y) for x, y in _COLLAR])
        shadow = skia.Path(collar)
        shadow.offset(0.0, 5.0)
        canvas.drawPath(shadow, fill(grey, 0.6, 5.0))
        draw_cloth(canvas, collar, ramp, light, 13.0)
        canvas.drawPath(collar, stroke(grey, 1.0, 0.4))
