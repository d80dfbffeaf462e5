"""MiniMax-H3 as it is loaded for a graphics card, with the CPU in the card's place.

There is no card here: see ``tests/generate/ltx2/test_on_a_card.py`` for what that leaves out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from prompts import LIBRARY, line, prompt

from locvid.generate import device
from locvid.generate.base import Props, Settings
from locvid.generate.checkpoint import examine
from locvid.generate.h3 import generator as h3
from locvid.generate.h3 import load as loading
from locvid.generate.h3.generator import INDEX
from locvid.generate.memory import MemoryPlan, Offload, Precision
from locvid.generate.opening import open_generator
from locvid.model.media import VideoFormat
from locvid.run.direction import writer

pytestmark = pytest.mark.gpu

STORED = Precision.STORED


def setting(offload: Offload, working_gb: float = 0.0) -> MemoryPlan:
    return MemoryPlan(offload, STORED, STORED, False, 1.0, 1.0, working_gb)


def test_layer_by_layer_but_for_what_the_library_cannot_take_apart(
    tiny_h3: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decoder of the sound reckons weights before its layers would be fetched."""
    import torch
    from diffusers.hooks.group_offloading import _is_group_offload_enabled

    real = loading._place
    monkeypatch.setattr(device, "torch_device", lambda: "cuda")
    monkeypatch.setattr(loading, "_place", lambda *given: real(*given[:3], "cpu:0", *given[4:]))
    monkeypatch.setattr(h3, "plans", lambda *_: (setting(Offload.LAYER),))
    settings = Settings(model=tiny_h3, vram_gb=24, accepted_licences=frozenset({"h3"}))
    made = open_generator("h3", LIBRARY, settings)
    object.__setattr__(made._recipe, "steps", 2)
    take = made.perform(
        prompt("de-DE", line("Guten Morgen.")), VideoFormat(96, 64, h3.FPS), Props(writer("h3"))
    )
    assert take.frame_count == 124
    pipeline = made._loaded._held[2]
    apart = {
        name: _is_group_offload_enabled(part)
        for name, part in pipeline.components.items()
        if isinstance(part, torch.nn.Module)
    }
    assert apart.pop("audio_vae") is False
    assert set(apart.values()) == {True}
    assert pipeline.text_encoder.dtype is torch.bfloat16


class Manager:
    """A manager of components of which only the call is kept."""

    def enable_auto_cpu_offload(self, **asked: Any) -> None:
        self.asked = asked


@pytest.mark.parametrize(("working_gb", "margin"), [(12.0, "12GB"), (5.5, "6GB"), (1.0, "3GB")])
def test_components_make_room_for_the_picture(working_gb: float, margin: str) -> None:
    """By itself the library keeps them on the card as long as 3 GB are free."""
    manager = Manager()
    loading._place(None, manager, setting(Offload.COMPONENT, working_gb), "cuda", 100.0)
    assert manager.asked == {"device": "cuda", "memory_reserve_margin": margin}


def test_memory_that_runs_out_while_loading_is_told_as_such(
    tiny_h3: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as a damaged download: the library wraps what it catches in an error of its own."""
    import torch
    from diffusers import MiniMaxH3Transformer3DModel

    def full(*_: Any, **__: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")

    monkeypatch.setattr(MiniMaxH3Transformer3DModel, "from_pretrained", full)
    with pytest.raises(ValueError, match="Unable to load transformer") as caught:
        loading.load(examine(tiny_h3, INDEX), setting(Offload.NONE), "cpu", "transformer")
    assert device.out_of_memory(caught.value)
