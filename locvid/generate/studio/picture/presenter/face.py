"""The head's skin: a sculpted surface (brows, sockets, nose, cheeks, chin) lit and painted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import both_sides, spline
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import fill, mix, stroke
from locvid.generate.studio.picture.presenter.relief import (
    Field,
    Ramp,
    Window,
    bell,
    brightness,
    lines_of,
    mask_of,
    painted,
    soften,
)

WINDOW = Window(-160, -190, 160, 190)


def face_outline(look: Look) -> skia.Path:
    """The head's front from hairline to chin."""
    return spline(both_sides(look.face.outline), closed=True)


def draw_skin(canvas: skia.Canvas, look: Look, light: Light, hair_shadow: skia.Path) -> None:
    """Ears and face; ``hair_shadow`` is the front hair, which darkens the skin below it."""
    outline = face_outline(look)
    _draw_ears(canvas, look, light)
    height = _sculpted(look, outline)
    lit, rim = brightness(height, light)
    lit -= 0.13 * _cast_by(hair_shadow, light)
    skin = look.skin
    colours = Ramp(skin.deep, skin.shade, skin.base, skin.light, skin.shine).at(lit)
    canvas.drawPath(outline, painted(_flushed(colours, look), WINDOW, rim, light))
    _draw_nose(canvas, look, light)
    _draw_lines(canvas, look)


def _sculpted(look: Look, outline: skia.Path) -> Field:
    """Height of the face in units at every unit of ``WINDOW``."""
    face, eyes, mouth = look.face, look.eyes, look.mouth
    x, y = WINDOW.grid()
    mask = mask_of(outline, WINDOW)
    half = np.maximum(mask.sum(axis=1, keepdims=True) / 2.0, 6.0)
    half = soften(np.repeat(half, 3, axis=1), 12.0)[:, :1] + 4.0
    across = np.clip(1.0 - np.abs(x / half) ** 2.6, 0.0, 1.0)
    along = np.clip(1.0 - np.abs((y - 2.0) / 172.0) ** 3.2, 0.0, 1.0)
    height = 74.0 * across**0.6 * along**0.5

    wing = 15.0 * face.nose_width
    tip_y = 27.0 * face.nose_length
    bridge = np.exp(-0.5 * (x / (8.5 * face.nose_width)) ** 2)
    run = np.clip((y + 34.0) / 62.0, 0.0, 1.0) * np.clip((tip_y + 12.0 - y) / 9.0, 0.0, 1.0)
    height += bridge * (4.0 + 16.0 * run) * (run > 0) * face.nose_bridge * np.minimum(run * 4, 1)
    height += 9.0 * bell(x, y, (0.0, tip_y), 10.0 * face.nose_width, 10.0)
    for side in (-1.0, 1.0):
        height += 5.5 * bell(x, y, (side * wing, tip_y + 6.0), 7.0 * face.nose_width, 7.0)
        height -= 8.5 * bell(x, y, (side * (eyes.x - 3.0), eyes.y + 1.0), 25.0, 13.0)
        height += 4.0 * face.brow_ridge * bell(x, y, (side * 44.0, eyes.y - 32.0), 30.0, 8.0)
        height += 9.0 * face.cheeks * bell(x, y, (side * 62.0, 30.0), 27.0, 22.0)
        height -= 4.0 * bell(x, y, (side * 84.0, 74.0), 24.0, 26.0)
    height += 7.0 * bell(x, y, (0.0, mouth.y), 38.0, 24.0)
    height -= 2.6 * bell(x, y, (0.0, (tip_y + mouth.y) / 2 + 6.0), 4.5, 8.0)
    height -= 5.0 * bell(x, y, (0.0, mouth.y + mouth.lower + 14.0), 22.0, 6.0)
    height += 8.0 * bell(x, y, (0.0, mouth.y + mouth.lower + 38.0), 24.0, 13.0)
    if face.age:
        height += _folds(look)
    return soften(height.astype(np.float32), 2.2)


def _folds(look: Look) -> Field:
    """Lines that years leave: nose to mouth, below the eyes, across the forehead."""
    age, mouth, eyes = look.face.age, look.mouth, look.eyes
    grooves = []
    for side in (-1.0, 1.0):
        fold = [(side * 22, 36), (side * 36, 54), (side * (mouth.half_width + 10), mouth.y - 2)]
        grooves.append((spline(fold), 4.0, -9.0 * age))
        bag = [
            (side * (eyes.x - 20), eyes.y + 17),
            (side * eyes.x, eyes.y + 23),
            (side * (eyes.x + 20), eyes.y + 16),
        ]
        grooves.append((spline(bag), 3.5, -6.0 * age))
    for row in (-88.0, -104.0):
        grooves.append((spline([(-46, row + 3), (0, row), (46, row + 3)]), 3.0, -3.5 * age))
    return lines_of(grooves, WINDOW, 2.0)


def _cast_by(hair: skia.Path, light: Light) -> Field:
    """0…1: how deep a point lies in the shadow of the hair, which falls down and off the key."""
    x_shift = -7.0 * light.key_side
    shifted = skia.Path(hair)
    shifted.offset(x_shift, 11.0)
    return mask_of(shifted, WINDOW, blur=8.0)


def _flushed(colours: NDArray[np.float32], look: Look) -> NDArray[np.float32]:
    """Blood under the skin: cheeks, nose, ears, lids and chin."""
    x, y = WINDOW.grid()
    eyes, amount = look.eyes, look.face.blush
    flush = 0.5 * bell(x, y, (0.0, 30.0), 16.0, 12.0) + 0.25 * bell(x, y, (0.0, 130.0), 26.0, 14.0)
    for side in (-1.0, 1.0):
        flush = flush + 0.8 * bell(x, y, (side * 62.0, 36.0), 21.0, 16.0)
        flush = flush + 0.35 * bell(x, y, (side * eyes.x, eyes.y - 9.0), 24.0, 9.0)
    share = np.clip(flush * amount, 0.0, 0.8)[..., None].astype(np.float32)
    blush = np.array(look.skin.blush, dtype=np.float32)
    return np.asarray(colours * (1.0 - share * (1.0 - blush)), dtype=np.float32)


def _draw_ears(canvas: skia.Canvas, look: Look, light: Light) -> None:
    skin, size = look.skin, look.face.ear_size
    edge = max(x for x, _ in look.face.outline)
    for side in (-1.0, 1.0):
        lit = side * light.key_side
        tone = mix(skin.base, skin.light if lit > 0 else skin.shade, 0.7 * abs(lit))
        canvas.save()
        canvas.translate(side * (edge - 4.0), -4.0)
        canvas.scale(side * size, size)
        shape = spline(
            [(-10, -26), (2, -36), (15, -31), (18, -14), (12, 6), (10, 22), (2, 31), (-8, 26)], True
        )
        canvas.drawPath(shape, fill(tone))
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        canvas.drawPath(spline([(-4, -22), (8, -26), (12, -12), (5, 6), (3, 20)]),
                        stroke(skin.shade, 5.0, 0.75, 2.2))  # fmt: skip
        canvas.drawPath(spline([(-6, -10), (4, -8), (4, 4), (-4, 12)]),
                        stroke(skin.deep, 5.0, 0.5, 2.4))  # fmt: skip
        canvas.drawCircle(4, 24, 6, fill(skin.blush, 0.25, 2.5))
        canvas.restore()
        canvas.restore()


def _draw_nose(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """Nostrils and the shadow below the tip; the bridge is sculpted."""
    skin, face = look.skin, look.face
    wing, tip = 15.0 * face.nose_width, 27.0 * face.nose_length
    dark = mix(skin.deep, (0.2, 0.05, 0.03), 0.35)
    under = spline(
        [(-wing, tip + 12), (-6, tip + 13), (0, tip + 15), (6, tip + 13), (wing, tip + 12)]
    )
    canvas.drawPath(under, stroke(skin.deep, 3.4, 0.3, 2.2))
    for side in (-1.0, 1.0):
        hole = spline(
            [
                (side * 4.5, tip + 12.5), (side * 8.5, tip + 9.5), (side * 12.0, tip + 11.5),
                (side * 8.5, tip + 13.5),
            ],
            True,
        )  # fmt: skip
        canvas.drawPath(hole, fill(dark, 0.8, 0.7))
        curl = spline(
            [
                (side * (wing + 3.5), tip + 1),
                (side * (wing + 6), tip + 7),
                (side * (wing + 2), tip + 13),
            ]
        )
        canvas.drawPath(curl, stroke(skin.deep, 2.2, 0.34, 1.2))
    canvas.drawOval(
        skia.Rect.MakeXYWH(-5.0 + 3.0 * light.key_side, tip - 8, 9, 8), fill((1, 1, 1), 0.28, 2.4)
    )


def _draw_lines(canvas: skia.Canvas, look: Look) -> None:
    """Soft creases that every face has: corners of the mouth, below the lip."""
    skin, mouth = look.skin, look.mouth
    below = mouth.y + mouth.lower + 11.0
    canvas.drawPath(
        spline([(-15, below), (0, below + 2.5), (15, below)]), stroke(skin.shade, 5.0, 0.5, 3.0)
    )
    for side in (-1.0, 1.0):
        corner = side * (mouth.half_width + 5.0)
        canvas.drawPath(
            spline([(corner, mouth.y - 7), (corner + side * 2.5, mouth.y), (corner, mouth.y + 7)]),
            stroke(skin.shade, 3.0, 0.35, 2.0),
        )
