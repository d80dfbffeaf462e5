"""Runs tasks in worker processes on this machine."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.model.availability import READY, Availability
from locvid.model.errors import LocvidError
from locvid.run.execute import worker
from locvid.run.execute.base import (
    Event,
    Failed,
    Finished,
    Progressed,
    Session,
    Task,
    WorkerDied,
)
from locvid.run.limits import ENDED_FOR, HOW_TO_RAISE, LimitPassed

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext


class LocalExecutor:
    """Worker processes that are started when there is work and ended with the session."""

    name = "local"
    remote = False

    def available(self) -> Availability:
        """Every machine can start processes."""
        return READY

    def prepare(self) -> None:
        """Let the server load what workers share while this process does other things."""
        if _context().get_start_method() == "forkserver":
            with _importing_safely():
                forkserver.ensure_running()

    def places(self, gpu: bool) -> int:
        """The GPUs, at least one for what may be no GPU of NVIDIA's; else the processors."""
        return max(1, len(gpus())) if gpu else processors()

    @contextlib.contextmanager
    def session(self, jobs: int, scratch: Path, gpu: bool = False) -> Iterator[Session]:
        """Up to ``jobs`` workers; leaving the block kills them and their ffmpeg at once.

        With ``gpu``, those beyond the GPUs only do what needs none.
        """
        workers = min(max(1, jobs), self.places(gpu)) if gpu else max(1, jobs)
        session = _LocalSession(
            workers, scratch, gpus() if gpu else (), max(0, jobs - workers) if gpu else 0
        )
        try:
            yield session
        finally:
            session.close()


def processors() -> int:
    """Processors that this process may use; containers often have fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def gpus() -> tuple[str, ...]:
    """What ``CUDA_VISIBLE_DEVICES`` may say one by one: what it says now, else all that are."""
    if (visible := os.environ.get("CUDA_VISIBLE_DEVICES")) is not None:
        return tuple(name.strip() for name in visible.split(",") if name.strip())
    found = (re.fullmatch(r"nvidia(\d+)", path.name) for path in Path("/dev").glob("nvidia*"))
    return tuple(sorted((name[1] for name in found if name), key=int))


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    lifeline: Connection
    log: Path
    gpu: str | None = ""
    ticket: int | None = None
    label: str = ""
    started: float = 0.0


class _LocalSession:
    """``jobs`` workers that do everything, each with one of ``gpus``, and ``beside`` without."""

    def __init__(self, jobs: int, scratch: Path, gpus: Sequence[str], beside: int) -> None:
        self._most = {False: jobs, True: beside}
        self._scratch = scratch
        self._gpus = gpus
        self._context = _context()
        self._queue: deque[tuple[int, Task]] = deque()
        self._workers: list[_Worker] = []
        self._tickets = count(1)
        self._logs = count(1)

    def submit(self, task: Task, urgent: bool = False) -> int:
        ticket = next(self._tickets)
        if urgent:
            self._queue.appendleft((ticket, task))
        else:
            self._queue.append((ticket, task))
        return ticket

    def events(self) -> Iterator[Event]:
        while True:
            yield from self._hand_out()
            busy = {worker.pipe: worker for worker in self._workers if worker.ticket is not None}
            if not busy:
                return
            # A dead worker closes its pipe, so waiting for the pipes is enough.
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                yield from self._heard(busy[pipe])

    def close(self) -> None:
        for member in self._workers:
            _end(member)
        self._workers.clear()

    def _hand_out(self) -> Iterator[Event]:
        while (chosen := self._next()) is not None:
            member, at = chosen
            member.ticket, task = self._queue[at]
            del self._queue[at]
            member.label, member.started = task.label, time.monotonic()
            try:
                member.pipe.send(task)
            except (BrokenPipeError, ConnectionResetError):
                yield self._buried(member)
                continue
            yield Progressed(member.ticket, 0.0)

    def _next(self) -> tuple[_Worker, int] | None:
        """A worker that can take a task, and the place of that in the queue.

        Where some work beside, the others do first what only they can: a film is put together
        while a GPU makes the next. No worker is started beside while another is idle.
        """
        own, beside = self._first(False), self._first(True)
        if own is not None and (member := self._idle(False) or self._new(False)) is not None:
            return member, own
        if beside is not None:
            member = self._idle(True) or self._idle(False) or self._new(False) or self._new(True)
            return None if member is None else (member, beside)
        return None

    def _first(self, beside: bool) -> int | None:
        """Where in the queue the first task is that can, or cannot, be done beside."""
        possible = self._most[True] > 0
        kinds = (possible and getattr(task, "beside", False) for _, task in self._queue)
        return next((at for at, kind in enumerate(kinds) if kind is beside), None)

    def _idle(self, beside: bool) -> _Worker | None:
        crew = (each for each in self._workers if (each.gpu is None) is beside)
        return next((each for each in crew if each.ticket is None), None)

    def _new(self, beside: bool) -> _Worker | None:
        crew = [each for each in self._workers if (each.gpu is None) is beside]
        return self._start_worker(beside) if len(crew) < self._most[beside] else None

    def _heard(self, member: _Worker) -> Iterator[Event]:
        assert member.ticket is not None
        try:
            kind, content = member.pipe.recv()
        except (EOFError, ConnectionResetError):
            yield self._buried(member)
            return
        if kind == "progress":
            yield Progressed(member.ticket, content)
            return
        ticket, member.ticket = member.ticket, None
        if kind == "result":
            yield Finished(ticket, content, time.monotonic() - member.started)
        else:
            yield Failed(ticket, content)

    def _start_worker(self, beside: bool) -> _Worker:
        ours, theirs = self._context.Pipe()
        lifeline, their_lifeline = self._context.Pipe()
        log = self._scratch / f"worker-{next(self._logs)}.log"
        taken = {member.gpu for member in self._workers}
        gpu = None if beside else next((name for name in self._gpus if name not in taken), "")
        process = self._context.Process(
            target=worker.main, args=(theirs, their_lifeline, log, gpu), daemon=True
        )
        with _importing_safely():
            process.start()
        theirs.close()
        their_lifeline.close()
        member = _Worker(process, ours, lifeline, log, gpu)
        self._workers.append(member)
        return member

    def _buried(self, member: _Worker) -> Failed:
        """Take a worker that died out of the session, and say what it was doing."""
        assert member.ticket is not None
        member.process.join(timeout=5)
        _end(member)
        self._workers.remove(member)
        return Failed(member.ticket, _obituary(member))


def _context() -> ForkServerContext | SpawnContext:
    """How workers start: never as a fork of this process, whose libraries hold threads and locks.

    On Linux a server that has loaded what they share, and nothing else, forks them. Elsewhere
    each starts anew: system libraries of macOS do not survive a fork.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["locvid.run.execute.preload"])
    return context


@contextlib.contextmanager
def _importing_safely() -> Iterator[None]:
    """Processes that are started within the block import nothing from the folder they start in.

    It is the user's, and may hold a ``random.py``; multiprocessing starts Python with ``-c``.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


_SAFE_PATH = "PYTHONSAFEPATH"


def _end(member: _Worker) -> None:
    if member.process.pid is not None:
        # ProcessLookupError: nobody of that group is left. PermissionError: macOS, only zombies.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            worker.end_process_group(member.process.pid)
    member.process.kill()
    member.process.join()
    member.pipe.close()
    member.lifeline.close()


def _obituary(member: _Worker) -> LocvidError:
    code = member.process.exitcode or 0
    if code in ENDED_FOR:
        return LimitPassed(f"the process {member.label} {ENDED_FOR[code]}", hint=HOW_TO_RAISE)
    how = f"was killed (signal {-code})" if code < 0 else f"ended with status {code}"
    log = member.log.read_text(encoding="utf-8", errors="replace") if member.log.exists() else ""
    return WorkerDied(
        f"the process {member.label} {how}",
        log,
        hint="finished shots are kept and the next run goes on from there; "
        "if memory is short, try --jobs 1",
    )
