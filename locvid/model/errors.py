"""One base for everything that can go wrong, and the exit code that each kind carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """What the shell sees. 130 is the convention for SIGINT (128 + 2)."""

    OK = 0
    GATE_FAILED = 1
    USAGE = 2
    INTERNAL = 3
    MISSING = 4
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands in a source file; ``line`` counts from 1."""

    file: Path
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else str(self.file)


class LocvidError(Exception):
    """An error that a person can act on.

    ``message`` says what is wrong in one sentence, ``where`` names file and line, ``locale`` the
    language it concerns, ``hint`` the next step.
    """

    exit_code = ExitCode.INTERNAL

    def __init__(
        self,
        message: str,
        where: Location | None = None,
        locale: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.locale = locale
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders; the default reduce would lose all but the message.
        return (type(self), (self.message, self.where, self.locale, self.hint))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        locale = f"[{self.locale}] " if self.locale else ""
        return f"{place}{locale}{self.message}"


class InvalidInput(LocvidError):
    """A script, a preset, a configuration or an argument is not usable as it stands."""

    exit_code = ExitCode.USAGE


class MissingDependency(LocvidError):
    """A library, a program, a model or a device is not there; ``hint`` says how to get it."""

    exit_code = ExitCode.MISSING


class GateFailed(LocvidError):
    """The work was done, but a measurement did not pass its gate."""

    exit_code = ExitCode.GATE_FAILED
