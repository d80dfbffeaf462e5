"""What a run made of each film, and the exit code that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from locvid.model.errors import ExitCode, LocvidError
from locvid.model.verdict import Outcome
from locvid.run.plan import PlannedFilm
from locvid.run.record import FilmRecord

_FROM_LIGHT_TO_SEVERE = (
    ExitCode.OK,
    ExitCode.GATE_FAILED,
    ExitCode.USAGE,
    ExitCode.MISSING,
    ExitCode.INTERNAL,
)


@dataclass(frozen=True, slots=True)
class FilmResult:
    """A finished film: rendered now, or found unchanged (``rendered`` is false).

    ``dropped`` where it failed and its files were removed.
    """

    plan: PlannedFilm
    record: FilmRecord
    rendered: bool
    dropped: bool = False

    @property
    def outcome(self) -> Outcome:
        """The verdict in one word."""
        return self.record.outcome

    @property
    def sync(self) -> Mapping[str, Any] | None:
        """The measured lip-sync of the whole film, None where there is none."""
        for check in self.record.verdict["checks"]:
            if not check["shot"] and check["sync"] is not None:
                measured: Mapping[str, Any] = check["sync"]
                return measured
        return None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the verdict is what it is: the sentences of the checks that decided it."""
        return tuple(
            f"shot '{check['shot']}': {check['reason']}" if check["shot"] else check["reason"]
            for check in self.record.verdict["checks"]
            if check["outcome"] == self.outcome
        )


def drop(result: FilmResult) -> FilmResult:
    """Remove the film's files, the manifest last, and its folder where nothing else is in it.

    Raises OSError where a file cannot be removed.
    """
    folder = result.plan.folder
    for name in (*result.record.files, result.plan.file(".json").name):
        (folder / name).unlink(missing_ok=True)
    for name in {name.partition("/")[0] for name in result.record.files if "/" in name}:
        # Of an output that is a folder nothing is left but itself.
        with suppress(OSError):
            (folder / name).rmdir()
    if not any(folder.iterdir()):
        folder.rmdir()
    return replace(result, dropped=True)


@dataclass(frozen=True, slots=True)
class RunResult:
    """All films of a run in order, and everything that went wrong."""

    films: tuple[FilmResult, ...]
    errors: tuple[LocvidError, ...]

    @property
    def exit_code(self) -> ExitCode:
        """The most severe of the errors' codes; OK without any."""
        return most_severe(error.exit_code for error in self.errors)


def most_severe(codes: Iterable[ExitCode]) -> ExitCode:
    """Of several exit codes the one that the shell should see."""
    return max(codes, key=_FROM_LIGHT_TO_SEVERE.index, default=ExitCode.OK)
