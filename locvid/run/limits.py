"""How long a job may take, how much memory and how large a file it may fill; past that it ends.

A job is one shot, one film's assembly or its verification. It is watched from inside its own
process, so that every executor has the same limits. It is first asked to end, its helpers
(ffmpeg) first, so that its process can go on with other jobs; one that does not end is ended.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from locvid.model.errors import InvalidInput
from locvid.run.execute.base import Report, Task

HOURS_2 = 7200
GIBIBYTES_16 = 16 << 30
_SHARE_OF_MEMORY = 0.9
_LOOK_EVERY_S = 0.5
_GRACE_S = 10.0
_FAR_OVER = 1.25
"""Memory that grows past its limit by this has no grace: the machine is about to stand still."""

TIME_EXIT, MEMORY_EXIT = 76, 77
"""Status of a process that had to be ended for its job's sake."""


ENDED_FOR = {
    TIME_EXIT: "took longer than it may and was ended",
    MEMORY_EXIT: "took more memory than it may and was ended",
}

HOW_TO_RAISE = (
    "if that is right for this script, raise the limit with --time-limit or --memory-limit"
)


class LimitPassed(InvalidInput):
    """A job took more than it may."""


class _AskedToEnd(BaseException):
    """Raised in the job's own thread; no Exception, so that no part of it goes on regardless."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of wall time; bytes of ``memory`` (its helpers' included) and of one ``file``.

    ``memory`` None is nine tenths of what the machine has.
    """

    seconds: float = HOURS_2
    memory: int | None = None
    file: int = GIBIBYTES_16

    @property
    def memory_bytes(self) -> int | None:
        """The limit in bytes; None where the machine does not tell what it has."""
        if self.memory is not None:
            return self.memory
        with contextlib.suppress(AttributeError, ValueError, OSError):
            total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
            return int(_SHARE_OF_MEMORY * total)
        return None


USUAL_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Limited:
    """A task that keeps to limits."""

    task: Task
    limits: Limits

    @property
    def label(self) -> str:
        """The task's own."""
        return self.task.label

    @property
    def beside(self) -> bool:
        """The task's own: whether it needs no GPU where others do."""
        return bool(getattr(self.task, "beside", False))

    def run(self, report: Report) -> Any:
        """Run the task; raises LimitPassed when it takes more than it may."""
        with _largest_file(self.limits.file), _Watch(self.limits, self.label):
            return self.task.run(report)


class _Watch:
    """Looks at the process every half second while the block runs in the thread that entered it."""

    def __init__(self, limits: Limits, label: str) -> None:
        self._limits = limits
        self._memory = limits.memory_bytes
        self._label = label
        self._thread = 0
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._passed = ""
        self._watcher = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread = threading.get_ident()
        self._watcher.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with self._lock:
                self._over.set()
            if self._passed and kind is not _AskedToEnd:
                # It ended by itself at the same moment; what was sent to it must arrive here.
                time.sleep(2 * sys.getswitchinterval())
        except _AskedToEnd:
            pass
        if self._passed and kind is not None:
            raise LimitPassed(
                f"the process {self._label} {self._passed}",
                hint=HOW_TO_RAISE,
            ) from None

    def _look(self) -> None:
        ends = time.monotonic() + self._limits.seconds
        while not self._over.wait(min(_LOOK_EVERY_S, max(0.01, ends - time.monotonic()))):
            used = _memory_used() if self._memory is not None else 0
            if time.monotonic() >= ends:
                self._end(f"took longer than {self._limits.seconds:g} s", TIME_EXIT)
                return
            if self._memory is not None and used > self._memory:
                self._end(
                    f"took more than {self._memory / 1e9:.3g} GB of memory",
                    MEMORY_EXIT,
                    used > _FAR_OVER * self._memory,
                )
                return

    def _end(self, passed: str, status: int, at_once: bool = False) -> None:
        with self._lock:
            if self._over.is_set():
                return
            import ctypes

            self._passed = passed
            _end_children()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(self._thread), ctypes.py_object(_AskedToEnd)
            )
        if not self._over.wait(0.5 if at_once else _GRACE_S):
            print(f"locvid: {passed}", file=sys.stderr, flush=True)
            _end_children()
            os._exit(status)


@contextlib.contextmanager
def _largest_file(size: int) -> Iterator[None]:
    """Let this process and those it starts write no file beyond ``size`` bytes, where that works.

    The system then refuses further writing, which is told as any other trouble with storage.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    wanted = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wanted, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def _children() -> list[int]:
    """Processes that this one has started; none where there is no /proc."""
    found: list[int] = []
    for listed in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError, ValueError):
            found += map(int, listed.read_text().split())
    return found


def _end_children() -> None:
    for child in _children():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(child, signal.SIGKILL)


def _memory_used() -> int:
    """Bytes that are resident for this process and its children, but for those of mapped files.

    The system drops these when it needs room: weights that are read from their files are no load.
    Where there is no /proc, the most that this process alone has ever had.
    """
    try:
        return sum(map(_resident, ["self", *map(str, _children())]))
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _resident(process: str) -> int:
    try:
        _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text().split()
        pages = int(resident) - int(shared)
    except FileNotFoundError:
        if process == "self":
            raise
        return 0
    except (ProcessLookupError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
