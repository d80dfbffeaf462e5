"""What every generator promises, whatever it is made of."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable
from dataclasses import replace
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
from locvid.presets.profiles import profile
from locvid.run.direction import writer
from locvid.run.store import Store
from locvid.run.tasks import PerformShot

VIDEO = VideoFormat(160, 90, Fraction(30000, 1001))
TINY = {"ltx2": "tiny_ltx2", "h3": "tiny_h3"}
"""Generators that load a model, and the fixture that makes one for them."""


def _generators() -> list[Any]:
    names = plugins.names("locvid.generators")
    return [pytest.param(name, marks=pytest.mark.gpu if name in TINY else ()) for name in names]


@pytest.fixture(scope="module", params=_generators())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def settings(name: str, request: pytest.FixtureRequest) -> Settings:
    model = request.getfixturevalue(TINY[name]) if name in TINY else None
    return Settings(model=model, accepted_licences=frozenset({"minimax-h3"}))


@pytest.fixture(scope="module")
def generator(name: str, settings: Settings, request: pytest.FixtureRequest) -> Any:
    if name == "server":
        request.getfixturevalue("serving")
    made = open_generator(name, LIBRARY, settings)
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
    assert np.abs(mix).max() <= 1.0
    # An offset is no sound. Random weights hum at -40 dB of full scale.
    assert np.abs(mix - mix.mean(axis=0)).max() > 0.005


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


class Cancelled(Exception):
    """The user has enough."""


def shot_task(generator: Any, settings: Settings, folder: Path, name: str) -> PerformShot:
    packaged = profile("web", LIBRARY)
    if generator.name == "h3":
        # Two steps in place of fifty: what is left behind does not hang on how many.
        recipe = LIBRARY.get("generators", "h3").location.file
        own = folder / "presets" / "generators" / "h3.yaml"
        own.parent.mkdir(parents=True)
        own.write_text(recipe.read_text().replace("steps: 50", "steps: 2"))
    return PerformShot(
        label="",
        generator=generator.name,
        settings=settings,
        sound_from=None,
        project=folder,
        prompt=prompt("en-US", line("Good morning.")),
        profile=replace(packaged, video=VIDEO, x264_preset="ultrafast"),
        store=folder / name,
        key="ab" * 32,
    )


def held() -> tuple[int, set[str]]:
    """Open files that are no libraries' own, and programs that this process has started."""
    files = [os.readlink(each) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    temporary = [name for name in files if "locvid" in name or name.startswith("pipe:")]
    started = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return len(temporary), set(started)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc")
def test_a_cancelled_shot_frees_everything_and_the_next_run_makes_it_whole(
    generator: Any, settings: Settings, tmp_path: Path
) -> None:
    task = shot_task(generator, settings, tmp_path, "whole")
    # What is loaded or opened once stays, as a worker goes on with the next shot.
    task.run(lambda share: None)
    gc.collect()
    before = held()

    def cancel(after: float) -> Callable[[float], None]:
        def told(share: float) -> None:
            if share > after:
                raise Cancelled

        return told

    again = replace(task, store=tmp_path / "cancelled")
    for after in (0.0, 0.92):
        # At the first sign of work, and among the frames on their way to the encoder.
        with pytest.raises(Cancelled):
            again.run(cancel(after))
        gc.collect()
        assert held() == before
        assert Store(again.store).find(task.key) is None
        assert not [path for path in again.store.rglob("*") if path.suffix in (".mp4", ".wav")]
    again.run(lambda share: None)
    first, second = (Store(one.store).find(task.key) for one in (task, again))
    assert first is not None
    assert second is not None
    assert (first / "picture.mp4").read_bytes() == (second / "picture.mp4").read_bytes()
