"""The guests of a place: people who sit further back, out of focus, the more the fuller it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import skia

from locvid.generate.studio.picture.setting.brush import fade, fill, glow, line, mixed
from locvid.generate.studio.picture.setting.street import METRE, ground

_SITTING_M = 1.24
"""Height of a sitting person's eyes above the ground."""
_COATS = ("#5b4a63", "#7d5240", "#3f5a55", "#8a7a58", "#44506e", "#93504a", "#5f6b4c", "#6d5a7a")
_HAIR = ("#2b1d17", "#593822", "#8a5a33", "#1c1a20", "#c59a62")
_SKIN = ("#e9b994", "#8d5a3c", "#c98e68", "#f0c8a6", "#6b412c")


def sitting(canvas: Any, places: Sequence[float], depth: float, seed: int) -> None:
    """People at ``places`` (room units) who sit at ``depth``; each place has a guest of its own."""
    for number, x in enumerate(places):
        _guest(canvas, x, depth, np.random.default_rng([seed, number]))


def _guest(canvas: Any, x: float, depth: float, rng: np.random.Generator) -> None:
    metre = METRE / depth
    eyes = ground(depth) - _SITTING_M * metre * float(rng.uniform(0.96, 1.04))
    coat, hair, skin = (codes[int(rng.integers(len(codes)))] for codes in (_COATS, _HAIR, _SKIN))
    turned = float(rng.choice((-1.0, 1.0))) * float(rng.uniform(0.5, 1.0))
    neck, hips, floor = eyes + 0.15 * metre, eyes + 0.82 * metre, ground(depth)
    half = 0.21 * metre
    body = skia.Path()
    body.moveTo(x - 0.06 * metre, neck)
    body.cubicTo(x - 0.7 * half, neck + 0.05 * metre, x - half, neck + 0.08 * metre,
                 x - 1.05 * half, neck + 0.26 * metre)  # fmt: skip
    body.lineTo(x - 1.15 * half, floor)
    body.lineTo(x + 1.15 * half, floor)
    body.lineTo(x + 1.05 * half, neck + 0.26 * metre)
    body.cubicTo(x + half, neck + 0.08 * metre, x + 0.7 * half, neck + 0.05 * metre,
                 x + 0.06 * metre, neck)  # fmt: skip
    body.close()
    tones = [mixed(coat, "#ffe6c2", 0.34), coat, mixed(coat, "#150f12", 0.45)]
    canvas.drawPath(body, fade((x - half, 0), (x + half, 0), tones))
    # Below the table's edge a place lies in its own shade.
    shade = [("#241611", 0.0), ("#241611", 0.88)]
    canvas.drawPath(body, fade((0, hips - 0.35 * metre), (0, hips), shade))
    arm = skia.Path()
    arm.moveTo(x + 0.8 * half * turned, neck + 0.16 * metre)
    arm.quadTo(x + 1.5 * half * turned, hips - 0.30 * metre, x + 1.9 * half * turned,
               hips - 0.26 * metre)  # fmt: skip
    canvas.drawPath(arm, line(mixed(coat, "#150f12", 0.18), 0.10 * metre))
    hand = (x + 2.0 * half * turned, hips - 0.28 * metre)
    canvas.drawCircle(*hand, 0.05 * metre, fill(skin))
    face = (x + 0.035 * metre * turned, eyes + 0.01 * metre)
    canvas.drawLine(x, eyes + 0.05 * metre, x, neck + 0.04 * metre, line(
        mixed(skin, "#3a2018", 0.25), 0.10 * metre))  # fmt: skip
    lit = [mixed(skin, "#fff2dc", 0.3), skin, mixed(skin, "#3a2018", 0.3)]
    canvas.drawOval(
        skia.Rect(face[0] - 0.082 * metre, face[1] - 0.11 * metre,
                  face[0] + 0.082 * metre, face[1] + 0.12 * metre),
        glow((face[0] - 0.03 * metre, face[1] - 0.03 * metre), 0.16 * metre, lit),
    )  # fmt: skip
    cap = skia.Rect(
        x - 0.105 * metre - 0.02 * metre * turned, eyes - 0.155 * metre,
        x + 0.105 * metre - 0.02 * metre * turned,
        eyes + (0.14 if rng.random() < 0.5 else 0.02) * metre,
    )  # fmt: skip
    canvas.save()
    away = skia.Rect(face[0] - 0.01 * metre * turned, eyes - 0.05 * metre,
                     face[0] + 0.12 * metre * turned, eyes + 0.2 * metre)  # fmt: skip
    away.sort()
    canvas.clipRect(away, skia.ClipOp.kDifference)
    canvas.drawOval(cap, fade((cap.left(), 0), (cap.right(), 0), [
        mixed(hair, "#ffe2b8", 0.28), hair, mixed(hair, "#08060a", 0.3)]))  # fmt: skip
    canvas.restore()
