"""How alike two stretches of speech are in voice: a statistic, not a trained speaker model.

Long-term mel cepstra describe the vocal tract's colour averaged over the words, and the median
pitch the voice's height (Rose, "Forensic Speaker Identification", 2002, ch. 8: both are weak alone
and need half a minute of speech to settle). Good for telling whether one voice stayed the same,
no proof of who it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct

Floats = NDArray[np.float64]

_FRAME_S, _HOP_S = 0.032, 0.016
_LOWEST_HZ, _HIGHEST_HZ, _BANDS, _CEPSTRA = 100.0, 7000.0, 30, 14
_PITCH_HZ = (65.0, 400.0)
_SPOKEN_DB = -30.0
_VOICED = 0.45
"""Least height of the autocorrelation's peak in a voiced frame."""


@dataclass(frozen=True, slots=True)
class Voice:
    """``colour`` are the mean cepstra without the level, ``pitch_hz`` the median; 0 if unvoiced."""

    colour: Floats
    pitch_hz: float


def voice_of(speech: Floats, rate: int) -> Voice:
    """The voice in mono ``speech`` [n] at ``rate`` Hz, pauses left out."""
    frame, hop = int(_FRAME_S * rate), int(_HOP_S * rate)
    count = max(0, (len(speech) - frame) // hop + 1)
    at = np.arange(count)[:, None] * hop + np.arange(frame)
    frames = np.asarray(speech, dtype=np.float64)[at]
    level_db = 10 * np.log10(np.square(frames).mean(axis=1) + 1e-12)
    frames = frames[level_db > level_db.max(initial=-120.0) + _SPOKEN_DB]
    if not len(frames):
        return Voice(np.zeros(_CEPSTRA - 1), 0.0)
    power = np.abs(np.fft.rfft(frames * np.hanning(frame), axis=1)) ** 2
    bands = power @ _mel_bands(frame, rate).T
    cepstra = dct(np.log(bands + 1e-9), norm="ortho", axis=1)[:, 1:_CEPSTRA]
    return Voice(cepstra.mean(axis=0), _pitch_hz(frames, rate))


def likeness(first: Voice, second: Voice) -> tuple[float, float]:
    """Cosine of the colours (1 is the same), and the interval between the pitches in semitones."""
    norms = float(np.linalg.norm(first.colour) * np.linalg.norm(second.colour))
    cosine = float(first.colour @ second.colour) / norms if norms else 0.0
    if not first.pitch_hz or not second.pitch_hz:
        return cosine, float("nan")
    return cosine, float(abs(12 * np.log2(second.pitch_hz / first.pitch_hz)))


def _pitch_hz(frames: Floats, rate: int) -> float:
    """Median over voiced frames of the autocorrelation's highest peak."""
    size = 2 * frames.shape[1]
    centred = frames - frames.mean(axis=1, keepdims=True)
    likeness = np.fft.irfft(np.abs(np.fft.rfft(centred, size, axis=1)) ** 2, axis=1)
    shortest, longest = int(rate / _PITCH_HZ[1]), int(rate / _PITCH_HZ[0])
    search = likeness[:, shortest:longest]
    peaks = search.argmax(axis=1)
    height = search[np.arange(len(search)), peaks] / np.maximum(likeness[:, 0], 1e-12)
    voiced = height > _VOICED
    return float(np.median(rate / (peaks[voiced] + shortest))) if voiced.any() else 0.0


def _mel_bands(frame: int, rate: int) -> Floats:
    """Triangles [band, bin], evenly spaced on the mel scale (2595 log10(1 + f / 700))."""
    hz = np.fft.rfftfreq(frame, 1 / rate)
    low, high = (2595 * np.log10(1 + edge / 700) for edge in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    rise = (hz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - hz) / np.diff(edges)[1:, None]
    return np.asarray(np.clip(np.minimum(rise, fall), 0.0, None))
