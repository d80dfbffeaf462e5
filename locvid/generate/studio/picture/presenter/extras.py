"""What some presenters have and others do not: beard, glasses, earrings."""

from __future__ import annotations

import numpy as np
import skia

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, both_sides, spline
from locvid.generate.studio.picture.presenter.head import Head
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import argb, fill, linear, mix, stroke


def draw_beard(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """A trimmed beard along the jaw and about the mouth, hair by hair; the lips stay free."""
    if look.beard is None:
        return
    beard, mouth = look.beard, look.mouth
    edge = [(x, y) for x, y in look.face.outline if y > 10]
    inner: list[Point] = [(99, 18), (88, 46), (70, 62), (50, 58), (26, 52), (0, 56)]
    region = spline(both_sides([(0, 56), *reversed(inner[:-1]), *edge]), True)
    lips = spline(
        both_sides(
            [(0, mouth.y - mouth.upper - 1), (mouth.half_width * 0.6, mouth.y - mouth.upper - 1),
             (mouth.half_width + 4, mouth.y), (mouth.half_width * 0.6, mouth.y + mouth.lower + 4),
             (0, mouth.y + mouth.lower + 5)]
        ),
        True,
    )  # fmt: skip
    canvas.save()
    canvas.clipPath(lips, skia.ClipOp.kDifference, True)
    canvas.drawPath(region, fill(mix(beard.dark, look.skin.shade, 0.35), 0.55, 5.0))
    rng = np.random.default_rng(71)
    bounds = region.getBounds()
    drawn = 0
    while drawn < 1500:
        x = float(rng.uniform(bounds.left(), bounds.right()))
        y = float(rng.uniform(bounds.top(), bounds.bottom() + 2))
        bright, length = float(rng.uniform()), float(rng.uniform(5.0, 10.0))
        lean = float(rng.normal(0.0, 0.25))
        if not region.contains(x, y):
            continue
        drawn += 1
        away = np.sign(x) * min(abs(x) / 60.0, 1.0)
        dx = length * (0.45 * away + lean)
        lit = 0.5 + 0.5 * light.key_side * x / 110.0
        colour = mix(beard.dark, mix(beard.base, beard.light, bright), 0.35 + 0.65 * lit * bright)
        path = skia.Path()
        path.moveTo(x, y)
        path.quadTo(x + 0.3 * dx, y + 0.6 * length, x + dx, y + length)
        canvas.drawPath(path, stroke(colour, 1.3, 0.6))
    canvas.restore()


def draw_earrings(canvas: skia.Canvas, look: Look) -> None:
    """Studs on the lobes."""
    if look.earrings is None:
        return
    metal, radius = look.earrings.metal, look.earrings.radius
    edge = max(x for x, _ in look.face.outline)
    for side in (-1.0, 1.0):
        x, y = side * (edge + 1.0), 26.0 * look.face.ear_size
        canvas.drawCircle(x + 0.6, y + 1.2, radius, fill(look.skin.deep, 0.5, 1.2))
        canvas.drawCircle(x, y, radius, fill(metal))
        canvas.drawCircle(x - 0.3 * radius, y - 0.35 * radius, 0.35 * radius, fill((1, 1, 1), 0.8))


def draw_glasses(canvas: skia.Canvas, look: Look, head: Head) -> None:
    """A frame that turns with the head, with a faint reflection; the eyes stay clear."""
    if look.glasses is None:
        return
    glasses, eyes = look.glasses, look.eyes
    half, tall = glasses.width / 2, glasses.height / 2
    frame = stroke(glasses.frame, 3.4)
    for side in (-1.0, 1.0):
        canvas.save()
        canvas.concat(head.spot(side * eyes.x, eyes.y + 4.0, out=12.0))
        canvas.scale(side, 1.0)
        rim = spline(
            [(-half, -0.35 * tall), (-0.75 * half, -0.92 * tall), (0.1 * half, -tall),
             (0.82 * half, -0.9 * tall), (half, -0.4 * tall), (0.9 * half, 0.45 * tall),
             (0.45 * half, tall), (-0.3 * half, tall), (-0.84 * half, 0.5 * tall)],
            True,
        )  # fmt: skip
        glare = argb((1, 1, 1), 0.1), argb((1, 1, 1), 0.0)
        canvas.drawPath(rim, linear((-half, -tall), (half * 0.4, tall * 0.6), glare))
        canvas.drawPath(rim, frame)
        canvas.drawLine(half - 0.5, -0.5 * tall, half + 22.0, -0.62 * tall, frame)
        canvas.restore()
    canvas.save()
    canvas.concat(head.spot(0.0, eyes.y, out=14.0))
    reach = eyes.x - half + 0.6
    bridge = skia.Path()
    bridge.moveTo(-reach, -2.0)
    bridge.quadTo(0.0, -9.0, reach, -2.0)
    canvas.drawPath(bridge, frame)
    canvas.restore()
