"""A hand that holds a thing from its outer side, and the arm that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, degrees, hypot, sqrt
from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import Point, fade, line, mixed
from locvid.generate.studio.picture.stage import Rect
from locvid.generate.studio.picture.things.base import Occasion

_UPPER_M, _LOWER_M, _PALM_M = 0.28, 0.25, 0.078
_UPPER_WIDE_M, _LOWER_WIDE_M = 0.115, 0.088
_BENT = 1.5
"""How much longer an arm is than the way from the shoulder to the wrist, where it is near: it
bends as much as it is not seen from the end."""
_DARK = "#120d12"


Part = Callable[[Any], None]


class Arm:
    """Its parts with the hand reaching to the left; turned and laid where it is needed.

    Points are room units of a canvas with outwards to the right. ``flat`` is the height of the hand
    against that of one that grips. ``painted`` parts are made once, with their blur, to be drawn
    in every picture; the others are for what is painted as a whole.
    """

    def __init__(
        self, occasion: Occasion, sleeve: str, skin: str, flat: float = 1.0, painted: bool = True
    ) -> None:
        self._occasion, metre = occasion, occasion.metre
        self._metre, palm = metre, _PALM_M * metre
        self._palm, self._painted = palm, painted
        self._upper = self._limb(_UPPER_M * metre, _UPPER_WIDE_M * metre, sleeve)
        self._lower = self._limb(_LOWER_M * metre, _LOWER_WIDE_M * metre, sleeve)

        def hand(canvas: Any) -> None:
            canvas.scale(1, flat)
            _hand(canvas, palm, skin)

        self._hand = self._part(hand, (-palm, -palm, 2.2 * palm, palm))

    def _part(self, draw: Part, area: Rect) -> Part:
        if not self._painted:
            return draw
        layer, put = self._occasion.paint(draw, area), self._occasion.put
        return lambda canvas: put(canvas, layer)

    @property
    def thick(self) -> float:
        """Half of its thickness, and a hand's."""
        return 0.06 * self._metre + self._palm

    def elbow(self, shoulder: Point, grip: Point) -> Point:
        """Where the elbow is: outwards and low."""
        wrist = self._wrist(grip)
        dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
        way = max(hypot(dx, dy), 1e-3)
        whole = (_UPPER_M + _LOWER_M) * self._metre
        seen = max(1.01 * way, min(whole, _BENT * way))
        upper = seen * _UPPER_M / (_UPPER_M + _LOWER_M)
        along = (upper**2 - (seen - upper) ** 2 + way**2) / (2 * way)
        aside = sqrt(max(upper**2 - along**2, 0.0))
        # The normal that points outwards.
        normal = (dy, -dx) if dy > 0 else (-dy, dx)
        return (
            shoulder[0] + (along * dx + aside * normal[0]) / way,
            shoulder[1] + (along * dy + aside * normal[1]) / way,
        )

    def draw(self, canvas: Any, shoulder: Point, grip: Point) -> None:
        """The arm without its hand."""
        elbow = self.elbow(shoulder, grip)
        wrist = self._wrist(grip)
        self._between(canvas, self._upper, _UPPER_M, shoulder, elbow)
        self._between(canvas, self._lower, _LOWER_M, elbow, wrist)

    def draw_hand(self, canvas: Any, grip: Point) -> None:
        """The hand, before what it holds."""
        canvas.save()
        canvas.translate(*grip)
        self._hand(canvas)
        canvas.restore()

    def _wrist(self, grip: Point) -> Point:
        return grip[0] + 1.75 * self._palm, grip[1] + 0.22 * self._palm

    def _limb(self, long: float, wide: float, tone: str) -> Part:
        """From the joint at 0 to the one at ``long``, along x."""
        lit, deep = mixed(tone, "#ffe6c2", 0.3), mixed(tone, _DARK, 0.28)
        tones = [lit, mixed(tone, "#ffe6c2", 0.08), deep]
        paint = fade((0, -0.5 * wide), (0, 0.5 * wide), tones, [0.0, 0.45, 1.0])
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(wide)
        paint.setStrokeCap(skia.Paint.kRound_Cap)

        def draw(canvas: Any) -> None:
            canvas.drawLine(0, 0, long, 0, paint)

        return self._part(draw, (-0.7 * wide, -0.7 * wide, long + 0.7 * wide, 0.7 * wide))

    def _between(self, canvas: Any, limb: Part, long_m: float, a: Point, b: Point) -> None:
        """Laid from ``a`` to ``b``; one that comes towards the camera is seen shorter."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        canvas.save()
        canvas.translate(*a)
        canvas.rotate(degrees(atan2(dy, dx)))
        # Its light stays above, whichever way it points.
        canvas.scale(hypot(dx, dy) / (long_m * self._metre), -1 if dx < 0 else 1)
        limb(canvas)
        canvas.restore()


def _hand(canvas: Any, palm: float, skin: str) -> None:
    """Its fingers around what is at x ≤ 0, its wrist to the right."""
    shade = mixed(skin, "#5a2f20", 0.35)
    back = skia.Path()
    back.moveTo(1.8 * palm, -0.22 * palm)
    back.cubicTo(palm, -0.5 * palm, 0.4 * palm, -0.55 * palm, 0, -0.3 * palm)
    back.lineTo(0, 0.45 * palm)
    back.cubicTo(0.5 * palm, 0.75 * palm, palm, 0.7 * palm, 1.8 * palm, 0.6 * palm)
    back.close()
    canvas.drawPath(back, fade((0, -0.5 * palm), (0, 0.7 * palm), [skin, shade]))
    for finger in range(4):
        at = -0.28 * palm + 0.22 * palm * finger
        reach = -palm * (0.62, 0.74, 0.7, 0.5)[finger]
        canvas.drawLine(0.4 * palm, at, reach, at + 2, line(shade, 0.25 * palm))
        canvas.drawLine(0.4 * palm, at - 1, reach, at + 1, line(skin, 0.19 * palm))
