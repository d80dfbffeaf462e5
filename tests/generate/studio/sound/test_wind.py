"""What the wind moves is heard as it is seen."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.ambience.weave import ambience
from locvid.generate.studio.sound.levels import block_powers
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.timeline.wind import Wind
from locvid.model.media import SAMPLE_RATE
from locvid.presets.library import PresetLibrary

SECONDS = 24


def _levels_db(seed: int) -> np.ndarray:
    """The meadow without its birds, every tenth of a second."""
    section = Section.of(PresetLibrary().get("settings", "nature")).section("ambience")
    quiet = {name: {"level_db": -90} for name in ("birds", "insects")}
    still = section.overridden({"variants": {"still": quiet}})
    return 10 * np.log10(block_powers(ambience(SECONDS * SAMPLE_RATE, -20.0, seed, "still", still)))


def test_leaves_are_loud_when_the_trees_bend() -> None:
    for seed in (1, 2, 3):
        levels = _levels_db(seed)
        wind = Wind(seed, SECONDS)
        seen = np.array([wind.at(0.1 * index + 0.2) for index in range(len(levels))])

        assert np.corrcoef(levels, seen)[0, 1] > 0.9
        assert levels.max() - levels.min() > 4


def test_another_seed_is_another_wind() -> None:
    curves = [[Wind(seed, 30).at(second) for second in range(30)] for seed in (1, 2)]

    assert abs(np.corrcoef(*curves)[0, 1]) < 0.6
    assert all(0.0 <= value <= 1.0 for curve in curves for value in curve)


def test_the_wind_is_the_same_on_both_sides_of_a_cut() -> None:
    for seed in range(5):
        wind = Wind(seed, 6.0)
        assert wind.at(0.0) == wind.at(6.0) == 0.5
