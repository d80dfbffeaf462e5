"""Tasks for tests of executors, in a module that workers can import by name."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from locvid.run.execute.base import Report


@dataclass(frozen=True)
class Square:
    number: int
    label: str = "that squared"

    def run(self, report: Report) -> int:
        print("a library that chats")
        report(0.5)
        return self.number**2


@dataclass(frozen=True)
class Surroundings:
    label: str = "that looked around"

    def run(self, report: Report) -> tuple[int, int, str, str | None, str]:
        gpu = os.environ.get("CUDA_VISIBLE_DEVICES")
        return os.getpid(), os.getpgid(0), os.environ["OMP_NUM_THREADS"], gpu, str(Path.cwd())


@dataclass(frozen=True)
class Raise:
    error: Exception
    label: str = "that raised"

    def run(self, report: Report) -> None:
        raise self.error


@dataclass(frozen=True)
class Exit:
    label: str = "that left"

    def run(self, report: Report) -> None:
        os._exit(7)


@dataclass(frozen=True)
class Sleep:
    seconds: float = 600.0
    note: Path | None = None
    label: str = "that slept"

    def run(self, report: Report) -> int:
        if self.note is not None:
            self.note.write_text(f"{os.getpid()}")
        time.sleep(self.seconds)
        return os.getpid()


@dataclass(frozen=True)
class DieOnce:
    """Kills its worker the first time, and leaves a mark for each."""

    marks: Path
    times: int = 1
    label: str = "that died"

    def run(self, report: Report) -> int:
        done = len(list(self.marks.iterdir()))
        (self.marks / f"{done}").touch()
        if done < self.times:
            os.kill(os.getpid(), signal.SIGKILL)
        return done


@dataclass(frozen=True)
class Meet:
    """Ends when the other is at work too: two of them need two workers at the same time."""

    here: Path
    there: Path
    beside: bool
    label: str = "that met another"

    def run(self, report: Report) -> str | None:
        self.here.touch()
        for _ in range(600):
            if self.there.exists():
                return os.environ.get("CUDA_VISIBLE_DEVICES")
            time.sleep(0.05)
        raise TimeoutError(f"{self.there.name} never came")
