"""The pipeline and an encoder, without locvid: what `bench/overhead.py` compares a render with.

The shortest program that a person would write after the example in the documentation of diffusers:
load, call, encode. Its job is a JSON file, so that nothing of locvid has to be loaded.

    python bench/ltx2_alone.py JOB.json
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def main(job: dict[str, Any]) -> None:
    """Make the film that ``job`` describes."""
    import numpy as np
    import soundfile
    import torch
    from diffusers import LTX2ConditionPipeline

    pipeline = LTX2ConditionPipeline.from_pretrained(job["model"], dtype=torch.float32)
    made = pipeline(
        **job["call"],
        **(_distilled() if job["distilled"] else _full()),
        use_cross_timestep=False,
        max_sequence_length=-(-len(pipeline.tokenizer(job["call"]["prompt"]).input_ids) // 1024)
        * 1024,
        generator=torch.Generator("cpu").manual_seed(job["seed"]),
        output_type="np",
    )
    encoder = subprocess.Popen(job["encode"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert encoder.stdin is not None
    for picture in made.frames[0]:
        encoder.stdin.write((picture * 255 + 0.5).astype(np.uint8).tobytes())
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise SystemExit("ffmpeg failed")
    rate = pipeline.vocoder.config.output_sampling_rate
    soundfile.write(job["sound"], made.audio[0].float().numpy().T, rate, subtype="FLOAT")
    subprocess.run(job["join"], check=True, stderr=subprocess.DEVNULL)


def _distilled() -> dict[str, Any]:
    from diffusers.pipelines.ltx2.utils import DISTILLED_SIGMA_VALUES

    return {"sigmas": DISTILLED_SIGMA_VALUES, **_guidance(1.0, 1.0, 0.0, 1.0, 0.0)}


def _full() -> dict[str, Any]:
    """The numbers of ``presets/generators/ltx2.yaml``."""
    from diffusers.pipelines.ltx2.utils import DEFAULT_NEGATIVE_PROMPT

    return {
        "negative_prompt": DEFAULT_NEGATIVE_PROMPT,
        "num_inference_steps": 30,
        "spatio_temporal_guidance_blocks": [1],
        **_guidance(3.0, 7.0, 1.0, 3.0, 0.7),
    }


def _guidance(
    video: float, audio: float, stg: float, modality: float, rescale: float
) -> dict[str, float]:
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


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
