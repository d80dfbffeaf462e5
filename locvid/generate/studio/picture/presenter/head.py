"""The head as a solid: where a point of the drawing goes when the head turns and the jaw drops.

The drawing is flat; every point gets the depth it has on an egg-shaped head with a nose, is
turned with it and projected back. Pictures are warped and vector features placed by the same
function, so nothing floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter.relief import Window

FloatArray = NDArray[np.float64]

JAW_DROP = 19.0
"""Units by which a fully open jaw lowers the chin."""

_NECK = (0.0, 205.0)
"""The head leans about this point."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head in one pose."""

    pose: Pose

    def moved(
        self, x: FloatArray, y: FloatArray, out: float = 0.0
    ) -> tuple[FloatArray, FloatArray]:
        """Where points go; ``out`` units are added to their depth (glasses, brows, locks)."""
        jaw = JAW_DROP * self.pose.jaw * (1.0 - self.pose.press) * _jaw_share(x, y)
        y = y + jaw
        yaw, pitch = radians(self.pose.yaw), radians(self.pose.pitch)
        depth = _depth(x, y) + out * _calm(y)
        turned_x = x + (x * (cos(yaw) - 1.0) + depth * sin(yaw)) * _calm(y)
        turned_y = y + (depth * sin(pitch)) * _calm(y)
        return turned_x, turned_y

    def placed(self) -> skia.Matrix:
        """How the whole head leans and shifts on the neck; applied to the canvas."""
        matrix = skia.Matrix()
        matrix.setTranslate(0.35 * self.pose.yaw, 0.25 * self.pose.pitch)
        matrix.preRotate(self.pose.roll, *_NECK)
        return matrix

    def spot(self, x: float, y: float, out: float = 0.0) -> skia.Matrix:
        """The frame of a feature centred at (x, y): its origin there, its axes turned along."""
        step = 8.0
        xs = np.array([x, x + step, x - step, x, x])
        ys = np.array([y, y, y, y + step, y - step])
        px, py = self.moved(xs, ys, out)
        return skia.Matrix.MakeAll(
            (px[1] - px[2]) / (2 * step), (px[3] - px[4]) / (2 * step), px[0],
            (py[1] - py[2]) / (2 * step), (py[3] - py[4]) / (2 * step), py[0],
            0.0, 0.0, 1.0,
        )  # fmt: skip


class Warp:
    """Bends a picture of part of the head to a pose: the inverse of ``Head.moved`` on a mesh."""

    _STEP = 16.0

    def __init__(self, window: Window, pixels: NDArray[np.uint8], out: float = 0.0) -> None:
        """``pixels`` [h, w, 4] premultiplied, showing ``window``; ``out`` as in ``Head.moved``."""
        self._window = window
        self._pixels = pixels
        self._out = out
        self._target = np.empty_like(pixels)
        width, height = window.size
        columns = int(width / self._STEP) + 2
        rows = int(height / self._STEP) + 2
        x = np.linspace(window.left, window.right, columns)
        y = np.linspace(window.top, window.bottom, rows)
        self._x, self._y = np.meshgrid(x, y)
        self._scale = pixels.shape[1] / width

    def bent(self, head: Head) -> NDArray[np.uint8]:
        """The picture in that pose; the array is reused by the next call."""
        source_x, source_y = self._x.copy(), self._y.copy()
        for _ in range(3):
            moved_x, moved_y = head.moved(source_x, source_y, self._out)
            source_x += self._x - moved_x
            source_y += self._y - moved_y
        size = (self._pixels.shape[1], self._pixels.shape[0])
        columns = _spread((source_x - self._window.left) * self._scale - 0.5, size)
        rows = _spread((source_y - self._window.top) * self._scale - 0.5, size)
        cv2.remap(
            self._pixels, columns, rows, cv2.INTER_LINEAR, dst=self._target,
            borderMode=cv2.BORDER_CONSTANT,
        )  # fmt: skip
        return self._target


def _spread(grid: FloatArray, size: tuple[int, int]) -> NDArray[np.float32]:
    """Values at mesh corners, corner to corner over a picture of ``size`` (width, height)."""
    rows, columns = grid.shape
    to_grid = np.array(
        [
            [(columns - 1) / size[0], 0.0, 0.5 * (columns - 1) / size[0]],
            [0.0, (rows - 1) / size[1], 0.5 * (rows - 1) / size[1]],
        ]
    )
    spread = cv2.warpAffine(
        grid.astype(np.float32), to_grid, size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return np.asarray(spread, dtype=np.float32)


def _depth(x: FloatArray, y: FloatArray) -> FloatArray:
    """Units in front of the head's axis: an egg, with the nose upon it."""
    egg = 98.0 * np.sqrt(np.maximum(1.0 - (x / 150.0) ** 2, 0.0) + 0.02)
    egg = egg * (0.5 + 0.5 * np.clip(1.0 - ((y - 10.0) / 190.0) ** 2, 0.0, 1.0))
    nose = 22.0 * np.exp(-((x / 20.0) ** 2) - ((y - 28.0) / 26.0) ** 2)
    return np.asarray(egg + nose)


def _calm(y: FloatArray) -> FloatArray:
    """1 on the head, falling to 0 on the shoulders: long hair stays where it lies."""
    share = np.clip((y - 130.0) / 110.0, 0.0, 1.0)
    return np.asarray(1.0 - share * share * (3.0 - 2.0 * share))


def _jaw_share(x: FloatArray, y: FloatArray) -> FloatArray:
    """How much a point moves with the lower jaw: chin fully, cheeks a little."""
    down = np.clip((y - 62.0) / 62.0, 0.0, 1.0)
    down = down * down * (3.0 - 2.0 * down)
    side = np.clip(1.0 - (x / 135.0) ** 2, 0.0, 1.0)
    return np.asarray(down * side)
