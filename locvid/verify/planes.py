"""A decoded picture as it is stored, luma and chroma: only what is looked at becomes colour.

To turn and shrink whole pictures costs more than to decode them; the networks want a face.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Colours = NDArray[np.uint8]
"""Red, green, blue: [height, width, 3]."""

_BLACK, _GREY = 16, 128
_LUMA_RANGE = 219
_TURNS = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}


@dataclass(frozen=True, slots=True)
class Planes:
    """``luma`` is uint8 [height, width] of limited range; ``blue`` and ``red``, its differences,
    have half as many rows and columns (4:2:0).
    """

    luma: Plane
    blue: Plane
    red: Plane

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.luma.shape[0])

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.luma.shape[1])

    def square(self, left: int, top: int, side: int, to: int) -> Colours:
        """A square of the picture scaled to ``to`` x ``to``; what lies outside it is black."""
        half = (left // 2, top // 2, -(-side // 2))
        return _coloured(
            _scaled(_cut(self.luma, left, top, side, _BLACK), to),
            _scaled(_cut(self.blue, *half, _GREY), to // 2),
            _scaled(_cut(self.red, *half, _GREY), to // 2),
        )

    def turned(self, x: float, y: float, side: float, angle: float, to: int) -> Colours:
        """A square around (``x``, ``y``), upright when turned by ``angle`` (radians), as above."""
        return _coloured(
            _turned(self.luma, x, y, side, angle, to, _BLACK),
            _turned(self.blue, x / 2, y / 2, side / 2, angle, to // 2, _GREY),
            _turned(self.red, x / 2, y / 2, side / 2, angle, to // 2, _GREY),
        )

    def thumbnail(self, width: int, height: int) -> Plane:
        """Brightness 0…255 of the whole picture, [height, width]."""
        step = max(1, self.height // (4 * height))
        rows = np.ascontiguousarray(self.luma[::step])
        small = cv2.resize(rows, (width, height), interpolation=cv2.INTER_AREA).astype(float)
        full = (small - _BLACK) * (255 / _LUMA_RANGE)
        return np.asarray(np.clip(np.rint(full), 0, 255), np.uint8)

    def rotated(self, quarters: int) -> Planes:
        """Turned counterclockwise by so many quarters."""
        if quarters % 4 == 0:
            return self
        turn = _TURNS[quarters % 4]
        return Planes(*(_plane(cv2.rotate(p, turn)) for p in (self.luma, self.blue, self.red)))


def planes_of(bgr: Colours) -> Planes:
    """A drawn picture (blue, green, red) as it would be stored; sides are made even."""
    height, width = (side // 2 * 2 for side in bgr.shape[:2])
    stored = _plane(
        cv2.cvtColor(np.ascontiguousarray(bgr[:height, :width]), cv2.COLOR_BGR2YUV_I420)
    )
    chroma = stored[height:].reshape(2, height // 2, width // 2)
    return Planes(stored[:height], chroma[0], chroma[1])


def turn_of(x: float, y: float, side: float, angle: float, to: int) -> NDArray[np.float64]:
    """The affine map [2, 3] from the picture to the square that ``Planes.turned`` cuts out."""
    turn: Any = cv2.getRotationMatrix2D((x, y), float(np.degrees(angle)), to / side)
    turn[:, 2] += to / 2 - np.array([x, y])
    return np.asarray(turn)


def _turned(
    plane: Plane, x: float, y: float, side: float, angle: float, to: int, outside: int
) -> Plane:
    # bilinear sampling must not shrink by two or more, or it would alias
    factor = max(1, int(side / to))
    if factor > 1:
        reach = side * (abs(np.cos(angle)) + abs(np.sin(angle))) / 2
        left, top = (max(0, int(at - reach)) // factor * factor for at in (x, y))
        right, bottom = int(x + reach) + factor, int(y + reach) + factor
        piece = plane[top:bottom, left:right]
        rows, columns = (length // factor for length in piece.shape)
        if rows == 0 or columns == 0:
            return np.full((to, to), outside, np.uint8)
        piece = piece[: rows * factor, : columns * factor]
        plane = _plane(cv2.resize(piece, (columns, rows), interpolation=cv2.INTER_AREA))
        # the middle of pixel i of the smaller picture is that of its block
        x, y = ((at - start + 0.5) / factor - 0.5 for at, start in ((x, left), (y, top)))
        side /= factor
    turn = turn_of(x, y, side, angle, to)
    return _plane(cv2.warpAffine(plane, turn, (to, to), borderValue=float(outside)))


def _cut(plane: Plane, left: int, top: int, side: int, outside: int) -> Plane:
    """A square of a plane, filled up with ``outside``."""
    height, width = plane.shape
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + side, width), min(top + side, height)
    if (x0, y0, x1, y1) == (left, top, left + side, top + side):
        return plane[y0:y1, x0:x1]
    square = np.full((side, side), outside, np.uint8)
    square[y0 - top : y1 - top, x0 - left : x1 - left] = plane[y0:y1, x0:x1]
    return square


def _scaled(plane: Plane, to: int) -> Plane:
    return _plane(cv2.resize(plane, (to, to), interpolation=cv2.INTER_AREA))


def _coloured(luma: Plane, blue: Plane, red: Plane) -> Colours:
    stored = np.concatenate([luma.ravel(), blue.ravel(), red.ravel()])
    side = luma.shape[0]
    return _plane(cv2.cvtColor(stored.reshape(side * 3 // 2, side), cv2.COLOR_YUV2RGB_I420))


def _plane(array: Any) -> NDArray[np.uint8]:
    return np.asarray(array, np.uint8)
