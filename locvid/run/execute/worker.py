"""What runs in a worker process: takes tasks from a pipe, sends back progress and results.

Imports nothing heavy, so that the environment is set before numpy and its like are loaded.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

_REPORT_INTERVAL_S = 0.1

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    ),
    "1",
)
"""One thread per library and worker: the workers are the parallelism, and sums of floats must not
depend on how many cores a machine has."""


def main(pipe: Connection, lifeline: Connection, log: Path, gpu: str | None = "") -> None:
    """Serve tasks until the pipe closes; dies with its parent, whose end of ``lifeline`` closes.

    ``gpu`` is the only one that it sees; empty for what is there, None for none at all.
    """
    lead_process_group()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ |= ONE_THREAD
    if gpu != "":
        os.environ["CUDA_VISIBLE_DEVICES"] = gpu or ""
    _send_output_to(log)
    threading.Thread(target=_die_with_parent, args=(lifeline,), daemon=True).start()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(_outcome(task, pipe))


def lead_process_group() -> None:
    """Become a group of its own, so that this worker and its ffmpeg are ended together."""
    if hasattr(os, "setsid"):
        os.setsid()


def _outcome(task: object, pipe: Connection) -> tuple[str, object]:
    try:
        return "result", task.run(_throttled(pipe))  # type: ignore[attr-defined]
    except Exception as error:
        from locvid.model.errors import LocvidError
        from locvid.run.execute.base import InternalFailure

        if isinstance(error, LocvidError | OSError):
            return "error", error
        trace = traceback.format_exc()
        return "error", InternalFailure(f"{type(error).__name__}: {error}", trace)


def _throttled(pipe: Connection) -> Callable[[float], None]:
    last = 0.0

    def report(share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _REPORT_INTERVAL_S:
            last = now
            pipe.send(("progress", share))

    return report


def _send_output_to(log: Path) -> None:
    """Libraries that print must not reach the user's stdout; the log explains a sudden death."""
    descriptor = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    sys.stdout = os.fdopen(1, "w", closefd=False, buffering=1)
    sys.stderr = os.fdopen(2, "w", closefd=False, buffering=1)


def _die_with_parent(lifeline: Connection) -> None:
    try:
        lifeline.recv()
    except (EOFError, OSError):
        end_process_group(os.getpid())


def end_process_group(leader: int) -> None:
    """End a worker and everything it started, at once."""
    if hasattr(os, "killpg"):
        os.killpg(leader, signal.SIGKILL)
    else:
        os.kill(leader, signal.SIGTERM)
