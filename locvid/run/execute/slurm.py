"""Runs tasks as batch jobs of Slurm, submitted by submitit: one job per worker, many tasks each.

Tasks and events go through mailboxes on the shared disk, so that nodes need not reach each other.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from locvid.model.availability import READY, Availability
from locvid.model.errors import MissingDependency
from locvid.run.execute.base import HERE, Cluster, Event, Session, Task
from locvid.run.execute.fleet import FleetSession, Place, PlaceLost, PlaceRefused
from locvid.run.execute.mailbox import Listener, Mailbox, pulse
from locvid.run.execute.pilot import serve
from locvid.run.execute.place import Terms

_MINUTES = 120
_LOOK_S = 0.2
_ASK_SLURM_S = 5.0


class SlurmExecutor:
    """``system`` is submitit's name of it: ``local`` runs the jobs as processes of this machine."""

    name = "slurm"
    remote = True

    def __init__(self, system: str = "slurm") -> None:
        self._system = system
        self._cluster = HERE

    def available(self) -> Availability:
        """Needs the extra ``slurm`` and the programs of Slurm."""
        if find_spec("submitit") is None:
            return Availability(False, "not installed: submitit", "pip install 'locvid[slurm]'")
        if self._system == "slurm" and shutil.which("sbatch") is None:
            return Availability(
                False, "there is no program sbatch", "call locvid on a machine that submits jobs"
            )
        return READY

    def configure(self, cluster: Cluster) -> None:
        """Take partition, account and time."""
        self._cluster = cluster

    def prepare(self) -> None:
        """Jobs are submitted when there is work for them."""

    def places(self, gpu: bool) -> int | None:
        """A queue takes any number of jobs."""
        return None

    @contextlib.contextmanager
    def session(self, jobs: int, scratch: Path, gpu: bool = False) -> Iterator[Session]:
        """Up to ``jobs`` batch jobs; leaving the block cancels them."""
        home = Mailbox(scratch / "slurm")
        home.open()
        fleet = _SlurmFleet(self._system, self._cluster, scratch / "slurm", gpu)
        session = FleetSession(fleet, max(1, jobs))
        with pulse(home, "pulse"):
            try:
                yield session
            finally:
                session.close()


class _SlurmFleet:
    def __init__(self, system: str, cluster: Cluster, home: Path, gpu: bool) -> None:
        import submitit

        self._home = home.absolute()
        # submitit writes what it hands over to a file. Slurm passes on the environment as it is.
        self._terms = Terms.of_this_process(home, kept_on_disk=True)
        self._minutes = cluster.minutes or _MINUTES
        self._numbers = count(1)
        self._queue = _Queue() if system == "slurm" else None
        self._executor = submitit.AutoExecutor(self._home / "jobs", cluster=system)
        asked: dict[str, Any] = {
            "name": "locvid",
            "timeout_min": self._minutes,
            "cpus_per_task": 1,
            "gpus_per_node": 1 if gpu else 0,
            "slurm_partition": cluster.partition,
            "slurm_account": cluster.account,
        }
        self._executor.update_parameters(**{name: said for name, said in asked.items() if said})

    def open(self) -> Place:
        folder = self._home / f"worker-{next(self._numbers)}"
        mailbox = Mailbox(folder)
        mailbox.open()
        try:
            job = self._executor.submit(serve, folder, self._home, self._terms, self._minutes)
        except Exception as error:
            # submitit passes on what sbatch says, in exceptions of its own.
            said = str(error).strip().splitlines()
            raise MissingDependency(
                f"Slurm takes no job: {said[-1] if said else type(error).__name__}",
                hint="look at --partition, --account and --worker-minutes",
            ) from error
        return _SlurmPlace(job, mailbox, self._queue)

    def wait(self, places: Sequence[Place]) -> None:
        time.sleep(_LOOK_S)


class _SlurmPlace:
    def __init__(self, job: Any, mailbox: Mailbox, queue: _Queue | None) -> None:
        self._job = job
        self._mailbox = mailbox
        self._queue = queue
        self._opened = time.monotonic()
        self._pulse: Listener | None = None
        self._number = 0
        self._share: object = None

    def ready(self) -> bool:
        names = self._mailbox.names()
        if "refused" in names:
            raise PlaceRefused(self._mailbox.take("refused"))
        if "ready" not in names:
            self._check_alive()
            return False
        if "left" in names:
            raise PlaceLost("has used up its time")
        if self._pulse is None:
            self._pulse = Listener(self._mailbox, "pulse")
        return True

    def begin(self, ticket: int, task: Task) -> None:
        self._number += 1
        self._mailbox.put(f"task-{self._number}", (ticket, task))

    def news(self) -> Sequence[Event]:
        names = self._mailbox.names()
        told = self._progress() if f"share-{self._number}" in names else []
        if f"end-{self._number}" in names:
            return [*told, self._mailbox.take(f"end-{self._number}")]
        if "left" in names:
            raise PlaceLost("has used up its time")
        self._check_alive()
        return told

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._mailbox.put("close")
        with contextlib.suppress(Exception):
            self._job.cancel()

    def _progress(self) -> list[Event]:
        share: Event = self._mailbox.take(f"share-{self._number}")
        if share == self._share:
            return []
        self._share = share
        return [share]

    def _check_alive(self) -> None:
        if self._queue is None:
            gone = self._job.done()
        else:
            gone = self._queue.misses(self._job.job_id, self._opened)
        if gone and not self._mailbox.names() & {f"end-{self._number}", "refused"}:
            raise PlaceLost(f"was lost: job {self._job.job_id} is no longer running", self._log())
        if self._pulse is not None and self._pulse.is_silent():
            raise PlaceLost(f"was lost: job {self._job.job_id} gives no sign of life", self._log())

    def _log(self) -> str:
        path = Path(self._job.paths.stderr)
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


class _Queue:
    """Which jobs Slurm still has, asked now and then for all of them at once.

    ``squeue`` needs no accounting database, unlike ``sacct``.
    """

    def __init__(self) -> None:
        self._asked = float("-inf")
        self._known: frozenset[str] | None = None

    def misses(self, job: str, since: float) -> bool:
        """Whether a job submitted at ``since`` neither waits nor runs; False without an answer."""
        if time.monotonic() - self._asked > _ASK_SLURM_S:
            self._asked = time.monotonic()
            self._known = self._ask()
        return self._known is not None and self._asked > since and job not in self._known

    def _ask(self) -> frozenset[str] | None:
        command = ["squeue", "--noheader", "--format=%A", f"--user={os.getuid()}"]
        try:
            told = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
        except (OSError, subprocess.SubprocessError):
            return None
        return frozenset(told.stdout.split())
