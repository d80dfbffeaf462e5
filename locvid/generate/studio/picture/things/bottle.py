"""A bottle with a screw cap."""

from __future__ import annotations

from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import box, fill, mixed
from locvid.generate.studio.picture.things import handled
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.material import cover

_WIDTH_M, _HEIGHT_M = 0.08, 0.22


def items(occasion: Occasion) -> list[Item]:
    """The bottle on its table."""
    return handled.items(occasion, handled.Shape(_draw, _WIDTH_M, _HEIGHT_M, grip=0.4))


def _draw(canvas: Any, occasion: Occasion, metre: float) -> None:
    high, half = _HEIGHT_M * metre, _WIDTH_M / 2 * metre
    neck = 0.34 * half
    side = skia.Path()
    side.moveTo(-neck, -0.93 * high)
    side.lineTo(-neck, -0.82 * high)
    side.cubicTo(-neck, -0.72 * high, -half, -0.74 * high, -half, -0.62 * high)
    side.lineTo(-half, -0.04 * high)
    side.quadTo(0, 0.03 * high, half, -0.04 * high)
    side.lineTo(half, -0.62 * high)
    side.cubicTo(half, -0.74 * high, neck, -0.72 * high, neck, -0.82 * high)
    side.lineTo(neck, -0.93 * high)
    side.close()
    cover(canvas, side, occasion.of, occasion.event.seed)
    box(canvas, -half, -0.48 * high, half, -0.2 * high, fill("#f4efe4", 0.9))
    box(
        canvas,
        -half,
        -0.4 * high,
        half,
        -0.33 * high,
        fill(mixed(occasion.of.dark, "#20304a", 0.6)),
    )
    box(canvas, -1.15 * neck, -high, 1.15 * neck, -0.91 * high, fill("#2d3540"), 0.2 * neck)
