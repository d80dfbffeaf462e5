from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from locvid.verify.sound.voice import likeness, voice_of

RATE = 16_000


def _speech(pitch_hz: float, formants_hz: tuple[float, ...], seed: int) -> np.ndarray:
    """A buzz through formants that wander from vowel to vowel, with pauses."""
    random = np.random.default_rng(seed)
    parts = []
    for _ in range(24):
        length = int(random.uniform(0.1, 0.25) * RATE)
        pitch = pitch_hz * random.lognormal(0, 0.05)
        buzz = (np.arange(length) % int(RATE / pitch) == 0).astype(float)
        buzz += 0.01 * random.standard_normal(length)
        for formant in formants_hz:
            hz = formant * random.lognormal(0, 0.12)
            radius = np.exp(-np.pi * 100 / RATE)
            poles = [1, -2 * radius * np.cos(2 * np.pi * hz / RATE), radius**2]
            buzz = lfilter([1], poles, buzz)
        parts += [buzz / np.abs(buzz).max(), np.zeros(int(0.05 * RATE))]
    return np.concatenate(parts)


def test_one_voice_is_like_itself_and_unlike_another() -> None:
    man = [voice_of(_speech(110, (500, 1400, 2400), seed), RATE) for seed in (1, 2)]
    woman = voice_of(_speech(210, (620, 1900, 3100), 3), RATE)

    same, apart = likeness(*man)
    other, interval = likeness(man[0], woman)
    assert same > 0.95
    assert 1 - same < 0.2 * (1 - other)
    assert apart < 1 < 8 < interval


def test_pitch_is_found() -> None:
    assert voice_of(_speech(150, (500, 1500, 2500), 4), RATE).pitch_hz == pytest.approx(
        150, rel=0.06
    )


def test_silence_is_no_voice() -> None:
    silent = voice_of(np.zeros(RATE), RATE)

    assert silent.pitch_hz == 0.0
    assert np.isnan(likeness(silent, silent)[1])
