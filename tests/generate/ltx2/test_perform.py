"""LTX-2 with tiny random weights, through the real pipelines of diffusers, on the CPU."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prompts import LIBRARY, line, prompt

from locvid.generate.base import GivenSound, Props, Settings
from locvid.generate.ltx2 import generator as ltx2
from locvid.generate.memory import MemoryPlan, Offload, Precision
from locvid.generate.opening import open_generator
from locvid.model.errors import MissingDependency
from locvid.model.media import VideoFormat
from locvid.model.performance import DurationRange
from locvid.model.script import Reference
from locvid.model.take import DIALOGUE, STEMS, Take, WordSpan
from locvid.presets.library import PresetLibrary
from locvid.run.direction import writer

pytestmark = pytest.mark.gpu

VIDEO = VideoFormat(96, 64, Fraction(25))
LONG = "Good morning, everybody. This is a longer line, with clauses; it goes on, and on."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> PresetLibrary:
    """A project's own recipe: short passes and few steps, which take little time."""
    folder = tmp_path_factory.mktemp("project")
    own = folder / "presets" / "generators"
    own.mkdir(parents=True)
    recipe = LIBRARY.get("generators", "ltx2").location.file.read_text()
    recipe = recipe.replace("best_pass_s: 12", "best_pass_s: 3").replace("steps: 30", "steps: 3")
    (own / "ltx2.yaml").write_text(recipe)
    return PresetLibrary(folder)


@pytest.fixture(scope="module")
def generator(tiny_ltx2: Path, library: PresetLibrary) -> Any:
    return open_generator("ltx2", library, Settings(model=tiny_ltx2))


def drawn(take: Take) -> list[np.ndarray]:
    return [frame.copy() for frame in take.frames]


def props(**more: Any) -> Props:
    return Props(write=writer("ltx2"), **more)


def test_the_clip_is_on_the_models_grid_and_covers_the_line(generator: Any) -> None:
    take = generator.perform(prompt("en-US", line("Good morning.")), VIDEO, props())
    assert take.frame_count % 8 == 1
    assert take.frame_count >= 2.0 * 25
    (made,) = take.provenance["passes"]
    assert '"Good morning."' in made["prompt"]
    assert "English" in made["prompt"]
    assert take.provenance["consistency"] == ["seed"]
    assert "mixed" in take.provenance["sound"]["stems"]
    assert take.words == (), "no times are invented"


def test_progress_is_told_while_the_model_works(generator: Any) -> None:
    told: list[float] = []
    generator.perform(prompt("en-US", line("Hi.")), VIDEO, props(report=told.append))
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == 1.0


def test_a_portrait_is_the_first_picture(generator: Any, faces: Path) -> None:
    plain = prompt("en-US", line("Good morning."))
    (maya,) = plain.speakers
    shown = replace(plain, speakers=(replace(maya, portrait=Reference("maya.png", "0" * 64)),))
    without = drawn(generator.perform(plain, VIDEO, props(project=faces)))
    take = generator.perform(shown, VIDEO, props(project=faces))
    assert take.provenance["consistency"] == ["reference picture", "seed"]
    assert not np.array_equal(drawn(take)[0], without[0])


def test_two_people_have_no_portrait_to_begin_with(generator: Any, faces: Path) -> None:
    talk = prompt("en-US", line("Hello."), line("Hi.", speaker="jon"))
    shown = tuple(replace(one, portrait=Reference("maya.png", "")) for one in talk.speakers)
    take = generator.perform(replace(talk, speakers=shown), VIDEO, props(project=faces))
    assert take.provenance["consistency"] == ["seed"]


@pytest.fixture(scope="module")
def long_take(generator: Any) -> tuple[Take, list[np.ndarray]]:
    long = replace(prompt("en-US", line(LONG)), duration=DurationRange(5.0, 5.5, 6.0))
    take = generator.perform(long, VIDEO, props())
    return take, drawn(take)


def test_a_long_shot_is_made_in_passes(long_take: tuple[Take, list[np.ndarray]]) -> None:
    take, frames = long_take
    made = take.provenance["passes"]
    assert len(made) > 1
    assert [one["begins_with"] for one in made] == [0] + [17] * (len(made) - 1)
    assert take.frame_count == len(frames)
    assert take.frame_count == sum(one["frames"] - one["begins_with"] for one in made)
    assert take.frame_count >= 5.5 * 25
    assert take.provenance["consistency"] == ["last frames", "seed"]


def test_passes_join_without_a_jump_in_the_sound(
    long_take: tuple[Take, list[np.ndarray]],
) -> None:
    take, _ = long_take
    first = take.provenance["passes"][0]["frames"]
    sound = take.stems[DIALOGUE][:, 0].astype(np.float64)
    joint = VIDEO.sample_of_frame(first)
    steps = np.abs(np.diff(sound))
    around = steps[joint - 40_000 : joint + 40_000].max()
    assert around <= np.quantile(steps, 0.999) * 1.5, "no click at the joint"


def test_a_shot_goes_on_from_the_one_before(
    generator: Any, tmp_path: Path, long_take: tuple[Take, list[np.ndarray]]
) -> None:
    import av

    _, frames = long_take
    film = tmp_path / "before.mp4"
    with av.open(str(film), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for picture in frames[:40]:
            rgb = np.ascontiguousarray(picture[:, :, 2::-1])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        container.mux(stream.encode())
    take = generator.perform(prompt("en-US", line("Hi.")), VIDEO, props(before=film))
    assert take.provenance["consistency"] == ["last frames", "seed"]
    (made,) = take.provenance["passes"]
    assert made["begins_with"] == 17
    assert take.frame_count == made["frames"] - 17, "what was shown is not shown again"
    assert take.sample_count == VIDEO.sample_of_frame(take.frame_count)


def given(seconds: float, level: float) -> GivenSound:
    frames = round(seconds * 25)
    noise = np.random.default_rng(1).normal(0, level, (VIDEO.sample_of_frame(frames), 2))
    stems = {name: (noise / 3).astype(np.float32) for name in STEMS}
    words = (WordSpan("Hello", 0, 4800, 20_000),)
    return GivenSound(stems, words, frames, {"generator": "told"})


def test_given_sound_is_kept_to_the_sample_and_shapes_the_picture(generator: Any) -> None:
    hello = prompt("en-US", line("Hello."))
    sound = given(1.4, 0.2)
    take = generator.perform(hello, VIDEO, props(sound=sound))
    assert take.frame_count == sound.frame_count
    assert all(np.array_equal(take.stems[name], sound.stems[name]) for name in STEMS)
    assert take.words == sound.words
    assert take.provenance["consistency"] == ["given sound", "seed"]
    quiet = generator.perform(hello, VIDEO, props(sound=given(1.4, 0.0001)))
    assert not np.array_equal(drawn(take)[20], drawn(quiet)[20])


def test_long_given_sound_is_covered_by_passes(generator: Any) -> None:
    long = replace(prompt("en-US", line(LONG)), duration=DurationRange(5.0, 5.5, 6.0))
    sound = given(4.0, 0.1)
    take = generator.perform(long, VIDEO, props(sound=sound))
    assert len(take.provenance["passes"]) > 1
    assert len(drawn(take)) == take.frame_count == sound.frame_count


def test_a_full_checkpoint_is_guided(tmp_path: Path, library: PresetLibrary) -> None:
    from tiny_ltx2 import write_tiny_ltx2

    model = write_tiny_ltx2(tmp_path, distilled=False)
    full = open_generator("ltx2", library, Settings(model=model))
    assert not full.capabilities().given_sound, "that pipeline has the distilled schedule only"
    told: list[float] = []
    hi = replace(prompt("en-US", line("Hi.")), duration=DurationRange(0.5, 0.5, 0.5))
    take = full.perform(hi, VIDEO, props(report=told.append))
    assert take.provenance["checkpoint"]["distilled"] is False
    assert len(told) == 3


def setting(offload: Offload, area: float = 1.0) -> MemoryPlan:
    return MemoryPlan(offload, Precision.STORED, Precision.STORED, True, area, 1.0)


@pytest.fixture
def tight(tiny_ltx2: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A generator with the given settings, of which the first ``fail`` run out of memory."""
    import torch

    real = ltx2.load

    def make(*settings: MemoryPlan, fail: int) -> Any:
        def load(checkpoint: Any, plan: MemoryPlan, *rest: Any) -> Any:
            if plan in settings[:fail]:
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
            return real(checkpoint, plan, *rest)

        monkeypatch.setattr(ltx2, "load", load)
        monkeypatch.setattr(ltx2, "plans", lambda *_: settings)
        return open_generator("ltx2", LIBRARY, Settings(model=tiny_ltx2, vram_gb=12))

    return make


def test_a_smaller_setting_is_tried_when_memory_runs_out_and_told(tight: Any) -> None:
    made = tight(setting(Offload.NONE), setting(Offload.LAYER, area=0.5), fail=1)
    take = made.perform(prompt("en-US", line("Hi.")), VIDEO, props())
    assert take.provenance["memory"]["setting"].startswith("one layer on the card")
    (note,) = take.provenance["notes"]
    assert note.startswith("memory ran out with all weights on the card")
    assert len(drawn(take)) == take.frame_count
    again = made.perform(prompt("en-US", line("Hi.")), VIDEO, props())
    assert again.provenance["notes"] == [], "what failed once is not tried again"


def test_the_smallest_setting_that_fails_is_told_in_one_sentence(tight: Any) -> None:
    made = tight(setting(Offload.NONE), setting(Offload.LAYER), fail=2)
    with pytest.raises(MissingDependency, match="ran out with the smallest setting") as caught:
        made.perform(prompt("en-US", line("Hi.")), VIDEO, props())
    assert caught.value.hint
