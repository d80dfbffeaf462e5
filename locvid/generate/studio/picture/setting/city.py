"""What lies outside high windows: a sky with clouds and towers fading into haze."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from locvid.generate.studio.picture.setting.brush import box, fade, fill, glow, mixed
from locvid.generate.studio.picture.stage import Rect


def sky(canvas: Any, area: Rect, codes: Sequence[str], rng: np.random.Generator) -> None:
    """A gradient from the first colour (top) to the last (horizon), sun haze and soft clouds."""
    left, top, right, bottom = area
    box(canvas, left, top, right, bottom, fade((0, top), (0, 120), codes))
    for _ in range(9):
        x, y = rng.uniform(left, right), rng.uniform(top, -60)
        width = rng.uniform(160, 420)
        for _ in range(5):
            dx, dy = rng.normal(0, width * 0.32), rng.normal(0, 14)
            reach = rng.uniform(0.22, 0.5) * width
            canvas.save()
            canvas.translate(x + dx, y + dy)
            canvas.scale(1.0, 0.24)
            puff = glow((0, 0), reach, [("#ffffff", 0.34), ("#ffffff", 0.0)])
            canvas.drawCircle(0, 0, reach, puff)
            canvas.restore()


def skyline(
    canvas: Any,
    area: Rect,
    tones: Sequence[str],
    haze: str,
    rng: np.random.Generator,
    density: float,
) -> None:
    """Three rows of towers, the far ones paler; each has a lit and a shaded side."""
    left, _, right, bottom = area
    for row, tone in enumerate(tones):
        near = row / max(len(tones) - 1, 1)
        base = mixed(haze, tone, 0.35 + 0.6 * near)
        x = left - rng.uniform(0, 90)
        while x < right:
            width = rng.uniform(52, 96) * (1 + 0.75 * near)
            height = rng.uniform(30, 150) * (1 + 0.5 * near) - 70 * near
            if rng.random() < 0.16 * density:
                height += rng.uniform(90, 190)
            _tower(canvas, x, -height, x + width, bottom, base, haze, rng)
            x += width + rng.uniform(-6, 34 + 60 * near) / max(density, 0.2)
        veil = [(haze, 0.0), (haze, 0.42 * (1 - near) + 0.10)]
        box(canvas, left, -260, right, bottom, fade((0, -220), (0, 260), veil))


def _tower(
    canvas: Any,
    left: float,
    top: float,
    right: float,
    bottom: float,
    base: str,
    haze: str,
    rng: np.random.Generator,
) -> None:
    edge = left + (right - left) * rng.uniform(0.42, 0.72)
    sunny, shady = mixed(base, "#ffe9c8", 0.34), mixed(base, "#34455f", 0.26)
    ends = ((0.0, top), (0.0, bottom))
    box(canvas, left, top, edge, bottom, fade(*ends, [sunny, mixed(sunny, haze, 0.35)]))
    box(canvas, edge, top, right, bottom, fade(*ends, [shady, mixed(shady, haze, 0.35)]))
    if rng.random() < 0.4:
        inset = (right - left) * 0.22
        box(canvas, left + inset, top - rng.uniform(10, 26), right - inset, top, fill(shady))
    step = rng.uniform(15, 22)
    bands = rng.random() < 0.5
    for y in np.arange(top + 12, min(bottom, top + 620), step):
        if bands:
            box(canvas, left, y, edge, y + step * 0.4, fill(mixed(sunny, "#5d7a99", 0.6), 0.5))
            box(canvas, edge, y, right, y + step * 0.4, fill(mixed(shady, "#2c3f58", 0.6), 0.5))
            continue
        for x in np.arange(left + 5, right - 9, step * 0.8):
            warm = rng.random() < 0.18
            code = "#ffe6b0" if warm else "#4f6c8c"
            box(canvas, x, y, x + step * 0.42, y + step * 0.55, fill(code, 0.75 if warm else 0.4))
