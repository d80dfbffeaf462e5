"""A soft jacket over a fine knit with a crew neck."""

from __future__ import annotations

import skia

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.body import (
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

_WIDTH = 1.12


def draw_jacket(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """Neck, knit, open jacket, sleeves and hands."""
    clothes = look.clothes
    outer = cloth_ramp(clothes.outer_dark, clothes.outer, clothes.outer_light)
    dark = mix(clothes.outer_dark, (0, 0, 0), 0.45)
    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    draw_arms(canvas, look, light, outer)
    canvas.restore()
    draw_neck(canvas, look, light)
    _draw_knit(canvas, look, light)
    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    for side in (-1.0, 1.0):
        front = _front(side)
        canvas.save()
        canvas.clipPath(torso(), skia.ClipOp.kIntersect, True)
        canvas.drawPath(front, fill(dark, 0.6, 9.0))
        canvas.restore()
        folds: list[Fold] = [
            ([(side * 204, 450), (side * 170, 540), (side * 120, 640)], 16.0, -9.0),
            ([(side * 210, 420), (side * 186, 380), (side * 192, 330)], 14.0, -9.0),
            ([(side * 150, 560), (side * 146, 760), (side * 136, 980)], 22.0, 7.0),
            ([(side * 108, 620), (side * 112, 820), (side * 108, 1100)], 12.0, -6.0),
        ]
        draw_cloth(canvas, front, outer, light, 60.0, folds)
        lapel = _lapel(side)
        shadow = skia.Path(lapel)
        shadow.offset(side * 3.0, 6.0)
        canvas.save()
        canvas.clipPath(front, skia.ClipOp.kIntersect, True)
        canvas.drawPath(shadow, fill(dark, 0.6, 6.0))
        canvas.restore()
        draw_cloth(canvas, lapel, outer, light, 16.0, dim=-0.03)
        canvas.drawPath(lapel, stroke(clothes.outer_light, 1.2, 0.3))
        seam = spline([(side * 128, 906), (side * 166, 900), (side * 196, 904)])
        canvas.drawPath(seam, stroke(dark, 3.0, 0.7, 1.0))
    canvas.restore()


def _front(side: float) -> skia.Path:
    half: list[Point] = [
        (60, 236), (100, 250), (152, 266), (206, 284), (234, 312), (230, 372), (214, 440),
        (206, 540), (200, 690), (204, 840), (220, 990), (232, 1196), (110, 1197), (96, 1000),
        (84, 780), (82, 560), (78, 400), (70, 300),
    ]  # fmt: skip
    return spline([(side * x, y) for x, y in half], True)


def _lapel(side: float) -> skia.Path:
    points: list[Point] = [
        (58, 224), (84, 240), (108, 300), (116, 370), (144, 384), (130, 480), (100, 600),
        (84, 700), (82, 540), (76, 400), (66, 310),
    ]  # fmt: skip
    return polygon([(side * x, y) for x, y in points])


def _draw_knit(canvas: skia.Canvas, look: Look, light: Light) -> None:
    clothes = look.clothes
    ramp = cloth_ramp(clothes.inner_dark, clothes.inner, clothes.inner_light)
    dark = mix(clothes.inner_dark, (0, 0, 0), 0.4)
    neck = look.face.neck
    body: list[Point] = [
        (0, 262), (30, 258), (56, 240), (neck + 10, 218), (110, 246), (150, 300), (150, 1190),
        (-150, 1190), (-150, 300), (-110, 246), (-neck - 10, 218), (-56, 240), (-30, 258),
    ]  # fmt: skip
    folds: list[Fold] = [
        ([(-60, 420), (-20, 470), (30, 500)], 12.0, -5.0),
        ([(70, 560), (20, 620), (-30, 640)], 12.0, -5.0),
        ([(-70, 760), (-10, 800), (60, 790)], 12.0, -5.0),
    ]
    draw_cloth(canvas, polygon(body), ramp, light, 60.0, folds)
    band: list[Point] = [
        (0, 274), (34, 269), (60, 248), (neck + 14, 214), (neck + 4, 208), (54, 230), (30, 248),
        (0, 254), (-30, 248), (-54, 230), (-neck - 4, 208), (-neck - 14, 214), (-60, 248),
        (-34, 269),
    ]  # fmt: skip
    collar = spline(band, True)
    shadow = skia.Path(collar)
    shadow.offset(0, 7)
    canvas.drawPath(shadow, fill(dark, 0.5, 5.0))
    draw_cloth(canvas, collar, ramp, light, 10.0)
    canvas.save()
    canvas.clipPath(collar, skia.ClipOp.kIntersect, True)
    for x in range(-76, 77, 6):
        canvas.drawLine(x * 1.0, 200, x * 0.9, 280, stroke(dark, 1.4, 0.35))
    canvas.restore()
