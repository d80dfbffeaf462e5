"""A job past its limit ends with one sentence, and everything else goes on."""

from __future__ import annotations

import json
import mmap
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from locvid.model.errors import ExitCode
from locvid.run import limits
from locvid.run.execute.base import Failed, Finished, Report
from locvid.run.execute.local import LocalExecutor
from locvid.run.limits import MEMORY_EXIT, TIME_EXIT, Limited, LimitPassed, Limits

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Work:
    """Counts for so many seconds in small steps, holding so much memory."""

    seconds: float = 0.0
    megabytes: int = 0
    label: str = "that worked"

    def run(self, report: Report) -> str:
        held = bytearray(self.megabytes * MEGABYTE)
        held[::4096] = bytes(len(held[::4096]))
        ends = time.monotonic() + self.seconds
        while time.monotonic() < ends:
            time.sleep(0.01)
        return "done"


@dataclass(frozen=True)
class WaitForHelper:
    """Waits for a program that takes a minute, as for ffmpeg."""

    label: str = "that waited"

    def run(self, report: Report) -> None:
        subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], check=True)


@dataclass(frozen=True)
class Deaf:
    """Stays in one call that nothing can interrupt."""

    label: str = "that heard nothing"

    def run(self, report: Report) -> None:
        limits._GRACE_S = 0.2
        time.sleep(60)


@dataclass(frozen=True)
class Fill:
    file: Path
    label: str = "that filled the disk"

    def run(self, report: Report) -> None:
        from locvid.media.atomic import storage_errors

        with storage_errors(self.file), self.file.open("wb") as stream:
            for _ in range(100):
                stream.write(bytes(MEGABYTE))


def run_all(folder: Path, *tasks: object) -> list[object]:
    with LocalExecutor().session(1, folder) as session:
        for task in tasks:
            session.submit(task)  # type: ignore[arg-type]
        return [event for event in session.events() if isinstance(event, Finished | Failed)]


def test_a_job_within_its_limits_is_left_alone(tmp_path):
    (done,) = run_all(tmp_path, Limited(Work(0.2), Limits(seconds=30)))
    assert done.result == "done"


@pytest.mark.parametrize("endless", [Work(seconds=60), WaitForHelper()])
def test_a_job_that_takes_too_long(tmp_path, endless):
    begun = time.monotonic()
    failed, after = run_all(
        tmp_path, Limited(endless, Limits(seconds=0.3)), Limited(Work(), Limits())
    )
    assert time.monotonic() - begun < 20
    assert isinstance(failed.error, LimitPassed)
    assert failed.error.message == f"the process {endless.label} took longer than 0.3 s"
    assert failed.error.exit_code is ExitCode.USAGE
    assert "--time-limit" in failed.error.hint
    assert after.result == "done"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="other systems tell less")
def test_a_file_that_is_read_where_it_lies_is_no_load(tmp_path):
    """Weights of a model are, and leave the memory again when something else needs it."""
    weights = np.memmap(tmp_path / "weights", np.uint8, "w+", shape=(64 * MEGABYTE,))
    weights[:] = 1
    weights.flush()
    del weights
    before = limits._memory_used()
    mapped = np.memmap(tmp_path / "weights", np.uint8, "r")
    assert mapped.sum() == 64 * MEGABYTE
    assert limits._memory_used() - before < 16 * MEGABYTE
    # Memory of its own: an array may get some that the tests before this one have left.
    with mmap.mmap(-1, len(mapped), mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as held:
        held.write(mapped)
        assert limits._memory_used() - before > 60 * MEGABYTE


def test_a_job_that_takes_too_much_memory(tmp_path):
    greedy = Limited(Work(seconds=30, megabytes=300), Limits(memory=280 * MEGABYTE))
    failed, after = run_all(tmp_path, greedy, Limited(Work(), Limits()))
    assert isinstance(failed.error, LimitPassed)
    assert "0.28 GB of memory" in failed.error.message
    assert after.result == "done"


def test_a_job_that_does_not_end_when_asked_is_ended(tmp_path):
    failed, after = run_all(
        tmp_path, Limited(Deaf(), Limits(seconds=0.2)), Limited(Work(), Limits())
    )
    assert isinstance(failed.error, LimitPassed)
    assert "took longer than it may" in failed.error.message
    assert after.result == "done"
    assert TIME_EXIT != MEMORY_EXIT


def test_a_file_that_becomes_too_large(tmp_path):
    failed, after = run_all(
        tmp_path,
        Limited(Fill(tmp_path / "large"), Limits(file=3 * MEGABYTE)),
        Limited(Fill(tmp_path / "other"), Limits()),
    )
    assert "larger than a file may" in failed.error.message
    assert (tmp_path / "large").stat().st_size <= 3 * MEGABYTE
    assert after.result is None


def test_a_render_past_its_limit_says_so(shell):
    said = shell.render("--time-limit", "0.02", "--jobs", "1", "--retries", "0", "--json")
    assert said.code is ExitCode.USAGE
    (error,) = json.loads(said.out)["errors"]
    assert "took longer than 0.02 s" in error["message"]
    assert error["locale"] == "fr-FR"
    assert "Traceback" not in said.err


@pytest.mark.parametrize("wrong", ["0", "soon", "-5"])
def test_a_limit_that_is_none(shell, wrong):
    assert shell.render(f"--time-limit={wrong}").code is ExitCode.USAGE


def test_limits_stand_in_the_project_file(shell, project):
    written = "time_limit: 30 min\nmemory_limit: 4 GB\nfile_limit: 1 GiB\n"
    (project / "locvid.yaml").write_text(written)
    told = json.loads(shell("config", "--json").out)["settings"]
    values = {name: told[f"{name}_limit"]["value"] for name in ("time", "memory", "file")}
    assert values == {"time": 1800, "memory": 4_000_000_000, "file": 1 << 30}
