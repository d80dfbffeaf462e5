"""LTX-2 as it is loaded for a graphics card, with the CPU in the card's place.

There is no card here. The weights are those that one would get, the library's own hooks fetch them
and send them back, and what is asked of the library is looked at. What only a card has, streams and
a memory of its own, is not covered.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from prompts import LIBRARY, line, prompt

from locvid.generate import device
from locvid.generate.base import GivenSound, Props, Settings
from locvid.generate.checkpoint import examine
from locvid.generate.ltx2 import generator as ltx2
from locvid.generate.ltx2 import load as loading
from locvid.generate.memory import MemoryPlan, Offload, Precision
from locvid.generate.opening import open_generator
from locvid.model.media import VideoFormat
from locvid.model.take import STEMS, Take
from locvid.run.direction import writer

pytestmark = pytest.mark.gpu

VIDEO = VideoFormat(96, 64, Fraction(25))
HI = prompt("en-US", line("Hi."))


def setting(offload: Offload) -> MemoryPlan:
    return MemoryPlan(offload, Precision.STORED, Precision.STORED, True, 1.0, 1.0)


def props(**more: Any) -> Props:
    return Props(write=writer("ltx2"), **more)


@pytest.fixture
def on_a_card(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A generator that takes the first CPU for a card, with the given setting."""
    real = loading._place

    def place(pipeline: Any, plan: MemoryPlan, _: str, total_gb: float) -> None:
        real(pipeline, plan, "cpu:0", total_gb)

    monkeypatch.setattr(device, "torch_device", lambda: "cuda")
    monkeypatch.setattr(loading, "_place", place)

    def make(model: Path, offload: Offload = Offload.NONE) -> Any:
        monkeypatch.setattr(ltx2, "plans", lambda *_: (setting(offload),))
        return open_generator("ltx2", LIBRARY, Settings(model=model, vram_gb=24))

    return make


def pipeline_of(generator: Any) -> Any:
    return generator._loaded._held[2]


def drawn(take: Take) -> np.ndarray:
    return np.stack([frame.copy() for frame in take.frames])


def given(frames: int) -> GivenSound:
    noise = np.random.default_rng(1).normal(0, 0.1, (VIDEO.sample_of_frame(frames), 2))
    return GivenSound({name: noise.astype(np.float32) for name in STEMS}, (), frames, {})


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Props:
    """A shot of 30 frames to go on from, with its sound."""
    import av

    folder = tmp_path_factory.mktemp("before")
    with av.open(str(folder / "before.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for level in range(30):
            grey = np.full((64, 96, 3), 100 + level, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        container.mux(stream.encode())
    hum = 0.1 * np.sin(np.arange(VIDEO.sample_of_frame(30)) / 30)
    soundfile.write(folder / "before.wav", np.stack([hum, hum], 1), 48_000, subtype="FLOAT")
    return props(before=folder / "before.mp4", before_sound=(folder / "before.wav",))


@pytest.mark.parametrize("offload", Offload)
def test_every_way_runs_in_bfloat16_and_the_sound_in_float32(
    on_a_card: Any, tiny_ltx2: Path, before: Props, offload: Offload
) -> None:
    """Going on from a shot goes all the ways: both encoders, the model, both decoders."""
    import torch

    made = on_a_card(tiny_ltx2, offload)
    take = made.perform(HI, VIDEO, before)
    assert take.provenance["consistency"] == ["last sound", "last frames", "seed"]
    assert len(drawn(take)) == take.frame_count
    sound = take.stems["dialogue"]
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() > 0
    pipeline = pipeline_of(made)
    for part in ("transformer", "text_encoder", "connectors", "vae"):
        assert getattr(pipeline, part).dtype is torch.bfloat16, part
    for part in ("audio_vae", "vocoder"):
        assert getattr(pipeline, part).dtype is torch.float32, part


def test_given_sound_is_followed_in_bfloat16(on_a_card: Any, tiny_ltx2: Path) -> None:
    take = on_a_card(tiny_ltx2, Offload.COMPONENT).perform(HI, VIDEO, props(sound=given(30)))
    assert len(drawn(take)) == take.frame_count == 30


def test_nothing_of_a_shot_stays_on_the_card(
    on_a_card: Any, tiny_ltx2: Path, before: Props
) -> None:
    """The sound is encoded before the pipeline's own run and decoded after it."""
    from accelerate.hooks import CpuOffload

    there: set[str] = set()
    fetch, send = CpuOffload.pre_forward, CpuOffload.init_hook

    def fetched(hook: Any, module: Any, *rest: Any, **more: Any) -> Any:
        there.add(type(module).__name__)
        return fetch(hook, module, *rest, **more)

    def sent(hook: Any, module: Any) -> Any:
        there.discard(type(module).__name__)
        return send(hook, module)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CpuOffload, "pre_forward", fetched)
        patch.setattr(CpuOffload, "init_hook", sent)
        made = on_a_card(tiny_ltx2, Offload.COMPONENT)
        seen: list[set[str]] = []
        made.perform(HI, VIDEO, Props(**_fields(before), report=lambda _: seen.append({*there})))
    assert seen
    assert all("AutoencoderKLLTX2Audio" not in each for each in seen)
    assert there == set()


def _fields(props_: Props) -> dict[str, Any]:
    return {
        "write": props_.write,
        "before": props_.before,
        "before_sound": props_.before_sound,
    }


@pytest.fixture(scope="module")
def shifting(tiny_ltx2: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A distilled checkpoint beside the scheduler of the full one, as conversions have it."""
    folder = tmp_path_factory.mktemp("shifting") / "ltx-2-distilled"
    shutil.copytree(tiny_ltx2, folder)
    config = folder / "scheduler" / "scheduler_config.json"
    full = {"use_dynamic_shifting": True, "shift_terminal": 0.1, "base_shift": 0.95}
    config.write_text(json.dumps({**json.loads(config.read_text()), **full, "max_shift": 2.05}))
    return folder


@pytest.mark.parametrize("sound", [None, given(20)], ids=["own sound", "given sound"])
def test_a_distilled_checkpoint_runs_the_levels_it_was_made_for(
    shifting: Path, sound: GivenSound | None
) -> None:
    """Shifted by the size of the picture, eight steps would end amid the noise."""
    from diffusers.pipelines.ltx2.utils import DISTILLED_SIGMA_VALUES

    made = open_generator("ltx2", LIBRARY, Settings(model=shifting))
    told: list[float] = []
    made.perform(HI, VIDEO, props(sound=sound, report=told.append))
    assert len(told) == len(DISTILLED_SIGMA_VALUES)
    levels = pipeline_of(made).scheduler.sigmas.tolist()
    assert levels == pytest.approx([*DISTILLED_SIGMA_VALUES, 0.0])


def test_a_full_checkpoint_keeps_its_own_schedule(shifting: Path, tmp_path: Path) -> None:
    full = tmp_path / "ltx-2-dev"
    shutil.copytree(shifting, full)
    pipeline = loading.load(examine(full), setting(Offload.NONE), "cpu", False)
    assert pipeline.scheduler.config.use_dynamic_shifting


def test_what_is_not_used_need_not_be_there(tiny_ltx2: Path, tmp_path: Path) -> None:
    """LTX-2.5 lists a model that guesses lengths; of that, only the configuration is fetched."""
    folder = tmp_path / "ltx-2-distilled"
    shutil.copytree(tiny_ltx2, folder)
    index = folder / "model_index.json"
    more = {
        "duration_head": ["ltx2", "LTX2DurationHead"],
        "prompt_enhancer": ["transformers", "Gemma4ForConditionalGeneration"],
    }
    index.write_text(json.dumps({**json.loads(index.read_text()), **more}))
    (folder / "duration_head").mkdir()
    (folder / "duration_head" / "config.json").write_text("{}")
    made = open_generator("ltx2", LIBRARY, Settings(model=folder))
    assert made.available().ok
    made.perform(HI, VIDEO, props())
    assert pipeline_of(made).duration_head is None


@pytest.mark.parametrize(("area", "side"), [(1.0, 512), (0.5, 256)])
def test_a_smaller_setting_decodes_smaller_tiles(tiny_ltx2: Path, area: float, side: int) -> None:
    """A smaller picture alone would be decoded in tiles as large as before."""
    plan = MemoryPlan(Offload.LAYER, Precision.STORED, Precision.STORED, True, area, 1.0)
    vae = loading.load(examine(tiny_ltx2), plan, "cpu", False).vae
    assert vae.use_tiling
    assert (vae.tile_sample_min_height, vae.tile_sample_min_width) == (side, side)

    import torch

    latents = torch.randn(1, 8, 2, 10, 18, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        tiled = vae.decode(latents).sample
        vae.disable_tiling()
        whole = vae.decode(latents).sample
    assert tiled.shape == whole.shape == (1, 3, 9, 320, 576)
    # The same picture but for what random weights make of edges: two others would be 1.1 apart.
    assert (tiled - whole).abs().mean() < 0.5 * whole.std()


def test_apple_cards_get_no_float64(tiny_ltx2: Path, tmp_path: Path) -> None:
    """Which they do not have; released checkpoints ask for it."""
    folder = tmp_path / "ltx-2-distilled"
    shutil.copytree(tiny_ltx2, folder)
    for part in ("transformer", "connectors"):
        config = folder / part / "config.json"
        asked = {**json.loads(config.read_text()), "rope_double_precision": True}
        config.write_text(json.dumps(asked))

    def doubles(where: str) -> int:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loading, "_place", lambda *_: None)
            pipeline = loading.load(examine(folder), setting(Offload.NONE), where, False)
        modules = [*pipeline.transformer.modules(), *pipeline.connectors.modules()]
        return sum(getattr(each, "double_precision", False) for each in modules)

    assert doubles("cuda") > 0
    assert doubles("mps") == 0


class Recorder:
    """A pipeline of which only the calls are kept."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *given, **named: self.calls.append((name, {**named, "given": given}))


@pytest.mark.parametrize(("ram_gb", "from_files"), [(256.0, False), (64.0, True), (None, False)])
def test_weights_are_not_pinned_where_memory_is_scarce(
    monkeypatch: pytest.MonkeyPatch, ram_gb: float | None, from_files: bool
) -> None:
    """75 GB that cannot be moved out would end the process on a machine of 64 GB."""
    monkeypatch.setattr(device, "ram_gb", lambda: ram_gb)
    pipeline = Recorder()
    loading._place(pipeline, setting(Offload.LAYER), "cuda", 75.0)
    ((name, asked),) = pipeline.calls
    assert name == "enable_group_offload"
    assert asked["use_stream"] is True
    assert asked["low_cpu_mem_usage"] is from_files
