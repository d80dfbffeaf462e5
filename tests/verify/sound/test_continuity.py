from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest

from locvid.generate.studio.sound.ambience.weave import ambience
from locvid.generate.studio.sound.section import Section
from locvid.presets.library import PresetLibrary
from locvid.verify.sound.continuity import steps

RATE = 48_000
SETTINGS = PresetLibrary().names("settings")


def _film(setting: str) -> tuple[np.ndarray, list[int]]:
    """The ambience of six shots of one setting, and where they are cut."""
    section = Section.of(PresetLibrary().get("settings", setting)).section("ambience")
    shots = [
        ambience(int(seconds * RATE), -20.0, seed, "europe", section)
        for seed, seconds in enumerate((5, 6.3, 4.4, 7, 5.2, 8))
    ]
    cuts = list(accumulate(len(shot) for shot in shots))[:-1]
    return np.concatenate(shots).astype(np.float64), cuts


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_ambience_goes_on_over_the_cuts_of_a_setting(setting: str) -> None:
    sound, cuts = _film(setting)
    found = steps(sound, cuts, RATE)

    assert len(found) == 5
    assert max(step.level_lu for step in found) <= 1.0
    colours = [step.colour_db for step in found]
    assert np.median(colours) <= found[0].usual_db
    assert max(colours) <= 1.25 * max(1.0, found[0].usual_db)


def test_a_louder_and_a_duller_place_are_heard_at_the_cut() -> None:
    sound, cuts = _film("studio")
    middle = cuts[2]
    louder = sound.copy()
    louder[middle:] *= 10 ** (4 / 20)
    duller = sound.copy()
    duller[middle:, :] = np.apply_along_axis(
        lambda ear: np.convolve(ear, np.ones(12) / 12, "same"), 0, duller[middle:]
    )

    for changed in (louder, duller):
        assert [step.heard for step in steps(changed, cuts, RATE)][2]
    assert not any(step.heard for step in steps(sound, cuts, RATE))


def test_cuts_in_quick_succession_are_left_out() -> None:
    noise = np.random.default_rng(1).standard_normal((10 * RATE, 2))

    assert [step.at for step in steps(noise, [RATE, 5 * RATE], RATE)] == [5 * RATE]
