"""What ``--json`` promises where a command ends before its result: JSON that says why."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TextIO, cast

from locvid.model.errors import ExitCode

if TYPE_CHECKING:
    from locvid.cli.environment import Environment


class _Watched:
    """A stream that knows whether anything was written to it, and by which command."""

    def __init__(self, stream: TextIO, command: str) -> None:
        self._stream = stream
        self.command = command
        self.written = False

    def write(self, text: str) -> int:
        self.written = True
        return self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def for_programs(stdout: TextIO, command: str) -> TextIO:
    """``stdout`` of a command that was asked for JSON."""
    return cast(TextIO, _Watched(stdout, command))


def tell_programs(error: BaseException, code: ExitCode, environment: Environment) -> None:
    """Print ``error`` as JSON where JSON was asked for and there is none yet."""
    stdout = environment.stdout
    if not isinstance(stdout, _Watched) or stdout.written:
        return
    from locvid.report import json as as_json

    with contextlib.suppress(BrokenPipeError):
        print(as_json.text(as_json.failure(error, code, stdout.command)), file=environment.stdout)
