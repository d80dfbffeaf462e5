"""Dynamic time warping of a reference onto a sound, with pauses that may last as long as they like.

Sakoe & Chiba 1978, symmetric steps. A row is done at once: what comes from the left within a row
is a running minimum after the row's own cumulative cost is taken off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.verify.align.features import Features

_DIAGONAL, _UP, _LEFT = 0, 1, 2
_STRAY_PENALTY = 0.09
"""Cost of a step off the diagonal, in units of the typical distance of two unlike frames."""


@dataclass(frozen=True, slots=True)
class Path:
    """``first`` and ``last`` target frame of every reference frame, and ``cost`` of the path.

    ``cost`` is the mean distance along the frames of speech, 1 for frames picked at random.
    """

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    cost: float


def warp(
    reference: Features,
    pause: NDArray[np.bool_],
    target: Features,
    pause_cost: NDArray[np.float32],
    band: int | None = None,
) -> Path:
    """Find the cheapest monotonic path from the first frames to the last.

    ``pause`` marks frames of ``reference`` that stand for a pause: they cost ``pause_cost``
    [target frames] (1 is a typical distance) and stretch freely. ``band`` limits how far the
    path may stray from the diagonal, in target frames; memory is one byte per cell of the band.
    """
    distance = _Distance(reference, pause, target, pause_cost)
    rows, columns = len(reference), len(target)
    width = columns if band is None else min(columns, 2 * band + 1)
    starts = _band_starts(rows, columns, width)
    steps = np.empty((rows, width), np.int8)
    above = np.full(columns + 1, np.inf)
    for row in range(rows):
        low = starts[row]
        local = distance.row(row, low, low + width)
        aside = 0.0 if pause[row] else _STRAY_PENALTY
        diagonal = above[low : low + width]
        up = above[low + 1 : low + 1 + width] + aside
        entry = np.minimum(diagonal, up) + local
        if row == 0:
            entry[0] = local[0]
        running = np.cumsum(local + aside)
        best = np.minimum.accumulate(entry - running)
        steps[row] = np.where(diagonal <= up, _DIAGONAL, _UP)
        steps[row, 1:][best[1:] == best[:-1]] = _LEFT
        above = np.full(columns + 1, np.inf)
        above[low + 1 : low + 1 + width] = best + running
    first, last = _walk_back(steps, starts, columns)
    return Path(first, last, distance.along(first, last))


class _Distance:
    """Euclidean distances over their median, row by row: the matrix never exists as a whole."""

    def __init__(
        self,
        reference: Features,
        pause: NDArray[np.bool_],
        target: Features,
        pause_cost: NDArray[np.float32],
    ) -> None:
        self._reference, self._pause = reference, pause
        self._target, self._pause_cost = target, pause_cost.astype(np.float64)
        self._squares = (target**2).sum(axis=1)
        sampled = np.flatnonzero(~pause)[:: max(1, len(reference) // 64)]
        self._unit = 1.0
        self._unit = float(np.median([self.row(row, 0, len(target)) for row in sampled])) or 1.0

    def row(self, row: int, low: int, high: int) -> NDArray[np.float64]:
        if self._pause[row]:
            return self._pause_cost[low:high]
        frame = self._reference[row]
        squared = self._squares[low:high] + frame @ frame - 2 * (self._target[low:high] @ frame)
        return np.asarray(np.sqrt(np.maximum(squared, 0)) / self._unit, np.float64)

    def along(self, first: NDArray[np.intp], last: NDArray[np.intp]) -> float:
        cells = [
            self.row(row, first[row], last[row] + 1)
            for row in range(len(first))
            if not self._pause[row]
        ]
        return float(np.concatenate(cells).mean()) if cells else 1.0


def _band_starts(rows: int, columns: int, width: int) -> NDArray[np.intp]:
    """First column of the band in each row; the band is clamped at both ends."""
    centre = np.arange(rows) * (columns - 1) / max(rows - 1, 1)
    return np.clip(np.round(centre - width / 2), 0, columns - width).astype(np.intp)


def _walk_back(
    steps: NDArray[np.int8], starts: NDArray[np.intp], columns: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    rows = len(steps)
    first, last = np.zeros(rows, np.intp), np.zeros(rows, np.intp)
    row, column = rows - 1, columns - 1
    last[row] = column
    while row or column:
        step = steps[row, column - starts[row]] if row else _LEFT
        if step != _LEFT:
            first[row] = column
            row -= 1
        if step != _UP:
            column -= 1
        if step != _LEFT:
            last[row] = column
    return first, last
