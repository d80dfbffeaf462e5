"""Sound in third octaves, as the ear hears it: what the measurements of the background share."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BANDS_HZ = 50.0 * 2.0 ** (np.arange(25) / 3)
"""Centres of third octaves, 50 Hz to 12.8 kHz."""
FRAME_S = 0.1
_SHELF_HZ, _SHELF_GAIN, _LOW_CUT_HZ = 1682.0, 10 ** (4.0 / 10), 38.1
"""K-weighting of ITU-R BS.1770 as corner frequencies: +4 dB above, nothing below."""


def band_powers(sound: NDArray[np.floating], rate: int, hop_s: float = FRAME_S) -> Floats:
    """Power of each third octave in frames of 0.1 s, [frames, bands], summed over channels.

    ``sound`` is [n, channels] at ``rate`` Hz; frames begin every ``hop_s`` seconds.
    """
    frame, hop = int(FRAME_S * rate), int(hop_s * rate)
    count = max(0, (len(sound) - frame) // hop + 1)
    at = np.arange(count)[:, None] * hop + np.arange(frame)
    window = np.hanning(frame)[:, None]
    power = (np.abs(np.fft.rfft(sound[at] * window, axis=1)) ** 2).sum(axis=2)
    hz = np.fft.rfftfreq(frame, 1 / rate)
    edges = [*(BANDS_HZ * 2 ** (-1 / 6)), BANDS_HZ[-1] * 2 ** (1 / 6)]
    sums = [power[:, (hz >= low) & (hz < high)].sum(axis=1) for low, high in pairwise(edges)]
    return np.asarray(np.stack(sums, axis=1))


def full_scale(rate: int) -> float:
    """What ``band_powers`` gives, over all bands, for sound of power 1 in one channel."""
    frame = int(FRAME_S * rate)
    return float((np.hanning(frame) ** 2).sum() * frame / 2)


def weighting() -> Floats:
    """The K-weighting's factor on the power of each band."""
    shelf = 1 + (_SHELF_GAIN - 1) * BANDS_HZ**4 / (BANDS_HZ**4 + _SHELF_HZ**4)
    return np.asarray(shelf * (BANDS_HZ**2 / (BANDS_HZ**2 + _LOW_CUT_HZ**2)) ** 2)


def distance_db(before: Floats, after: Floats) -> float:
    """Mean absolute difference of the levels of bands that hold anything."""
    there = (before > 0) & (after > 0)
    if not there.any():
        return 0.0
    return float(np.abs(10 * np.log10(before[there] / after[there])).mean())
