"""MiniMax-H3 with tiny random weights, through the real modular pipeline, on the CPU."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from prompts import LIBRARY, line, prompt

from locvid.generate.base import Props, Settings
from locvid.generate.h3 import generator as h3
from locvid.generate.memory import MemoryPlan, Offload, Precision
from locvid.generate.opening import open_generator
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.media import VideoFormat
from locvid.model.script import Reference
from locvid.model.take import Take
from locvid.presets.library import PresetLibrary
from locvid.run.direction import writer

pytestmark = pytest.mark.gpu

VIDEO = VideoFormat(96, 64, Fraction(24))
ACCEPTED = frozenset({"h3"})
HELLO = prompt("de-DE", line("Guten Morgen."))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> PresetLibrary:
    """A project's own recipe, of few steps."""
    folder = tmp_path_factory.mktemp("project")
    own = folder / "presets" / "generators"
    own.mkdir(parents=True)
    recipe = LIBRARY.get("generators", "h3").location.file.read_text()
    (own / "h3.yaml").write_text(recipe.replace("steps: 50", "steps: 2"))
    return PresetLibrary(folder)


@pytest.fixture(scope="module")
def generator(tiny_h3: Path, library: PresetLibrary) -> Any:
    return open_generator("h3", library, Settings(model=tiny_h3, accepted_licences=ACCEPTED))


def props(**more: Any) -> Props:
    return Props(write=writer("h3"), **more)


def drawn(take: Take) -> list[np.ndarray]:
    return [frame.copy() for frame in take.frames]


@pytest.fixture(scope="module")
def from_text(generator: Any) -> tuple[Take, list[np.ndarray]]:
    take = generator.perform(HELLO, VIDEO, props())
    return take, drawn(take)


def test_a_shot_is_five_seconds_at_least(from_text: tuple[Take, list[np.ndarray]]) -> None:
    take, frames = from_text
    assert take.frame_count == len(frames) == 124
    assert take.provenance["workflow"] == "t2va"
    assert take.provenance["consistency"] == ["seed"]
    assert "European Union" in take.provenance["licence"]
    assert "<d>[German] Guten Morgen." in take.provenance["prompt"]


def test_a_film_of_another_rate_keeps_the_length(generator: Any) -> None:
    take = generator.perform(HELLO, VideoFormat(96, 64, Fraction(30)), props())
    frames = drawn(take)
    assert len(frames) == take.frame_count == 155, "124 frames at 24 are 5.17 s"
    shown_twice = sum(np.array_equal(a, b) for a, b in pairwise(frames))
    assert shown_twice >= 25


def test_the_last_frame_before_is_gone_on_from(
    generator: Any, tmp_path: Path, from_text: tuple[Take, list[np.ndarray]]
) -> None:
    import av

    _, frames = from_text
    film = tmp_path / "before.mp4"
    with av.open(str(film), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for picture in frames[:8]:
            rgb = np.ascontiguousarray(picture[:, :, 2::-1])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        container.mux(stream.encode())
    held = generator._loaded._held[2]
    take = generator.perform(HELLO, VIDEO, props(before=film))
    assert generator._loaded._held[2] is held, "the same transformer: nothing is loaded anew"
    assert take.provenance["workflow"] == "fl2va"
    assert take.provenance["consistency"] == ["last frames", "seed"]
    assert take.frame_count == 123, "the frame that was shown is not shown again"


def with_references(faces: Path, voice: Path | None) -> Any:
    (maya,) = HELLO.speakers
    shown = replace(
        maya,
        portrait=Reference("maya.png", ""),
        voice_sample=Reference(voice.name, "") if voice else None,
    )
    return replace(HELLO, speakers=(shown,))


def test_a_picture_and_a_voice_are_references(
    generator: Any, faces: Path, from_text: tuple[Take, list[np.ndarray]]
) -> None:
    voice = faces / "maya.wav"
    wave = 0.1 * np.sin(np.arange(3 * 16_000) / 20)
    soundfile.write(voice, wave, 16_000)
    take = generator.perform(with_references(faces, voice), VIDEO, props(project=faces))
    assert take.provenance["workflow"] == "ref2va"
    assert take.provenance["consistency"] == ["reference picture", "voice reference", "seed"]
    for label in ("<Subject 1> is Maya, the person in <Picture 1>", "<Audio 1>: reference"):
        assert label in take.provenance["prompt"]
    assert not np.array_equal(drawn(take)[0], from_text[1][0])
    silent = generator.perform(with_references(faces, None), VIDEO, props(project=faces))
    assert silent.provenance["consistency"] == ["reference picture", "seed"]
    sounds = [made.stems["dialogue"] for made in (take, silent)]
    assert not np.array_equal(*sounds), "the voice is heard by the model"


def test_without_acceptance_of_the_licence_nothing_is_made(tiny_h3: Path) -> None:
    state = open_generator("h3", LIBRARY, Settings(model=tiny_h3)).available()
    assert not state.ok
    assert "not licensed in the European Union" in state.reason
    assert "--accept-licence h3" in state.how_to_get_it


def test_one_partition_is_enough_for_what_it_can_do(
    tiny_h3: Path, tmp_path: Path, library: PresetLibrary, faces: Path
) -> None:
    half = tmp_path / "half"
    shutil.copytree(tiny_h3, half, ignore=shutil.ignore_patterns("transformer_ref"))
    made = open_generator("h3", library, Settings(model=half, accepted_licences=ACCEPTED))
    assert made.available().ok
    with pytest.raises(MissingDependency, match="lacks 'transformer_ref'"):
        made.perform(with_references(faces, None), VIDEO, props(project=faces))


def test_weights_in_eight_bits(
    tiny_h3: Path, library: PresetLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torchao")
    int8 = Precision.INT8
    plan = MemoryPlan(Offload.COMPONENT, int8, int8, False, 1.0, 1.0)
    monkeypatch.setattr(h3, "plans", lambda *_: (plan,))
    settings = Settings(model=tiny_h3, vram_gb=12, accepted_licences=ACCEPTED)
    made = open_generator("h3", library, settings)
    take = made.perform(HELLO, VIDEO, props())
    assert "8-bit weights" in take.provenance["memory"]["setting"]
    pipeline = made._loaded._held[2]
    for part in (pipeline.transformer, pipeline.text_encoder):
        assert any(type(each).__module__.startswith("torchao") for each in part.parameters())


def test_weights_that_do_not_belong_together_are_one_sentence(
    tiny_h3: Path, tmp_path: Path, library: PresetLibrary
) -> None:
    """The library only logs what it could not load and goes on without it."""
    mixed = tmp_path / "mixed"
    shutil.copytree(tiny_h3, mixed)
    config = mixed / "transformer" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "num_attention_heads": 4}))
    made = open_generator("h3", library, Settings(model=mixed, accepted_licences=ACCEPTED))
    with pytest.raises(InvalidInput, match="the model in 'mixed' cannot be loaded"):
        made.perform(HELLO, VIDEO, props())
