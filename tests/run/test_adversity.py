"""Full and read-only disks, programs and workers that are killed, clocks that jump: what is lost.

Nothing that was finished, and each is told in one sentence. Runs that are killed as a whole are in
``test_interruption`` and ``test_crash``, two runs at once there too.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode
from locvid.run.store import Store, is_sound

YEAR_S = 365 * 24 * 3600


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts disks of a given size, and makes them larger when asked again."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = False

    def disk(size: str) -> Path:
        nonlocal mounted
        options = f"{'remount,' if mounted else ''}size={size}"
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True
        )
        if made.returncode:
            pytest.skip("only root can mount a small disk")
        mounted = True
        return folder

    yield disk
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def finished(folder: Path) -> dict[str, bytes]:
    """Every file under a final name."""
    return {
        path.name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def sound_entries(cache: Path) -> dict[str, int]:
    store = Store(cache)
    found = {}
    for key in store.all_keys():
        assert is_sound(store.folder(key)), f"{key} is under its final name and not whole"
        found[key] = (store.folder(key) / "picture.mp4").stat().st_ino
    return found


@pytest.mark.parametrize(("full", "size"), [("cache", "900k"), ("cache", "40k"), ("out", "30k")])
def test_a_disk_that_is_full_loses_nothing_and_with_room_the_run_goes_on(
    full, size, shell, judge, small_disk
):
    whole = shell.render("--out", "whole", "--cache", "other-cache")
    assert whole.code is ExitCode.OK
    disk = small_disk(size)
    folders = {"cache": shell.cache, "out": shell.folder / "out"} | {full: disk / full}
    options = ("--cache", str(folders["cache"]), "--out", str(folders["out"]))
    said = shell.render(*options)
    assert said.code is ExitCode.USAGE, said.err
    assert len(said.errors) == 1
    assert "full" in said.errors[0] or "No space left" in said.errors[0]
    assert "Traceback" not in said.err
    kept = sound_entries(folders["cache"])
    wanted = finished(shell.folder / "whole")
    for name, content in finished(folders["out"]).items():
        assert name.endswith(".json") or content == wanted[name], f"{name} is not whole"
    small_disk("60m")
    assert shell.render(*options).code is ExitCode.OK
    assert finished(folders["out"]) == wanted
    after = sound_entries(folders["cache"])
    assert kept.items() <= after.items(), "what was finished is not made again"


def test_an_output_that_becomes_read_only_is_told_and_the_shots_are_kept(shell, judge, small_disk):
    out = small_disk("10m") / "out"
    out.mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(out.parent)], check=True)
    said = shell.render("--out", str(out))
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert "read-only" in said.errors[0].lower()
    assert "--out" in said.err
    subprocess.run(["mount", "-o", "remount,rw", str(out.parent)], check=True)
    assert shell.render("--out", str(out)).code is ExitCode.OK


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_an_ffmpeg_that_is_killed_costs_its_own_shot_only(shell, judge, monkeypatch):
    monkeypatch.setenv("LOCVID_PATTERN_PAUSE", "0.02")

    def kill() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not sound_entries(shell.cache):
            time.sleep(0.02)
        while time.monotonic() < deadline:
            for pid in ffmpegs_of(os.getpid()):
                os.kill(pid, signal.SIGKILL)
                return
            time.sleep(0.005)

    thread = threading.Thread(target=kill)
    thread.start()
    said = shell.render()
    thread.join()
    assert said.code is not ExitCode.OK
    assert len(said.errors) == 1
    assert "ffmpeg" in said.errors[0]
    assert "Traceback" not in said.err
    kept = sound_entries(shell.cache)
    assert len(kept) == 1
    assert not finished(shell.folder / "out")
    assert shell.render().code is ExitCode.OK
    assert kept.items() <= sound_entries(shell.cache).items()


def ffmpegs_of(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        if int(rest.split()[1]) == pid and "ffmpeg" in name and rest[0] != "Z":
            found.append(int(name.split()[0]))
    return found


@pytest.mark.parametrize("years", [-20, 20])
def test_a_clock_that_jumps_between_two_runs_changes_nothing(years, shell, judge, monkeypatch):
    assert shell.render().code is ExitCode.OK
    films, entries = finished(shell.folder / "out"), sound_entries(shell.cache)
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + years * YEAR_S)
    said = shell.render()
    assert said.code is ExitCode.OK
    assert len(judge.films) == 1, "the film is not made again"
    (shell.folder / "film.yaml").write_text(
        (shell.folder / "film.yaml").read_text().replace("À demain", "À bientôt")
    )
    assert shell.render().code is ExitCode.OK
    assert finished(shell.folder / "out").keys() == films.keys()
    kept = sound_entries(shell.cache)
    assert entries.items() <= kept.items(), "no shot is lost, and none made twice"
    assert len(kept) == len(entries) + 1


def test_a_clock_that_jumps_within_a_run_changes_nothing(shell, judge, monkeypatch):
    whole = shell.render("--out", "whole", "--cache", "other-cache")
    assert whole.code is ExitCode.OK
    now, calls = time.time, iter(range(10**9))
    monkeypatch.setattr(time, "time", lambda: now() + (-1) ** next(calls) * 5 * YEAR_S)
    assert shell.render().code is ExitCode.OK
    assert finished(shell.folder / "out") == finished(shell.folder / "whole")
    assert len(sound_entries(shell.cache)) == 2


def test_what_a_living_run_needs_stays_although_this_clock_is_years_ahead(tmp_path, monkeypatch):
    store = Store(tmp_path)
    with store.at_work():
        store.need(["ab" * 32])
        now = time.time
        monkeypatch.setattr(time, "time", lambda: now() + 5 * YEAR_S)
        store.sweep()
        assert store.is_needed("ab" * 32)
