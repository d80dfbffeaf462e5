from __future__ import annotations

import numpy as np
import pytest

from locvid.generate.studio.sound.levels import loudness_lufs, peak_loudness_lufs
from locvid.generate.studio.sound.noise import stereo_noise
from locvid.model.media import SAMPLE_RATE


def tone(seconds: float, amplitude: float = 1.0) -> np.ndarray:
    at = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (amplitude * np.sin(2 * np.pi * 997 * at)).astype(np.float32)


def test_the_standard_s_own_tone() -> None:
    # ITU-R BS.1770-5, annex 1: a 0 dB full-scale 997 Hz sine in one channel reads −3.01 LKFS.
    assert loudness_lufs(tone(5)) == pytest.approx(-3.01, abs=0.02)
    assert loudness_lufs(np.stack([tone(5)] * 2, axis=1)) == pytest.approx(0.0, abs=0.02)


def test_pauses_do_not_count() -> None:
    halting = np.concatenate([tone(5), np.zeros(20 * SAMPLE_RATE, np.float32), tone(5)])

    assert loudness_lufs(halting) == pytest.approx(-3.01, abs=0.3)


def test_the_loudest_moment() -> None:
    sound = np.concatenate([tone(3, 0.1), tone(1), tone(3, 0.1)])

    assert peak_loudness_lufs(sound) == pytest.approx(-3.01, abs=0.1)


def test_silence_and_very_short_sounds_have_an_answer() -> None:
    assert loudness_lufs(np.zeros(48_000, np.float32)) == float("-inf")
    assert peak_loudness_lufs(np.zeros(0, np.float32)) == float("-inf")
    assert peak_loudness_lufs(tone(0.1)) == pytest.approx(-3.01 - 6.02, abs=0.2)


@pytest.mark.parametrize("levels", [(0, -5, -10), (-20, 0, -20)])
def test_noise_is_as_loud_as_computed(levels: tuple[float, ...]) -> None:
    curve = ((125.0, 1000.0, 8000.0), levels)
    noise = stereo_noise(8 * SAMPLE_RATE, curve, -40.0, np.random.default_rng(0))

    assert loudness_lufs(noise) == pytest.approx(-40, abs=0.2)
