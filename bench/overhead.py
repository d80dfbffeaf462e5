"""What `locvid render` costs beside the model: the whole command against the pipeline alone.

Both make the same film of one shot in French with the same tiny LTX-2 of random weights: prompt,
size, frames, seed, steps and x264 settings are the same, and so are all packets of the picture.
`ltx2_alone.py` loads, calls and encodes, as the example of diffusers does; `locvid render` is the
command as users call it, verification included: start, plan, worker, captions, loudness, watermark,
signature, manifest, verdict. `locvid check` of the film says how much of it is verification.

The checkpoint is a distilled one: eight passes of the transformer, the least work that a model has.
Even so, the larger the picture, the nearer a tiny model comes to a real one, which takes minutes;
the size is therefore the largest that LTX-2 makes. ``--full`` adds a checkpoint that is not
distilled: 30 steps of four passes, minutes even here. The picture is noise, which takes several
times as long as a real one to encode, to decode and to look for faces in.

Each command runs on one thread (locvid's workers always do; where two threads wait for each other,
torch burns time on both). CPU seconds of all processes are what is compared, as neighbours on the
machine matter little for them; wall time is told. Memory is the largest proportional set size of
the whole tree, in a run of its own, as watching takes time.

    python bench/overhead.py [--full] [--rounds N]       (needs the extras gpu and test)
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

from render import peak_memory
from rich.console import Console
from rich.table import Table

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
      en-US: Today we are launching a faster, simpler version for everyone.
      fr: Nous lançons aujourd'hui une version plus rapide et plus simple pour tous.
"""
LANGUAGE = "fr-FR"
WIDTH, HEIGHT, FPS = 1280, 704, 25
"""As LTX-2 makes a film of the profile web."""
TARGET = 1.05
FULL, DISTILLED = "full", "distilled"
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """Seconds of one command with all that it starts; ``peak_mb`` is 0 where nobody watched."""

    cpu_s: float
    wall_s: float
    peak_mb: float


@dataclass(frozen=True)
class Compared:
    """The pipeline with encoding, the whole of `locvid render`, and `locvid check` of its film."""

    alone: Cost
    render: Cost
    check: Cost

    @property
    def ratio(self) -> float:
        """What the render takes for what the pipeline alone takes as 1."""
        return self.render.cpu_s / self.alone.cpu_s

    @property
    def ratio_unverified(self) -> float:
        """The same without verification; a second for the start of `locvid check` goes with it."""
        return (self.render.cpu_s - self.check.cpu_s) / self.alone.cpu_s


def main() -> int:
    """Print medians; return 1 where locvid is above the target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="also a checkpoint of 30 steps, once")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    # What outlives its parent, as workers of a pool may, is handed to this process and counted.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory(prefix="locvid-bench-") as name:
        folder = Path(name)
        _project(folder)
        # In a process of its own: this one is to be small and without torch's threads.
        writing = f"import overhead; overhead.write_models({name!r})"
        subprocess.run([sys.executable, "-c", writing], cwd=Path(__file__).parent, check=True)
        found = {
            DISTILLED: [
                _compared(folder, DISTILLED, f"run-{number}") for number in range(arguments.rounds)
            ]
        }
        if arguments.full:
            found[FULL] = [_compared(folder, FULL, "full")]
        watched = _compared(folder, DISTILLED, "watched", watch=True)
    memory = watched.render.peak_mb / watched.alone.peak_mb
    ratios = {kind: statistics.median(one.ratio for one in every) for kind, every in found.items()}
    Console().print(_table(found, ratios))
    peaks = f"{watched.render.peak_mb:.0f} MB over {watched.alone.peak_mb:.0f} MB"
    print(f"memory of the render over the pipeline: {memory:.3f} ({peaks}; aim {TARGET})")
    return int(max(*ratios.values(), memory) > TARGET)


def _table(found: Mapping[str, Sequence[Compared]], ratios: Mapping[str, float]) -> Table:
    shown = Table(title=f"{WIDTH}x{HEIGHT} at {FPS} frames a second, one shot; medians")
    for column in ("command", "CPU s", "wall s"):
        shown.add_column(column, justify="left" if column == "command" else "right")
    for kind, every in found.items():
        rows = {
            f"{kind}: pipeline and encoding": [one.alone for one in every],
            "  locvid render": [one.render for one in every],
            "  locvid check of its film": [one.check for one in every],
        }
        for label, costs in rows.items():
            cpu_s = statistics.median(cost.cpu_s for cost in costs)
            wall_s = statistics.median(cost.wall_s for cost in costs)
            shown.add_row(label, f"{cpu_s:.1f}", f"{wall_s:.0f}")
        each = ", ".join(f"{one.ratio:.3f}" for one in every)
        shown.add_row(f"  render over pipeline (aim {TARGET}): {each}", f"{ratios[kind]:.3f}", "")
        less = statistics.median(one.ratio_unverified for one in every)
        shown.add_row("  render less check over pipeline", f"{less:.3f}", "")
    return shown


def _compared(folder: Path, kind: str, name: str, watch: bool = False) -> Compared:
    """One render in ``folder``, its check, and the pipeline alone; raises SystemExit if unlike."""
    out = folder / name
    render = _cost(_render(folder, kind, out), watch)
    film = out / "script" / f"script.{LANGUAGE}.mp4"
    check = _cost([_program(), "check", str(film), "--json"])
    job = out / "job.json"
    described = _job(folder, kind, film, out)
    job.write_text(json.dumps(described), encoding="utf-8")
    program = Path(__file__).with_name("ltx2_alone.py")
    alone = _cost([sys.executable, str(program), str(job)], watch)
    (picture,) = Path(f"{out}.cache").rglob("picture.mp4")
    _require_same_picture(picture, Path(described["picture"]))
    return Compared(alone, render, check)


def _require_same_picture(one: Path, other: Path) -> None:
    """What is compared has to be the same work."""
    from locvid.deliver.pictures import packet_hashes

    if packet_hashes(one) != packet_hashes(other):
        raise SystemExit("the pipeline alone made another picture than locvid")


def _cost(command: Sequence[str], watch: bool = False) -> Cost:
    before, began = _children_s(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with peak_memory(process.pid) if watch else nullcontext(lambda: 0) as memory:
        process.wait()
    wall_s = time.perf_counter() - began
    # 1: a film whose verdict is not a pass.
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    return Cost(_children_s() - before, wall_s, memory() / 1e6)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _program() -> str:
    return str(Path(sys.executable).with_name("locvid"))


def _render(folder: Path, kind: str, out: Path) -> list[str]:
    options = {
        "--langs": LANGUAGE,
        "--generator": "ltx2",
        "--model": str(_model(folder, kind)),
        "--profile": "bench",
        "--retries": "0",
        "--out": str(out),
        "--cache": f"{out}.cache",
    }
    script = str(folder / "script.yaml")
    return [_program(), "render", script, "--json", *chain.from_iterable(options.items())]


def _project(folder: Path) -> None:
    """The script, and a profile of the size that is measured."""
    (folder / "script.yaml").write_text(SCRIPT, encoding="utf-8")
    profiles = folder / "presets" / "profiles"
    profiles.mkdir(parents=True)
    size = f"width: {WIDTH}\nheight: {HEIGHT}\nfps: {FPS}\n"
    (profiles / "bench.yaml").write_text(f"extends: web\ndescription: for bench\n{size}")


def _job(folder: Path, kind: str, film: Path, out: Path) -> Mapping[str, Any]:
    """What the pipeline alone is told: prompt, frames and seed of the take that locvid made."""
    import ffmpeg

    from locvid.deliver.picture import encoding
    from locvid.media.ffmpeg import executable
    from locvid.model.media import VideoFormat
    from locvid.presets.library import PresetLibrary
    from locvid.presets.profiles import profile

    (shot,) = json.loads(film.with_suffix(".json").read_text(encoding="utf-8"))["shots"]
    (made,) = shot["provenance"]["passes"]
    web = profile("web", PresetLibrary())
    chosen = replace(web, video=VideoFormat(WIDTH, HEIGHT, Fraction(FPS)))
    raw = ffmpeg.input(
        "pipe:", format="rawvideo", pix_fmt="rgb24", s=f"{WIDTH}x{HEIGHT}", framerate=FPS
    )
    picture, sound, whole = (str(out / name) for name in ("alone.mp4", "alone.wav", "whole.mp4"))
    joined = ffmpeg.output(
        ffmpeg.input(picture).video,
        ffmpeg.input(sound).audio,
        whole,
        vcodec="copy",
        acodec="aac",
        audio_bitrate=web.audio_bitrate,
    )
    return {
        "model": str(_model(folder, kind)),
        "distilled": kind == DISTILLED,
        "call": {
            "prompt": made["prompt"],
            "width": WIDTH,
            "height": HEIGHT,
            "num_frames": made["frames"],
            "frame_rate": FPS,
        },
        "seed": shot["provenance"]["seed"],
        "encode": encoding(chosen, raw, Path(picture)).compile(cmd=executable()),
        "sound": sound,
        "join": joined.compile(cmd=executable()),
        "picture": picture,
    }


def _model(folder: Path, kind: str) -> Path:
    return folder / {FULL: "ltx-2-tiny-dev", DISTILLED: "ltx-2-tiny-distilled"}[kind]


def write_models(folder: str) -> None:
    """Both checkpoints of the tests, in ``folder``."""
    sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "generate")]
    from tiny_ltx2 import write_tiny_ltx2

    for distilled in (True, False):
        write_tiny_ltx2(Path(folder), distilled)


if __name__ == "__main__":
    sys.exit(main())
