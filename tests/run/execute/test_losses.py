"""Whole runs on several machines, of which some are lost on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from locvid.run.store import Store, is_sound

from .conftest import IMPORTABLE, add_node

pytestmark = pytest.mark.extra

LANGS = "fr,en"
SHOTS = 4
PAUSE_S = "0.1"


class Watch:
    """What the generator of the tests tells of each shot, in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder

    def begun(self) -> list[Path]:
        return sorted(self.folder.glob("*.begun"))

    def done(self) -> list[str]:
        """Shot and language of every shot whose last frame was drawn."""
        return sorted(".".join(path.name.split(".")[:3]) for path in self.folder.glob("*.done"))

    def at_work(self) -> list[int]:
        """Processes that draw a shot now, the one that began last first."""
        over = {path.stem for path in self.folder.glob("*.done")}
        latest = sorted(self.begun(), key=lambda path: int(path.stem.split(".")[-1]), reverse=True)
        texts = [path.read_text() for path in latest if path.stem not in over]
        return [int(text) for text in texts if text]

    def amid(self, act: Callable[[], None]) -> threading.Thread:
        """Act once in the middle of the run: one shot is done and another has just begun."""

        def wait() -> None:
            deadline = time.monotonic() + 90
            while not (self.done() and len(self.begun()) > 2 and self.at_work()):
                if time.monotonic() > deadline:
                    return
                time.sleep(0.02)
            act()

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        return thread


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch(tmp_path / "log")
    monkeypatch.setenv("LOCVID_PATTERN_LOG", str(watch.folder))
    monkeypatch.setenv("LOCVID_PATTERN_PAUSE", PAUSE_S)
    return watch


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def node_of(cluster: Any, worker: int) -> Any:
    """The node on which a worker draws: its raylet is among the ancestors of the process."""
    raylets = {node.all_processes["raylet"][0].process.pid: node for node in cluster.worker_nodes}
    while worker not in raylets:
        worker = int(Path(f"/proc/{worker}/stat").read_text().rpartition(") ")[2].split()[1])
    return raylets[worker]


@pytest.fixture
def whole(shell: Any) -> dict[str, bytes]:
    """What a run on this machine makes."""
    said = shell.render("--out", "whole", "--cache", "cache-of-whole", langs=LANGS)
    assert said.err.count("no face was found") == 2, said.err
    return content(shell.folder / "whole")


@pytest.fixture
def full_cluster(ray_cluster: Any) -> Iterator[Any]:
    """The cluster, with a node for each that a test takes away."""
    before = len(ray_cluster.worker_nodes)
    yield ray_cluster
    for _ in range(before - len(ray_cluster.worker_nodes)):
        add_node(ray_cluster)


@pytest.mark.parametrize("lost", ["worker", "node"])
def test_a_worker_or_a_node_of_ray_is_killed_in_the_middle(lost, whole, shell, watch, full_cluster):
    def kill() -> None:
        if lost == "node":
            node = node_of(full_cluster, watch.at_work()[0])
            full_cluster.remove_node(node, allow_graceful=False)
        else:
            os.kill(watch.at_work()[0], signal.SIGKILL)

    killing = watch.amid(kill)
    said = shell.render("--executor", "ray", "--address", full_cluster.address, langs=LANGS)
    killing.join()
    assert "was lost" not in said.err, said.err
    all_is_there_and_none_made_twice(shell, watch, whole)


def test_a_job_of_slurm_is_cancelled_in_the_middle(whole, shell, watch, real_slurm, monkeypatch):
    pytest.importorskip("submitit", reason="submitit is not installed: locvid[slurm]")
    monkeypatch.setenv("SLURM_CONF", str(real_slurm))
    monkeypatch.setenv("PYTHONPATH", IMPORTABLE)

    def cancel() -> None:
        variables = Path(f"/proc/{watch.at_work()[0]}/environ").read_bytes().split(b"\0")
        (job,) = (each[13:] for each in variables if each.startswith(b"SLURM_JOB_ID="))
        subprocess.run(["scancel", "--signal=KILL", job.decode()], check=True)

    cancelling = watch.amid(cancel)
    said = shell.render("--executor", "slurm", "--partition", "night", "--jobs", "2", langs=LANGS)
    cancelling.join()
    assert "was lost" not in said.err, said.err
    all_is_there_and_none_made_twice(shell, watch, whole)
    queue = subprocess.run(["squeue", "--noheader"], capture_output=True, text=True, check=True)
    assert all("CG" in line for line in queue.stdout.splitlines()), "no job is left in the queue"


def all_is_there_and_none_made_twice(shell: Any, watch: Watch, whole: dict[str, bytes]) -> None:
    assert content(shell.folder / "out") == whole, "every file is there, and whole"
    assert len(watch.begun()) > SHOTS, "a shot was lost"
    assert len(set(watch.done())) == SHOTS
    assert len(watch.done()) == SHOTS, "no shot was made twice"
    store = Store(shell.cache)
    assert all(is_sound(store.folder(key)) for key in store.all_keys())
