"""The lines that a smile draws from the nose to the corners of the mouth."""

from __future__ import annotations

from locvid.drawing import skia
from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter.geometry import Point, spindle
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import argb, linear, mix

_BELOW = 0.2
"""A polite half-smile leaves the cheeks smooth."""


def draw_smile_lines(canvas: skia.Canvas, look: Look, pose: Pose) -> None:
    """Both lines, as deep as the smile; origin in the middle of the face."""
    depth = min(1.0, (pose.smile - _BELOW) / 0.6) * (0.6 + 0.4 * look.face.age)
    if depth <= 0:
        return
    mouth, wing = look.mouth, 15.0 * look.face.nose_width
    nose_y = 27.0 * look.face.nose_length + 4.0
    corner_y = mouth.y - 12.0 * pose.smile
    tone = mix(look.skin.shade, look.skin.deep, 0.35)
    faint, full = argb(tone, 0.0), argb(tone, 0.5 * depth)
    for side in (-1.0, 1.0):
        curve: list[Point] = [
            (side * (wing + 9.0), nose_y + 4.0),
            (side * (wing + 19.0), nose_y + 13.0),
            (side * (mouth.half_width + 9.0), corner_y - 12.0),
            (side * (mouth.half_width + 14.0 + 4.0 * pose.smile), corner_y + 4.0),
        ]
        paint = linear(
            (0.0, nose_y), (0.0, corner_y + 6.0), [faint, full, full, faint], [0.0, 0.35, 0.7, 1.0]
        )
        canvas.drawPath(spindle(curve, 5.0 + 2.0 * depth), paint)
