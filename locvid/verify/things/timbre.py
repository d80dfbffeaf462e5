"""What is heard of a thing's material and distance: how long it rings, how bright, how wet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_FLOOR = 1e-12
_FROM_DB, _TO_DB = -3.0, -18.0
_EARLY_S, _LATE_S = 0.030, 0.25


def mono(sound: Samples) -> NDArray[np.float64]:
    """Both channels of [n, 2], or [n] itself, as one."""
    flat = sound if sound.ndim == 1 else sound.mean(axis=1)
    return flat.astype(np.float64)


def decay_s(sound: Samples) -> float:
    """Time in which a sound falls by 60 dB, from its backward integrated energy.

    From −3 to −18 dB, times 4 (Schroeder, JASA 37, 1965): what rings by itself is over before the
    room or the ambience matter.
    """
    energy = np.cumsum(np.square(mono(sound))[::-1])[::-1]
    level_db = 10 * np.log10(energy / max(energy[0], _FLOOR) + _FLOOR)
    begin, end = int(np.argmax(level_db < _FROM_DB)), int(np.argmax(level_db < _TO_DB))
    return (end - begin) / SAMPLE_RATE * 60 / (_FROM_DB - _TO_DB)


def centroid_hz(sound: Samples) -> float:
    """Middle of the power spectrum: what brightness is measured by (Gaver 1993)."""
    power = np.square(np.abs(np.fft.rfft(mono(sound))))
    frequencies = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    return float((power * frequencies).sum() / max(power.sum(), _FLOOR))


def level_db(sound: Samples) -> float:
    """Root mean square of both channels, in dB of full scale."""
    return float(10 * np.log10(np.square(sound).mean() + _FLOOR))


def wetness_db(sound: Samples) -> float:
    """Energy from 30 to 250 ms after the start against that before: more of it is more room."""
    early, late = int(_EARLY_S * SAMPLE_RATE), int(_LATE_S * SAMPLE_RATE)
    power = np.square(mono(sound))
    return float(10 * np.log10((power[early:late].sum() + _FLOOR) / (power[:early].sum() + _FLOOR)))
