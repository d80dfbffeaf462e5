"""One call of the pipeline: the arguments that a version wants, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from locvid.generate.ltx2.latents import latents
from locvid.generate.ltx2.recipe import FullCheckpoint
from locvid.generate.ltx2.track import keeping
from locvid.generate.ltx2.version import Version
from locvid.generate.picture import Pictures
from locvid.model.take import Samples

_TOKENS = 1024
"""Length of an encoded prompt; longer ones go up in these steps, so that none is cut."""


@dataclass(frozen=True, slots=True)
class Request:
    """What one pass makes: ``frames`` of ``width`` × ``height`` at ``fps``.

    ``start`` is the picture, or the pictures (a count of the form 8k+1), that it begins with,
    uint8 RGB; ``sound`` is given sound for its whole length; ``heard`` is the sound that it begins
    with where it makes its own, as latents (see ``track``).
    """

    text: str
    width: int
    height: int
    frames: int
    fps: float
    seed: int
    start: Pictures | None = None
    sound: Samples | None = None
    heard: Any = None


def run(
    pipeline: Any,
    version: Version,
    full: FullCheckpoint,
    request: Request,
    report: Callable[[float], None],
) -> tuple[Pictures, Any]:
    """Frames as uint8 RGB, and the sound as latents of a ``Track``; None where it was given.

    ``report`` takes the share of the denoising that is done.
    """
    import torch
    from diffusers.pipelines.ltx2 import LTX2VideoCondition
    from diffusers.pipelines.ltx2.utils import DEFAULT_NEGATIVE_PROMPT, DISTILLED_SIGMA_VALUES

    def stepped(_: Any, step: int, __: Any, kept: dict[str, Any]) -> dict[str, Any]:
        report((step + 1) / max(1, pipeline.num_timesteps))
        return kept

    arguments: dict[str, Any] = {
        "prompt": request.text,
        "width": request.width,
        "height": request.height,
        "num_frames": request.frames,
        "frame_rate": request.fps,
        # On the CPU whatever the device is: the same seed is then the same noise everywhere.
        "generator": torch.Generator("cpu").manual_seed(request.seed),
        "use_cross_timestep": version.cross_timestep,
        "max_sequence_length": _token_room(pipeline, request.text),
        "output_type": "np",
        "callback_on_step_end": stepped,
    }
    if request.start is not None:
        arguments["conditions"] = [LTX2VideoCondition(frames=request.start, index=0)]
    if request.sound is not None:
        arguments |= {
            "audio_latents": latents(pipeline, request.sound, request.frames / request.fps),
            "freeze_audio": True,
            "generate_slots": False,
            "sigmas": DISTILLED_SIGMA_VALUES,
        }
    elif version.distilled:
        arguments |= {"sigmas": DISTILLED_SIGMA_VALUES, **_guidance(1.0, 1.0, 0.0, 1.0, 0.0)}
    else:
        arguments |= {
            "negative_prompt": DEFAULT_NEGATIVE_PROMPT,
            "num_inference_steps": full.steps,
            "spatio_temporal_guidance_blocks": list(version.stg_blocks),
            **_guidance(full.guidance, full.audio_guidance, full.stg, full.modality, full.rescale),
        }
    if request.sound is not None:
        return pipeline(**arguments).frames, None
    usual = pipeline.audio_scheduler
    pipeline.audio_scheduler = scheduler = keeping(pipeline, request.heard)
    try:
        made = pipeline(**arguments)
    finally:
        pipeline.audio_scheduler = usual
    return made.frames, scheduler.result


def _guidance(
    video: float, audio: float, stg: float, modality: float, rescale: float
) -> dict[str, float]:
    """Every scale is named: the pipeline's defaults are those of a full checkpoint."""
    return {
        "guidance_scale": video,
        "audio_guidance_scale": audio,
        "stg_scale": stg,
        "audio_stg_scale": stg,
        "modality_scale": modality,
        "audio_modality_scale": modality,
        "guidance_rescale": rescale,
        "audio_guidance_rescale": rescale,
    }


def _token_room(pipeline: Any, text: str) -> int:
    count = len(pipeline.tokenizer(text).input_ids)
    return max(1, -(-count // _TOKENS)) * _TOKENS
