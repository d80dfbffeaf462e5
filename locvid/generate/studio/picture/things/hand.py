"""The hand and forearm of somebody beside the picture, who puts a thing down or pushes it."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import fade, line, mixed
from locvid.generate.studio.picture.things.base import Occasion

_SLEEVES = ("#3d4a63", "#6b3f46", "#4c5a4d", "#7d6a52", "#54486b")
_SKINS = ("#e2b08d", "#c48a63", "#8d5a3d", "#f0c6a6")
_ARM_M, _HAND_M = 0.52, 0.095


def hand(occasion: Occasion, grip_m: float, high_m: float) -> Layer:
    """Reaching in from the right to a thing at x 0 that stands on the table.

    It holds it ``grip_m`` from its middle and ``high_m`` above its foot.
    """
    metre, y = occasion.metre, occasion.table - high_m * occasion.metre
    rng = np.random.default_rng([occasion.event.seed & 0xFFFFFFFF, 5])
    sleeve = _SLEEVES[int(rng.integers(len(_SLEEVES)))]
    skin = _SKINS[int(rng.integers(len(_SKINS)))]
    shade = mixed(skin, "#5a2f20", 0.35)
    grip, palm = grip_m * metre, _HAND_M * metre

    def draw(canvas: Any) -> None:
        wrist, elbow = (grip + 1.5 * palm, y + 0.3 * palm), (grip + _ARM_M * metre, y + 1.7 * palm)
        canvas.drawLine(*wrist, *elbow, line(mixed(sleeve, "#0e0e14", 0.35), 1.02 * palm))
        canvas.drawLine(
            wrist[0], wrist[1] - 0.1 * palm, elbow[0], elbow[1] - 0.1 * palm,
            line(sleeve, 0.84 * palm),
        )  # fmt: skip
        back = skia.Path()
        back.moveTo(grip + 1.7 * palm, y - 0.15 * palm)
        back.cubicTo(
            grip + palm, y - 0.5 * palm, grip + 0.4 * palm, y - 0.55 * palm, grip, y - 0.3 * palm
        )
        back.lineTo(grip, y + 0.45 * palm)
        back.cubicTo(
            grip + 0.5 * palm,
            y + 0.75 * palm,
            grip + palm,
            y + 0.7 * palm,
            grip + 1.7 * palm,
            y + 0.6 * palm,
        )
        back.close()
        canvas.drawPath(back, fade((0, y - 0.5 * palm), (0, y + 0.7 * palm), [skin, shade]))
        for finger in range(4):
            at = y - 0.28 * palm + 0.22 * palm * finger
            reach = grip - palm * (0.62, 0.74, 0.7, 0.5)[finger]
            canvas.drawLine(grip + 0.4 * palm, at, reach, at + 2, line(shade, 0.25 * palm))
            canvas.drawLine(grip + 0.4 * palm, at - 1, reach, at + 1, line(skin, 0.19 * palm))

    reach = (grip - palm, y - palm, grip + (_ARM_M + 0.12) * metre, y + 3.2 * palm)
    return occasion.paint(draw, reach)
