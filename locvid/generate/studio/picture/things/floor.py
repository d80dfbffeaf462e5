"""The floor that somebody walks on, in the material that a script gives their steps."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import fade, line, mixed, shape
from locvid.generate.studio.picture.setting.street import EYE_M, FIGURE_M, METRE
from locvid.generate.studio.picture.stage import Rect
from locvid.generate.studio.picture.things.base import Occasion
from locvid.generate.studio.picture.things.material import Look

_FLOORS = {
    "cafe": (3.79, 572.5, 1.0),
    "home": (4.58, 450.0, 1.0),
    "office": (4.98, 468.0, 1.0),
    "stage": (7.95, 274.0, 0.5),
    "studio": (4.45, 452.0, 1.0),
}
"""Rooms whose floor is seen: just before the wall that it ends at, where that is (room units below
the eyes), and how much of the painted floor it covers: a stage's lies in the dark."""
_JOINTS_M = {
    "grain": (0.16, 1.9), "tiles": (0.33, 0.33), "veins": (0.80, 0.80), "brushed": (1.2, 1.2),
    "plain": (1.0, 1.0), "clear": (1.0, 1.0), "corrugated": (0.5, 0.5),
}  # fmt: skip
"""Across and into the depth, what the floor of a pattern is laid of; of pile, nothing."""
_SHINES = ("brushed", "clear", "plain", "tiles", "veins")
_FURTHEST_M = 9.0


def floor(occasion: Occasion) -> list[Layer]:
    """The floor in the material ``on``; nothing where the picture shows none of it.

    What a script does not say leaves the floor as the setting has it.
    """
    stage = occasion.stage
    known = _FLOORS.get(str(stage.look.get("room", "")))
    if not occasion.event.on or known is None:
        return []
    depth, begins, alpha = known
    left, _, right, bottom = stage.reach
    if begins >= bottom:
        return []
    area = (left, begins, right, bottom)
    seed = occasion.event.seed

    def draw(canvas: Any) -> None:
        canvas.saveLayer(None, skia.Paint(Alphaf=alpha))
        _lay(canvas, area, occasion.on, seed)
        canvas.restore()

    return [stage.paint(depth, draw, area)]


def _lay(canvas: Any, area: Rect, look: Look, seed: int) -> None:
    """Boards, tiles or cloth in perspective: all that goes into the depth meets at the horizon."""
    left, top, right, bottom = area
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 23])
    tones = [mixed(look.base, look.light, 0.25), look.base, mixed(look.base, look.dark, 0.6)]
    canvas.drawRect(skia.Rect(*area), fade((0, top), (0, bottom), tones))
    canvas.save()
    canvas.clipRect(skia.Rect(*area))
    if look.pattern in _JOINTS_M:
        _joints(canvas, area, look, rng)
    else:
        _pile(canvas, area, look, rng)
    if look.pattern == "veins":
        _veins(canvas, area, look, rng)
    if look.pattern in _SHINES:
        sheen = [("#ffffff", 0.34), ("#ffffff", 0.0)]
        canvas.drawRect(skia.Rect(*area), fade((0, top), (0, top + 0.7 * (bottom - top)), sheen))
    foot = [("#120d0a", 0.4), ("#120d0a", 0.0)]
    canvas.drawRect(skia.Rect(left, top, right, top + 16), fade((0, top), (0, top + 16), foot))
    canvas.restore()


def _at(metres: float) -> float:
    """Where the floor is that far away, in room units below the eyes."""
    return EYE_M * METRE / (metres / FIGURE_M)


def _joints(canvas: Any, area: Rect, look: Look, rng: np.random.Generator) -> None:
    left, top, right, bottom = area
    across_m, deep_m = _JOINTS_M[look.pattern]
    joint = line(look.dark, 2.4, 0.55)
    # A joint x metres aside is at x / EYE_M of its depth below the horizon.
    most = max(abs(left), right) / top * EYE_M
    aside = np.arange(-most, most + across_m, across_m)
    boards = look.pattern == "grain"
    for x in aside:
        a, b = (x / EYE_M * y for y in (top, bottom))
        if boards:
            c, d = ((x + across_m) / EYE_M * y for y in (top, bottom))
            tone = mixed(look.base, (look.dark, look.light)[int(rng.integers(2))], 0.5)
            paint = fade((0, top), (0, bottom), [(tone, float(rng.uniform(0.0, 0.5)))] * 2)
            canvas.drawPath(shape([(a, top), (c, top), (d, bottom), (b, bottom)]), paint)
        canvas.drawLine(a, top, b, bottom, joint)
        ends = np.arange(float(rng.uniform(0, deep_m)) if boards else 0.0, _FURTHEST_M, deep_m)
        for metres in ends[ends > 0.5]:
            y = _at(float(metres))
            if top < y < bottom and boards:
                canvas.drawLine(x / EYE_M * y, y, (x + across_m) / EYE_M * y, y, joint)
    if not boards:
        for metres in np.arange(deep_m, _FURTHEST_M, deep_m):
            y = _at(float(metres))
            if top < y < bottom:
                canvas.drawLine(left, y, right, y, joint)


def _veins(canvas: Any, area: Rect, look: Look, rng: np.random.Generator) -> None:
    left, top, right, bottom = area
    for _ in range(26):
        x, y = float(rng.uniform(left, right)), top
        path = skia.Path()
        path.moveTo(x, y)
        while y < bottom:
            x += float(rng.normal(0.0, 0.10)) * y
            y += float(rng.uniform(0.04, 0.12)) * y
            path.lineTo(x, y)
        canvas.drawPath(path, line(look.dark, float(rng.uniform(1.5, 4.0)), 0.32, 1.2))


def _pile(canvas: Any, area: Rect, look: Look, rng: np.random.Generator) -> None:
    left, top, right, bottom = area
    for _ in range(2200):
        y = top + (bottom - top) * float(rng.random())
        x, long = float(rng.uniform(left, right)), 0.010 * y
        tone = (look.dark, look.light)[int(rng.integers(2))]
        canvas.drawLine(x, y, x + long * float(rng.normal()), y - long, line(tone, 2.2, 0.35))
