"""What some presenters have and others do not: beard, glasses, earrings."""

from __future__ import annotations

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.geometry import Point, both_sides, spline
from locvid.generate.studio.picture.presenter.head import Head
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import argb, fill, linear, mix, stroke


def draw_beard(canvas: skia.Canvas, look: Look, light: Light) -> None:
    """A trimmed beard along the jaw, hair by hair; the lips are drawn over it."""
    if look.beard is None:
        return
    beard = look.beard
    edge = [(x * 1.01, y + 1.5 * (y > 100)) for x, y in look.face.outline if y > -8]
    cheek: list[Point] = [(104, 12), (94, 40), (76, 62), (58, 64), (38, 56), (18, 55), (0, 58)]
    region = spline(both_sides([*reversed(cheek), *edge]), True)
    canvas.save()
    root = mix(beard.dark, look.skin.shade, 0.12)
    canvas.drawPath(region, fill(root, 0.62, 4.0))
    canvas.drawPath(region, fill(beard.base, 0.4, 7.0))
    rng = np.random.default_rng(71)
    bounds = region.getBounds()
    drawn = 0
    while drawn < 4200:
        x = float(rng.uniform(bounds.left(), bounds.right()))
        y = float(rng.uniform(bounds.top(), bounds.bottom()))
        bright, length = float(rng.uniform()), float(rng.uniform(3.5, 7.0))
        lean, depth = float(rng.normal(0.0, 0.14)), float(rng.uniform(0.0, 9.0))
        # Hairs thin out towards the edge of the beard.
        if not (region.contains(x, y) and region.contains(x, y - depth)):
            continue
        drawn += 1
        away = min(max(x / 60.0, -1.0), 1.0)
        dx = length * (0.5 * away + lean)
        lit = 0.55 + 0.45 * min(max(light.key_side * x / 90.0, -1.0), 1.0)
        shown = mix(beard.base, beard.light, bright) if bright > 0.35 else beard.dark
        path = skia.Path()
        path.moveTo(x, y)
        path.quadTo(x + 0.3 * dx, y + 0.6 * length, x + dx, y + length)
        canvas.drawPath(path, stroke(mix(beard.dark, shown, lit), 0.95, 0.42))
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
    frame = stroke(glasses.frame, 3.8)
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
        canvas.drawLine(half - 0.5, -0.42 * tall, half + 30.0, -0.5 * tall, frame)
        canvas.restore()
    canvas.save()
    canvas.concat(head.spot(0.0, eyes.y, out=14.0))
    reach = eyes.x - half + 0.6
    bridge = skia.Path()
    bridge.moveTo(-reach, -2.0)
    bridge.quadTo(0.0, -9.0, reach, -2.0)
    canvas.drawPath(bridge, frame)
    canvas.restore()
