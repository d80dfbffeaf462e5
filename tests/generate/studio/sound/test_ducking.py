from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from locvid.generate.studio.sound.ducking import Ducking
from locvid.generate.studio.sound.section import Section
from locvid.model.errors import Location
from locvid.model.media import SAMPLE_RATE

PARAMETERS = Section(
    {"depth_db": 4, "attack_ms": 100, "hold_ms": 200, "release_ms": 400},
    "ducking",
    Location(Path("office.yaml")),
)
END = 10 * SAMPLE_RATE


def gains_db(*speech: tuple[float, float]) -> np.ndarray:
    spoken = [(int(start * SAMPLE_RATE), int(end * SAMPLE_RATE)) for start, end in speech]
    return np.asarray(20 * np.log10(Ducking(spoken, END, PARAMETERS).gains(0, END)))


def test_the_rest_is_down_from_the_first_phone_to_the_last() -> None:
    gain = gains_db((4, 5), (5.1, 6))

    assert gain[4 * SAMPLE_RATE : 6 * SAMPLE_RATE] == pytest.approx(-4, abs=0.01)


def test_it_rises_in_a_long_pause_and_not_in_a_short_one() -> None:
    assert gains_db((1, 3), (3.5, 9)).max() == pytest.approx(-4, abs=0.01)
    assert gains_db((1, 3), (6, 9))[5 * SAMPLE_RATE] == pytest.approx(0, abs=0.01)


def test_it_moves_smoothly() -> None:
    per_millisecond = np.abs(np.diff(gains_db((3, 4), (7, 8))[::48]))

    assert per_millisecond.max() < 0.1


def test_shots_meet_at_the_same_gain() -> None:
    gain = gains_db((4, 5))

    assert gain[0] == pytest.approx(gain[-1], abs=0.01)


def test_overlapping_speech_and_silence_are_both_fine() -> None:
    assert gains_db((1, 5), (2, 3), (2, 8)).min() == pytest.approx(-4, abs=0.01)
    assert gains_db()[END // 2] == pytest.approx(0, abs=0.01)
