"""Loads a checkpoint into a pipeline of diffusers, as a memory plan says."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from locvid.generate.checkpoint import Checkpoint, loading
from locvid.generate.device import quiet
from locvid.generate.memory import QUANTISED, MemoryPlan, Offload


def quantiser_available() -> bool:
    """Whether 8-bit weights can be made: torchao is part of the extra ``gpu``."""
    return find_spec("torchao") is not None


def load(checkpoint: Checkpoint, plan: MemoryPlan, device: str, frozen: bool) -> Any:
    """The pipeline, ready to be called.

    ``frozen`` takes LTX2DFRPipeline, which makes a picture to sound that is given; else it is
    LTX2ConditionPipeline. Weights are bfloat16 on a GPU and float32 on a CPU, which has no quick
    bfloat16. Raises InvalidInput where the files cannot be loaded although they are all there.
    """
    import torch
    from diffusers import LTX2ConditionPipeline, LTX2DFRPipeline

    quiet()
    kind = LTX2DFRPipeline if frozen else LTX2ConditionPipeline
    options: dict[str, Any] = {
        "dtype": torch.float32 if device == "cpu" else torch.bfloat16,
        "local_files_only": True,
    }
    if plan.eight_bit:
        options["quantization_config"] = _eight_bit()
    with loading(checkpoint):
        pipeline = kind.from_pretrained(checkpoint.folder, **options)
    pipeline.set_progress_bar_config(disable=True)
    if plan.tiling:
        pipeline.vae.enable_tiling()
    _place(pipeline, plan, device)
    return pipeline


def _eight_bit() -> Any:
    """Weights as 8-bit integers, activations as they are: the least loss that halves the memory."""
    from diffusers import PipelineQuantizationConfig, TorchAoConfig
    from torchao.quantization import Int8WeightOnlyConfig
    from transformers import TorchAoConfig as TextTorchAoConfig

    mapping = {
        QUANTISED[0]: TorchAoConfig(Int8WeightOnlyConfig()),
        QUANTISED[1]: TextTorchAoConfig(Int8WeightOnlyConfig()),
    }
    return PipelineQuantizationConfig(quant_mapping=mapping)


def _place(pipeline: Any, plan: MemoryPlan, device: str) -> None:
    import torch

    if device == "cpu":
        # There is nowhere to offload to, and accelerate refuses without an accelerator.
        return
    match plan.offload:
        case Offload.NONE:
            pipeline.to(device)
        case Offload.COMPONENT:
            pipeline.enable_model_cpu_offload(device=device)
        case Offload.LAYER:
            pipeline.enable_group_offload(
                onload_device=torch.device(device),
                offload_device=torch.device("cpu"),
                offload_type="leaf_level",
                use_stream=device == "cuda",
            )
