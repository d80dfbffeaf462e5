"""The one place where errors become text on stderr and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path

from locvid.cli.environment import Environment
from locvid.cli.for_programs import tell_programs
from locvid.model.errors import ExitCode, LocvidError

ABOUT_FILES = frozenset(
    {
        errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOENT,
        errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP, errno.EIO,
        errno.EMFILE, errno.ENFILE, errno.ENODEV, errno.ENXIO,
    }
)  # fmt: skip
"""Errors of the operating system that the user can act on; others are bugs."""

_COLOURS = {"error": "1;31", "internal error": "1;31", "warning": "33"}
"""ANSI SGR codes."""


def explain(error: BaseException, environment: Environment) -> ExitCode:
    """Print what went wrong in one sentence and return the exit code that belongs to it."""
    code = _explain(error, environment)
    tell_programs(error, code, environment)
    return code


def _explain(error: BaseException, environment: Environment) -> ExitCode:
    if isinstance(error, KeyboardInterrupt):
        _say(environment, "interrupted", "finished shots are kept and the next run goes on there")
        return ExitCode.INTERRUPTED
    if isinstance(error, LocvidError):
        tell(error, environment)
        return error.exit_code
    if isinstance(error, OSError) and error.errno in ABOUT_FILES:
        place = f"{error.filename}: " if error.filename else ""
        _say(environment, f"error: {place}{error.strerror}", None)
        return ExitCode.USAGE
    trace = "".join(traceback.format_exception(error))
    _say_internal(f"{type(error).__name__}: {error}", trace, environment)
    return ExitCode.INTERNAL


def tell(error: LocvidError, environment: Environment) -> None:
    """Print one error with its place, its language and what to do next."""
    trace = getattr(error, "trace", "")
    if trace:
        _say_internal(str(error), trace, environment, error.hint)
    else:
        _say(environment, f"error: {error}", error.hint)


def tell_all(errors: Iterable[LocvidError], environment: Environment) -> None:
    """Print each different error once."""
    told = set()
    for error in errors:
        if (sentence := str(error)) not in told:
            told.add(sentence)
            tell(error, environment)


def warn(message: str, environment: Environment) -> None:
    """Print a warning."""
    _say(environment, f"warning: {message}", None)


def inform(message: str, environment: Environment) -> None:
    """Print what was done."""
    _say(environment, message, None)


def say_error(message: str, environment: Environment, hint: str | None = None) -> None:
    """Print an error that is a result, not an exception."""
    _say(environment, f"error: {message}", hint)


def _say_internal(
    message: str, trace: str, environment: Environment, hint: str | None = None
) -> None:
    log = _log(trace, environment.cache / "logs")
    _say(environment, f"internal error: {' '.join(message.split())}; the log is {log}", hint)


def _say(environment: Environment, sentence: str, hint: str | None) -> None:
    kind, colon, rest = sentence.partition(":")
    if environment.colour and kind in _COLOURS:
        sentence = f"\x1b[{_COLOURS[kind]}m{kind}{colon}\x1b[0m{rest}"
    lines = [sentence] + ([f"  hint: {hint}"] if hint else [])
    # Whoever read along may have left: the work goes on, and ends with its own exit code.
    with contextlib.suppress(BrokenPipeError):
        print("\n".join(lines), file=environment.stderr, flush=True)


def _log(trace: str, folder: Path) -> Path:
    """Write a log; into the temporary folder where the cache cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(".log", "locvid-", folder)
    except OSError:
        descriptor, name = tempfile.mkstemp(".log", "locvid-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(trace)
    return Path(name)
