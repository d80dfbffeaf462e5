"""A soft jacket, worn open over a fine knit with a crew neck."""

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
from locvid.generate.studio.picture.presenter.geometry import (
    Point,
    both_sides,
    mirrored,
    polygon,
    spline,
)
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill, mix, stroke

_WIDTH = 1.12
_OPENING: list[Point] = [
    (60, 210), (84, 250), (92, 400), (94, 560), (98, 780), (108, 990),
]  # fmt: skip
_LAPEL: list[Point] = [
    (60, 204), (92, 232), (118, 300), (126, 366), (158, 380), (146, 480), (122, 600), (98, 720),
    (96, 560), (92, 400), (78, 300),
]  # fmt: skip
_FOLDS: list[Fold] = [
    ([(200, 470), (166, 550), (120, 640)], 32.0, -8.0),
    ([(200, 452), (166, 430), (150, 380)], 28.0, -7.0),
    ([(150, 340), (156, 440), (150, 560)], 100.0, 10.0),
    ([(116, 660), (122, 840), (124, 1100)], 30.0, -6.0),
]


def draw_jacket(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """Jacket, sleeves and hands; in its opening knit and neck; the lapels over all."""
    clothes = look.clothes
    outer = cloth_ramp(clothes.outer_dark, clothes.outer, clothes.outer_light)
    dark = outer.deep
    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    draw_figure(canvas, look, light, outer, _FOLDS, hem=1110.0)
    for side in (-1.0, 1.0):
        flap = [(side * 128, 906), (side * 162, 900), (side * 192, 906)]
        canvas.drawPath(spline(flap), stroke(dark, 3.0, 0.7, 1.0))
    canvas.restore()
    throat = polygon(both_sides([(0, 40), (90, 40), (68, 190), (62, 214), (50, 248), (0, 266)]))
    _draw_below_knit(canvas, look)
    _draw_knit(canvas, look, light)
    draw_neck(canvas, look, light, throat)
    _draw_neckband(canvas, look, light)
    for side in (-1.0, 1.0):
        lapel = polygon([(side * x, y) for x, y in _LAPEL])
        shadow = skia.Path(lapel)
        shadow.offset(side * -2.0, 6.0)
        canvas.drawPath(shadow, fill(dark, 0.45, 6.0))
        draw_cloth(canvas, lapel, outer, light, 15.0, dim=-0.03)
        canvas.drawPath(lapel, stroke(clothes.outer_light, 1.2, 0.3))
        canvas.drawPath(spline([(side * 157, 381), (side * 124, 366)]), stroke(dark, 2.2, 0.9))


def _draw_below_knit(canvas: skia.Canvas, look: Look) -> None:
    """The trousers between the jacket's open fronts."""
    cloth = look.clothes.lower
    gap = polygon([(-108, 960), (108, 960), (122, 1125), (-122, 1125)])
    canvas.drawPath(gap, fill(mix(cloth, (0, 0, 0), 0.25)))
    fly = spline([(0, 1000), (2, 1060), (0, 1125)])
    canvas.drawPath(fly, stroke(mix(cloth, (0, 0, 0), 0.6), 4.0, 0.6, 2.0))
    canvas.drawRect(skia.Rect(-112, 990, 112, 1030), fill(mix(cloth, (0, 0, 0), 0.7), 0.5, 9.0))


def _draw_knit(canvas: skia.Canvas, look: Look, light: Light) -> None:
    clothes = look.clothes
    ramp = cloth_ramp(clothes.inner_dark, clothes.inner, clothes.inner_light)
    low = [(60.0, 1002.0), (0.0, 1006.0), (-60.0, 1002.0)]
    shape = polygon([*_OPENING, *low, *reversed(mirrored(_OPENING))])
    folds: list[Fold] = [
        ([(-70, 430), (-20, 480), (40, 496)], 24.0, -3.0),
        ([(84, 600), (30, 650), (-30, 664)], 24.0, -3.0),
        ([(-80, 860), (-10, 900), (60, 894)], 24.0, -3.0),
    ]
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    draw_cloth(canvas, shape, ramp, light, 60.0, folds)
    shade = mix(clothes.inner_dark, (0, 0, 0), 0.35)
    for side in (-1.0, 1.0):
        edge = [(side * x, y) for x, y in _OPENING[1:]]
        canvas.drawPath(spline(edge), stroke(shade, 26.0, 0.6, 10.0))
    rib = stroke(shade, 1.0, 0.1)
    for x in range(-120, 121, 5):
        canvas.drawLine(x, 220, x, 1010, rib)
    canvas.restore()


def _draw_neckband(canvas: skia.Canvas, look: Look, light: Light) -> None:
    clothes, neck = look.clothes, look.face.neck
    ramp = cloth_ramp(clothes.inner_dark, clothes.inner, clothes.inner_light)
    shade = mix(clothes.inner_dark, (0, 0, 0), 0.35)
    half: list[Point] = [
        (0, 252), (26, 248), (46, 234), (neck - 6, 208), (neck - 1, 210), (neck - 2, 226),
        (58, 254), (34, 270), (0, 276),
    ]  # fmt: skip
    smooth = spline(both_sides(half), True)
    shadow = skia.Path(smooth)
    shadow.offset(0.0, 6.0)
    canvas.drawPath(shadow, fill(shade, 0.5, 5.0))
    draw_cloth(canvas, smooth, ramp, light, 9.0)
    canvas.save()
    canvas.clipPath(smooth, skia.ClipOp.kIntersect, True)
    for x in range(-80, 81, 5):
        canvas.drawLine(x, 196, 0.86 * x, 284, stroke(shade, 1.3, 0.35))
    canvas.restore()
