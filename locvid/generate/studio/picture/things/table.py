"""A table of the material that a thing stands on: a round top on one leg."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import box, fade, fill, mixed
from locvid.generate.studio.picture.things.base import Occasion
from locvid.generate.studio.picture.things.material import cover

Draw = Callable[[Any], None]
"""Draws on a canvas in room units."""

TOP_M = 0.30
"""Half the width of the top in metres."""
_THICK_M, _FLAT = 0.035, 0.20
"""Thickness, and height of the top's ellipse against its width, seen from above."""


def table(
    occasion: Occasion,
    middle: float,
    reach_m: float = 0.0,
    behind: Draw | None = None,
    upon: Draw | None = None,
) -> Layer:
    """The table under ``middle`` (room units), ``reach_m`` wider for what moves on it.

    Who sits ``behind`` it and what stays ``upon`` it are painted with it, as one layer.
    """
    metre, y = occasion.metre, occasion.table
    half, low = (TOP_M + reach_m) * metre, occasion.stage.extent[3]
    thick, flat = _THICK_M * metre, _FLAT * TOP_M * metre

    def draw(canvas: Any) -> None:
        if behind is not None:
            behind(canvas)
        leg = [("#5b5e66"), ("#a9adb5"), ("#3c3f46")]
        wide = 0.028 * metre
        box(
            canvas,
            middle - wide,
            y,
            middle + wide,
            low,
            fade((middle - wide, 0), (middle + wide, 0), leg),
        )
        edge = skia.Path()
        edge.addOval(skia.Rect(middle - half, y - flat + thick, middle + half, y + flat + thick))
        edge.addRect(skia.Rect(middle - half, y, middle + half, y + thick))
        side = mixed(occasion.on.base, occasion.on.dark, 0.7)
        tones = [mixed(side, occasion.on.light, 0.35), side, mixed(side, "#14100c", 0.45)]
        canvas.drawPath(edge, fade((middle - half, 0), (middle + half, 0), tones))
        top = skia.Path()
        top.addOval(skia.Rect(middle - half, y - flat, middle + half, y + flat))
        if occasion.on.clear:
            canvas.drawPath(top, fill(occasion.on.base, 0.65))
        cover(canvas, top, occasion.on, occasion.event.seed)
        rim = skia.Paint(fill(occasion.on.light, 0.55))
        rim.setStyle(skia.Paint.kStroke_Style)
        rim.setStrokeWidth(2)
        canvas.drawPath(top, rim)
        if upon is not None:
            upon(canvas)

    above, aside = (0.64 * metre, 0.7 * metre) if behind is not None else (flat, half)
    left, right = sorted((middle - half * occasion.outwards, middle + aside * occasion.outwards))
    area = (left - 6, y - above - 6, right + 6, low)
    return occasion.paint(draw, area).trimmed()
