"""What `locvid render` costs beside the model: the whole command against the pipeline alone.

Both make the same shot of six seconds with the same tiny random-weight LTX-2, prompts, size, frames
and seeds, and encode them with the same x264 settings. The pipeline alone is the shortest program
that a person would write: load once, and for each shot call it and encode picture and sound. locvid
is the command as users call it, with planning, worker, captions, loudness, marks and manifest.

A real model takes minutes a shot and a tiny one a second, so that what is done once would drown the
rest: every figure is measured for one language and for two, and the difference is what each further
film costs; what is left is told as the start. Verification is no part of what the pipeline alone
does: it is measured by `locvid check` in the same way, and told with and without it. CPU seconds of
all processes are counted, not wall time, so that neighbours on the machine do not matter; memory is
the largest proportional set size of the whole tree.

Usage: python bench/overhead.py [ROUNDS]        (needs the extras gpu and test)
"""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from render import peak_memory

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "generate")]

SCRIPT = """\
locvid: 1
source: en-US
cast:
  maya: {presenter: maya, voice: warm-female}
shots:
  - id: hook
    setting: office
    speaker: maya
    text:
      en-US: Today we are launching a faster, simpler version, ready for teams all over the world.
      fr: Nous lançons aujourd'hui une version plus rapide et plus simple, pour toutes les équipes.
      de: Heute stellen wir eine schnellere, einfachere Version vor, bereit für alle Teams.
"""
ONE, TWO = ("fr-FR",), ("fr-FR", "de-DE")
WIDTH, HEIGHT, FPS = 1280, 704, 25
"""As LTX-2 makes a film of the profile web: what the model costs grows with the pixels."""
TARGET = 1.05
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """CPU seconds and megabytes of one command with all that it starts."""

    cpu_s: float
    peak_mb: float


def main(rounds: int) -> int:
    """Measure ``rounds`` times, print medians, and return 1 where locvid is above the target."""
    # What outlives its parent, as workers of a pool may, is handed to this process and counted.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="locvid-bench-") as name:
        folder = Path(name)
        _project(folder)
        subprocess.run([sys.executable, __file__, "model", name], check=True)
        every = [_round(folder / f"round-{number}", folder) for number in range(rounds)]
    print(f"CPU seconds for {WIDTH}x{HEIGHT} at {FPS} frames a second, medians of {rounds}")
    print(f"{'':32}{'start':>9}{'a film':>9}{'peak MB':>9}")
    for label in every[0]:
        shown = [statistics.median(one[label][at] for one in every) for at in range(3)]
        print(f"{label:32}{shown[0]:9.1f}{shown[1]:9.1f}{shown[2]:9.0f}")
    ratios = {
        "time of a film, without verification": [
            (one[_RENDER][1] - one[_CHECK][1]) / one[_ALONE][1] for one in every
        ],
        "time of a film, with verification": [one[_RENDER][1] / one[_ALONE][1] for one in every],
        "memory": [one[_RENDER][2] / one[_ALONE][2] for one in every],
    }
    for label, found in ratios.items():
        each = ", ".join(f"{ratio:.3f}" for ratio in found)
        print(f"{label:38}{statistics.median(found):7.3f}  ({each}; target {TARGET})")
    held = ("time of a film, without verification", "memory")
    return int(any(statistics.median(ratios[label]) > TARGET for label in held))


_ALONE, _RENDER, _CHECK = "pipeline and encoding", "locvid render", "locvid check"


def _round(out: Path, folder: Path) -> dict[str, tuple[float, float, float]]:
    """For each command the start, the CPU seconds of one more film, and the largest memory."""
    out.mkdir()
    alone = [_cost([sys.executable, __file__, "alone", str(folder), *tags]) for tags in (ONE, TWO)]
    rendered = [_cost(_render(folder, out / f"{len(tags)}", tags)) for tags in (ONE, TWO)]
    films = [str(out / "2" / "script" / f"script.{tag}.mp4") for tag in TWO]
    program = _program()
    checked = [_cost([program, "check", *films[:count], "--json"]) for count in (1, 2)]
    return {_ALONE: _apart(alone), _RENDER: _apart(rendered), _CHECK: _apart(checked)}


def _apart(costs: Sequence[Cost]) -> tuple[float, float, float]:
    one, two = costs
    film = two.cpu_s - one.cpu_s
    return one.cpu_s - film, film, two.peak_mb


def _cost(command: Sequence[str]) -> Cost:
    before = _children_s()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with peak_memory(process.pid) as memory:
        process.wait()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    return Cost(_children_s() - before, memory() / 1e6)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _program() -> str:
    return str(Path(sys.executable).with_name("locvid"))


def _render(folder: Path, out: Path, tags: Sequence[str]) -> list[str]:
    options = {
        "--langs": ",".join(tags),
        "--generator": "ltx2",
        "--model": str(_model(folder)),
        "--profile": "bench",
        "--jobs": "1",
        "--retries": "0",
        "--out": str(out),
        "--cache": f"{out}.cache",
    }
    script = str(folder / "script.yaml")
    return [
        _program(),
        "render",
        script,
        "--json",
        *(word for pair in options.items() for word in pair),
    ]


def _project(folder: Path) -> None:
    """The example's script, and a profile of the size that is measured."""
    (folder / "script.yaml").write_text(SCRIPT, encoding="utf-8")
    profiles = folder / "presets" / "profiles"
    profiles.mkdir(parents=True)
    size = f"width: {WIDTH}\nheight: {HEIGHT}\nfps: {FPS}\n"
    (profiles / "bench.yaml").write_text(f"extends: web\ndescription: for bench\n{size}")


def _prompts(folder: Path, tags: Sequence[str]) -> Iterator[Any]:
    from locvid.direct.director import direct
    from locvid.localize.locales import resolve
    from locvid.localize.text import localize
    from locvid.presets.library import PresetLibrary
    from locvid.script.reading import read_script

    script = read_script(folder / "script.yaml")
    for tag in tags:
        yield from direct(localize(script, resolve(tag)[0]), PresetLibrary())


def _profile() -> Any:
    from locvid.model.media import VideoFormat
    from locvid.presets.library import PresetLibrary
    from locvid.presets.profiles import profile

    return replace(profile("web", PresetLibrary()), video=VideoFormat(WIDTH, HEIGHT, Fraction(FPS)))


def pipeline_alone(folder: Path, tags: Sequence[str]) -> None:
    """Load, then call and encode: the shortest program that makes the same files."""
    import torch
    from diffusers import LTX2ConditionPipeline

    from locvid.run.direction import writer

    write = writer("ltx2")
    assert write is not None
    pipeline = LTX2ConditionPipeline.from_pretrained(_model(folder), dtype=torch.float32)
    for number, prompt in enumerate(_prompts(folder, tags)):
        frames = -(-(-int(-prompt.duration.natural_s * FPS // 1) - 1) // 8) * 8 + 1
        _call_and_encode(pipeline, write(prompt), frames, prompt.seed, folder / f"alone-{number}")


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
    match sys.argv[1:]:
        case ["model", name]:
            from tiny_ltx2 import write_tiny_ltx2

            write_tiny_ltx2(Path(name))
        case ["alone", name, *wanted]:
            pipeline_alone(Path(name), wanted)
        case []:
            sys.exit(main(3))
        case [number]:
            sys.exit(main(int(number)))
