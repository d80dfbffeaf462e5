"""Closures of the lips are found in the sound, near where the aligner believes them."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.articulation import expected_aperture
from locvid.verify.curves import RATE, mouth_level
from locvid.verify.labials import labials, shut_lips

SECONDS = 2.0
SHUT_S = (0.8, 0.9)


def vowel_with_a_closure() -> np.ndarray:
    """A buzz whose upper part is cut off while the lips are shut, as in ``ama``."""
    at = np.arange(round(SECONDS * ALIGN_RATE)) / ALIGN_RATE
    low = np.sin(2 * np.pi * 120 * at)
    high = sum(np.sin(2 * np.pi * 120 * n * at) / n for n in range(7, 25))
    is_open = (at < SHUT_S[0]) | (at >= SHUT_S[1])
    return (0.2 * (low + high * is_open)).astype(np.float32)


def phone(ipa: str, start_s: float, end_s: float) -> AlignedPhone:
    return AlignedPhone(ipa, round(start_s * ALIGN_RATE), round(end_s * ALIGN_RATE))


@pytest.mark.parametrize("wrong_by_s", [-0.04, 0.0, 0.04])
def test_a_closure_is_where_the_sound_shuts(wrong_by_s: float) -> None:
    level = mouth_level(vowel_with_a_closure(), round(SECONDS * RATE))
    aligned = phone("m", SHUT_S[0] + wrong_by_s, SHUT_S[1] + wrong_by_s)
    (found,) = labials([phone("a", 0, 0.8), aligned], level)
    assert found.first == pytest.approx(SHUT_S[0] * RATE, abs=1.5)
    assert found.last == pytest.approx(SHUT_S[1] * RATE, abs=1.5)


def test_where_nothing_shuts_the_aligner_is_believed() -> None:
    level = np.ones(round(SECONDS * RATE))
    (found,) = labials([phone("b", 1.0, 1.1)], level)
    assert (found.first, found.last) == (100, 110)


def test_lips_are_shut_for_m_and_nearly_for_f() -> None:
    level = np.ones(200)
    curve = shut_lips(labials([phone("m", 0.5, 0.62), phone("f", 1.4, 1.52)], level), 200)
    assert curve[56] < 0.1 < curve[146] < 0.6 < curve[100]


def test_a_vowel_opens_the_lips_in_the_consonant_before_it() -> None:
    phones = [phone("i", 0.5, 0.7), phone("t", 0.7, 0.8), phone("a", 0.8, 1.0)]
    curve = expected_aperture(phones, 200)
    assert curve[60] < curve[78] < curve[90]
    backwards = [phone("a", 0.5, 0.7), phone("t", 0.7, 0.8), phone("i", 0.8, 1.0)]
    # anticipation reaches further than what lingers
    assert curve[75] > expected_aperture(backwards, 200)[74]


def test_tongue_consonants_leave_the_lips_to_the_vowels() -> None:
    open_all_along = expected_aperture(
        [phone("a", 0.5, 0.7), phone("k", 0.7, 0.78), phone("a", 0.78, 1.0)], 200
    )
    shut_between = expected_aperture(
        [phone("a", 0.5, 0.7), phone("p", 0.7, 0.78), phone("a", 0.78, 1.0)], 200
    )
    assert open_all_along[74] > 0.7
    assert shut_between[74] < 0.6
