from __future__ import annotations

import numpy as np

from locvid.generate.sound import eased, fitted, joined

RATE = 48_000


def tone(seconds: float, level: float = 0.5) -> np.ndarray:
    at = np.arange(round(seconds * RATE)) / RATE
    wave = level * np.sin(2 * np.pi * 220 * at)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def test_short_sound_is_padded_with_silence_and_without_a_click() -> None:
    padded = fitted(tone(1.0)[: RATE - 55], 2 * RATE)
    assert padded.shape == (2 * RATE, 2)
    assert not padded[RATE:].any()
    assert np.abs(np.diff(padded[:, 0])).max() < 0.02, "no step larger than the wave's own"


def test_long_sound_is_cut() -> None:
    assert np.array_equal(fitted(tone(2.0), RATE), tone(2.0)[:RATE])


def test_a_joint_keeps_the_power_of_what_it_joins() -> None:
    random = np.random.default_rng(0)
    first, second = (random.normal(0, 0.1, (RATE, 2)).astype(np.float32) for _ in range(2))
    whole = joined(first, second, RATE // 2)
    assert whole.shape == (RATE + RATE // 2, 2)
    blend = whole[RATE // 2 : RATE]
    assert abs(np.std(blend) - 0.1) < 0.003
    assert np.array_equal(whole[: RATE // 2], first[: RATE // 2])
    assert np.array_equal(whole[RATE:], second[RATE // 2 :])


def test_a_shot_begins_and_ends_in_silence_and_within_full_scale() -> None:
    sound = eased(tone(0.5, level=1.4))
    assert np.abs(sound[[0, -1]]).max() < 0.01
    assert np.abs(sound).max() <= 1.0
