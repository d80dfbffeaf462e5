from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from locvid.generate.sound import eased, fitted, last_sound

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


def test_the_end_of_a_shot_is_the_mix_of_its_stems(tmp_path: Path) -> None:
    stems = [tmp_path / "a.wav", tmp_path / "b.wav"]
    for stem, level in zip(stems, (0.1, 0.3), strict=True):
        soundfile.write(stem, tone(0.5, level), RATE, subtype="FLOAT")
    assert np.allclose(last_sound(stems, 1000), tone(0.5, 0.4)[-1000:], atol=1e-6)
    long = last_sound(stems, RATE)
    assert not long[: RATE // 2].any()
    assert np.allclose(long[RATE // 2 :], tone(0.5, 0.4), atol=1e-6)


def test_a_shot_begins_and_ends_in_silence_and_within_full_scale() -> None:
    sound = eased(tone(0.5, level=1.4))
    assert np.abs(sound[[0, -1]]).max() < 0.01
    assert np.abs(sound).max() <= 1.0


def test_an_offset_of_the_vocoder_is_taken_out() -> None:
    sound = eased(tone(0.5, 0.1) + np.float32([0.3, -0.2]))
    assert np.abs(sound.mean(axis=0)).max() < 0.001
    assert np.allclose(sound[1000:-1000], tone(0.5, 0.1)[1000:-1000], atol=1e-4)
