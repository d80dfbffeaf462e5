"""Sends small sounds to the far end of a room: duller, spread out, never quite placed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.signal import lfilter, oaconvolve

from locvid.generate.studio.sound.levels import gain
from locvid.model.take import Samples

_SMEAR_SEED = 1955
_DRY_DB = -8.0


def far_away(sounds: Samples, rate: int, corner_hz: float, decay_s: float) -> Samples:
    """``sounds`` [n, 2] at ``rate`` Hz, dulled above ``corner_hz``, with a diffuse tail.

    The tail is decaying noise, different in the two channels; the direct part stays faintly.
    """
    pole = np.float32(np.exp(-2 * np.pi * corner_hz / rate))
    dull = lfilter([1 - pole], [np.float32(1), -pole], sounds, axis=0)
    spread = oaconvolve(dull, _tail(rate, decay_s), axes=0)[: len(sounds)]
    return np.asarray(spread + np.float32(gain(_DRY_DB)) * dull, dtype=np.float32)


@lru_cache(maxsize=16)
def _tail(rate: int, decay_s: float) -> Samples:
    """Noise [m, 2] of unit energy that falls by 60 dB in ``decay_s``."""
    length = int(decay_s * rate)
    random = np.random.default_rng(_SMEAR_SEED)
    tail = random.standard_normal((length, 2)) * np.exp(-6.9 * np.arange(length) / length)[:, None]
    return np.asarray(tail / np.sqrt(np.square(tail).sum(axis=0)), dtype=np.float32)
