"""What is wrong with the sound behind a voice is named; a place as it should be is not."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.generate.studio.sound.ambience.weave import ambience
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import OwnSound
from locvid.presets.library import PresetLibrary
from locvid.verify.sound.background import listen
from locvid.verify.sound.own import Fault, faults_of, steps_of

LIMITS, CLIPPED = OwnSound(), 0.0005
LENGTH = 4 * SAMPLE_RATE
WORDS = [(SAMPLE_RATE, 2 * SAMPLE_RATE)]


def voice() -> np.ndarray:
    """Something as loud as a voice for the second second, near −20 LUFS, float32 [n, 2]."""
    at = np.arange(LENGTH) / SAMPLE_RATE
    told = 0.12 * np.sin(2 * np.pi * 220 * at) * (1 + 0.5 * np.sin(2 * np.pi * 4 * at))
    told[: WORDS[0][0]] = told[WORDS[0][1] :] = 0
    return np.repeat(told[:, None], 2, axis=1).astype(np.float32)


def place(name: str) -> np.ndarray:
    preset = Section.of(PresetLibrary().get("settings", name))
    return ambience(LENGTH, -20.0, 7, "europe", preset.section("ambience"), 0.5)


def noise(level: float) -> np.ndarray:
    return np.random.default_rng(3).normal(0, level, (LENGTH, 2)).astype(np.float32)


def faults(sound: np.ndarray, words: list[tuple[int, int]] = WORDS) -> list[Fault]:
    heard = listen(sound, words, LIMITS.silence_dbfs)
    return [finding.fault for finding in faults_of(heard, LIMITS, CLIPPED)]


@pytest.mark.parametrize("name", PresetLibrary().names("settings"))
def test_no_place_of_the_studio_is_a_fault(name):
    assert faults(voice() + place(name)) == []


def test_nothing_behind_the_voice():
    assert faults(voice()) == [Fault.NO_AMBIENCE]
    assert faults(voice() + 1e-5 * noise(1.0)) == [Fault.NO_AMBIENCE]
    assert faults(np.zeros((LENGTH, 2), np.float32), []) == [Fault.NO_AMBIENCE]


@pytest.mark.parametrize("level", [0.001, 0.003, 0.01])
def test_hiss(level):
    assert faults(voice() + noise(level)) == [Fault.HISS]


def test_a_background_over_the_voice():
    assert faults(voice() + 15 * place("cafe")) == [Fault.TOO_LOUD]


def test_a_hole_in_the_ambience():
    sound = voice() + place("office")
    sound[3 * SAMPLE_RATE : 3 * SAMPLE_RATE + SAMPLE_RATE // 2] = 0
    assert faults(sound) == [Fault.DROPS_OUT]


def test_peaks_that_are_cut_off():
    sound = np.clip(8 * (voice() + place("office")), -1, 1)
    assert faults(sound) == [Fault.CLIPPED]
    heard = listen(sound, WORDS, LIMITS.silence_dbfs)
    assert heard.clipped_voice > 3 * heard.clipped > CLIPPED


def test_without_words_only_silence_is_certain():
    assert faults(voice() + noise(0.01), []) == [Fault.NO_WORDS]


def test_a_step_is_heard_where_the_place_is_the_same():
    office = listen(voice() + place("office"), WORDS, LIMITS.silence_dbfs)
    louder = listen(voice() + 2 * place("office"), WORDS, LIMITS.silence_dbfs)
    duller = listen(voice() + place("studio"), WORDS, LIMITS.silence_dbfs)
    steps = steps_of([office, office, louder, duller], ["a", "a", "a", "b"], LIMITS)
    assert [step is not None for step in steps] == [False, False, True, False]
    assert "6.0 LU" in steps[2].reason
    assert steps_of([office, duller], ["a", "a"], LIMITS)[1] is not None


def test_very_short_sound_is_measured_all_the_same():
    heard = listen(noise(0.1)[:100], [], LIMITS.silence_dbfs)
    assert np.isfinite(heard.level_dbfs)
