"""Dynamic time warping of a reference onto a sound, with pauses that may last as long as they like.

Sakoe & Chiba 1978, symmetric steps. A row is done at once: what comes from the left within a row
is a running minimum after the row's own cumulative cost is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.verify.align.features import Features

_DIAGONAL, _UP, _LEFT = 0, 1, 2
_STRAY_PENALTY = 0.09
"""Cost of a step off the diagonal, in units of the typical distance of two unlike frames."""

_MOST_CELLS = 1 << 25
"""Held at a time for several references, a byte each."""


_FEW, _MOST_CELLS_OF_ONE = 3, 1 << 27
"""Words are few where the film is so many times as long, and there is no diagonal to keep to; but
no more cells than these are held for that, a byte each."""


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
    path may stray from the diagonal, in target frames, where the two are of comparable length;
    memory is one byte per cell of the band.
    """
    rows, columns = len(reference), len(target)
    width = columns if band is None else _width(rows, columns, band)
    distance = _Distance([(reference, pause)], target, pause_cost)
    return _warped(distance, _band_starts(rows, columns, width), width)[0]


def warp_each(
    references: Sequence[tuple[Features, NDArray[np.bool_]]],
    target: Features,
    pause_cost: NDArray[np.float32],
) -> list[Path]:
    """The paths of several references (features and pauses) onto one target, as ``warp`` does.

    Quicker than one after another: a row of all of them costs little more than that of one.
    """
    longest = max(len(features) for features, _ in references)
    together = max(1, _MOST_CELLS // (longest * len(target)))
    paths: list[Path] = []
    for first in range(0, len(references), together):
        distance = _Distance(references[first : first + together], target, pause_cost)
        starts = np.zeros(longest, np.intp)
        paths += _warped(distance, starts, len(target))
    return paths


def _warped(distance: _Distance, starts: NDArray[np.intp], width: int) -> list[Path]:
    """One path per reference; a row's band of ``width`` columns begins at its ``starts``."""
    count, rows, columns = distance.shape
    steps = np.empty((rows, count, width), np.int8)
    above = np.full((count, columns + 1), np.inf)
    for row in range(rows):
        low = starts[row]
        local = distance.row(row, low, low + width)
        aside = np.where(distance.pause[:, row, None], 0.0, _STRAY_PENALTY)
        diagonal = above[:, low : low + width]
        up = above[:, low + 1 : low + 1 + width] + aside
        entry = np.minimum(diagonal, up) + local
        if row == 0:
            entry[:, 0] = local[:, 0]
        running = np.cumsum(local + aside, axis=1)
        best = np.minimum.accumulate(entry - running, axis=1)
        steps[row] = np.where(diagonal <= up, _DIAGONAL, _UP)
        steps[row, :, 1:][best[:, 1:] == best[:, :-1]] = _LEFT
        above = np.full((count, columns + 1), np.inf)
        above[:, low + 1 : low + 1 + width] = best + running
    paths = []
    for number, length in enumerate(distance.lengths):
        first, last = _walk_back(steps[:length, number], starts, columns)
        paths.append(Path(first, last, distance.along(number, first, last)))
    return paths


class _Distance:
    """Euclidean distances over their median, row by row: the matrix never exists as a whole.

    ``shape`` is references, rows of the longest of them, columns; ``pause`` [references, rows].
    """

    def __init__(
        self,
        references: Sequence[tuple[Features, NDArray[np.bool_]]],
        target: Features,
        pause_cost: NDArray[np.float32],
    ) -> None:
        self.lengths = [len(features) for features, _ in references]
        self.shape = len(references), max(self.lengths), len(target)
        self.pause = np.zeros(self.shape[:2], np.bool_)
        self._reference = np.zeros((*self.shape[:2], target.shape[1]), target.dtype)
        for number, (features, pause) in enumerate(references):
            self._reference[number, : len(features)] = features
            self.pause[number, : len(pause)] = pause
        self._target, self._pause_cost = target, pause_cost.astype(np.float64)
        self._target_squares = (target**2).sum(axis=1)
        self._squares = (self._reference**2).sum(axis=2)
        self._unit = np.array([self._typical(number) for number in range(len(references))])

    def row(self, row: int, low: int, high: int) -> NDArray[np.float64]:
        """Of every reference, [references, high − low]."""
        squared = (
            self._target_squares[low:high]
            + self._squares[:, row, None]
            - 2 * (self._reference[:, row] @ self._target[low:high].T)
        )
        apart = np.sqrt(np.maximum(squared, 0)) / self._unit[:, None]
        return np.where(self.pause[:, row, None], self._pause_cost[low:high], apart)

    def along(self, number: int, first: NDArray[np.intp], last: NDArray[np.intp]) -> float:
        """The mean along the path of a reference, 1 where all of that is a pause."""
        spoken = np.flatnonzero(~self.pause[number, : self.lengths[number]])
        if len(spoken) == 0:
            return 1.0
        counts = (last - first + 1)[spoken]
        rows = np.repeat(spoken, counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        columns = np.repeat(first[spoken], counts) + within
        apart = self._reference[number, rows] - self._target[columns]
        return float(np.sqrt((apart**2).sum(axis=1)).mean() / self._unit[number])

    def _typical(self, number: int) -> float:
        length = self.lengths[number]
        sampled = np.flatnonzero(~self.pause[number, :length])[:: max(1, length // 64)]
        frames = self._reference[number, sampled]
        squared = (
            self._target_squares
            + self._squares[number, sampled, None]
            - 2 * (frames @ self._target.T)
        )
        return float(np.median(np.sqrt(np.maximum(squared, 0)))) or 1.0


def _width(rows: int, columns: int, band: int) -> int:
    """Columns of a band that is useful: a few words may be anywhere in a long film.

    Where even that would take too much memory, the bands of neighbouring rows still touch.
    """
    if rows * _FEW < columns and rows * columns <= _MOST_CELLS_OF_ONE:
        return columns
    return min(columns, max(2 * band + 1, 2 * -(-columns // rows) + 1))


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
