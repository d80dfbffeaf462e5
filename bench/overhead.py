"""What locvid costs beside the model: ltx2's shots against the pipeline of diffusers alone.

Both make the shots of examples/launch in French and German with the same tiny random-weight
checkpoint, prompts, size, frames and seeds, and encode them with the same x264 settings, each in a
process of its own. The pipeline alone is what a person would write: load once, and for each shot
call, encode picture and sound. CPU seconds are counted, not wall time, so that neighbours on the
machine do not matter. What `locvid render` does beside (planning, assembling, verification) is
measured by render.py and verify_cost.py.

Usage: python bench/overhead.py        (needs the extras gpu and test)
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "generate")]

SCRIPT = Path(__file__).parents[1] / "examples" / "launch" / "script.yaml"
LOCALES = ("fr-FR", "de-DE")
WIDTH, HEIGHT, FPS = 640, 352, 25
TARGET = 1.05


def main() -> int:
    """Measure both, print a table, and return 1 where locvid costs more than the target."""
    with tempfile.TemporaryDirectory(prefix="locvid-bench-") as name:
        folder = Path(name)
        _child("model", folder)
        alone, through = _child("alone", folder), _child("locvid", folder)
    print(f"{'':22}{'CPU s':>8}{'peak MB':>9}  frames of {WIDTH}x{HEIGHT}")
    for label, told in (("pipeline and encoding", alone), ("shots through locvid", through)):
        print(f"{label:22}{told['cpu_s']:8.1f}{told['peak_mb']:9.0f}  {told['frames']}")
    ratios = {what: through[what] / alone[what] for what in ("cpu_s", "peak_mb")}
    print(f"{'ratio':22}{ratios['cpu_s']:8.3f}{ratios['peak_mb']:9.3f}  target {TARGET}")
    return int(any(ratio > TARGET for ratio in ratios.values()))


def _child(what: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, what, str(folder)], check=True, stdout=subprocess.PIPE
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _measured(frames: int) -> None:
    own, below = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu_s = sum(part.ru_utime + part.ru_stime for part in (own, below))
    peak = max(own.ru_maxrss, below.ru_maxrss) / 1024
    print(json.dumps({"cpu_s": cpu_s, "peak_mb": peak, "frames": frames}))


def _prompts() -> Iterator[Any]:
    from locvid.direct.director import direct
    from locvid.localize.locales import resolve
    from locvid.localize.text import localize
    from locvid.presets.library import PresetLibrary
    from locvid.script.reading import read_script

    script = read_script(SCRIPT)
    for tag in LOCALES:
        yield from direct(localize(script, resolve(tag)[0]), PresetLibrary())


def _profile() -> Any:
    from locvid.model.media import VideoFormat
    from locvid.presets.library import PresetLibrary
    from locvid.presets.profiles import profile

    return replace(profile("web", PresetLibrary()), video=VideoFormat(WIDTH, HEIGHT, Fraction(FPS)))


def through_locvid(folder: Path) -> int:
    """The tasks that a worker of locvid runs for the shots."""
    from locvid.generate.base import Settings
    from locvid.run.tasks import PerformShot

    seconds = 0.0
    for number, prompt in enumerate(_prompts()):
        task = PerformShot(
            label="",
            generator="ltx2",
            settings=Settings(model=_model(folder)),
            sound_from=None,
            project=folder,
            prompt=prompt,
            profile=_profile(),
            store=folder / "store",
            key=f"{number:064d}",
        )
        seconds += task.run(lambda share: None).seconds
    return round(seconds * FPS)


def pipeline_alone(folder: Path) -> int:
    """Load, then call and encode: the shortest program that makes the same files."""
    import torch
    from diffusers import LTX2ConditionPipeline

    from locvid.run.direction import writer

    write = writer("ltx2")
    assert write is not None
    pipeline = LTX2ConditionPipeline.from_pretrained(_model(folder), dtype=torch.float32)
    total = 0
    for number, prompt in enumerate(_prompts()):
        frames = -(-(-int(-prompt.duration.natural_s * FPS // 1) - 1) // 8) * 8 + 1
        _call_and_encode(pipeline, write(prompt), frames, prompt.seed, folder / f"alone-{number}")
        total += frames
    return total


def _call_and_encode(pipeline: Any, text: str, frames: int, seed: int, target: Path) -> None:
    import ffmpeg
    import numpy as np
    import soundfile
    import torch
    from diffusers.pipelines.ltx2.utils import DISTILLED_SIGMA_VALUES

    from locvid.deliver.picture import encoding
    from locvid.media.ffmpeg import executable

    made = pipeline(
        prompt=text,
        width=WIDTH,
        height=HEIGHT,
        num_frames=frames,
        frame_rate=FPS,
        sigmas=DISTILLED_SIGMA_VALUES,
        guidance_scale=1.0,
        audio_guidance_scale=1.0,
        stg_scale=0.0,
        audio_stg_scale=0.0,
        modality_scale=1.0,
        audio_modality_scale=1.0,
        guidance_rescale=0.0,
        audio_guidance_rescale=0.0,
        use_cross_timestep=False,
        max_sequence_length=-(-len(pipeline.tokenizer(text).input_ids) // 1024) * 1024,
        generator=torch.Generator("cpu").manual_seed(seed),
        output_type="np",
    )
    source = ffmpeg.input(
        "pipe:", format="rawvideo", pix_fmt="rgb24", s=f"{WIDTH}x{HEIGHT}", framerate=FPS
    )
    graph = encoding(_profile(), source, target.with_suffix(".mp4"))
    process = graph.run_async(cmd=executable(), pipe_stdin=True, quiet=True)
    pictures = (made.frames[0] * 255).round().astype(np.uint8)
    process.communicate(pictures.tobytes())
    assert process.returncode == 0
    rate = pipeline.vocoder.config.output_sampling_rate
    soundfile.write(target.with_suffix(".wav"), made.audio[0].numpy().T, rate, subtype="FLOAT")


def _model(folder: Path) -> Path:
    return folder / "ltx-2-tiny-distilled"


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    WHAT, FOLDER = sys.argv[1], Path(sys.argv[2])
    if WHAT == "model":
        from tiny_ltx2 import write_tiny_ltx2

        write_tiny_ltx2(FOLDER)
        _measured(0)
    else:
        _measured((pipeline_alone if WHAT == "alone" else through_locvid)(FOLDER))
