"""A drinking glass, half full."""

from __future__ import annotations

from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import fade, fill, line, mixed
from locvid.generate.studio.picture.things import handled
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.material import cover

_WIDTH_M, _HEIGHT_M = 0.085, 0.15


def items(occasion: Occasion) -> list[Item]:
    """The glass on its table."""
    return handled.items(occasion, handled.Shape(_draw, _WIDTH_M, _HEIGHT_M))


def _draw(canvas: Any, occasion: Occasion, metre: float) -> None:
    high, top, foot = _HEIGHT_M * metre, _WIDTH_M / 2 * metre, _WIDTH_M * 0.39 * metre
    side = skia.Path()
    side.moveTo(-top, -high)
    side.lineTo(-foot, -0.04 * high)
    side.quadTo(0, 0.06 * high, foot, -0.04 * high)
    side.lineTo(top, -high)
    side.close()
    if occasion.of.clear:
        drink = skia.Path()
        level = 0.62
        wide = foot + (top - foot) * level
        drink.moveTo(-wide * 0.95, -level * high)
        drink.lineTo(-foot * 0.93, -0.07 * high)
        drink.quadTo(0, 0.0, foot * 0.93, -0.07 * high)
        drink.lineTo(wide * 0.95, -level * high)
        drink.close()
        tones = [("#e9a23b", 0.85), ("#c4601f", 0.9)]
        canvas.drawPath(drink, fade((0, -level * high), (0, 0), tones))
        surface = skia.Rect(
            -wide * 0.95, (-level - 0.035) * high, wide * 0.95, (-level + 0.035) * high
        )
        canvas.drawOval(surface, fill("#f7c873", 0.9))
    cover(canvas, side, occasion.of, occasion.event.seed)
    canvas.drawPath(side, line(occasion.of.light, 0.05 * top, 0.9))
    rim = skia.Rect(-top, -1.05 * high, top, -0.95 * high)
    canvas.drawOval(rim, fill(mixed(occasion.of.light, occasion.of.base, 0.3), 0.35))
    canvas.drawOval(rim, line(occasion.of.light, 0.07 * top, 0.95))
