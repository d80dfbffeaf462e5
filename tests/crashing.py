"""Kills a run at a random moment and looks at what it left; shared by the tests and the bench."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from locvid.run.store import ENTRY, Store, is_sound

PLUGIN = Path(__file__).parent / "plugin"

SCRIPT = """\
locvid: 1
source: en-US
profile: quick
setting: studio
cast:
  maya: {{presenter: maya, voice: warm-female}}
shots:
  - id: first
    speaker: maya
    text: {{en: Good {word}., da: God {ord}., sv: God {ord}., fi: Hyvää {sana}.}}
  - id: second
    speaker: maya
    text: {{en: See you., da: Vi ses., sv: Vi ses., fi: Nähdään.}}
"""

PROFILE = """\
description: "Small and quick, to be killed"
width: 192
height: 108
fps: 10
crf: 30
x264_preset: ultrafast
audio_bitrate: 64000
loudness_lufs: -16
true_peak_dbtp: -1
caption_chars: 42
caption_lines: 2
caption_seconds: 7
gate:
  name: crash
  earliest_ms: -40
  latest_ms: 60
  min_correlation: 0.2
  min_peak_margin: 0.02
  max_interval_ms: 120
  max_missing_faces: 0.2
"""

FILMS = 6
SHOTS = 12


@dataclass(frozen=True)
class Moment:
    """One kill: after how many seconds, and what it found finished."""

    seconds: float
    ended_before: bool
    shots_kept: int
    films_kept: int


class Crashes:
    """Two scripts in three languages in ``folder``; the first run, left alone, is the reference."""

    def __init__(self, folder: Path, generator: str, pause_s: float = 0.0) -> None:
        self.folder = folder
        self.variables = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(PLUGIN), os.environ.get("PYTHONPATH", "")]),
            "LOCVID_PATTERN_PAUSE": str(pause_s),
        }
        profiles = folder / "presets" / "profiles"
        profiles.mkdir(parents=True)
        (profiles / "quick.yaml").write_text(PROFILE)
        (folder / "morning.yaml").write_text(
            SCRIPT.format(word="morning", ord="morgon", sana="huomenta")
        )
        (folder / "evening.yaml").write_text(
            SCRIPT.format(word="evening", ord="aften", sana="iltaa")
        )
        # Retakes are switched off: they would make the number of shots depend on verdicts.
        (folder / "locvid.yaml").write_text(
            f"languages: da, sv, fi\ngenerator: {generator}\nretries: 0\njobs: 2\ncache: cache\n"
        )
        began = time.monotonic()
        self.code = self._start().wait()
        self.seconds = time.monotonic() - began
        assert self.code in (0, 1), "the run that is left alone ends with verdicts"
        self.films = _films(folder)
        assert sum(name.endswith(".mp4") for name in self.films) == FILMS
        self.entries = self._entries()
        assert len(self.entries) == SHOTS

    def kill(self, random_: random.Random) -> Moment:
        """Begin from nothing, kill at a random moment, check what is there, finish, check again."""
        for name in ("out", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        seconds = random_.uniform(0, self.seconds)
        run = self._start()
        try:
            code = run.wait(seconds)
        except subprocess.TimeoutExpired:
            children = _descendants(run.pid)
            run.send_signal(signal.SIGKILL)
            code = run.wait()
            _wait_for_the_end_of(children)
        films, kept = _films(self.folder), self._entries()
        for name, content in films.items():
            assert _is_complete(name, content, self.films[name]), f"{name} is incomplete"
        for key, made in kept.items():
            assert is_sound(Store(self.folder / "cache").folder(key)), f"shot {key} is incomplete"
            assert key in self.entries, f"{made} is a shot that nobody asked for"
        assert self._start().wait() == self.code, "a rerun completes"
        assert _films(self.folder) == self.films, "the films are those of a run left alone"
        after = self._entries()
        assert after.keys() == self.entries.keys()
        again = [key for key, made in kept.items() if after[key] != made]
        assert not again, f"finished shots were made again: {again}"
        assert not list((self.folder / "cache" / "work").iterdir()), "no unfinished work is left"
        left = [path for path in (self.folder / "out").rglob(".*") if path.exists()]
        assert not left, "nothing hidden is left beside the films"
        done = sum(content == self.films[name] for name, content in films.items() if _is_film(name))
        return Moment(seconds, code == self.code, len(kept), done)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "locvid", "render", "--quiet"],
            cwd=self.folder,
            env=self.variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _entries(self) -> dict[str, tuple[int, int]]:
        """Key of each finished shot -> inode and time of its picture: whether it was made anew."""
        store = Store(self.folder / "cache")
        found = {}
        for key in store.all_keys():
            assert (store.folder(key) / ENTRY).exists(), f"shot {key} has no list of its files"
            stat = (store.folder(key) / "picture.mp4").stat()
            found[key] = (stat.st_ino, stat.st_mtime_ns)
        return found


def _films(folder: Path) -> dict[str, bytes]:
    """Every file under a final name, by its path in the output folder."""
    out = folder / "out"
    paths = [path.relative_to(out) for path in out.rglob("*") if path.is_file()]
    return {
        str(path): (out / path).read_bytes()
        for path in paths
        if not any(part.startswith(".") for part in path.parts)
    }


def _is_film(name: str) -> bool:
    return name.endswith(".mp4")


def _is_complete(name: str, content: bytes, wanted: bytes) -> bool:
    """A manifest is written before the film is verified, and once more with the verdict."""
    if content == wanted:
        return True
    if not name.endswith(".json"):
        return False
    unverified = json.loads(wanted)
    unverified.pop("run")
    found: object = json.loads(content)
    return found == unverified


def _descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        children.setdefault(int(rest.split()[1]), []).append(int(name.split()[0]))
    found, waiting = [], [pid]
    while waiting:
        own = children.get(waiting.pop(), [])
        found += own
        waiting += own
    return found


def _wait_for_the_end_of(processes: list[int]) -> None:
    """Workers and their ffmpeg die with the program that was killed; give them a moment."""
    deadline = time.monotonic() + 30
    while any(_lives(process) for process in processes):
        assert time.monotonic() < deadline, "workers outlive the program that started them"
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
