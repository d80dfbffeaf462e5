"""Model presets say what their models can be asked for, and a wrong one says what is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locvid import plugins
from locvid.model.errors import InvalidInput
from locvid.model.family import Grid
from locvid.presets.library import PresetLibrary
from locvid.presets.models import families, family, language_names

LIBRARY = PresetLibrary()

VALID = """\
description: a model
title: A model
maker: Somebody
languages: [en]
clip: {longest_s: 10}
shots: 1
speakers: 1
licence: {name: Apache-2.0, url: "https://example.org", terms: free}
checkpoints:
  small: {repository: somebody/small, about_gb: 2, needs: ["*.safetensors"]}
"""


def test_every_dialect_of_a_model_has_its_limits() -> None:
    known = {each.name for each in families(LIBRARY)}
    assert set(plugins.names("locvid.dialects")) - {"plain"} == known


def test_weights_can_be_asked_for_where_a_model_is_not_hosted() -> None:
    for each in families(LIBRARY):
        hosted = each.name in ("veo", "kling", "sora")
        assert bool(each.checkpoints) is bool(each.licence) is bool(each.grid) is not hosted
        for weights in each.checkpoints.values():
            assert weights.repository.count("/") == 1
            assert weights.needs


def test_a_licence_that_excludes_regions_must_be_accepted() -> None:
    licence = family("h3", LIBRARY).licence
    assert licence is not None
    assert set(licence.excluded) == {"EU", "GB", "KR", "US"}
    assert licence.must_accept


@pytest.mark.parametrize(
    ("grid", "seconds", "frames"),
    [
        (Grid(24, 8, 1, 32), 5.0, 121),
        (Grid(24, 8, 1, 32), 121 / 24, 121),
        (Grid(24, 8, 1, 32), 122 / 24, 129),
        (Grid(24, 17, 5, 32), 4.0, 107),
        (Grid(24, 8, 1, 32), 0.0, 1),
    ],
)
def test_frames_are_on_the_grid_and_last_long_enough(
    grid: Grid, seconds: float, frames: int
) -> None:
    assert grid.frames(seconds) == frames
    assert frames >= seconds * grid.fps - 1e-5
    assert (frames - grid.frame_rest) % grid.frame_step == 0


def test_sides_are_rounded_to_the_model_s_step() -> None:
    assert [Grid(24, 8, 1, 32).side(side) for side in (1280, 720, 90, 1)] == [1280, 704, 96, 32]


def test_languages_are_named_for_people() -> None:
    assert language_names(["ja", "en", "zh"]) == "Chinese, English and Japanese"
    assert language_names(["en"]) == "English"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("title: A model => ", "'title'"),
        ("shots: 1 => shots: many", "'shots'"),
        ("languages: [en] => languages: english", "'languages'"),
        ("{longest_s: 10} => {longest: 10}", "clip.longest"),
        ("{longest_s: 10} => {lengths_s: [4, fast]}", "clip.lengths_s"),
        ("about_gb: 2, => ", "about_gb"),
        ('needs: ["*.safetensors"] => needs: 3', "'needs'"),
        ("terms: free => terms: free, must_accept: maybe", "must_accept"),
    ],
)
def test_a_wrong_preset_names_file_and_key(
    project: Callable[[str, str, str], PresetLibrary], change: str, told: str
) -> None:
    old, new = change.split(" => ")
    assert old in VALID
    library = project("models", "mine", VALID.replace(old, new))
    with pytest.raises(InvalidInput, match=told) as caught:
        family("mine", library)
    assert "mine.yaml" in str(caught.value)


def test_a_project_adds_a_model(project: Callable[[str, str, str], PresetLibrary]) -> None:
    mine = family("mine", project("models", "mine", VALID))
    assert mine.checkpoints["small"].about_gb == 2
    assert mine.limits.languages == {"en"}
