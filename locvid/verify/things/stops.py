"""What comes down and stops short in the picture: a thing that is set down."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.verify.things.pictures import ShotPictures

_CELL = 8
_FALLS = 0.7
"""Pixels a picture, 320 across, that a thing comes down at least."""
_STOPS = 0.3
"""Share of that speed that is left when it has stopped."""
_CELLS = 8
_APART_S = 0.6
_BEFORE, _AFTER = 3, 2

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stop:
    """Something stopped at ``second``; ``x`` is its place, −1 (left edge) … 1."""

    second: float
    x: float
    cells: int


def stops(shot: ShotPictures) -> tuple[Stop, ...]:
    """Everything in ``shot`` that comes down evenly and stands still from one picture to the next.

    The moment is found between two pictures, from how far the thing still goes in the last one.
    """
    down = _down(shot.grey)
    count = len(down)
    strength = np.zeros(count)
    for k in range(_BEFORE, count - _AFTER):
        strength[k] = _stopping(down, k).sum()
    found: list[Stop] = []
    for k in np.argsort(-strength, kind="stable").tolist():
        if strength[k] < _CELLS:
            break
        cells = _stopping(down, k)
        second = float(shot.seconds[k] + _share(down, k, cells) * shot.frame_s)
        if all(abs(second - other.second) > _APART_S for other in found):
            columns = np.flatnonzero(cells.any(axis=0))
            middle = (float(columns.mean()) + 0.5) / cells.shape[1] * 2 - 1
            found.append(Stop(second, middle, int(cells.sum())))
    return tuple(sorted(found, key=lambda stop: stop.second))


def _stopping(down: Floats, k: int) -> NDArray[np.bool_]:
    """Cells that fell until picture ``k`` and rest from the one after it: [rows, columns]."""
    before, after = down[k - _BEFORE : k], np.abs(down[k + 1 : k + 1 + _AFTER])
    even = before.min(axis=0) > _FALLS
    return np.asarray(even & (after.max(axis=0) < _STOPS * before.mean(axis=0)))


def _share(down: Floats, k: int, cells: NDArray[np.bool_]) -> float:
    """How much of the last step it still goes: 0 stops at picture ``k``, 1 at the next."""
    going, last = down[k - 1][cells].mean(), down[k][cells].mean()
    return float(np.clip(last / going, 0.0, 1.0))


def _down(grey: NDArray[np.uint8]) -> Floats:
    """Downward movement from each picture to the next in pixels, in cells: [count − 1, rows, cols].

    Dense optical flow (Farnebäck 2003).
    """
    rows, columns = grey.shape[1] // _CELL, grey.shape[2] // _CELL
    moved = np.zeros((len(grey) - 1, rows, columns), dtype=np.float32)
    for index, (a, b) in enumerate(pairwise(grey)):
        flow = cv2.calcOpticalFlowFarneback(a, b, None, 0.5, 2, 11, 2, 5, 1.1, 0)
        part = flow[: rows * _CELL, : columns * _CELL, 1]
        moved[index] = part.reshape(rows, _CELL, columns, _CELL).mean(axis=(1, 3))
    return moved
