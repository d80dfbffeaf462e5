"""The one place that finds ffmpeg, runs graphs built with ffmpeg-python and explains failures.

Order: the program named by LOCVID_FFMPEG, the system's if it can do what is needed, else the one
that imageio-ffmpeg carries.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Protocol

from locvid.media.atomic import cannot_write
from locvid.media.opening import FORMATS, PROTOCOLS
from locvid.model.availability import READY, Availability
from locvid.model.errors import LocvidError, MissingDependency

VARIABLE = "LOCVID_FFMPEG"
OLDEST = 6
"""First major version with the setts time base and the limiter's delay compensation."""

HOW_TO_GET_IT = f"pip install imageio-ffmpeg, install ffmpeg {OLDEST} or later, or set {VARIABLE}"
PIPE = "pipe:"

_TOLD_TO_STOP = 255
"""Exit code of ffmpeg after SIGTERM or SIGINT, which it does not log as an error."""

_VERSION = re.compile(r"^ffmpeg version (\S+)", re.MULTILINE)
_MAJOR = re.compile(r"n?(\d+)\.")
_COMPONENT = re.compile(r"^\[[^\]]*\]\s*")
_SUMMARIES = ("Conversion failed!", "Exiting normally", "Error while filtering", "Task finished")


class Graph(Protocol):
    """A finished ffmpeg-python output node."""

    def compile(self, cmd: str, overwrite_output: bool) -> list[str]:
        """The command line."""
        ...


def available() -> Availability:
    """Say whether an ffmpeg with libx264 and aac is here."""
    try:
        _found()
    except MissingDependency as error:
        return Availability(False, error.message, error.hint or "")
    return READY


def executable() -> str:
    """Path of the ffmpeg in use; raises MissingDependency."""
    return _found()[0]


def version() -> str:
    """Version of the ffmpeg in use as it prints it (``7.1.1``); raises MissingDependency."""
    return _found()[1]


def encoders() -> frozenset[str]:
    """Names of all encoders that the ffmpeg in use has; raises MissingDependency."""
    return _found()[2]


def run(graph: Graph, doing: str, target: Path, verbose: bool = False) -> str:
    """Run a graph that reads files; return what it wrote to stderr.

    ``doing`` completes "ffmpeg … while": "joining the shots". ``target`` is what the user is
    waiting for, named when the disk is full. ``verbose`` keeps the log lines of filters.
    """
    with _started(graph, doing, target, subprocess.DEVNULL, verbose) as (process, log):
        process.wait()
        return _text(log)


@contextmanager
def feeding(graph: Graph, doing: str, target: Path) -> Iterator[IO[bytes]]:
    """Run a graph whose input is ``pipe:`` and give its stdin; the block's end waits for it.

    The process is killed when the block raises. A failure of ffmpeg is told as in ``run``, also
    where it shows first as a broken pipe.
    """
    with _started(graph, doing, target, subprocess.PIPE, verbose=False) as (process, _):
        assert process.stdin is not None
        _widen_pipe(process.stdin)
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError:
            process.wait()
            if process.returncode == 0:
                raise LocvidError(f"ffmpeg stopped reading while {doing}") from None
        process.wait()


@contextmanager
def _started(
    graph: Graph, doing: str, target: Path, stdin: int, verbose: bool
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Start a graph, make sure it never outlives the block, raise if it failed."""
    program = executable()
    command = graph.compile(cmd=program, overwrite_output=True)
    level = "info" if verbose else "error"
    command[1:1] = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", level]
    command = _confined(command)
    options: dict[str, Any] = {}
    if os.name == "posix":
        # Ctrl-C is for locvid, which ends ffmpeg itself; both at once would race.
        options["process_group"] = 0
    # The log goes to a file: a pipe that nobody empties would block ffmpeg.
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(
                command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=log, **options
            )
        except OSError as error:
            raise MissingDependency(
                f"ffmpeg at {program} cannot be started: {error.strerror}", hint=HOW_TO_GET_IT
            ) from error
        try:
            yield process, log
        except BaseException:
            process.kill()
            raise
        finally:
            if process.stdin is not None:
                _close_quietly(process.stdin)
            process.wait()
        if process.returncode != 0:
            raise _failure(process.returncode, _text(log), doing, target)


def _confined(command: list[str]) -> list[str]:
    """The command with every input held to files and pipes, and to formats that name no others.

    An input whose format is given is one that locvid wrote itself.
    """
    confined: list[str] = []
    before = 0
    for at, argument in enumerate(command):
        if argument == "-i":
            confined += ["-protocol_whitelist", f"{PROTOCOLS},pipe"]
            if "-f" not in command[before:at]:
                confined += ["-format_whitelist", FORMATS]
            before = at
        confined.append(argument)
    return confined


def _failure(code: int, log: str, doing: str, target: Path) -> LocvidError:
    """One sentence for a failed run."""
    if "No space left on device" in log or "Disk quota exceeded" in log:
        return cannot_write(target, "the disk is full")
    if code == -getattr(signal, "SIGXFSZ", 0) or "File too large" in log:
        return cannot_write(target, "it would become larger than a file may (--file-limit)")
    if code < 0 or (code == _TOLD_TO_STOP and not log.strip()):
        name = signal.Signals(-code).name if code < 0 else "a request to stop"
        return MissingDependency(
            f"ffmpeg was ended by {name} while {doing}",
            hint="often the machine ran out of memory; run again, finished shots are kept",
        )
    return LocvidError(f"ffmpeg failed while {doing}: {_last_useful_line(log)}")


def _last_useful_line(log: str) -> str:
    lines = [_COMPONENT.sub("", line.strip()) for line in log.splitlines() if line.strip()]
    useful = [line for line in lines if not line.startswith(_SUMMARIES)]
    return (useful or lines or ["it gave no reason"])[-1]


@lru_cache(maxsize=1)
def _found() -> tuple[str, str, frozenset[str]]:
    """Path, version and encoders of the first usable ffmpeg."""
    wanted = os.environ.get(VARIABLE)
    if wanted:
        path = shutil.which(wanted)
        if path is None:
            raise MissingDependency(
                f"{VARIABLE} names '{wanted}', which is not a program", hint=HOW_TO_GET_IT
            )
        problem, found, names = _inspect(path)
        if problem:
            raise MissingDependency(f"the ffmpeg of {VARIABLE} {problem}", hint=HOW_TO_GET_IT)
        return path, found, names
    reasons = []
    for origin, path in (("the system's", shutil.which("ffmpeg")), ("the packaged", _packaged())):
        if path is None:
            continue
        problem, found, names = _inspect(path)
        if not problem:
            return path, found, names
        reasons.append(f"{origin} ffmpeg {problem}")
    raise MissingDependency(
        "; ".join(reasons) or "there is no ffmpeg on this machine", hint=HOW_TO_GET_IT
    )


def _packaged() -> str | None:
    """The binary of imageio-ffmpeg, where its wheel for this platform has one.

    Asking the package itself would run the binary once more to see whether it works.
    """
    package = find_spec("imageio_ffmpeg")
    if package is None or package.origin is None:
        return None
    return next(map(str, (Path(package.origin).parent / "binaries").glob("ffmpeg-*")), None)


def _inspect(path: str) -> tuple[str, str, frozenset[str]]:
    """What keeps the ffmpeg at ``path`` from being used (empty if nothing), version, encoders."""
    try:
        told = subprocess.run(
            [path, "-nostdin", "-encoders"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return "does not run", "", frozenset()
    banner, listed = (part.decode(errors="replace") for part in (told.stderr, told.stdout))
    match = _VERSION.search(banner)
    found = match.group(1) if match else "unknown"
    major = _MAJOR.match(found)
    if major and int(major.group(1)) < OLDEST:
        return f"is version {found}, older than {OLDEST}", found, frozenset()
    names = frozenset(line.split()[1] for line in listed.splitlines() if len(line.split()) > 1)
    missing = [name for name in ("libx264", "aac") if name not in names]
    return (f"has no {' and no '.join(missing)} encoder" if missing else ""), found, names


def _text(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode("utf-8", errors="replace")


def _widen_pipe(pipe: IO[bytes]) -> None:
    """Ask for a 1 MiB pipe where the system has that: frames then cross in fewer switches."""
    try:
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, AttributeError, OSError):
        return


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return
