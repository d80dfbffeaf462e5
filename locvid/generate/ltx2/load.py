"""Loads a checkpoint into a pipeline of diffusers, as a memory plan says."""

from __future__ import annotations

from typing import Any

from locvid.generate.checkpoint import Checkpoint, loading
from locvid.generate.device import is_scarce, quiet
from locvid.generate.ltx2.version import USED, version_of
from locvid.generate.memory import MemoryPlan, Offload, Precision
from locvid.generate.picture import Pictures, as_bytes
from locvid.generate.quantise import configurations, from_gguf, parts

IN_FULL = ("audio_vae", "vocoder")
"""Components that are float32 everywhere. They are small, and rounding to bfloat16 adds up over the
vocoder's hundred convolutions until it is heard: ltx-core runs it in float32 too."""

SMALL_TILES = {
    "tile_sample_min_height": 256,
    "tile_sample_min_width": 256,
    "tile_sample_stride_height": 192,
    "tile_sample_stride_width": 192,
}
"""Pixels. What decoding takes hangs on the tile, not on the picture: for 12 s about 9 GB with the
library's own of 512, a quarter of it with these, for cards on which even that was too much."""


def load(checkpoint: Checkpoint, plan: MemoryPlan, device: str, frozen: bool) -> Any:
    """The pipeline, ready to be called; its frames are uint8 [n, height, width, 3] in RGB.

    ``frozen`` takes LTX2DFRPipeline, which makes a picture to sound that is given; else it is
    LTX2ConditionPipeline. Weights are bfloat16 on a GPU, but for the sound's, and float32 on a CPU,
    which has no quick bfloat16. Raises InvalidInput where the files cannot be loaded although they
    are all there.
    """
    quiet()
    import torch
    from diffusers import LTX2ConditionPipeline, LTX2DFRPipeline, LTX2VideoTransformer3DModel

    kind: Any = LTX2DFRPipeline if frozen else LTX2ConditionPipeline
    dtype = torch.float32 if device == "cpu" else torch.bfloat16
    options: dict[str, Any] = {
        "dtype": {"default": dtype, **dict.fromkeys(IN_FULL, torch.float32)},
        "local_files_only": True,
        **dict.fromkeys(set(kind._optional_components) - USED),
    }
    with loading(checkpoint):
        options |= parts(checkpoint.folder, configurations(plan, dtype), dtype)
        if plan.weights is Precision.GGUF:
            assert checkpoint.gguf is not None
            transformer = from_gguf(LTX2VideoTransformer3DModel, checkpoint.gguf, dtype)
            options["transformer"] = transformer
        pipeline = kind.from_pretrained(checkpoint.folder, **options)
    pipeline.set_progress_bar_config(disable=True)
    pipeline.video_processor = _in_bytes(pipeline.video_processor)
    if version_of(checkpoint).distilled:
        _as_named(pipeline)
    if device == "mps":
        _in_single_precision(pipeline)
    if plan.tiling:
        pipeline.vae.enable_tiling(**(SMALL_TILES if plan.area < 1 else {}))
    _place(pipeline, plan, device, checkpoint.total_gb)
    return pipeline


def _as_named(pipeline: Any) -> None:
    """Let schedulers take the levels of noise as they are named.

    Those of a distilled checkpoint are fixed. The folder's configuration may be that of the full
    one, which moves them with the picture's size: eight steps then end where noise is still seen.
    """
    from diffusers import FlowMatchEulerDiscreteScheduler

    for name in ("scheduler", "audio_scheduler"):
        if (usual := getattr(pipeline, name, None)) is not None:
            plain = FlowMatchEulerDiscreteScheduler.from_config(
                usual.config, use_dynamic_shifting=False, shift_terminal=None, shift=1.0
            )
            setattr(pipeline, name, plain)


def _in_single_precision(pipeline: Any) -> None:
    """Apple's GPUs have no float64, in which the model would reckon its positions."""
    import torch

    for component in pipeline.components.values():
        if isinstance(component, torch.nn.Module):
            for module in component.modules():
                if hasattr(module, "double_precision"):
                    module.double_precision = False


def _in_bytes(usual: Any) -> Any:
    """The pipeline's way into and out of pictures, but for what comes out of the decoder.

    The usual one makes floats of a whole shot, several times over: 6 s of CPU time and 1.4 GB for
    5.5 s at 1280x704, half of what its encoding takes.
    """
    from diffusers.video_processor import VideoProcessor

    class InBytes(VideoProcessor):  # type: ignore[misc,unused-ignore]
        def postprocess_video(self, video: Any, output_type: str = "np", **_: Any) -> Pictures:
            return as_bytes(video[0].transpose(0, 1), signed=True)

    return InBytes.from_config(usual.config)


def _place(pipeline: Any, plan: MemoryPlan, device: str, total_gb: float) -> None:
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
                low_cpu_mem_usage=is_scarce(total_gb),
            )
