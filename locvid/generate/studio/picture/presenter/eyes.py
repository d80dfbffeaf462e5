"""Eyes: eyeball, iris, lids that close over it, lashes. Drawn anew in every frame."""

from __future__ import annotations

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter.geometry import Point, polygon
from locvid.generate.studio.picture.presenter.look import Eyes, Look
from locvid.generate.studio.picture.presenter.paint import argb, fill, linear, mix, radial, stroke

_U = np.linspace(-1.0, 1.0, 21)

_IRIS = 0.74
"""Iris radius over half the eye's opening and width, in the mean; irises are all but alike."""


def draw_eye(canvas: skia.Canvas, look: Look, pose: Pose, light: Light, side: float) -> None:
    """The eye on ``side`` (−1 left of the picture, 1 right) about the canvas's origin.

    The canvas is mirrored for the left eye, so that x grows towards the temple.
    """
    eyes = look.eyes
    closed = pose.blink_left if side < 0 else pose.blink_right
    upper, lower = _lids(eyes, pose, closed)
    canvas.save()
    canvas.scale(side, 1.0)
    opening = polygon([*upper, *reversed(lower)])
    if closed < 0.96:
        canvas.save()
        canvas.clipPath(opening, skia.ClipOp.kIntersect, True)
        _draw_ball(canvas, look, pose, light, side)
        canvas.restore()
    _draw_upper_lid(canvas, look, upper, closed, light)
    _draw_lower_lid(canvas, look, lower)
    canvas.restore()


def _lids(eyes: Eyes, pose: Pose, closed: float) -> tuple[list[Point], list[Point]]:
    """Edges of the upper and the lower lid from the nose to the temple."""
    half = eyes.half_width
    line = -eyes.tilt * _U
    squint = min(1.0, pose.squint + 0.5 * max(pose.smile, 0.0))
    low = (0.34 - 0.13 * squint) * eyes.opening
    wide = 1.0 + 0.1 * max(pose.brow, 0.0) - 0.1 * pose.frown - 0.12 * max(pose.gaze_y, 0.0)
    high = 0.66 * eyes.opening * wide
    # The upper lid is fullest inside of the middle, the lower one outside of it.
    upper_open = -high * (1.0 - np.abs(_U + 0.06) ** 2.3).clip(0.0) ** 0.72
    lower_edge = low * (1.0 - np.abs(_U - 0.06) ** 2.2).clip(0.0) ** 0.9
    meeting = 0.9 * lower_edge + 0.6
    upper_edge = upper_open * (1.0 - closed) + meeting * closed
    lower_edge = lower_edge + 0.6 * closed
    x = (half * _U).tolist()
    return (
        list(zip(x, (line + upper_edge).tolist(), strict=True)),
        list(zip(x, (line + lower_edge).tolist(), strict=True)),
    )


def _draw_ball(canvas: skia.Canvas, look: Look, pose: Pose, light: Light, side: float) -> None:
    eyes = look.eyes
    half, opening = eyes.half_width, eyes.opening
    shade = mix(eyes.white, look.skin.shade, 0.55)
    canvas.drawPaint(
        radial((0, 0.1 * opening), half * 1.05,
               [argb(eyes.white), argb(eyes.white), argb(shade)], [0.0, 0.45, 1.0])
    )  # fmt: skip
    canvas.drawCircle(-half + 2.5, 1.0, 4.2, fill(mix(look.skin.blush, look.skin.base, 0.3), 0.75))
    radius = _IRIS * (0.5 * opening + 0.18 * half)
    x = 0.24 * half * pose.gaze_x * side + 0.03 * half
    y = 0.22 * opening * pose.gaze_y - 0.12 * opening
    rim = mix(eyes.iris_dark, (0, 0, 0), 0.45)
    canvas.drawCircle(
        x, y, radius,
        radial((x, y + 0.3 * radius), radius * 1.15,
               [argb(mix(eyes.iris, (1, 0.9, 0.7), 0.22)), argb(eyes.iris), argb(eyes.iris_dark),
                argb(rim)], [0.0, 0.42, 0.8, 1.0]),
    )  # fmt: skip
    rays = stroke(mix(eyes.iris, (1, 0.95, 0.8), 0.35), 0.7, 0.35)
    for angle in np.linspace(0.15, np.pi - 0.15, 9):
        cos, sin = float(np.cos(angle)), float(np.sin(angle))
        canvas.drawLine(
            x + 0.5 * radius * cos, y + 0.5 * radius * sin,
            x + 0.84 * radius * cos, y + 0.84 * radius * sin, rays,
        )  # fmt: skip
    canvas.drawCircle(x, y, 0.43 * radius, fill((0.03, 0.02, 0.02)))
    # The lid's shadow on the ball makes the gaze rest instead of stare.
    shadow = mix(look.skin.deep, (0.1, 0.04, 0.03), 0.5)
    canvas.drawRect(
        skia.Rect(-half, -opening, half, 0),
        linear((0, -0.62 * opening), (0, -0.2 * opening), [argb(shadow, 0.62), argb(shadow, 0.0)]),
    )
    glint = -0.34 if light.key_side <= 0 else 0.34
    canvas.drawCircle(
        x + glint * radius * side, y - 0.34 * radius, 0.23 * radius, fill((1, 1, 1), 0.95)
    )
    canvas.drawCircle(
        x - glint * radius * side, y + 0.42 * radius, 0.12 * radius, fill((1, 1, 1), 0.4)
    )


def _draw_upper_lid(
    canvas: skia.Canvas, look: Look, edge: list[Point], closed: float, light: Light
) -> None:
    """Skin of the lid from the crease to its edge, the lash line, lashes at the outer half."""
    eyes = look.eyes
    rise = eyes.opening * (0.27 + 0.05 * closed)
    base = -0.66 * eyes.opening
    crease = []
    for u, (x, y) in zip(_U.tolist(), edge, strict=True):
        open_y = base * max(1.0 - abs(u) ** 2.3, 0.0) ** 0.72 - eyes.tilt * u
        crease.append((x * 1.02, min(open_y + 0.25 * closed * eyes.opening, y) - rise * (1 - u**4)))
    lid = polygon([*crease, *reversed(edge)])
    top = base - rise
    bottom = max(y for _, y in edge)
    skin = mix(eyes.lid, look.skin.base, 0.45)
    canvas.drawPath(
        lid,
        linear(
            (0, top), (0, bottom),
            [argb(skin, 0.0), argb(mix(skin, look.skin.light, 0.4), 0.85), argb(eyes.lid, 0.95)],
            [0.0, 0.5, 1.0],
        ),
    )  # fmt: skip
    line = polygon(crease[3:-1], closed=False)
    canvas.drawPath(line, stroke(mix(look.skin.deep, eyes.lid, 0.3), 1.4, 0.5 - 0.28 * closed))
    thick = 1.5 + 1.7 * eyes.lashes
    below = []
    for u, (x, y) in zip(_U.tolist(), edge, strict=True):
        below.append((x, y - thick * (0.35 + 0.65 * (u + 1) / 2) * (1.0 - 0.35 * u**8)))
    outer_x, outer_y = edge[-1]
    wing = [(outer_x + 2.6 + 2.4 * eyes.lashes, outer_y - 1.0 - 2.4 * eyes.lashes * (1 - closed))]
    canvas.drawPath(polygon([*edge, *wing, *reversed(below)]), fill(eyes.lash, 0.95))
    if eyes.lashes > 0.5:
        _draw_lashes(canvas, eyes, edge, closed)


def _draw_lashes(canvas: skia.Canvas, eyes: Eyes, edge: list[Point], closed: float) -> None:
    """Hairs that fan out over the outer half; on a closed lid they point down."""
    brush = stroke(eyes.lash, 0.9, 0.8)
    for index in (11, 13, 15, 17, 18, 19):
        x, y = edge[index]
        out = (index - 9) / 10.0
        length = (1.8 + 2.4 * out) * eyes.lashes
        tip_y = y + length * (0.75 * closed - 0.85 * (1.0 - closed))
        path = skia.Path()
        path.moveTo(x, y - 0.8)
        path.quadTo(x + 0.65 * length * out, y - 0.2 * length, x + length * out, tip_y)
        canvas.drawPath(path, brush)


def _draw_lower_lid(canvas: skia.Canvas, look: Look, edge: list[Point]) -> None:
    """A moist rim, a soft lash line, and the fold below."""
    rim = polygon(edge[2:], closed=False)
    canvas.drawPath(rim, stroke(mix(look.skin.shade, look.eyes.lash, 0.4), 1.2, 0.5))
    fold = polygon([(x * 0.92 + 1, y + 4.6) for x, y in edge[4:-2]], closed=False)
    canvas.drawPath(fold, stroke(look.skin.shade, 1.6, 0.35))
