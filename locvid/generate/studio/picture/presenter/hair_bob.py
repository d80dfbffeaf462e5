"""Shoulder-length hair, parted at the side, with soft waves that fall in front of the shoulders."""

from __future__ import annotations

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, spline
from locvid.generate.studio.picture.presenter.hair_style import (
    HairStyle,
    draw_grooves,
    draw_mass,
    draw_skin_shadow,
    draw_strands,
)
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill, stroke

_PART: Point = (-30.0, -166.0)

_RIGHT_OUTER: list[Point] = [
    _PART, (30, -178), (92, -160), (136, -112), (150, -46), (149, 10), (160, 70), (155, 126),
    (168, 178), (144, 222), (104, 230),
]  # fmt: skip
_RIGHT_INNER: list[Point] = [
    (-30, -138), (8, -128), (52, -110), (86, -76), (102, -30), (107, 10), (111, 62), (101, 116),
    (112, 164), (104, 200), (92, 219),
]  # fmt: skip
_LEFT_OUTER: list[Point] = [
    _PART, (-66, -172), (-114, -146), (-143, -92), (-151, -30), (-149, 24), (-161, 80),
    (-155, 132), (-166, 182), (-140, 222), (-102, 228),
]  # fmt: skip
_LEFT_INNER: list[Point] = [
    (-30, -138), (-52, -126), (-80, -98), (-98, -60), (-106, -16), (-108, 24), (-111, 70),
    (-100, 120), (-111, 166), (-103, 200), (-91, 217),
]  # fmt: skip
_BACK: list[Point] = [
    (0, -158), (86, -150), (138, -100), (150, 0), (150, 100), (152, 170), (124, 218), (66, 222),
    (0, 214), (-66, 222), (-124, 218), (-152, 170), (-150, 100), (-150, 0), (-138, -100),
    (-86, -150),
]  # fmt: skip


def _side(outer: list[Point], inner: list[Point]) -> skia.Path:
    path = spline(outer)
    back = spline(list(reversed(inner)))
    path.addPath(back, skia.Path.AddPathMode.kExtend_AddPathMode)
    path.close()
    return path


def _fringe(look: Look) -> skia.Path:
    path = _side(_RIGHT_OUTER, _RIGHT_INNER)
    path.addPath(_side(_LEFT_OUTER, _LEFT_INNER))
    return path


def _draw_back(canvas: skia.Canvas, look: Look, light: Light) -> None:
    hair = look.hair
    shape = spline(_BACK, closed=True)
    draw_mass(canvas, shape, hair, light, radius=60.0, dim=0.28)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    for side in (-1.0, 1.0):
        near = [(side * x, y) for x, y in ((20, 40), (40, 110), (50, 170), (40, 212))]
        far = [(side * x, y) for x, y in ((140, 40), (146, 110), (150, 170), (116, 214))]
        draw_strands(canvas, near, far, hair, 40, seed=5, shine_at=0.5, width=2.0)
    canvas.drawRect(skia.Rect(-90, 60, 90, 230), fill(hair.dark, 0.55, 24.0))
    canvas.restore()


def _draw_front(canvas: skia.Canvas, look: Look, light: Light) -> None:
    hair = look.hair
    for outer, inner, seed in ((_LEFT_OUTER, _LEFT_INNER, 11), (_RIGHT_OUTER, _RIGHT_INNER, 12)):
        shape = _side(outer, inner)
        draw_skin_shadow(canvas, shape, look, 0.28, 6.0)
        draw_mass(canvas, shape, hair, light, radius=34.0)
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        draw_strands(canvas, outer, inner, hair, 150, seed, shine_at=0.27, width=3.0)
        draw_strands(canvas, outer[4:], inner[4:], hair, 70, seed + 20, shine_at=0.5, width=2.6)
        locks = []
        for share in (0.28, 0.52, 0.78):
            locks.append(
                [
                    (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                    for a, b in zip(outer[2:], inner[2:], strict=True)
                ]
            )
        draw_grooves(canvas, locks, hair, 3.0)
        canvas.restore()
        # A few strands stand off the outline: hair, not a helmet.
        away = [(1.022 * x, y - 1.0) for x, y in outer]
        draw_strands(canvas, outer, away, hair, 9, seed + 40, shine_at=0.3, width=1.0)
    canvas.drawPath(
        spline([(_PART[0] + 2, _PART[1] + 2), (-34, -152), (-30, -139)]),
        stroke(look.skin.shade, 2.0, 0.55, 1.0),
    )


STYLE = HairStyle(_fringe, _draw_back, _draw_front)
