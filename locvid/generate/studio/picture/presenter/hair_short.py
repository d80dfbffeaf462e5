"""Short hair, brushed up and to the side, cropped at the temples."""

from __future__ import annotations

import skia

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, spline
from locvid.generate.studio.picture.presenter.hair_style import (
    HairStyle,
    draw_grooves,
    draw_mass,
    draw_strands,
)
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill

_OUTLINE: list[Point] = [
    (-112, 6), (-121, -40), (-126, -86), (-114, -130), (-78, -162), (-24, -176), (38, -177),
    (88, -160), (118, -124), (126, -80), (121, -38), (112, 6), (110, -26), (107, -58),
    (98, -84), (84, -104), (52, -111), (14, -106), (-26, -110), (-66, -116), (-90, -104),
    (-102, -80), (-108, -54), (-110, -24),
]  # fmt: skip

_TOP_ROOT: list[Point] = [(-88, -100), (-74, -128), (-44, -156), (6, -172)]
_TOP_END: list[Point] = [(96, -88), (108, -116), (104, -146), (76, -166)]
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
    canvas.drawPath(shape, fill(look.skin.deep, 0.2, 5.0))
    draw_mass(canvas, shape, hair, light, radius=40.0)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    for near, far in _SIDES:
        draw_strands(canvas, near, far, hair, 60, seed=31, shine_at=0.4, width=1.8)
    draw_strands(canvas, _TOP_ROOT, _TOP_END, hair, 190, seed=32, shine_at=0.45, width=3.2)
    sweep: list[list[Point]] = [
        [(-60, -114), (-46, -140), (-16, -164)], [(-20, -110), (0, -140), (34, -168)],
        [(22, -108), (44, -136), (72, -160)], [(60, -108), (82, -128), (100, -146)],
    ]  # fmt: skip
    draw_grooves(canvas, sweep, hair, 3.0)
    canvas.restore()


STYLE = HairStyle(_fringe, _draw_back, _draw_front)
