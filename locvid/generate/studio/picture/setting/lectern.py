"""A wooden lectern with a lit edge, a reading lamp and a microphone."""

from __future__ import annotations

from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import (
    Point,
    box,
    fade,
    fill,
    glow,
    line,
    mixed,
    shape,
)


def draw_lectern(canvas: Any, foot: Point, wood: str, lamp: str, mark: str) -> None:
    """Draw it with its middle and lower end at ``foot``; its sign and edge shine in ``mark``."""
    x, bottom = foot
    top = 178.0
    front = [mixed(wood, "#000000", 0.45), wood, mixed(wood, "#000000", 0.62)]
    body = shape([(x - 142, top + 40), (x + 142, top + 40), (x + 112, bottom), (x - 112, bottom)])
    canvas.drawPath(body, fade((x - 150, 0), (x + 150, 0), front, [0.0, 0.6, 1.0]))
    shade = [("#000000", 0.0), ("#000000", 0.55)]
    canvas.drawPath(body, fade((0, top + 140), (0, top + 460), shade))
    for index in range(7):
        grain = x - 118 + 38 * index
        canvas.drawLine(grain, top + 50, x + (grain - x) * 0.8, bottom, line("#000000", 3, 0.16))
    panel = (x - 74, top + 108, x + 74, top + 206)
    box(canvas, *panel, fill(mark, 0.5, blur=16), 16)
    box(canvas, *panel, fill(mixed(mark, "#0a0c14", 0.55)), 14)
    canvas.drawCircle(x - 34, top + 157, 21, fill("#ffffff", 0.92))
    canvas.drawCircle(x - 34, top + 157, 10, fill(mixed(mark, "#0a0c14", 0.55)))
    for row, long in enumerate((54, 38)):
        y = top + 145 + 18 * row
        box(canvas, x, y, x + long, y + 8, fill("#ffffff", 0.9), 4)
    desk = shape([(x - 172, top + 48), (x + 172, top + 48), (x + 146, top), (x - 146, top)])
    lit = [mixed(wood, lamp, 0.35), mixed(wood, "#ffffff", 0.1)]
    canvas.drawPath(desk, fade((x - 150, 0), (x + 150, 0), lit))
    pool = [(lamp, 0.95), (lamp, 0.0)]
    canvas.save()
    canvas.translate(x - 10, top + 22)
    canvas.scale(1.0, 0.26)
    canvas.drawCircle(0, 0, 128, glow((0, 0), 128, pool))
    canvas.restore()
    sheet = shape([(x - 62, top + 36), (x + 38, top + 36), (x + 30, top + 8), (x - 50, top + 8)])
    canvas.drawPath(sheet, fill("#fff6e2", 0.95))
    box(canvas, x - 172, top + 46, x + 172, top + 62, fill(mixed(wood, "#000000", 0.3)), 3)
    box(canvas, x - 172, top + 60, x + 172, top + 66, fill(mark, 0.9), 3)
    _neck(canvas, (x + 96, top + 6), (x + 84, top - 96), (x + 32, top - 104), 6.0)
    canvas.drawLine(x + 34, top - 104, x + 14, top - 98, line("#15171d", 17))
    canvas.drawLine(x + 30, top - 108, x + 18, top - 105, line("#5b6170", 5, 0.9))
    _neck(canvas, (x - 112, top + 6), (x - 118, top - 80), (x - 52, top - 82), 5.0)
    hood = shape([(x - 66, top - 92), (x - 24, top - 86), (x - 16, top - 68), (x - 64, top - 74)])
    canvas.drawPath(hood, fill("#1b1d24"))
    cone = shape([(x - 60, top - 73), (x - 20, top - 69), (x + 54, top + 20), (x - 84, top + 20)])
    canvas.drawPath(cone, fade((0, top - 73), (0, top + 22), [(lamp, 0.5), (lamp, 0.05)]))
    canvas.drawLine(x - 58, top - 72, x - 22, top - 68, line("#fff7e0", 6))


def _neck(
    canvas: Any,
    foot: tuple[float, float],
    bend: tuple[float, float],
    tip: tuple[float, float],
    width: float,
) -> None:
    neck = skia.Path()
    neck.moveTo(*foot)
    neck.quadTo(*bend, *tip)
    canvas.drawPath(neck, line("#2a2d36", width))
