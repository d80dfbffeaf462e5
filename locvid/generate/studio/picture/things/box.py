"""A box with its lid taped."""

from __future__ import annotations

from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import fill, line, mixed, shape
from locvid.generate.studio.picture.things import handled
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.material import cover

_WIDTH_M, _HEIGHT_M, _DEEP_M = 0.24, 0.15, 0.05


def items(occasion: Occasion) -> list[Item]:
    """The box on its table."""
    return handled.items(occasion, handled.Shape(_draw, _WIDTH_M, _HEIGHT_M, grip=0.45))


def _draw(canvas: Any, occasion: Occasion, metre: float) -> None:
    high, half, deep = _HEIGHT_M * metre, _WIDTH_M / 2 * metre, _DEEP_M * metre
    front = skia.Path()
    front.addRect(skia.Rect(-half, -high + deep * 0.5, half, 0.03 * high))
    cover(canvas, front, occasion.of, occasion.event.seed)
    lid = shape(
        [
            (-half, -high + deep * 0.5),
            (-0.88 * half, -high),
            (0.88 * half, -high),
            (half, -high + deep * 0.5),
        ]
    )
    canvas.drawPath(lid, fill(mixed(occasion.of.light, occasion.of.base, 0.35)))
    tape = mixed(occasion.of.light, "#fff7e8", 0.4)
    canvas.drawPath(
        shape(
            [
                (-0.12 * half, -high + deep * 0.5),
                (-0.1 * half, -high),
                (0.1 * half, -high),
                (0.12 * half, -high + deep * 0.5),
            ]
        ),
        fill(tape, 0.9),
    )
    canvas.drawRect(
        skia.Rect(-0.12 * half, -high + deep * 0.5, 0.12 * half, -0.55 * high), fill(tape, 0.85)
    )
    edge = -high + deep * 0.5
    canvas.drawLine(-half, edge, half, edge, line(occasion.of.dark, 1.6, 0.6))
