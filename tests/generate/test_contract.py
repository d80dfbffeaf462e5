"""What every generator promises, whatever it is made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prompts import LIBRARY, line, prompt

from locvid import plugins
from locvid.generate.base import Props, Settings
from locvid.generate.opening import open_generator
from locvid.model.media import VideoFormat
from locvid.model.take import STEMS, Take
from locvid.run.direction import writer

VIDEO = VideoFormat(160, 90, Fraction(30000, 1001))
TINY = {"ltx2": "tiny_ltx2", "h3": "tiny_h3"}
"""Generators that load a model, and the fixture that makes one for them."""


def _generators() -> list[Any]:
    names = plugins.names("locvid.generators")
    return [pytest.param(name, marks=pytest.mark.gpu if name in TINY else ()) for name in names]


@pytest.fixture(scope="module", params=_generators())
def generator(request: pytest.FixtureRequest) -> Any:
    model: Path | None = None
    if request.param == "server":
        request.getfixturevalue("serving")
    if request.param in TINY:
        model = request.getfixturevalue(TINY[request.param])
    settings = Settings(model=model, accepted_licences=frozenset({"minimax-h3"}))
    made = open_generator(request.param, LIBRARY, settings)
    state = made.available()
    if not state.ok:
        pytest.skip(state.reason)
    return made


@pytest.fixture(scope="module")
def perform(generator: Any) -> Callable[[Any], Take]:
    props = Props(write=writer(generator.capabilities().dialect))
    return lambda wanted: generator.perform(wanted, VIDEO, props)


@pytest.fixture(scope="module")
def take(perform: Callable[[Any], Take]) -> Take:
    return perform(prompt("en-US", line("Good morning.")))


@pytest.fixture(scope="module")
def frames(take: Take) -> list[np.ndarray]:
    return [frame.copy() for frame in take.frames]


def test_frames_are_as_many_and_as_large_as_promised(take: Take, frames: list[np.ndarray]) -> None:
    assert len(frames) == take.frame_count > 0
    assert {frame.shape for frame in frames} == {(90, 160, 4)}
    assert {frame.dtype for frame in frames} == {np.dtype(np.uint8)}


def test_the_picture_moves(frames: list[np.ndarray]) -> None:
    assert any(not np.array_equal(frames[0], frame) for frame in frames[1:])


def test_sound_is_as_long_as_the_picture(take: Take) -> None:
    assert take.sample_count == VIDEO.sample_of_frame(take.frame_count)
    assert tuple(take.stems) == STEMS
    for stem in take.stems.values():
        assert stem.shape == (take.sample_count, 2)
        assert stem.dtype == np.float32


def test_the_mix_is_finite_audible_and_not_clipped(take: Take) -> None:
    mix = np.sum(list(take.stems.values()), axis=0)
    assert np.isfinite(mix).all()
    assert 0.05 < np.abs(mix).max() <= 1.0


def test_words_are_told_in_order_and_inside_the_shot(take: Take) -> None:
    starts = [word.start for word in take.words]
    assert starts == sorted(starts)
    assert all(0 <= word.start <= word.end <= take.sample_count for word in take.words)


def test_provenance_can_be_written_as_json(generator: Any, take: Take) -> None:
    told = json.loads(json.dumps(take.provenance))
    assert told["generator"] == generator.name


def test_the_same_prompt_gives_the_same_bytes(
    perform: Callable[[Any], Take], take: Take, frames: list[np.ndarray]
) -> None:
    again = perform(prompt("en-US", line("Good morning.")))
    for name, stem in again.stems.items():
        assert np.array_equal(stem, take.stems[name]), name
    for index, frame in enumerate(again.frames):
        assert np.array_equal(frame, frames[index]), index


def test_another_language_gives_other_bytes(perform: Callable[[Any], Take], take: Take) -> None:
    other = perform(prompt("fr-FR", line("Bonjour à tous."), seed=8))
    mix, theirs = (sum(made.stems.values()) for made in (take, other))
    assert mix.shape != theirs.shape or not np.array_equal(mix, theirs)


def test_capabilities_are_told(generator: Any) -> None:
    able = generator.capabilities()
    assert able.languages is None or "en" in able.languages
    assert able.longest_shot_s is None or able.longest_shot_s > 0
    assert not able.dialect or able.dialect in plugins.names("locvid.dialects")
    assert able.workers is None or able.workers > 0
