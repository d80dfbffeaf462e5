"""Loads the part of MiniMax-H3 that a workflow needs, as a memory plan says."""

from __future__ import annotations

from typing import Any

from locvid.generate.checkpoint import Checkpoint, loading
from locvid.generate.device import quiet
from locvid.generate.memory import MemoryPlan, Offload

TEXT, IMAGE, REFERENCE = "t2va", "fl2va", "ref2va"
"""The workflows of the library: from text, from a first picture, from references."""

PARTITIONS = {TEXT: "transformer", IMAGE: "transformer", REFERENCE: "transformer_ref"}
"""The transformer that each workflow runs; a folder may hold one of the two."""


def load(checkpoint: Checkpoint, plan: MemoryPlan, device: str, workflow: str) -> Any:
    """The modular pipeline with its components, ready to be called.

    bfloat16 on a GPU, float32 on a CPU. Raises InvalidInput where the files cannot be loaded.
    """
    import torch
    from diffusers import ComponentsManager, ModularPipeline

    quiet()
    manager = ComponentsManager() if plan.offload is Offload.COMPONENT else None
    with loading(checkpoint):
        pipeline = ModularPipeline.from_pretrained(
            str(checkpoint.folder), workflow=workflow, components_manager=manager
        )
        pipeline.load_components(dtype=torch.float32 if device == "cpu" else torch.bfloat16)
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
