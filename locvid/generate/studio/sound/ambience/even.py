"""Keeps what never stops equally loud from second to second, so that no cut is heard as a step.

Noise with its power below 250 Hz, and a few people who talk, wander by a decibel or two from one
second to the next. Nobody hears that as it happens, but beside a cut it is a change of level.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import butter, sosfilt

from locvid.model.take import Samples

_OVER_STEPS, _STEPS_A_SECOND = 20, 20
_SLOW_HZ = 2000
_LOWEST_HZ = 38.0
"""Below, loudness takes no account of what is there: corner of the low cut of ITU-R BS.1770."""


def evened(sounds: Samples, rate: int, most_db: float) -> Samples:
    """``sounds`` [n, 2] at ``rate`` Hz, each second brought to the level of all, in place.

    By at most ``most_db``; what is quicker than a second stays as it was. Levels are taken below
    1 kHz, where what needs it has its power. What is shorter than two seconds stays as it is.
    """
    step = rate // _STEPS_A_SECOND
    count = len(sounds) // step
    if count < 2 * _OVER_STEPS:
        return sounds
    whole = sounds[: count * step]
    slow = np.einsum("ijk->i", whole.reshape(-1, rate // _SLOW_HZ, 2))
    heard = sosfilt(butter(2, _LOWEST_HZ, "high", fs=_SLOW_HZ, output="sos"), slow)
    powers = np.square(heard).reshape(count, -1).mean(axis=1)
    window = np.hanning(2 * _OVER_STEPS + 1)
    # At the ends only a part of the window has something under it.
    local = np.convolve(powers, window, "same") / np.convolve(np.ones(count), window, "same")
    wanted_db = 10 * np.log10((powers.mean() + 1e-20) / (local + 1e-20))
    gains = (10 ** (np.clip(wanted_db, -most_db, most_db) / 20)).astype(np.float32)
    # Straight from the middle of a step to the next, and level at both ends.
    corners = np.concatenate([gains[:1], (gains[1:] + gains[:-1]) / 2, gains[-1:]])
    ramp = np.arange(step, dtype=np.float32) / np.float32(step)
    rising = corners[:-1, None] + np.diff(corners)[:, None] * ramp
    whole *= rising.reshape(-1, 1)
    sounds[count * step :] *= corners[-1]
    return sounds
