"""Eyebrows: a tapered shape with hairs in it, raised and knit by the pose."""

from __future__ import annotations

from locvid.drawing import skia
from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter.geometry import Point, spline
from locvid.generate.studio.picture.presenter.look import Look
from locvid.generate.studio.picture.presenter.paint import argb, linear, mix, stroke


def draw_brow(canvas: skia.Canvas, look: Look, pose: Pose, side: float) -> None:
    """The brow on ``side`` (−1 left, 1 right); origin above the middle of the eye, resting."""
    brows = look.brows
    half, thick = brows.length / 2, brows.thickness
    knit, lift = pose.frown, pose.brow

    def at(u: float, over: float) -> Point:
        """A point of the brow: u −1 (nose) … 1 (temple), ``over`` 0 lower edge … 1 upper."""
        arch = -brows.arch * (1.0 - ((u - 0.22) / 1.42) ** 2) * (1.0 + 0.3 * max(lift, 0.0))
        lower = -8.5 * lift + 9.0 * knit * max(0.0, 0.4 - u) / 1.4 + 3.5 * max(u, 0.0) ** 2.5
        width = thick * min(1.0, 1.15 - 0.55 * max(u, 0.0) ** 1.5) * (0.25 if u > 0.97 else 1.0)
        return (half * u - 3.5 * knit * (1 - u) / 2, arch + lower + width * (0.5 - over))

    places = (-1.0, -0.65, -0.25, 0.2, 0.6, 0.88, 1.0)
    shape = spline([*(at(u, 1.0) for u in places), *(at(u, 0.0) for u in reversed(places))], True)
    canvas.save()
    canvas.scale(side, 1.0)
    soft = mix(brows.colour, look.skin.base, 0.35)
    canvas.drawPath(
        shape,
        linear((-half, 0), (half, 0), [argb(soft, 0.0), argb(brows.colour, 0.95),
               argb(brows.colour, 0.95)], [0.0, 0.3, 1.0]),
    )  # fmt: skip
    hairs = stroke(mix(brows.colour, (0, 0, 0), 0.25), 0.8, 0.15)
    for index in range(11):
        u = -0.7 + index * 0.145
        start, end = at(u, 0.12), at(min(u + 0.16, 0.98), 0.9)
        path = skia.Path()
        path.moveTo(*start)
        path.quadTo(start[0] + 1.0, (start[1] + end[1]) / 2 - 1.0, *end)
        canvas.drawPath(path, hairs)
    canvas.restore()
