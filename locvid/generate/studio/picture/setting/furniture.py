"""Things that stand about: books, a monitor, a lamp, cups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import box, fade, fill, glow, line, mixed
from locvid.generate.studio.picture.stage import Stage

_NEAR = 0.72


def shelves(
    canvas: Any,
    area: tuple[float, float, float, float],
    row_height: float,
    wood: str,
    books: Sequence[str],
    rng: np.random.Generator,
    density: float,
) -> None:
    """A bookcase that fills ``area``, with a warm light under every board."""
    left, top, right, bottom = area
    back = [mixed(wood, "#ffe9c9", 0.12), mixed(wood, "#2b1c10", 0.38)]
    box(canvas, left, top, right, bottom, fade((left, 0), (right, 0), back))
    y = top + row_height
    while y < bottom + row_height:
        _row(canvas, left, right, y, row_height, books, wood, rng, density)
        y += row_height
    bay = max((right - left) / max(round((right - left) / 290.0), 1), 120.0)
    for x in np.arange(left, right + 1, bay):
        box(canvas, x - 7, top, x + 7, bottom, fill(mixed(wood, "#1d130b", 0.25)))
        box(canvas, x - 7, top, x - 2, bottom, fill(mixed(wood, "#ffe9c9", 0.35)))


def _row(
    canvas: Any,
    left: float,
    right: float,
    board: float,
    height: float,
    books: Sequence[str],
    wood: str,
    rng: np.random.Generator,
    density: float,
) -> None:
    warm = [("#ffd9a0", 0.50), ("#ffd9a0", 0.04)]
    box(canvas, left, board - height, right, board, fade((0, board - height), (0, board), warm))
    x = left + 14
    while x < right - 30:
        pick = rng.random()
        if pick > density:
            x += rng.uniform(30, 80)
        elif pick > density * 0.9:
            x += _ornament(canvas, x, board, height, books, rng)
        else:
            x += _book(canvas, x, board, height, books, rng)
    box(
        canvas,
        left,
        board,
        right,
        board + 12,
        fade(
            (0, board), (0, board + 12), [mixed(wood, "#ffe9c9", 0.3), mixed(wood, "#1d130b", 0.4)]
        ),
    )
    shade = [("#1d130b", 0.34), ("#1d130b", 0.0)]
    box(canvas, left, board + 12, right, board + 40, fade((0, board + 12), (0, board + 40), shade))


def _book(
    canvas: Any,
    x: float,
    board: float,
    height: float,
    books: Sequence[str],
    rng: np.random.Generator,
) -> float:
    width, tall = rng.uniform(11, 24), height * rng.uniform(0.48, 0.78)
    code = mixed(books[int(rng.integers(len(books)))], "#3a3330", rng.uniform(0.0, 0.22))
    tones = [mixed(code, "#ffffff", 0.22), code, mixed(code, "#000000", 0.28)]
    box(canvas, x, board - tall, x + width, board, fade((x, 0), (x + width, 0), tones), 1.5)
    if rng.random() < 0.6:
        band = board - tall * rng.uniform(0.7, 0.85)
        box(canvas, x, band, x + width, band + 6, fill(mixed(code, "#fff3d6", 0.6), 0.8))
    return width + rng.uniform(0.5, 2.5)


def _ornament(
    canvas: Any,
    x: float,
    board: float,
    height: float,
    books: Sequence[str],
    rng: np.random.Generator,
) -> float:
    code = mixed(books[int(rng.integers(len(books)))], "#f2e9dc", 0.5)
    size = height * 0.42
    tones = [mixed(code, "#ffffff", 0.4), code, mixed(code, "#2a2018", 0.4)]
    if rng.random() < 0.5:
        paint = glow((x + size * 0.35, board - size * 0.65), size * 0.8, tones)
        canvas.drawOval(skia.Rect(x, board - size, x + size, board), paint)
    else:
        box(canvas, x, board - size * 1.25, x + size, board, fill("#4a3a2c"), 2)
        picture = fade((x, board - size * 1.2), (x + size, board), tones)
        box(canvas, x + 6, board - size * 1.25 + 6, x + size - 6, board - 6, picture)
    return size + rng.uniform(10, 26)


def monitor(canvas: Any, x: float, bottom: float, width: float, tones: Sequence[str]) -> None:
    """A screen with a chart on a stand; ``x`` is its middle, ``bottom`` the table's top."""
    height = width * 0.60
    top = bottom - height - width * 0.16
    left, right = x - width / 2, x + width / 2
    metal = ["#8d939d", "#c9ced6", "#6f757f"]
    box(canvas, x - width * 0.05, top + height, x + width * 0.05, bottom, fill("#7c828c"))
    foot = fade((x - width * 0.17, 0), (x + width * 0.17, 0), metal)
    box(canvas, x - width * 0.17, bottom - 7, x + width * 0.17, bottom, foot, 3)
    box(canvas, left, top, right, top + height, fill("#20242b"), 9)
    rim = 7.0
    screen = (left + rim, top + rim, right - rim, top + height - rim * 1.6)
    box(canvas, *screen, fade((screen[0], screen[1]), (screen[2], screen[3]), tones), 3)
    wide, high = screen[2] - screen[0], screen[3] - screen[1]
    for index, share in enumerate((0.28, 0.44, 0.36, 0.58, 0.5, 0.74)):
        bar = screen[0] + wide * (0.46 + 0.083 * index)
        foot_y = screen[3] - high * 0.14
        box(
            canvas, bar, foot_y - high * share, bar + wide * 0.055, foot_y, fill("#ffffff", 0.72), 3
        )
    for index, share in enumerate((0.26, 0.32, 0.21)):
        y = screen[1] + high * (0.2 + 0.13 * index)
        text = fill("#ffffff", 0.75 if index == 0 else 0.45)
        box(canvas, screen[0] + wide * 0.09, y, screen[0] + wide * (0.09 + share), y + 8, text, 4)
    ring = line("#ffffff", 11, 0.7)
    middle = (screen[0] + wide * 0.2, screen[3] - high * 0.28)
    circle = skia.Rect(middle[0] - 26, middle[1] - 26, middle[0] + 26, middle[1] + 26)
    canvas.drawArc(circle, -90, 250, False, ring)


def near_table(stage: Stage, side: int, wood: str, cup: str) -> list[Layer]:
    """The own table's edge with a mug, out of focus in a lower corner: left (-1) or right (1).

    Only in wide pictures; in the others it would stand before the figure.
    """
    video = stage.video
    if video.width < 1.2 * video.height:
        return []
    low = (video.height - stage.horizon) / stage.unit
    wide = video.width / 2 / stage.unit
    size = 0.12 * video.height / stage.unit
    corner = wide * side
    area = sorted((corner + 0.5 * size * side, corner - 4.4 * size * side))

    def draw(canvas: Any) -> None:
        board = skia.Path()
        board.moveTo(corner + size * side, low - 0.46 * size)
        board.quadTo(corner - 2.4 * size * side, low - 0.40 * size, corner - 4 * size * side, low)
        board.lineTo(corner - 4 * size * side, low + size)
        board.lineTo(corner + size * side, low + size)
        board.close()
        tones = [mixed(wood, "#ffe9c9", 0.45), wood]
        canvas.drawPath(board, fade((0, low - 0.5 * size), (0, low + 0.2 * size), tones))
        foot = (corner - 1.25 * size * side, low - 0.10 * size)
        shade = skia.Rect(foot[0] - 0.7 * size, foot[1] - 0.1 * size, foot[0] + size, foot[1] + 9)
        canvas.drawOval(shade, fill("#1d130b", 0.45))
        mug(canvas, foot[0], foot[1], 1.15 * size, cup)

    soft = 0.011 * 1000 / stage.framing.room
    bounds = (area[0], low - 1.6 * size, area[1], low + 0.6 * size)
    return [stage.paint(_NEAR, draw, bounds, coarse=1, softness=soft)]


def mug(canvas: Any, x: float, bottom: float, size: float, code: str) -> None:
    """A mug, ``size`` high, lit from the left."""
    half = size * 0.42
    handle = skia.Rect(x + half * 0.7, bottom - size * 0.8, x + half * 1.75, bottom - size * 0.25)
    canvas.drawOval(handle, line(mixed(code, "#2a2018", 0.2), size * 0.11))
    tones = [mixed(code, "#ffffff", 0.45), code, mixed(code, "#241a14", 0.42)]
    side = fade((x - half, 0), (x + half, 0), tones)
    box(canvas, x - half, bottom - size, x + half, bottom, side, size * 0.14)
    mouth = skia.Rect(x - half, bottom - size * 1.09, x + half, bottom - size * 0.9)
    canvas.drawOval(mouth, fill(mixed(code, "#ffffff", 0.3)))
    canvas.drawOval(mouth.makeInset(size * 0.05, size * 0.025), fill("#3a2418"))
