"""The head as a solid: where a point of the drawing goes when the head turns and the jaw drops.

The drawing is flat; every point gets the depth it has on an egg-shaped head with a nose, is
turned with it and projected back. Pictures are bent and vector features placed by the same
function, so nothing floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from locvid.drawing import skia
from locvid.generate.studio.picture.pose import Pose

FloatArray = NDArray[np.float64]

JAW_DROP = 19.0
"""Units by which a fully open jaw lowers the chin."""

_NECK = (0.0, 205.0)
"""The head leans about this point."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head in one pose. ``rise`` lifts it with the breath, in units upwards."""

    pose: Pose
    rise: float = 0.0

    def moved(
        self, x: FloatArray, y: FloatArray, out: float = 0.0
    ) -> tuple[FloatArray, FloatArray]:
        """Where points of the drawing go, in units.

        ``out`` is added to their depth: positive for glasses and locks, negative for what lies
        behind the head.
        """
        pose = self.pose
        y = y + JAW_DROP * pose.jaw * (1.0 - pose.press) * _jaw_share(x, y)
        yaw, pitch, roll = radians(pose.yaw), radians(pose.pitch), radians(pose.roll)
        calm = _calm(y)
        depth = _depth(x, y) + out
        turned_x = x + (x * (cos(yaw) - 1.0) + depth * sin(yaw)) * calm
        turned_y = y + depth * sin(pitch) * calm
        from_neck_x, from_neck_y = turned_x - _NECK[0], turned_y - _NECK[1]
        lean = 0.25 + 0.75 * calm
        leaned_x = turned_x + lean * (from_neck_x * (cos(roll) - 1.0) - from_neck_y * sin(roll))
        leaned_y = turned_y + lean * (from_neck_x * sin(roll) + from_neck_y * (cos(roll) - 1.0))
        return leaned_x + 0.35 * pose.yaw * lean, leaned_y + 0.25 * pose.pitch * lean - self.rise

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
