"""Keeps the sum of the stems under a ceiling by turning all of them down together for a moment."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from locvid.generate.studio.sound.levels import gain
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_STEP = 48
_REACH = 10
_CHUNK = 8 * SAMPLE_RATE
"""A whole number of steps."""


def limit(stems: Mapping[str, Samples], ceiling_dbfs: float) -> None:
    """Turn ``stems`` (each [n, 2]) down in place where their sum would pass the ceiling.

    Look-ahead limiting with 1 ms resolution: the gain needed per millisecond, its minimum over
    ±10 ms, averaged over the same window. The average of minima never exceeds what a peak needs,
    so the ceiling holds without clipping; all stems get the same gain, so they still sum to the
    mix.
    """
    ceiling = gain(ceiling_dbfs)
    length = len(next(iter(stems.values())))
    peaks = np.concatenate(
        [_peaks(stems, start, min(start + _CHUNK, length)) for start in range(0, length, _CHUNK)]
    )
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if needed.min() >= 1.0:
        return
    # One step wider than the average, because gains are interpolated between two steps.
    held = minimum_filter1d(needed, 2 * _REACH + 3, mode="nearest")
    smooth = uniform_filter1d(held, 2 * _REACH + 1, mode="nearest")
    centres = np.arange(len(smooth)) * _STEP + _STEP / 2
    for start in range(0, length, _CHUNK):
        at = np.arange(start, min(start + _CHUNK, length))
        factors = np.interp(at, centres, smooth).astype(np.float32)[:, None]
        for stem in stems.values():
            stem[start : start + _CHUNK] *= factors


def _peaks(stems: Mapping[str, Samples], start: int, stop: int) -> np.ndarray:
    """Largest magnitude of the sum in each millisecond of a chunk."""
    parts = [stem[start:stop] for stem in stems.values()]
    magnitude = np.abs(np.sum(parts, axis=0)).max(axis=1)
    padded = np.pad(magnitude, (0, -len(magnitude) % _STEP))
    return np.asarray(padded.reshape(-1, _STEP).max(axis=1))
