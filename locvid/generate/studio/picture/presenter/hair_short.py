"""Short hair, brushed up and to the side, cropped at the temples."""

from __future__ import annotations

from itertools import pairwise

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

_OUTLINE: list[Point] = [
    (-112, 6), (-121, -40), (-126, -86), (-114, -130), (-78, -162), (-24, -176), (38, -177),
    (88, -160), (118, -124), (126, -80), (121, -38), (112, 6), (110, -26), (107, -58),
    (98, -84), (84, -104), (52, -111), (14, -106), (-26, -110), (-66, -116), (-90, -104),
    (-102, -80), (-108, -54), (-110, -24),
]  # fmt: skip

_TOP: list[list[Point]] = [
    [(-104, -88), (-118, -108), (-112, -136), (-88, -158)],
    [(-52, -112), (-56, -134), (-44, -158), (-22, -176)],
    [(8, -106), (14, -132), (30, -156), (50, -176)],
    [(60, -106), (78, -126), (92, -142), (98, -156)],
    [(98, -86), (116, -102), (122, -118), (118, -134)],
]
"""Strands rise from the hairline and lean to the side."""

_SIDES: list[tuple[list[Point], list[Point]]] = [
    ([(-96, -100), (-106, -66), (-110, -36), (-112, 4)],
     [(-122, -120), (-127, -80), (-122, -40), (-113, 4)]),
    ([(92, -100), (104, -66), (109, -36), (111, 4)],
     [(118, -124), (127, -80), (122, -40), (113, 4)]),
]  # fmt: skip


def _fringe(look: Look) -> skia.Path:
    return spline(_OUTLINE, closed=True)


def _draw_back(canvas: skia.Canvas, look: Look, light: Light) -> None:
    shape = spline([(-108, 20), (-114, -60), (-90, -140), (0, -168), (90, -140), (114, -60),
                    (108, 20), (70, 60), (-70, 60)], True)  # fmt: skip
    draw_mass(canvas, shape, look.hair, light, radius=40.0, dim=0.3)


def _draw_front(canvas: skia.Canvas, look: Look, light: Light) -> None:
    hair = look.hair
    shape = _fringe(look)
    draw_skin_shadow(canvas, shape, look, 0.2, 5.0)
    draw_mass(canvas, shape, hair, light, radius=40.0)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    for near, far in _SIDES:
        draw_strands(canvas, near, far, hair, 60, seed=31, shine_at=0.4, width=1.8)
    for index, (one, other) in enumerate(pairwise(_TOP)):
        draw_strands(canvas, one, other, hair, 70, seed=33 + index, shine_at=0.5, width=3.0)
    draw_grooves(canvas, [_TOP[1], _TOP[3]], hair, 2.0)
    canvas.restore()


STYLE = HairStyle(_fringe, _draw_back, _draw_front)
