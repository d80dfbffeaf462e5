"""A soft top with a wide round neckline, and a fine necklace."""

from __future__ import annotations

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.body import (
    Fold,
    cloth_ramp,
    draw_figure,
    draw_neck,
)
from locvid.generate.studio.picture.presenter.geometry import (
    Point,
    both_sides,
    mirrored,
    spline,
)
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill, mix, stroke

_WIDTH = 0.88
_NECKLINE: list[Point] = [(98, 232), (90, 264), (66, 296), (34, 312), (0, 317)]
_FOLDS: list[Fold] = [
    ([(202, 446), (172, 478), (150, 530)], 28.0, -4.0),
    ([(196, 420), (164, 386), (156, 330)], 28.0, -3.5),
    ([(186, 650), (120, 700), (30, 716)], 28.0, -2.5),
    ([(188, 740), (130, 800), (96, 880)], 28.0, -3.0),
    ([(98, 372), (94, 450), (92, 540)], 150.0, 8.0),
    ([(190, 860), (150, 900), (120, 970)], 26.0, -4.0),
]


def draw_top(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """Top, sleeves and hands; in the neckline neck, chest and necklace."""
    clothes = look.clothes
    ramp = cloth_ramp(clothes.outer_dark, clothes.outer, clothes.outer_light)
    canvas.save()
    canvas.scale(_WIDTH, 1.0)
    draw_figure(canvas, look, light, ramp, _FOLDS, hem=985.0)
    canvas.restore()
    opening = spline(both_sides([(0, 30), (90, 30), (104, 220), *_NECKLINE]), True)
    draw_neck(canvas, look, light, opening)
    _draw_necklace(canvas, look)
    rim = [*_NECKLINE, *reversed(mirrored(_NECKLINE[:-1]))]
    canvas.save()
    canvas.clipPath(opening, skia.ClipOp.kIntersect, True)
    canvas.clipRect(skia.Rect(-101, 240, 101, 340), skia.ClipOp.kIntersect, True)
    canvas.drawPath(
        spline([(0.96 * x, y - 6) for x, y in rim]), stroke(look.skin.deep, 5.0, 0.45, 3.0)
    )
    canvas.restore()
    canvas.save()
    canvas.clipRect(skia.Rect(-101, 236, 101, 340), skia.ClipOp.kIntersect, True)
    canvas.drawPath(spline([(x, y + 6) for x, y in rim]), stroke(ramp.deep, 5.0, 0.45, 2.5))
    canvas.drawPath(spline(rim), stroke(mix(clothes.outer, clothes.outer_light, 0.3), 8.0))
    canvas.drawPath(spline([(x, y - 2) for x, y in rim]), stroke(clothes.outer_light, 1.6, 0.6))
    canvas.restore()


def _draw_necklace(canvas: skia.Canvas, look: Look) -> None:
    gold = look.clothes.accent
    chain: list[Point] = [(-54, 222), (-36, 258), (0, 276), (36, 258), (54, 222)]
    canvas.drawPath(spline([(x, y + 2) for x, y in chain]), stroke(look.skin.deep, 2.4, 0.5, 1.2))
    canvas.drawPath(spline(chain), stroke(gold, 1.8))
    canvas.drawCircle(0, 281, 5.5, fill(gold))
    canvas.drawCircle(-1.5, 279, 2.0, fill((1, 1, 1), 0.7))
