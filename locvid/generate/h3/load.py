"""Loads the part of MiniMax-H3 that a workflow needs, as a memory plan says."""

from __future__ import annotations

from math import ceil
from typing import Any

from locvid.generate.checkpoint import Checkpoint, loading
from locvid.generate.device import is_scarce, quiet, release
from locvid.generate.memory import TRANSFORMER, MemoryPlan, Offload
from locvid.generate.quantise import configurations

TEXT, IMAGE, REFERENCE = "t2va", "fl2va", "ref2va"
"""The workflows of the library: from text, from a first picture, from references."""

PARTITIONS = {TEXT: "transformer", IMAGE: "transformer", REFERENCE: "transformer_ref"}
"""The transformer that each workflow runs; a folder may hold one of the two."""


def load(checkpoint: Checkpoint, plan: MemoryPlan, device: str, partition: str) -> Any:
    """The modular pipeline with one transformer and all else, ready to be called.

    It finds by its arguments which workflow is meant, so that all that share a transformer share
    what is loaded.

    bfloat16 on a GPU, float32 on a CPU. Raises InvalidInput where the files cannot be loaded.
    """
    quiet()
    import torch
    from diffusers import ComponentsManager, ModularPipeline

    # Managers ask how much memory is free, which Apple's GPUs do not tell.
    managed = plan.offload is Offload.COMPONENT and device != "mps"
    manager = ComponentsManager() if managed else None
    dtype = torch.float32 if device == "cpu" else torch.bfloat16
    configured = configurations(plan, dtype)
    if TRANSFORMER in configured:
        configured[partition] = configured.pop(TRANSFORMER)
    with loading(checkpoint):
        pipeline = ModularPipeline.from_pretrained(
            str(checkpoint.folder), components_manager=manager
        )
        others = set(PARTITIONS.values()) - {partition}
        for name in pipeline.null_component_names:
            if name in others:
                continue
            # The pipeline's own way only logs what it cannot load, and goes on without it.
            part = pipeline.get_component_spec(name).load(**_options(name, configured, dtype))
            if name in configured:
                # It is made on the card, where there may be no room for the next beside it.
                part.to("cpu")
                release()
            pipeline.update_components(**{name: part})
    pipeline.set_progress_bar_config(disable=True)
    _place(pipeline, manager, plan, device, checkpoint.total_gb)
    return pipeline


def _options(name: str, configured: dict[str, Any], dtype: Any) -> dict[str, Any]:
    options = {"dtype": dtype, "local_files_only": True}
    return {**options, "quantization_config": configured[name]} if name in configured else options


def _place(pipeline: Any, manager: Any, plan: MemoryPlan, device: str, total_gb: float) -> None:
    if device == "cpu":
        return
    if manager is not None:
        # Its own margin is 3 GB: components would stay on the card where the picture has to go.
        manager.enable_auto_cpu_offload(
            device=device, memory_reserve_margin=f"{max(3, ceil(plan.working_gb))}GB"
        )
    elif plan.offload is Offload.NONE:
        pipeline.to(device)
    else:
        _by_layers(pipeline, device, total_gb)


def _by_layers(pipeline: Any, device: str, total_gb: float) -> None:
    import torch
    from diffusers.hooks import apply_group_offloading

    for component in pipeline.components.values():
        if not isinstance(component, torch.nn.Module):
            continue
        if not getattr(component, "_supports_group_offloading", True):
            # The sound's decoder computes weights before its layers are fetched; it is small.
            component.to(device)
            continue
        apply_group_offloading(
            component,
            onload_device=torch.device(device),
            offload_device=torch.device("cpu"),
            offload_type="leaf_level",
            use_stream=device == "cuda",
            low_cpu_mem_usage=is_scarce(total_gb),
        )
