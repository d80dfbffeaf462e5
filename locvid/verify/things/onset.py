"""When a blow begins in the sound: the steepest rise of its treble."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.verify.things.timbre import mono

STEP_S = 0.0005
_STEP = int(STEP_S * SAMPLE_RATE)
_LOWEST_HZ = 900.0
_BEFORE, _AFTER = 24, 8
"""Steps of half a millisecond that are compared: 12 ms before, 4 ms after."""
_RISE_DB = 9.0
_FLOOR = 1e-11
_APART = 80
"""Steps between two blows: 40 ms."""


def rises(sound: Samples) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Seconds at which a blow begins, and by how many dB each rises; in order."""
    power = _powers(mono(sound))
    if sound.ndim == 2:
        # A voice in the middle is the same in both channels: their difference leaves it out.
        power = power * 0.1 + _powers(mono(sound[:, 0] - sound[:, 1]))
    steps = np.concatenate([[0.0], np.cumsum(power)])
    at = np.arange(_BEFORE, len(power) - _AFTER)
    before = (steps[at] - steps[at - _BEFORE]) / _BEFORE
    after = (steps[at + _AFTER] - steps[at]) / _AFTER
    rise_db = 10 * np.log10((after + _FLOOR) / (before + _FLOOR))
    # Where the rise is steepest, and something is there to be heard.
    loud = after > np.quantile(power, 0.5) if len(power) else after > 0
    found: list[int] = []
    for index in np.argsort(-rise_db, kind="stable"):
        if rise_db[index] < _RISE_DB:
            break
        if loud[index] and all(abs(int(index) - other) > _APART for other in found):
            found.append(int(index))
    found.sort()
    return (np.array(found, float) + _BEFORE) * STEP_S, rise_db[found]


def onset_s(sound: Samples, around_s: float, reach_s: float = 0.12) -> float | None:
    """When the strongest blow within ``reach_s`` of ``around_s`` begins; None without any."""
    start = max(0, int((around_s - reach_s) * SAMPLE_RATE))
    part = sound[start : int((around_s + reach_s) * SAMPLE_RATE)]
    if len(part) < (_BEFORE + _AFTER + 2) * _STEP:
        return None
    seconds, rise_db = rises(part)
    if not len(seconds):
        return None
    return start / SAMPLE_RATE + float(seconds[int(np.argmax(rise_db))])


def _powers(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Power of each half millisecond above the voice's fundamentals."""
    high = sosfilt(butter(2, _LOWEST_HZ, "high", fs=SAMPLE_RATE, output="sos"), sound)
    whole = len(high) // _STEP * _STEP
    return np.asarray(np.square(high[:whole]).reshape(-1, _STEP).mean(axis=1))
