"""Hand tools as they hang on a wall, and what stands on a bench: lit from the left."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import Point, box, fade, fill, line, mixed, shape

_STEEL, _IRON = "#c3c8cd", "#4d5258"


def _wood(wood: str, x: float, half: float) -> Any:
    tones = [mixed(wood, "#ffe6c2", 0.45), wood, mixed(wood, "#24150b", 0.45)]
    return fade((x - half, 0), (x + half, 0), tones)


def _metal(x: float, half: float) -> Any:
    return fade((x - half, 0), (x + half, 0), ["#f3f5f6", _STEEL, "#7b8188"])


def _shadow(canvas: Any, path: Any, reach: float) -> None:
    """What hangs on a wall throws its shadow to the lower right, away from the window."""
    canvas.save()
    canvas.translate(0.07 * reach, 0.06 * reach)
    canvas.drawPath(path, fill("#10161a", 0.42, blur=0.03 * reach))
    canvas.restore()


def saw(canvas: Any, x: float, y: float, size: float, wood: str) -> None:
    """A handsaw, its grip at ``x``, ``y``, its blade ``size`` long to the right."""
    blade = shape(
        [
            (x, y - 0.08 * size),
            (x + size, y + 0.03 * size),
            (x + size, y + 0.10 * size),
            (x, y + 0.17 * size),
        ]
    )
    _shadow(canvas, blade, size * 0.4)
    canvas.drawPath(blade, fade((x, y - 0.1 * size), (x, y + 0.2 * size), ["#f0f2f4", "#9aa1a8"]))
    grip = skia.Path()
    grip.addRoundRect(
        skia.Rect(x - 0.24 * size, y - 0.13 * size, x + 0.06 * size, y + 0.20 * size),
        0.07 * size,
        0.07 * size,
    )
    _shadow(canvas, grip, size * 0.4)
    canvas.drawPath(grip, _wood(wood, x - 0.1 * size, 0.2 * size))
    hole = skia.Rect(x - 0.17 * size, y - 0.05 * size, x - 0.04 * size, y + 0.13 * size)
    canvas.drawRoundRect(hole, 0.05 * size, 0.05 * size, fill("#2c3a3b"))


def hammer(canvas: Any, x: float, y: float, size: float, wood: str) -> None:
    """A hammer that hangs by its head at ``x``, ``y``."""
    half = 0.05 * size
    path = skia.Path()
    path.addRect(skia.Rect(x - half, y, x + half, y + size))
    path.addRect(skia.Rect(x - 0.25 * size, y - 0.09 * size, x + 0.25 * size, y + 0.09 * size))
    _shadow(canvas, path, size * 0.5)
    box(canvas, x - half, y, x + half, y + size, _wood(wood, x, half), half)
    iron = fade((0, y - 0.1 * size), (0, y + 0.1 * size), ["#aeb4ba", _IRON, "#2f3338"])
    face = (x - 0.27 * size, y - 0.10 * size, x - 0.10 * size, y + 0.10 * size)
    box(canvas, *face, iron, 0.03 * size)
    canvas.drawPath(
        shape(
            [
                (x - 0.12 * size, y - 0.07 * size),
                (x + 0.10 * size, y - 0.07 * size),
                (x + 0.27 * size, y + 0.06 * size),
                (x + 0.08 * size, y + 0.08 * size),
                (x - 0.12 * size, y + 0.07 * size),
            ]
        ),
        iron,
    )


def chisel(canvas: Any, x: float, y: float, size: float, wood: str, blade: float) -> None:
    """A chisel in a rack, the grip up; ``blade`` is its width."""
    half = max(0.07 * size, 0.4 * blade)
    low = y + size
    body = skia.Path()
    body.addRect(skia.Rect(x - blade / 2, y + 0.5 * size, x + blade / 2, low))
    body.addRect(skia.Rect(x - half, y, x + half, y + 0.42 * size))
    _shadow(canvas, body, size * 0.5)
    box(canvas, x - half, y, x + half, y + 0.44 * size, _wood(wood, x, half), half * 0.8)
    box(canvas, x - half, y + 0.36 * size, x + half, y + 0.43 * size, fill("#b8924d"), 2)
    box(canvas, x - blade * 0.3, y + 0.43 * size, x + blade * 0.3, y + 0.6 * size, fill(_IRON))
    box(canvas, x - blade / 2, y + 0.56 * size, x + blade / 2, low, _metal(x, blade / 2))


def spanner(canvas: Any, x: float, y: float, size: float) -> None:
    """A ring-and-fork spanner hanging by its ring."""
    path = skia.Path()
    path.addCircle(x, y, 0.12 * size)
    path.addRect(skia.Rect(x - 0.045 * size, y, x + 0.045 * size, y + 0.86 * size))
    path.addCircle(x, y + 0.9 * size, 0.14 * size)
    _shadow(canvas, path, size * 0.5)
    canvas.drawPath(path, _metal(x, 0.13 * size))
    canvas.drawCircle(x, y, 0.06 * size, fill("#2c3a3b"))
    mouth: list[Point] = [
        (x - 0.06 * size, y + 1.08 * size),
        (x - 0.06 * size, y + 0.9 * size),
        (x + 0.06 * size, y + 0.9 * size),
        (x + 0.06 * size, y + 1.08 * size),
    ]
    canvas.drawPath(shape(mouth), fill("#2c3a3b"))


def pliers(canvas: Any, x: float, y: float, size: float, grips: str) -> None:
    """Pliers hanging head up, with coloured grips."""
    for side in (-1, 1):
        leg = skia.Path()
        leg.moveTo(x, y + 0.34 * size)
        leg.cubicTo(
            x + 0.30 * size * side,
            y + 0.5 * size,
            x + 0.20 * size * side,
            y + 0.8 * size,
            x + 0.16 * size * side,
            y + size,
        )
        canvas.save()
        canvas.translate(0.04 * size, 0.04 * size)
        canvas.drawPath(leg, line("#10161a", 0.1 * size, 0.4, blur=0.02 * size))
        canvas.restore()
        canvas.drawPath(leg, line(mixed(grips, "#ffffff", 0.1 if side < 0 else 0.0), 0.1 * size))
    jaw = shape(
        [
            (x - 0.05 * size, y),
            (x + 0.05 * size, y),
            (x + 0.11 * size, y + 0.34 * size),
            (x, y + 0.44 * size),
            (x - 0.11 * size, y + 0.34 * size),
        ]
    )
    canvas.drawPath(jaw, _metal(x, 0.11 * size))
    canvas.drawCircle(x, y + 0.33 * size, 0.035 * size, fill(_IRON))


def square(canvas: Any, x: float, y: float, size: float, wood: str) -> None:
    """A try square: a steel blade that stands on a wooden stock."""
    blade = (x, y, x + 0.14 * size, y + size)
    path = skia.Path()
    path.addRect(skia.Rect(*blade))
    path.addRect(skia.Rect(x, y + 0.84 * size, x + 0.7 * size, y + size))
    _shadow(canvas, path, size * 0.5)
    box(canvas, *blade, _metal(x + 0.07 * size, 0.1 * size))
    stock = (x - 0.02 * size, y + 0.82 * size, x + 0.7 * size, y + 1.02 * size)
    box(canvas, *stock, _wood(wood, x + 0.3 * size, 0.5 * size), 3)


def clamp(canvas: Any, x: float, y: float, size: float, wood: str) -> None:
    """A bar clamp that hangs from its upper jaw."""
    box(canvas, x - 0.03 * size, y, x + 0.03 * size, y + size, fill(_IRON))
    for low in (0.0, 0.46):
        jaw = (x - 0.03 * size, y + low * size, x + 0.26 * size, y + (low + 0.09) * size)
        box(canvas, *jaw, fade((0, jaw[1]), (0, jaw[3]), ["#c0392b", "#7d211a"]), 3)
    screw = x + 0.21 * size
    box(
        canvas,
        screw - 0.02 * size,
        y + 0.3 * size,
        screw + 0.02 * size,
        y + 0.7 * size,
        fill(_STEEL),
    )
    grip = (screw - 0.05 * size, y + 0.62 * size, screw + 0.05 * size, y + 0.92 * size)
    box(canvas, *grip, _wood(wood, screw, 0.05 * size), 6)


def plane(canvas: Any, x: float, foot: float, size: float, wood: str) -> None:
    """A bench plane on a table, ``x`` its middle, with a curl of shavings before it."""
    body = (x - size / 2, foot - 0.2 * size, x + size / 2, foot)
    box(canvas, *body, fade((0, body[1]), (0, foot), ["#6f767d", "#363b41"]), 4)
    knob = (x - 0.30 * size, foot - 0.25 * size)
    canvas.drawCircle(*knob, 0.085 * size, _wood(wood, knob[0], 0.08 * size))
    iron = shape(
        [
            (x - 0.02 * size, foot - 0.2 * size),
            (x + 0.16 * size, foot - 0.46 * size),
            (x + 0.22 * size, foot - 0.44 * size),
            (x + 0.08 * size, foot - 0.2 * size),
        ]
    )
    canvas.drawPath(iron, _metal(x + 0.1 * size, 0.1 * size))
    tote = skia.Path()
    tote.moveTo(x + 0.26 * size, foot - 0.18 * size)
    tote.cubicTo(
        x + 0.27 * size,
        foot - 0.4 * size,
        x + 0.36 * size,
        foot - 0.36 * size,
        x + 0.34 * size,
        foot - 0.5 * size,
    )
    canvas.drawPath(tote, line(wood, 0.09 * size))
    for index in range(4):
        curl = x - size * (0.62 + 0.15 * index)
        ring = skia.Rect(curl - 13, foot - 24 + 3 * index, curl + 13, foot)
        canvas.drawOval(ring, line("#f0d3a2", 4, 0.95))


def vise(canvas: Any, x: float, foot: float, size: float, paint: str) -> None:
    """A machinist's vise bolted to a bench."""
    tones = [mixed(paint, "#ffffff", 0.4), paint, mixed(paint, "#0b1014", 0.5)]
    body = fade((0, foot - size), (0, foot), tones)
    box(canvas, x - 0.46 * size, foot - 0.14 * size, x + 0.46 * size, foot, body, 4)
    box(canvas, x - 0.24 * size, foot - 0.46 * size, x + 0.24 * size, foot - 0.1 * size, body, 6)
    box(canvas, x - 0.60 * size, foot - 0.62 * size, x - 0.12 * size, foot - 0.34 * size, body, 6)
    box(canvas, x + 0.04 * size, foot - 0.62 * size, x + 0.52 * size, foot - 0.34 * size, body, 6)
    for jaw in (x - 0.12 * size, x + 0.04 * size):
        box(canvas, jaw - 3, foot - 0.70 * size, jaw + 8, foot - 0.40 * size, fill(_STEEL), 2)
    canvas.drawLine(
        x - 0.74 * size, foot - 0.48 * size, x - 0.6 * size, foot - 0.48 * size, line(_STEEL, 9)
    )
    handle = x - 0.74 * size
    canvas.drawLine(handle, foot - 0.7 * size, handle, foot - 0.22 * size, line(_STEEL, 7))


def board(
    canvas: Any,
    points: tuple[Point, Point, Point, Point],
    wood: str,
    rng: np.random.Generator,
) -> None:
    """A rough plank with its grain; ``points`` are its corners, the first two its upper end."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    plank = shape(points)
    tone = mixed(wood, "#ffe1b0", float(rng.uniform(0.0, 0.4)))
    tones = [mixed(tone, "#ffffff", 0.2), tone, mixed(tone, "#2a180c", 0.35)]
    canvas.drawPath(plank, fade((ax, ay), (bx, by), tones))
    for share in np.sort(rng.uniform(0.1, 0.9, 5)):
        start = (ax + (bx - ax) * share, ay + (by - ay) * share)
        end = (dx + (cx - dx) * share, dy + (cy - dy) * share)
        canvas.drawLine(*start, *end, line(mixed(tone, "#3a2210", 0.6), 2.5, 0.35))
