"""A cup with its handle."""

from __future__ import annotations

from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import fill, line, mixed
from locvid.generate.studio.picture.things import handled
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.material import cover

_WIDTH_M, _HEIGHT_M = 0.10, 0.105


def items(occasion: Occasion) -> list[Item]:
    """The cup on its table."""
    return handled.items(occasion, handled.Shape(_draw, _WIDTH_M, _HEIGHT_M))


def _draw(canvas: Any, occasion: Occasion, metre: float) -> None:
    high, half = _HEIGHT_M * metre, _WIDTH_M / 2 * metre
    handle = skia.Rect(-1.55 * half, -0.82 * high, -0.55 * half, -0.26 * high)
    canvas.drawOval(handle, line(mixed(occasion.of.base, occasion.of.dark, 0.4), 0.22 * half))
    side = skia.Path()
    side.moveTo(-half, -high)
    side.lineTo(-0.94 * half, -0.3 * high)
    side.cubicTo(-0.9 * half, 0.05 * high, 0.9 * half, 0.05 * high, 0.94 * half, -0.3 * high)
    side.lineTo(half, -high)
    side.close()
    cover(canvas, side, occasion.of, occasion.event.seed)
    rim = skia.Rect(-half, -1.09 * high, half, -0.91 * high)
    canvas.drawOval(rim, fill(mixed(occasion.of.light, occasion.of.base, 0.35)))
    canvas.drawOval(rim.makeInset(0.08 * half, 0.022 * high), fill("#3a2418"))
