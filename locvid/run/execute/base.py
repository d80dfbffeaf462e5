"""What an executor is: something that carries out tasks elsewhere and tells how they fare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from locvid.model.availability import Availability
from locvid.model.errors import LocvidError

Report = Callable[[float], None]
"""Called by a task with the share of its work that is done, 0…1."""


class Task(Protocol):
    """A piece of work that can be sent to another process: picklable, and light to import.

    One that needs no GPU although others do has a true attribute ``beside``.
    """

    @property
    def label(self) -> str:
        """Completes "the process …" if its worker dies: ``that rendered shot 'hook' in fr-FR``."""
        ...

    def run(self, report: Report) -> Any:
        """Do the work; the result is picklable and small (paths, not pictures)."""
        ...


@dataclass(frozen=True, slots=True)
class Progressed:
    """Task ``ticket`` has done ``share`` (0…1) of its work; 0 when it begins."""

    ticket: int
    share: float


@dataclass(frozen=True, slots=True)
class Finished:
    """Task ``ticket`` returned ``result`` after ``seconds`` of wall time."""

    ticket: int
    result: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """Task ``ticket`` raised ``error``, or its worker died."""

    ticket: int
    error: LocvidError | OSError


Event = Progressed | Finished | Failed


class Session(Protocol):
    """Tasks in work. Tasks may be submitted while events are read."""

    def submit(self, task: Task, urgent: bool = False) -> int:
        """Queue a task, at the front if ``urgent``; returns its ticket."""
        ...

    def events(self) -> Iterator[Event]:
        """What happens, until no task is queued or in work."""
        ...


@dataclass(frozen=True, slots=True)
class Cluster:
    """What a user may say about machines other than this one; empty and None: the usual.

    ``address`` is that of a Ray cluster; ``partition``, ``account`` and ``minutes`` (the longest
    that a worker may run) are what Slurm is asked for.
    """

    address: str = ""
    partition: str = ""
    account: str = ""
    minutes: int | None = None


HERE = Cluster()


class Executor(Protocol):
    """Opens sessions. Leaving a session ends all its work at once, whatever the reason.

    ``remote``: tasks run on other machines, which share the disk under the same paths.
    """

    name: str
    remote: bool

    def available(self) -> Availability:
        """Say whether it can run tasks here."""
        ...

    def prepare(self) -> None:
        """Begin what takes time before a first task, without waiting for it."""
        ...

    def places(self, gpu: bool) -> int | None:
        """How many tasks it can carry out at a time: one per GPU if they need one, else per core.

        None where it takes any number.
        Raises MissingDependency where there is no place at all.
        """
        ...

    def session(
        self, jobs: int, scratch: Path, gpu: bool = False
    ) -> AbstractContextManager[Session]:
        """A session with at most ``jobs`` tasks at a time; ``scratch`` is a folder for its logs.

        With ``gpu`` each worker has a GPU of its own, where there are some. On this machine those
        beyond the places with a GPU have none, and do what can be done beside.
        """
        ...


@runtime_checkable
class Distributed(Protocol):
    """An executor that can be told where its machines are."""

    def configure(self, cluster: Cluster) -> None:
        """Called once, before anything is asked of it."""
        ...


class InternalFailure(LocvidError):
    """Something broke that is not the user's doing; ``trace`` is the traceback for the log."""

    def __init__(self, message: str, trace: str = "", hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.message, self.trace, self.hint))


class WorkerDied(InternalFailure):
    """A worker was killed or broke down; another one may well succeed."""
