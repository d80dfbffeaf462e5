"""Weights with fewer bits, through the real libraries: torchao, bitsandbytes and GGUF files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prompts import LIBRARY, line, prompt

from locvid.generate import loaded
from locvid.generate.base import Props, Settings
from locvid.generate.ltx2 import generator as ltx2
from locvid.generate.memory import MemoryPlan, Offload, Precision
from locvid.generate.opening import open_generator
from locvid.generate.quantise import parts
from locvid.model.errors import InvalidInput
from locvid.model.media import VideoFormat
from locvid.model.take import Take
from locvid.run.direction import writer

pytestmark = pytest.mark.gpu

HI = prompt("en-US", line("Hi."))


def perform(generator: Any) -> Take:
    return generator.perform(HI, VideoFormat(96, 64, Fraction(25)), Props(write=writer("ltx2")))


def pictures(take: Take) -> np.ndarray:
    return np.stack([frame.copy() for frame in take.frames])


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Precision, Precision], Any]:
    """A generator that holds its weights as it is told, whatever the memory."""

    def make(model: Path, weights: Precision, text: Precision) -> Any:
        plan = MemoryPlan(Offload.COMPONENT, weights, text, True, 1.0, 1.0)
        monkeypatch.setattr(ltx2, "plans", lambda *_: (plan,))
        return open_generator("ltx2", LIBRARY, Settings(model=model, vram_gb=12))

    return make


def weights_of(generator: Any, part: str) -> set[str]:
    """Where the classes of a component's weights come from."""
    component = getattr(generator._loaded._held[2], part)
    return {type(each).__module__.partition(".")[0] for each in component.parameters()}


def test_eight_bits_by_torchao(tiny_ltx2: Path, held: Any) -> None:
    pytest.importorskip("torchao")
    made = held(tiny_ltx2, Precision.INT8, Precision.INT8)
    take = perform(made)
    assert "8-bit weights" in take.provenance["memory"]["setting"]
    assert "torchao" in weights_of(made, "transformer") & weights_of(made, "text_encoder")
    assert len(pictures(take)) == take.frame_count


def test_each_part_leaves_the_card_before_the_next_is_made(
    tiny_ltx2: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """bitsandbytes makes its weights there, and 12 GB hold one part of them, not both."""
    import torch
    from diffusers import LTX2VideoTransformer3DModel
    from transformers import Gemma3ForConditionalGeneration

    done: list[str] = []
    for kind in (LTX2VideoTransformer3DModel, Gemma3ForConditionalGeneration):

        def make(_: Path, kind: Any = kind, **asked: Any) -> Any:
            assert asked["dtype"] is torch.bfloat16
            done.append(f"{kind.__name__[:6]} with {asked['quantization_config']}")
            return Made()

        monkeypatch.setattr(kind, "from_pretrained", make)

    class Made:
        def to(self, place: str) -> Made:
            done.append(f"to {place}")
            return self

    made = parts(tiny_ltx2, {"text_encoder": "A", "transformer": "B"}, torch.bfloat16)
    assert done == ["Gemma3 with A", "to cpu", "LTX2Vi with B", "to cpu"]
    assert set(made) == {"text_encoder", "transformer"}


def test_four_bits_by_bitsandbytes(
    tiny_ltx2: Path, held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Diffusers lets bitsandbytes load on a GPU only; its own code runs on a CPU just as well."""
    layers = pytest.importorskip("bitsandbytes.nn.modules")
    from diffusers.quantizers.bitsandbytes.bnb_quantizer import BnB4BitDiffusersQuantizer as Real

    monkeypatch.setattr(Real, "validate_environment", lambda *_, **__: None)
    monkeypatch.setattr(Real, "update_device_map", lambda *_: {"": "cpu"})
    # Some CPUs get layers of their own, whose sides are multiples of 32.
    monkeypatch.setattr(layers, "has_avx512bf16", lambda: False)
    made = held(tiny_ltx2, Precision.NF4, Precision.NF4)
    take = perform(made)
    assert "4-bit weights" in take.provenance["memory"]["setting"]
    assert "bitsandbytes" in weights_of(made, "transformer") & weights_of(made, "text_encoder")
    query = made._loaded._held[2].transformer.transformer_blocks[0].attn1.to_q.weight
    assert query.quant_state.quant_type == "nf4"
    assert len(pictures(take)) == take.frame_count


@pytest.fixture(scope="module")
def gguf_only(tiny_ltx2: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("gguf")
    from tiny_ltx2 import write_gguf

    return write_gguf(tiny_ltx2, tmp_path_factory.mktemp("gguf") / "tiny-distilled", keep=False)


def test_a_gguf_file_stands_in_for_the_transformer(gguf_only: Path, tiny_ltx2: Path) -> None:
    """Without a word from the user; the picture is nearly that of the weights it is made of."""
    made = open_generator("ltx2", LIBRARY, Settings(model=gguf_only))
    assert made.available().ok
    take = perform(made)
    assert "GGUF" in take.provenance["memory"]["setting"]
    assert "diffusers" in weights_of(made, "transformer")
    full = perform(open_generator("ltx2", LIBRARY, Settings(model=tiny_ltx2)))
    assert take.provenance["version"] != full.provenance["version"]
    apart = np.abs(pictures(take).astype(int) - pictures(full).astype(int))
    assert 0 < apart.mean() < 2


def test_a_gguf_file_with_a_text_encoder_of_fewer_bits(gguf_only: Path, held: Any) -> None:
    pytest.importorskip("torchao")
    made = held(gguf_only, Precision.GGUF, Precision.INT8)
    take = perform(made)
    assert "torchao" in weights_of(made, "text_encoder")
    assert "8-bit weights of the text encoder" in take.provenance["memory"]["setting"]


def refused(model: Path) -> str:
    state = open_generator("ltx2", LIBRARY, Settings(model=model)).available()
    assert not state.ok
    assert state.how_to_get_it
    return state.reason


def test_a_gguf_file_that_is_none_or_not_the_only_one(gguf_only: Path, tmp_path: Path) -> None:
    two, wrong = tmp_path / "two", tmp_path / "wrong"
    for folder in (two, wrong):
        shutil.copytree(gguf_only, folder)
    (two / "transformer" / "other.gguf").write_bytes(b"GGUF")
    assert "2 GGUF files" in refused(two)
    (wrong / "transformer" / "tiny-Q8_0.gguf").write_bytes(b"<html>not found</html>")
    assert "is no GGUF file" in refused(wrong)


def test_a_gguf_file_without_its_reader(gguf_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaded, "reads_gguf", lambda: False)
    assert "needs the package gguf" in refused(gguf_only)


def test_a_gguf_file_that_broke_off_is_one_sentence(gguf_only: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken-distilled"
    shutil.copytree(gguf_only, broken)
    file = broken / "transformer" / "tiny-Q8_0.gguf"
    file.write_bytes(file.read_bytes()[:-5000])
    made = open_generator("ltx2", LIBRARY, Settings(model=broken))
    with pytest.raises(InvalidInput, match="cannot be loaded"):
        perform(made)
