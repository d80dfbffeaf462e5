"""Runs in processes of their own that are interrupted and killed while they render."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[1] / "plugin"
PAUSE_S = "0.05"


class Run:
    """``locvid render`` in a process; frames are slow enough to be interrupted."""

    def __init__(self, folder: Path, cache: Path, out: str, pause_s: str = "0") -> None:
        variables = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(PLUGIN), os.environ.get("PYTHONPATH", "")]),
            "LOCVID_CACHE": str(cache),
            "LOCVID_PATTERN_PAUSE": pause_s,
        }
        command = ["-m", "locvid", "render", "--langs", "fr", "--generator", "pattern"]
        self.out = folder / out
        self.process = subprocess.Popen(
            [sys.executable, *command, "--jobs", "1", "--out", out],
            cwd=folder,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell's background job hands "ignore SIGINT" down to all that it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def wait_until(self, holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + 60
        while not holds():
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def end(self) -> tuple[int, str]:
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err


@pytest.fixture
def runs(project: Path, tmp_path: Path) -> Iterator[Callable[..., Run]]:
    started: list[Run] = []

    def start(cache: str, out: str, pause_s: str = "0") -> Run:
        started.append(Run(project, tmp_path / cache, out, pause_s))
        return started[-1]

    yield start
    for run in started:
        run.process.kill()
        run.process.communicate()


def content(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def entries(cache: Path) -> list[Path]:
    return sorted(cache.glob("shots/*/*/entry.json"))


def children(pid: int) -> list[int]:
    """All descendants of a process that live, from /proc."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        if int(rest.split()[1]) == pid and rest[0] != "Z":
            child = int(name.split()[0])
            found += [child, *children(child)]
    return found


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@needs_proc
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_leaves_no_half_file_and_the_next_goes_on(sent, runs, tmp_path):
    whole = runs("cache-a", "whole")
    assert whole.end()[0] in (0, 1)

    cut = runs("cache-b", "cut", PAUSE_S)
    cut.wait_until(lambda: entries(tmp_path / "cache-b"))
    # One shot is done and the next is in work: its frames are on their way to ffmpeg.
    cut.wait_until(lambda: list((tmp_path / "cache-b" / "work").glob("*/*/.*")))
    descendants = children(cut.process.pid)
    assert len(descendants) >= 2
    cut.process.send_signal(sent)
    code, err = cut.end()
    assert code == (-signal.SIGKILL if sent == signal.SIGKILL else 130)
    if sent != signal.SIGKILL:
        assert "interrupted" in err.splitlines()[-2]
        assert "Traceback" not in err
        assert not list((tmp_path / "cache-b" / "work").glob("*"))
        assert not (cut.out / ".locvid.lock").exists()
    deadline = time.monotonic() + 10
    while any(map(lives, descendants)):
        assert time.monotonic() < deadline, "workers and ffmpeg end with their parent"
        time.sleep(0.05)
    assert not [path for path in content(cut.out) if not path.startswith(".")]
    assert len(entries(tmp_path / "cache-b")) == 1

    resumed = runs("cache-b", "cut")
    code, err = resumed.end()
    assert code in (0, 1)
    assert "1 shot to render" in err
    assert content(cut.out) == content(whole.out)
    assert not list((tmp_path / "cache-b" / "work").glob("*"))


def test_two_runs_do_not_write_to_one_folder(runs, tmp_path):
    first = runs("cache", "out", PAUSE_S)
    first.wait_until(lambda: (first.out / ".locvid.lock").exists())
    code, err = runs("cache", "out").end()
    assert code == 2
    assert f"another run (process {first.process.pid})" in err
