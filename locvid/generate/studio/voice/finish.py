"""The last touches on a spoken line: rate of the film, level, and edges without clicks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

SPEECH_LEVEL_DBFS = -24.0
"""RMS of the active speech of a line with ``energy_db`` 0."""

_PEAK = 0.84
"""−1.5 dBFS: what a line may reach, so that a mix of voices does not clip."""
_BLOCK = SAMPLE_RATE // 50
_ACTIVE_BELOW_LOUDEST_DB = 30.0
"""Blocks within this of the loudest count as speech (after ITU-T P.56, simplified)."""


def at_film_rate(samples: Samples, sample_rate: int) -> Samples:
    """``samples`` at 48 kHz."""
    if sample_rate == SAMPLE_RATE or not samples.size:
        return samples
    import soxr

    return np.asarray(soxr.resample(samples, sample_rate, SAMPLE_RATE), np.float32)


def levelled(samples: Samples, energy_db: float) -> Samples:
    """The line at the dialogue level plus ``energy_db``; peaks are kept under −1.5 dBFS."""
    active = active_rms(samples)
    if not active:
        return samples
    gain = 10 ** ((SPEECH_LEVEL_DBFS + energy_db) / 20) / active
    return _limited(samples * np.float32(gain))


def active_rms(samples: Samples) -> float:
    """Root mean square over the blocks of 20 ms that carry speech; 0 for silence."""
    blocks = samples[: samples.size // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    power = np.mean(np.square(blocks, dtype=np.float64), axis=1)
    if not power.size or not power.max():
        return 0.0
    active = power[power > power.max() * 10 ** (-_ACTIVE_BELOW_LOUDEST_DB / 10)]
    return float(np.sqrt(active.mean()))


def with_soft_edges(samples: Samples, fade_in_s: float, fade_out_s: float) -> Samples:
    """Raised-cosine fades at both ends, so that a joint with silence does not click."""
    faded = samples.copy()
    for seconds, edge in ((fade_in_s, slice(None)), (fade_out_s, slice(None, None, -1))):
        count = min(int(seconds * SAMPLE_RATE), faded.size)
        ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))
        faded[edge][:count] *= ramp.astype(np.float32)
    return faded


def _limited(samples: Samples) -> Samples:
    """Peaks above the knee are bent, so that one loud vowel does not lower the whole line."""
    knee = _PEAK * 0.7
    magnitude: NDArray[np.float32] = np.abs(samples)
    over = np.maximum(magnitude - knee, 0) / (_PEAK - knee)
    bent = np.minimum(magnitude, knee) + (_PEAK - knee) * np.tanh(over)
    return np.asarray(np.sign(samples) * bent, np.float32)
