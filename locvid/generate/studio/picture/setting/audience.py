"""An audience seen from behind: heads and shoulders, dark before a lit stage."""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import fade, fill
from locvid.generate.studio.picture.stage import Stage


def audience(stage: Stage, depth: float, seed: int, rim: str) -> list[Layer]:
    """Two rows of heads in the lower corners, dark against the stage.

    Only in wide pictures; in the others they would sit before the figure.
    """
    video = stage.video
    if video.width < 1.2 * video.height:
        return []
    low = (video.height - stage.horizon) / stage.unit
    wide = video.width / 2 / stage.unit
    middle = (stage.rest.x - video.width / 2) / stage.unit * (-1 if stage.mirrored else 1)
    size = 0.078 * video.height / stage.unit
    rng = np.random.default_rng([seed, 3])
    heads = []
    for row, (tall, reach) in enumerate(((1.95, 0.82), (1.24, 1.1))):
        x = -wide - size * rng.uniform(0.2, 1.0)
        while x < wide + size:
            y = low - size * (tall + rng.uniform(-0.16, 0.16))
            if abs(x - middle) > (0.33 + 0.05 * row) * wide:
                heads.append((x, y, size * reach * rng.uniform(0.92, 1.08), row))
            x += size * reach * rng.uniform(2.3, 3.0)

    def draw(canvas: Any) -> None:
        for x, y, reach, row in heads:
            _listener(canvas, x, y, reach, rim, ("#10121d", "#07080d")[row])

    soft = 1.3 * stage.softness(depth)
    bounds = (-wide - 2 * size, low - 3.1 * size, wide + 2 * size, low + 0.4 * size)
    return [stage.paint(depth, draw, bounds, coarse=1, softness=soft)]


def _listener(canvas: Any, x: float, y: float, reach: float, rim: str, dark: str) -> None:
    """Head and shoulders from behind, ``reach`` half a head high, edged by the stage's light."""
    figure = skia.Path()
    figure.addOval(skia.Rect(x - 0.66 * reach, y - 0.9 * reach, x + 0.66 * reach, y + 0.8 * reach))
    shoulders = skia.Path()
    shoulders.moveTo(x - 1.65 * reach, y + 5 * reach)
    shoulders.cubicTo(
        x - 1.7 * reach,
        y + 1.3 * reach,
        x - 0.9 * reach,
        y + 1.1 * reach,
        x - 0.36 * reach,
        y + 0.9 * reach,
    )
    shoulders.lineTo(x - 0.36 * reach, y + 0.4 * reach)
    shoulders.lineTo(x + 0.36 * reach, y + 0.4 * reach)
    shoulders.lineTo(x + 0.36 * reach, y + 0.9 * reach)
    shoulders.cubicTo(
        x + 0.9 * reach,
        y + 1.1 * reach,
        x + 1.7 * reach,
        y + 1.3 * reach,
        x + 1.65 * reach,
        y + 5 * reach,
    )
    figure.addPath(shoulders)
    edge = fade(
        (0, y - 0.95 * reach),
        (0, y + 2.2 * reach),
        [(rim, 0.75), (rim, 0.20), (rim, 0.0)],
        [0.0, 0.35, 0.75],
    )
    edge.setStyle(skia.Paint.kStroke_Style)
    edge.setStrokeWidth(0.11 * reach)
    canvas.drawPath(figure, edge)
    canvas.save()
    canvas.translate(0, 0.05 * reach)
    canvas.drawPath(figure, fill(dark))
    canvas.restore()
