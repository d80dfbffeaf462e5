"""What a render costs on this machine: time, the share of sound, memory, the start of the program.

    python bench/render.py [--quick]

Figures are ratios where they can be, so that machines compare. Renders start from an empty cache,
verification included; memory is that of the whole tree of processes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from encode import encoding_time
from rich.console import Console
from rich.table import Table

from locvid.deliver.film import assemble
from locvid.deliver.picture import encode
from locvid.deliver.shot import write_shot
from locvid.generate.base import Stretch
from locvid.generate.studio.generator import StudioGenerator
from locvid.generate.studio.sound.mix import perform_sound
from locvid.generate.studio.timeline.build import build
from locvid.run.direction import open_project, prompts_for, resolve_locales

JOBS = 2
MOST_FRAMES = 400
"""Of a film whose encoding alone is timed: all of the short one."""

CAST = """\
locvid: 1
title: Bench
source: en-US
cast:
  maya: {presenter: maya, voice: warm-female, persona: "a founder"}
  jon: {presenter: jon, voice: deep-male, persona: "an engineer"}
shots:
"""
SENTENCES = (
    "My brother paints boats, and my sister sails around the world in them.",
    "We measured the whole thing twice, and the answer was the same.",
    "Please bring the blue folder, the map and a pair of dry shoes.",
    "Nobody expected the small bakery to win the prize this year.",
    "Every morning the first train leaves before the sun is up.",
    "If the bridge is closed, take the ferry on the other side.",
)
"""The longest comes first: memory grows with the longest line, which both scripts must have."""

SETTINGS = (("office", "keyboard"), ("cafe", "cup"), ("studio", "door"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave out the long script")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.quick)
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        Console().print(table(figures))


def measure(quick: bool) -> dict[str, float]:
    """All figures by name."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures |= rendering(folder, shots=3, label="10 s", runs=3)
        if not quick:
            figures |= rendering(folder, shots=24, label="90 s", runs=1)
            figures["memory, 90 s over 10 s"] = (
                figures["peak memory, 90 s (MB)"] / figures["peak memory, 10 s (MB)"]
            )
        figures["with sound over picture alone, 1080p"] = cost_of_sound(folder)
        first, usual = share_of_sound(folder)
        figures["sound beside speech, share of a shot's CPU (%)"] = 100 * usual
        figures["… of the first shot in a room (%)"] = 100 * first
    figures["--help over python -c pass (ms)"] = start_ms()
    return figures


def rendering(folder: Path, shots: int, label: str, runs: int) -> dict[str, float]:
    """Cold renders of a script; ``label`` names its length in the figures, times are medians.

    Memory is that of a run of its own: to watch it takes a twentieth of the time.
    """
    script = write_script(folder / f"bench-{shots}.yaml", shots, "web")
    timed = [_render(script, folder / f"out-{shots}-{run}") for run in range(runs)]
    watched = _render(script, folder / f"out-{shots}-watched", watch=True)
    film, video_s = timed[0].film, timed[0].video_s
    wall_s = statistics.median(one.wall_s for one in timed)
    profile = open_project(script).profile
    alone = statistics.median(
        taken["wall_s"] / taken["video_s"]
        for taken in (encoding_time(film, profile, MOST_FRAMES) for _ in range(3))
    )
    unchanged = _render(script, folder / f"out-{shots}-0")
    return {
        f"video, {label} (s)": video_s,
        f"wall per second of video, {label}": wall_s / video_s,
        f"wall over encoding alone, {label}": wall_s / video_s / alone,
        f"peak memory, {label} (MB)": watched.peak_mb,
        f"unchanged run, {label} (s)": unchanged.wall_s,
    }


@dataclass(frozen=True)
class _Rendered:
    film: Path
    video_s: float
    wall_s: float
    peak_mb: float


def _render(script: Path, out: Path, watch: bool = False) -> _Rendered:
    """One run of the command as users call it; it is cold where ``out`` is new."""
    # ``python -m`` has two frames more; where CPython 3.11 then crosses a chunk of its stack with
    # every call while it imports, it loses 0.3 s.
    options = {
        "--langs": "en",
        "--retries": "0",
        "--jobs": str(JOBS),
        "--out": str(out),
        "--cache": f"{out}.cache",
    }
    program = str(Path(sys.executable).with_name("locvid"))
    words = [
        program,
        "render",
        str(script),
        "--json",
        "--quiet",
        *chain.from_iterable(options.items()),
    ]
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    with peak_memory(process.pid) if watch else nullcontext(lambda: 0) as memory:
        printed, _ = process.communicate()
    wall_s = time.perf_counter() - began
    (film,) = json.loads(printed)["films"]
    return _Rendered(Path(film["film"]), film["seconds"], wall_s, memory() / 1e6)


def cost_of_sound(folder: Path) -> float:
    """Wall time of a shot with its sound over that of drawing and encoding its picture alone.

    Models are loaded before. What the picture needs of the voice, the timeline, is not counted
    against it: picture alone is what a silent presenter would cost.
    """
    script = write_script(folder / "sound.yaml", shots=2, profile="sound")
    profiles = folder / "presets" / "profiles"
    profiles.mkdir(parents=True)
    full_hd = (
        _web_profile().replace("width: 1280", "width: 1920").replace("height: 720", "height: 1080")
    )
    (profiles / "sound.yaml").write_text(full_hd)
    project = open_project(script)
    (locale,), _ = resolve_locales(("en",))
    first, second = prompts_for(project, locale, 0)[0]
    studio = StudioGenerator(project.library)
    profile = project.profile
    studio.perform(first, profile.video)

    def whole() -> None:
        take = studio.perform(second, profile.video)
        shot = write_shot(take, second, profile, folder / "shot")
        assemble(
            [shot],
            title="Bench",
            locale=locale,
            source_tag="en-US",
            profile=profile,
            destination=folder / "sound",
            manifest={},
            write_stems=False,
        )

    silent = studio.perform(second, profile.video)
    picture = folder / "picture.mp4"
    picture_s = timed(lambda: encode(silent.frames, profile, picture, picture))
    return timed(whole) / picture_s


def share_of_sound(folder: Path) -> tuple[float, float]:
    """CPU time of all sound but the voices, music included, over that of the whole shot at 720p.

    Of a shot in a room whose acoustics have to be worked out, and of one in a room that is known.
    """
    script = write_script(folder / "share.yaml", shots=2, profile="web")
    project = open_project(script)
    (locale,), _ = resolve_locales(("en",))
    first, second = prompts_for(project, locale, 0)[0]
    studio = StudioGenerator(project.library)
    video = project.profile.video
    studio.perform(first, video)
    performance = build(second, video, project.library)
    end = performance.timeline.end

    def music() -> None:
        for _ in studio.score([Stretch(0, end, second.lines[0].emotion)], [], 1):
            pass

    def sound() -> None:
        perform_sound(performance.timeline, performance.dialogue, second, project.library)

    def whole() -> None:
        write_shot(studio.perform(second, video), second, project.profile, folder / "share")

    # Music is made for the film, not with the shot: it is added to both.
    music_s, first_s, usual_s = cpu_s(music), cpu_s(sound), cpu_s(sound)
    shot_s = cpu_s(whole) + music_s
    return (
        (first_s + music_s) / (shot_s + first_s - usual_s),
        (usual_s + music_s) / shot_s,
    )


def cpu_s(work: Callable[[], object]) -> float:
    """CPU seconds of one call, those of the programs that it ran included."""
    began = os.times()
    work()
    return sum(os.times()[:4]) - sum(began[:4])


def start_ms() -> float:
    """Milliseconds that ``locvid --help`` takes beyond an empty Python program; medians of 9."""
    locvid = [timed(lambda: _quietly("-m", "locvid", "--help")) for _ in range(9)]
    nothing = [timed(lambda: _quietly("-c", "pass")) for _ in range(9)]
    return 1000 * (statistics.median(locvid) - statistics.median(nothing))


def write_script(path: Path, shots: int, profile: str) -> Path:
    """A script of ``shots`` shots of about four seconds, in all settings, by two speakers."""
    lines = [CAST.replace("source:", f"profile: {profile}\nsource:")]
    for number in range(shots):
        setting, cue = SETTINGS[number % len(SETTINGS)]
        lines.append(
            f"  - id: shot-{number}\n"
            f"    setting: {setting}\n"
            f"    speaker: {('maya', 'jon')[number % 2]}\n"
            f"    sound: [{{cue: {cue}, at: left}}]\n"
            f"    camera: {{framing: medium-close-up, move: slow-push-in}}\n"
            f"    text: {{en: {json.dumps(SENTENCES[number % len(SENTENCES)])}}}\n"
        )
    path.write_text("".join(lines), encoding="utf-8")
    return path


class peak_memory:
    """Samples the memory of a process and its descendants; call it for the peak in bytes."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Callable[[], int]:
        self._thread.start()
        return lambda: self._peak

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.5):
            self._peak = max(self._peak, sum(map(_memory, tree(self._pid))))


def tree(root: int) -> list[int]:
    """The process and all its living descendants (Linux)."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        parents[int(name.split()[0])] = int(rest.split()[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _memory(pid: int) -> int:
    """Proportional set size in bytes: pages that processes share are counted once in all."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) * 1024


def _quietly(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)


def _web_profile() -> str:
    from locvid.presets.library import PresetLibrary

    return PresetLibrary().get("profiles", "web").location.file.read_text(encoding="utf-8")


def timed(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


LIMITS: Mapping[str, float] = {
    "wall per second of video, 10 s": 1.0,
    "wall per second of video, 90 s": 1.0,
    "wall over encoding alone, 10 s": 4.0,
    "wall over encoding alone, 90 s": 4.0,
    "peak memory, 10 s (MB)": 1500,
    "peak memory, 90 s (MB)": 1500,
    "memory, 90 s over 10 s": 1.1,
    "with sound over picture alone, 1080p": 1.2,
    "sound beside speech, share of a shot's CPU (%)": 5.0,
    "--help over python -c pass (ms)": 150,
    "unchanged run, 10 s (s)": 1.0,
    "unchanged run, 90 s (s)": 1.0,
}


def table(figures: Mapping[str, float]) -> Table:
    """Figures with the limits that they are to keep on two idle cores."""
    load = os.getloadavg()[0]
    shown = Table(title=f"720p25 unless said otherwise, {JOBS} jobs, load {load:.1f}")
    columns: tuple[tuple[str, Any], ...] = (
        ("figure", "left"),
        ("measured", "right"),
        ("limit", "right"),
    )
    for name, side in columns:
        shown.add_column(name, justify=side)
    for name, value in figures.items():
        limit = LIMITS.get(name)
        shown.add_row(name, f"{value:.2f}", "" if limit is None else f"{limit:g}")
    return shown


if __name__ == "__main__":
    main()
