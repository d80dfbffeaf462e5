"""One model that serves many shots: what becomes of it when memory runs out."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

import pytest

from locvid.generate import device
from locvid.generate.base import Settings
from locvid.generate.checkpoint import Checkpoint
from locvid.generate.loaded import Loaded
from locvid.generate.memory import MemoryPlan, Offload, Precision

pytestmark = pytest.mark.gpu

LARGE, SMALL = (
    MemoryPlan(offload, Precision.STORED, Precision.STORED, False, 1.0, 1.0)
    for offload in (Offload.NONE, Offload.LAYER)
)


class Model:
    """Stands for gigabytes; refers to itself, as hooks and modules do."""

    def __init__(self) -> None:
        self.hook = self


def loaded(load: Any) -> Loaded:
    checkpoint = Checkpoint(Path("model"), "Any", {}, {}, "")
    return Loaded(checkpoint, Settings(vram_gb=24), lambda _: (LARGE, SMALL), load)


def ran_out() -> Exception:
    import torch

    return torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")


@pytest.mark.parametrize("while_loading", [True, False])
def test_what_ran_out_of_memory_is_gone_before_the_next_setting_is_loaded(
    while_loading: bool,
) -> None:
    seen: list[weakref.ref[Model]] = []

    def load(plan: MemoryPlan, *_: Any) -> Model:
        assert all(each() is None for each in seen), "the larger setting still holds memory"
        model = Model()
        seen.append(weakref.ref(model))
        if while_loading and plan is LARGE:
            raise ran_out()
        return model

    def work(model: Model, plan: MemoryPlan) -> str:
        drawn = [model]
        if plan is LARGE:
            raise ran_out()
        return f"{len(drawn)} shot"

    made, told, notes = loaded(load).run("mode", work)
    assert made == "1 shot"
    assert told["ran_out"] == [str(LARGE)]
    assert len(seen) == 2
    assert len(notes) == 1


def wrapped(inner: Exception) -> Exception:
    try:
        try:
            raise inner
        except Exception as error:
            raise ValueError(f"Unable to load: {error}") from error
    except ValueError as outer:
        return outer


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), True),
        (RuntimeError("CUDA error: out of memory"), True),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"), True),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"), True),
        (MemoryError(), True),
        (wrapped(RuntimeError("HIP out of memory. Tried to allocate 2 GiB")), True),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False),
        (ValueError("a prompt about someone who is out of memory"), False),
    ],
)
def test_memory_that_ran_out_is_known_however_it_is_said(error: Exception, expected: bool) -> None:
    assert device.out_of_memory(error) is expected
