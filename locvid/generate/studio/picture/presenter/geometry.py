"""Curves through points, in the presenter's design space (x right, y down)."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.drawing import skia

Point = tuple[float, float]


def spline(points: Sequence[Point], closed: bool = False) -> skia.Path:
    """A smooth curve through ``points``: centripetal-like Catmull-Rom turned into cubics."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for index in range(count if closed else count - 1):
        if closed:
            before, start = points[index - 1], points[index]
            end, after = points[(index + 1) % count], points[(index + 2) % count]
        else:
            start, end = points[index], points[index + 1]
            before, after = points[max(index - 1, 0)], points[min(index + 2, count - 1)]
        reach = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        (ax, ay), (bx, by) = _tangent(before, start, end, reach), _tangent(start, end, after, reach)
        path.cubicTo(start[0] + ax, start[1] + ay, end[0] - bx, end[1] - by, *end)
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """Straight lines through ``points``."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], closed)
    return path


def mirrored(points: Sequence[Point]) -> list[Point]:
    """The other side of the face: x changes its sign."""
    return [(-x, y) for x, y in points]


def both_sides(half: Sequence[Point]) -> list[Point]:
    """A closed, symmetrical outline from its right half, given from the top to the bottom.

    Points on the axis (x = 0) appear once.
    """
    left = [(-x, y) for x, y in reversed(half) if x != 0]
    return [*half, *left]


def _tangent(before: Point, at: Point, after: Point, reach: float) -> Point:
    """A third of the way along the direction of the neighbours, scaled to this segment."""
    dx, dy = after[0] - before[0], after[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return dx / length * reach / 3.0, dy / length * reach / 3.0


def spindle(points: Sequence[Point], width: float) -> skia.Path:
    """A curve that swells to ``width`` in its middle and tapers to both ends."""
    count = len(points)
    one, other = [], []
    for index, (x, y) in enumerate(points):
        ahead, behind = points[min(index + 1, count - 1)], points[max(index - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        half = 0.5 * width * (1.0 - abs(2.0 * index / (count - 1) - 1.0))
        one.append((x - dy / length * half, y + dx / length * half))
        other.append((x + dy / length * half, y - dx / length * half))
    return spline([*one, *reversed(other[1:-1])], True)
