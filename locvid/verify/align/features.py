"""What two voices have in common when they say the same: cepstra with a limited dynamic range."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct, rfft

from locvid.model.take import Samples
from locvid.verify.align.base import ALIGN_RATE

Features = NDArray[np.float32]

WINDOW = ALIGN_RATE // 40
"""Samples of one analysis window (25 ms)."""

_FFT = 512
_MEL_BANDS = 40
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 7600.0
_CEPSTRA = 10
_DELTA_WEIGHT = 0.6
_ACTIVITY_WEIGHT = 2.0
_CHUNK = 2048


def log_mel(samples: Samples, hop: int) -> Features:
    """Log energies in 40 mel bands, [frames, 40]; frame i is centred on sample ``i * hop``."""
    padded = np.pad(samples, (WINDOW // 2, WINDOW))
    count = 1 + len(samples) // hop
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::hop][:count]
    bands = np.empty((count, _MEL_BANDS), np.float32)
    for start in range(0, count, _CHUNK):
        spectrum = rfft(windows[start : start + _CHUNK] * _hann(), _FFT, axis=1)
        bands[start : start + _CHUNK] = np.abs(spectrum) ** 2 @ _mel_filters().T
    return np.asarray(np.log(bands + 1e-7), np.float32)


def cepstra(mel: Features, speech: NDArray[np.bool_], floor_db: float = 35.0) -> Features:
    """Cepstra and their slopes, [frames, 20], to zero mean and unit spread over ``speech`` frames.

    Energies more than ``floor_db`` under the loudest are raised to that floor: a synthetic
    reference is silent where a recording has a room.
    """
    floored = np.maximum(mel, np.percentile(mel, 99) - floor_db / 10 * np.log(10))
    static = dct(floored, type=2, norm="ortho", axis=1)[:, :_CEPSTRA]
    static = _standardised(static, speech)
    padded = np.pad(static, ((2, 2), (0, 0)), mode="edge")
    slopes = (padded[3:-1] - padded[1:-3]) + 2 * (padded[4:] - padded[:-4])
    return np.concatenate([static, _DELTA_WEIGHT * _standardised(slopes, speech)], axis=1)


def with_activity(features: Features, activity: NDArray[np.float64]) -> Features:
    """``features`` with whether there is a voice (0…1) as one more, weighty dimension."""
    return np.concatenate([features, (_ACTIVITY_WEIGHT * activity[:, None])], axis=1).astype(
        np.float32
    )


def loudness_db(mel: Features) -> NDArray[np.float64]:
    """Loudness of each frame in dB (arbitrary zero), over 50 ms."""
    power = np.exp(mel.astype(np.float64)).mean(axis=1)
    return np.asarray(10 * np.log10(np.convolve(power, np.ones(5) / 5, mode="same") + 1e-9))


def _standardised(values: Features, speech: NDArray[np.bool_]) -> Features:
    spoken = values[speech] if speech.any() else values
    return np.asarray((values - spoken.mean(axis=0)) / (spoken.std(axis=0) + 1e-6), np.float32)


@cache
def _hann() -> Features:
    return np.hanning(WINDOW).astype(np.float32)


@cache
def _mel_filters() -> Features:
    """Triangles of unit area, evenly spaced on O'Shaughnessy's mel scale (2595, 700 Hz)."""
    frequencies = np.linspace(0, ALIGN_RATE / 2, _FFT // 2 + 1)
    low, high = 2595 * np.log10(1 + np.array([_LOWEST_HZ, _HIGHEST_HZ]) / 700)
    corners = 700 * (10 ** (np.linspace(low, high, _MEL_BANDS + 2) / 2595) - 1)
    rising = (frequencies - corners[:-2, None]) / np.diff(corners)[:-1, None]
    falling = (corners[2:, None] - frequencies) / np.diff(corners)[1:, None]
    triangles = np.clip(np.minimum(rising, falling), 0, None)
    return np.asarray(triangles / triangles.sum(axis=1, keepdims=True), np.float32)
