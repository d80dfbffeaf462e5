"""What is louder in front pushes back what lies behind."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.generate.studio.sound.levels import gain
from locvid.generate.studio.sound.masking import push_back
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

SECONDS = 3


def noise(level: float, seed: int) -> Samples:
    random = np.random.default_rng(seed)
    made = level * random.standard_normal((SECONDS * SAMPLE_RATE, 2))
    return made.astype(np.float32)


def during(start_s: float, end_s: float, level: float) -> Samples:
    front = noise(level, 1)
    front[: int(start_s * SAMPLE_RATE)] = 0
    front[int(end_s * SAMPLE_RATE) :] = 0
    return front


def db(changed: Samples, before: Samples, at_s: float) -> float:
    part = slice(int((at_s - 0.05) * SAMPLE_RATE), int((at_s + 0.05) * SAMPLE_RATE))
    return float(10 * np.log10(np.square(changed[part]).mean() / np.square(before[part]).mean()))


def test_what_lies_behind_steps_back_while_the_front_is_louder() -> None:
    before = noise(0.01, 2)
    behind = before.copy()
    push_back([during(1.2, 1.8, 0.1)], behind, 5.0)
    assert db(behind, before, 1.5) == pytest.approx(-5.0, abs=0.2)
    assert db(behind, before, 0.4) == pytest.approx(0.0, abs=0.05)
    assert db(behind, before, 2.6) == pytest.approx(0.0, abs=0.05)


def test_what_is_quieter_pushes_nothing() -> None:
    before = noise(0.1, 2)
    behind = before.copy()
    push_back([during(1.2, 1.8, 0.01)], behind, 5.0)
    assert np.array_equal(behind, before)


def test_the_gain_moves_without_a_click_and_a_cut_is_left_alone() -> None:
    behind = np.full((SECONDS * SAMPLE_RATE, 2), 0.01, np.float32)
    push_back([noise(0.1, 1)], behind, 5.0)
    assert np.abs(np.diff(behind[:, 0])).max() < 1e-5
    assert behind[0, 0] == pytest.approx(0.01, rel=0.02)
    assert behind[-1, 0] == pytest.approx(0.01, rel=0.02)
    assert behind[SAMPLE_RATE, 0] == pytest.approx(0.01 * gain(-5.0), rel=0.02)
