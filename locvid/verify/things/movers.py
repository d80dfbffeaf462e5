"""What goes through the picture before a camera that stands still, and where it is meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.verify.things.pictures import ShotPictures

_DIFFERENT = 14
"""Levels of grey from the empty picture that count as something there."""
_BUSY, _COMES = 0.6, 6
"""Share of the time, and how often something comes, from which on a place belongs to somebody who
stays there and moves, not to who passes."""
_SMOOTH, _SAMPLES, _LINES = 9, 60, 60
_NEAR, _AROUND = 0.10, 0.30
"""In half widths: from a straight path to what follows it, and around it to what belongs to it."""
_FEWEST, _LEAST_SPAN = 10, 0.30
_JOIN = 25
_MASS, _WHOLE = 0.15, 0.3
_EDGE = 0.95
_REACH, _COVERED = 1.5, 0.25
"""Standard deviations to each side that a thing takes, and how much of that may be covered."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mover:
    """A thing that passes: in each picture where it is seen well, its middle and how large it is.

    ``x`` is −1 (left edge) … 1; ``size`` is its width, as a standard deviation in the same units.
    """

    seconds: Floats
    x: Floats
    size: Floats

    @property
    def span(self) -> float:
        """How far it goes, in half widths."""
        return float(np.ptp(self.x))


def mover(shot: ShotPictures) -> Mover | None:
    """What passes most clearly through ``shot``; None where nothing does, or the camera moves."""
    passing, busy = _passing(shot.grey)
    columns = passing.sum(axis=1, dtype=np.float64)
    count, width = columns.shape
    centres = (np.arange(width) + 0.5) / width * 2 - 1
    kernel = np.ones(_SMOOTH) / _SMOOTH
    smooth = np.stack([np.convolve(row, kernel, mode="same") for row in columns])
    there = smooth.max(axis=1) > _MASS * max(smooth.max(), 1e-9)
    if there.sum() < _FEWEST or smooth.max() < 2:
        return None
    frames = np.flatnonzero(there)
    line = _line(frames, centres[smooth[frames].argmax(axis=1)])
    if line is None:
        return None
    slope, start = line
    hidden = _hidden(passing, busy)
    found: list[tuple[int, float, float, float]] = []
    for frame in range(count):
        middle = start + slope * frame
        near = np.abs(centres - middle) < _AROUND
        mass = columns[frame] * near
        if abs(middle) > _EDGE or mass.sum() <= 0:
            continue
        x = float((mass * centres).sum() / mass.sum())
        wide = float(np.sqrt((mass * (centres - x) ** 2).sum() / mass.sum()))
        reach = _REACH * wide
        # What is half behind somebody, or half out of the picture, has its middle elsewhere.
        covered = hidden[np.abs(centres - x) <= reach]
        if abs(x) + reach > 1 or covered.max(initial=0.0) > _COVERED:
            continue
        found.append((frame, x, float(mass.sum()), wide))
    if len(found) < _FEWEST:
        return None
    at, x_s, mass_s, wide_s = (np.array(part) for part in zip(*found, strict=True))
    seen = mass_s > _WHOLE * np.quantile(mass_s, 0.9)
    result = Mover(shot.seconds[at[seen].astype(int)], x_s[seen], wide_s[seen])
    return result if len(result.x) >= _FEWEST and result.span >= _LEAST_SPAN else None


def _passing(grey: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Pixels that show what is not always there [count, rows, columns]; and where somebody stays.

    The second, [rows, columns], is where nearly all of the time something moves.
    """
    step = max(len(grey) // _SAMPLES, 1)
    empty = np.median(grey[::step], axis=0).astype(np.int16)
    different = np.abs(grey.astype(np.int16) - empty) > _DIFFERENT
    comes = (different[1:] & ~different[:-1]).sum(axis=0)
    busy = (comes >= _COMES) | (different.mean(axis=0) >= _BUSY)
    return different & ~busy, busy


def _hidden(passing: NDArray[np.bool_], busy: NDArray[np.bool_]) -> Floats:
    """Share of each column, in the rows in which things pass, that somebody who stays covers.

    They cover what lies between the places at which they move, too.
    """
    rows = passing.sum(axis=(0, 2), dtype=np.float64)
    used = rows > 0.1 * rows.max(initial=1.0)
    joined = cv2.morphologyEx(busy.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((_JOIN, _JOIN)))
    return np.asarray(joined[used].mean(axis=0, dtype=np.float64))


def _line(frames: NDArray[np.int64], x: Floats) -> tuple[float, float] | None:
    """The straight path that most of the places follow: slope a picture, and start."""
    chosen = np.unique(np.linspace(0, len(frames) - 1, _LINES).astype(int))
    best, kept = 0, None
    for i in chosen:
        for j in chosen[chosen > i]:
            if abs(x[j] - x[i]) < _LEAST_SPAN / 2:
                continue
            slope = (x[j] - x[i]) / (frames[j] - frames[i])
            close = int((np.abs(x[i] + slope * (frames - frames[i]) - x) < _NEAR).sum())
            if close > best:
                best, kept = close, (slope, x[i] - slope * frames[i])
    return kept if best >= _FEWEST else None
