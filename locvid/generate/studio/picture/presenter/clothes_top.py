"""A soft crew-neck top with a fine necklace."""

from __future__ import annotations

import skia

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.body import (
    Fold,
    cloth_ramp,
    draw_arms,
    draw_cloth,
    draw_neck,
)
from locvid.generate.studio.picture.presenter.geometry import Point, both_sides, spline
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill, mix, stroke

_WIDTH = 0.86


def draw_top(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """Neck, necklace, top, sleeves and hands."""
    clothes = look.clothes
    ramp = cloth_ramp(clothes.outer_dark, clothes.outer, clothes.outer_light)
    dark = mix(clothes.outer_dark, (0, 0, 0), 0.4)
    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    draw_arms(canvas, look, light, ramp)
    canvas.restore()
    draw_neck(canvas, look, light)
    _draw_necklace(canvas, look)
    trunk = _trunk()
    canvas.drawPath(trunk, fill(look.skin.deep, 0.35, 6.0))
    folds: list[Fold] = []
    for side in (-1.0, 1.0):
        folds += [
            ([(side * 176, 430), (side * 130, 470), (side * 96, 540)], 16.0, -10.0),
            ([(side * 182, 400), (side * 160, 360), (side * 168, 316)], 14.0, -9.0),
            ([(side * 150, 660), (side * 80, 720), (side * 10, 730)], 14.0, -8.0),
            ([(side * 156, 760), (side * 90, 850), (side * 70, 980)], 16.0, -8.0),
            ([(side * 70, 430), (side * 66, 470), (side * 58, 520)], 40.0, 9.0),
        ]
    draw_cloth(canvas, trunk, ramp, light, 74.0, folds)
    rim: list[Point] = [(-104, 250), (-76, 284), (-40, 306), (0, 313), (40, 306), (76, 284),
                        (104, 250)]  # fmt: skip
    canvas.drawPath(spline([(x, y + 5) for x, y in rim]), stroke(dark, 4.0, 0.5, 2.5))
    canvas.drawPath(spline(rim), stroke(mix(clothes.outer, clothes.outer_light, 0.4), 7.0))
    canvas.drawPath(spline([(x, y - 2) for x, y in rim]), stroke(clothes.outer_light, 1.4, 0.6))


def _trunk() -> skia.Path:
    half: list[Point] = [
        (0, 310), (40, 303), (76, 281), (102, 247), (150, 264), (178, 282), (198, 312),
        (194, 372), (178, 440), (168, 540), (158, 690), (164, 840), (184, 980), (198, 1196),
        (0, 1198),
    ]  # fmt: skip
    return spline(both_sides(half), True)


def _draw_necklace(canvas: skia.Canvas, look: Look) -> None:
    gold = look.clothes.accent
    chain: list[Point] = [(-58, 226), (-36, 262), (0, 280), (36, 262), (58, 226)]
    canvas.drawPath(spline([(x, y + 2) for x, y in chain]), stroke(look.skin.deep, 2.4, 0.5, 1.2))
    canvas.drawPath(spline(chain), stroke(gold, 1.8))
    canvas.drawCircle(0, 285, 5.5, fill(gold))
    canvas.drawCircle(-1.5, 283, 2.0, fill((1, 1, 1), 0.7))
