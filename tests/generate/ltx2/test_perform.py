"""LTX-2 with tiny random weights, through the real pipelines of diffusers, on the CPU."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from prompts import LIBRARY, line, prompt

from locvid.generate.base import GivenSound, Props, Settings
from locvid.generate.checkpoint import examine
from locvid.generate.ltx2 import generator as ltx2
from locvid.generate.ltx2 import shot
from locvid.generate.ltx2.call import run
from locvid.generate.ltx2.load import load
from locvid.generate.ltx2.track import Track
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

LONG_SHOT = replace(prompt("en-US", line(LONG)), duration=DurationRange(5.0, 5.5, 6.0))


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


def test_pictures_in_bytes_are_those_of_the_library(tiny_ltx2: Path) -> None:
    """Made without its floats, they are the same to the last bit, whatever leaves the decoder."""
    import torch
    from diffusers.video_processor import VideoProcessor

    pipeline = load(examine(tiny_ltx2), setting(Offload.NONE), "cpu", False)
    decoded = 0.7 * torch.randn(1, 3, 9, 64, 96, generator=torch.Generator().manual_seed(1))
    for dtype in (torch.float32, torch.bfloat16):
        # The library itself rounds to bfloat16 twice more, which leaves bright tones out.
        exact = decoded.to(dtype).float()
        (usual,) = VideoProcessor().postprocess_video(exact, "np")
        made = pipeline.video_processor.postprocess_video(decoded.to(dtype))
        assert made.shape == (9, 64, 96, 3)
        assert np.array_equal(made, (usual * 255 + 0.5).astype(np.uint8))


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
    take = generator.perform(LONG_SHOT, VIDEO, props())
    return take, drawn(take)


def test_a_long_shot_is_made_in_passes(long_take: tuple[Take, list[np.ndarray]]) -> None:
    take, frames = long_take
    made = take.provenance["passes"]
    assert len(made) > 1
    assert [one["begins_with"] for one in made] == [0] + [25] * (len(made) - 1)
    assert take.frame_count == len(frames)
    assert take.frame_count == sum(one["frames"] - one["begins_with"] for one in made)
    assert take.frame_count >= 5.5 * 25
    assert take.provenance["consistency"] == ["last sound", "last frames", "seed"]


def joints(take: Take) -> list[int]:
    """Frames at which a pass ends and the next goes on."""
    made = take.provenance["passes"]
    return np.cumsum([one["frames"] - one["begins_with"] for one in made])[:-1].tolist()


def apart_db(sound: np.ndarray, at_frame: int) -> float:
    """How far the spectrum of 0.3 s after a frame is from that of 0.3 s before, mean of bands."""
    at, length = VIDEO.sample_of_frame(at_frame), 14_400
    bands = np.unique(np.geomspace(2, 512, 24).astype(int))

    def levels(part: np.ndarray) -> np.ndarray:
        windows = np.lib.stride_tricks.sliding_window_view(part, 1024)[::480] * np.hanning(1024)
        power = np.add.reduceat(np.abs(np.fft.rfft(windows)) ** 2, bands, axis=1)
        return 10 * np.log10(power + 1e-9).mean(axis=0)

    mono = sound[:, 0].astype(np.float64)
    return float(np.abs(levels(mono[at - length : at]) - levels(mono[at : at + length])).mean())


def test_passes_join_without_a_jump_in_the_picture(
    long_take: tuple[Take, list[np.ndarray]],
) -> None:
    """Random weights show another noise in every pass; no cut is larger than any other change."""
    take, frames = long_take
    change = np.array([np.abs(a.astype(int) - b.astype(int)).mean() for a, b in pairwise(frames)])
    assert joints(take)
    for joint in joints(take):
        assert change[joint - 26 : joint + 2].max() <= np.quantile(change, 0.99)


def test_passes_join_without_a_click(long_take: tuple[Take, list[np.ndarray]]) -> None:
    take, _ = long_take
    steps = np.abs(np.diff(take.stems[DIALOGUE][:, 0].astype(np.float64)))
    for joint in joints(take):
        at = VIDEO.sample_of_frame(joint)
        assert steps[at - 50_000 : at + 5_000].max() <= np.quantile(steps, 0.999) * 1.1


def test_voice_and_ambience_go_on_over_the_joints(
    long_take: tuple[Take, list[np.ndarray]],
) -> None:
    take, _ = long_take
    sound, at = take.stems[DIALOGUE], joints(take)
    elsewhere = [
        apart_db(sound, frame)
        for frame in range(10, take.frame_count - 10, 3)
        if min(abs(frame - joint) for joint in at) > 25
    ]
    for joint in at:
        # Both where the next pass begins what it repeats and where it alone goes on.
        for frame in (joint - 25, joint):
            assert apart_db(sound, frame) <= np.quantile(elsewhere, 0.95) * 1.25


def test_what_a_pass_begins_with_is_held_and_heard(
    generator: Any, long_take: tuple[Take, list[np.ndarray]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last bit in the row that is decoded, and the model makes something else without."""
    held: list[bool] = []

    def watched(pipeline: Any, version: Any, full: Any, request: Any, report: Any) -> Any:
        frames, made = run(pipeline, version, full, request, report)
        if (known := request.heard) is not None:
            held.append(known.shape[1] == 25 and bool((made[:, :25] == known).all()))
        return frames, made

    monkeypatch.setattr(shot, "run", watched)
    again = generator.perform(LONG_SHOT, VIDEO, props())
    take, _ = long_take
    assert np.array_equal(again.stems[DIALOGUE], take.stems[DIALOGUE])
    assert held == [True] * len(joints(take))
    monkeypatch.setattr(Track, "since", lambda *_: None)
    alone = generator.perform(LONG_SHOT, VIDEO, props())
    later = VIDEO.sample_of_frame(joints(take)[0] + 10)
    assert not np.array_equal(alone.stems[DIALOGUE][later:], take.stems[DIALOGUE][later:])


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
    assert made["begins_with"] == 25
    assert take.frame_count == made["frames"] - 25, "what was shown is not shown again"
    assert take.sample_count == VIDEO.sample_of_frame(take.frame_count)

    before, _ = long_take
    heard = before.stems[DIALOGUE][: VIDEO.sample_of_frame(40)]
    soundfile.write(tmp_path / "before.wav", heard, 48_000, subtype="FLOAT")
    going_on = props(before=film, before_sound=(tmp_path / "before.wav",))
    voiced = generator.perform(prompt("en-US", line("Hi.")), VIDEO, going_on)
    assert voiced.provenance["consistency"] == ["last sound", "last frames", "seed"]
    assert voiced.frame_count == take.frame_count
    assert not np.array_equal(voiced.stems[DIALOGUE], take.stems[DIALOGUE])


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


@pytest.mark.parametrize(
    ("fps", "made"), [(24, 24), (30, 30), (60, 60), (50, 25), (48, 24), (40, 24)]
)
def test_a_film_is_made_at_a_rate_that_the_model_knows(fps: int, made: int) -> None:
    assert shot.made_at(Fraction(fps)) == made


def test_a_film_of_fifty_frames_a_second_shows_each_of_the_model_twice(
    generator: Any, tmp_path: Path
) -> None:
    """The model would take it for sixty: pictures a fifth too fast for the sound they are given."""
    import av

    fast, hello = VideoFormat(96, 64, Fraction(50)), prompt("en-US", line("Hello."))
    sound = given(1.5, 0.2)
    told = replace(sound, frame_count=75)
    take = generator.perform(hello, fast, props(sound=told))
    frames = drawn(take)
    assert len(frames) == take.frame_count == 75
    assert take.sample_count == fast.sample_of_frame(75)
    assert all(np.array_equal(*frames[at : at + 2]) for at in range(0, 74, 2))
    assert not np.array_equal(frames[20], frames[22])
    assert take.provenance["made_at_fps"] == "25"

    film = tmp_path / "before.mp4"
    with av.open(str(film), "w") as container:
        stream = container.add_stream("libx264", rate=50)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for picture in frames:
            rgb = np.ascontiguousarray(picture[:, :, 2::-1])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        container.mux(stream.encode())
    next_take = generator.perform(hello, fast, props(before=film))
    (made,) = next_take.provenance["passes"]
    assert made["begins_with"] == 25, "a second of the model, two frames apart in the film"
    assert next_take.frame_count == 2 * (made["frames"] - 25)


def test_long_given_sound_is_covered_by_passes(generator: Any) -> None:
    sound = given(4.0, 0.1)
    take = generator.perform(LONG_SHOT, VIDEO, props(sound=sound))
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
