"""Loads the part of MiniMax-H3 that a workflow needs, as a memory plan says."""

from __future__ import annotations

from typing import Any

from locvid.generate.checkpoint import Checkpoint, loading
from locvid.generate.device import quiet
from locvid.generate.memory import TRANSFORMER, MemoryPlan, Offload
from locvid.generate.quantise import configurations

TEXT, IMAGE, REFERENCE = "t2va", "fl2va", "ref2va"
"""The workflows of the library: from text, from a first picture, from references."""

PARTITIONS = {TEXT: "transformer", IMAGE: "transformer", REFERENCE: "transformer_ref"}
"""The transformer that each workflow runs; a folder may hold one of the two."""


def load(checkpoint: Checkpoint, plan: MemoryPlan, device: str, workflow: str) -> Any:
    """The modular pipeline with its components, ready to be called.

    bfloat16 on a GPU, float32 on a CPU. Raises InvalidInput where the files cannot be loaded.
    """
    quiet()
    import torch
    from diffusers import ComponentsManager, ModularPipeline

    manager = ComponentsManager() if plan.offload is Offload.COMPONENT else None
    dtype = torch.float32 if device == "cpu" else torch.bfloat16
    options: dict[str, Any] = {"dtype": dtype}
    if configured := configurations(plan, dtype):
        if TRANSFORMER in configured:
            configured[PARTITIONS[workflow]] = configured.pop(TRANSFORMER)
        options["quantization_config"] = configured
    with loading(checkpoint):
        pipeline = ModularPipeline.from_pretrained(
            str(checkpoint.folder), workflow=workflow, components_manager=manager
        )
        pipeline.load_components(**options)
        for name in pipeline.null_component_names:
            # What cannot be loaded is logged there and left out: here it is raised.
            pipeline.get_component_spec(name).load(dtype=dtype)
    pipeline.set_progress_bar_config(disable=True)
    if device == "cpu":
        return pipeline
    if manager is not None:
        manager.enable_auto_cpu_offload(device=device)
    elif plan.offload is Offload.LAYER:
        _by_layers(pipeline, device)
    else:
        pipeline.to(device)
    return pipeline


def _by_layers(pipeline: Any, device: str) -> None:
    import torch
    from diffusers.hooks import apply_group_offloading

    for component in pipeline.components.values():
        if isinstance(component, torch.nn.Module):
            apply_group_offloading(
                component,
                onload_device=torch.device(device),
                offload_device=torch.device("cpu"),
                offload_type="leaf_level",
                use_stream=device == "cuda",
            )
