"""A tin with a ribbed wall and a lid."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import fill, line, mixed
from locvid.generate.studio.picture.things import handled
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.material import cover

_WIDTH_M, _HEIGHT_M = 0.10, 0.13


def items(occasion: Occasion) -> list[Item]:
    """The tin on its table."""
    return handled.items(occasion, handled.Shape(_draw, _WIDTH_M, _HEIGHT_M))


def _draw(canvas: Any, occasion: Occasion, metre: float) -> None:
    high, half = _HEIGHT_M * metre, _WIDTH_M / 2 * metre
    side = skia.Path()
    side.moveTo(-half, -high)
    side.lineTo(-half, -0.06 * high)
    side.quadTo(0, 0.08 * high, half, -0.06 * high)
    side.lineTo(half, -high)
    side.close()
    cover(canvas, side, occasion.of, occasion.event.seed)
    for y in np.linspace(-0.8, -0.25, 5) * high:
        canvas.drawLine(-half, y, half, y + 0.02 * high, line(occasion.of.dark, 1.6, 0.5))
    lid = skia.Rect(-half, -1.08 * high, half, -0.92 * high)
    canvas.drawOval(lid, fill(mixed(occasion.of.light, occasion.of.base, 0.3)))
    canvas.drawOval(lid.makeInset(0.12 * half, 0.02 * high), line(occasion.of.dark, 1.8, 0.6))
