"""Keeps two runs off the same output folder."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from locvid.media.jsonfile import read_json
from locvid.model.errors import InvalidInput
from locvid.run.alive import machine, process_is_alive

_NAME = ".locvid.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for this process; the lock of a process that no longer lives is taken over.

    Raises InvalidInput that names the process holding it.
    """
    lock = folder / _NAME
    _take(lock)
    try:
        yield
    finally:
        # Somebody may have deleted it, and another run have made its own.
        with contextlib.suppress(FileNotFoundError):
            if _owner(lock) == _ours():
                lock.unlink()


def _ours() -> tuple[int, str]:
    return os.getpid(), machine()


def _take(lock: Path) -> None:
    pid, host = _ours()
    for attempt in range(4):
        try:
            descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            _remove_if_stale(lock, patient=attempt < 2)
            continue
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump({"pid": pid, "host": host}, stream)
        return
    raise InvalidInput(f"another run keeps taking the lock {lock}")


def _owner(lock: Path) -> tuple[int, str] | None:
    """Process and machine; None where they cannot be read. Raises FileNotFoundError."""
    try:
        owner: Any = read_json(lock)
        return int(owner["pid"]), str(owner["host"])
    except (ValueError, LookupError, TypeError, OverflowError):
        return None


def _remove_if_stale(lock: Path, patient: bool) -> None:
    try:
        owner = _owner(lock)
    except FileNotFoundError:
        return
    if owner is None:
        # Its owner is about to fill it, or died between creating and filling it.
        if patient:
            time.sleep(0.1)
        else:
            _take_away(lock, owner)
        return
    pid, host = owner
    here = host == machine()
    if here and (pid == os.getpid() or not process_is_alive(pid)):
        _take_away(lock, owner)
        return
    place = "" if here else f" on {host}"
    raise InvalidInput(
        f"another run (process {pid}{place}) is writing to {lock.parent}",
        hint=f"wait for it, or choose another folder with --out; if it is gone, delete {lock}",
    )


def _take_away(lock: Path, owner: tuple[int, str] | None) -> None:
    """Remove the lock of ``owner``; where another run has just taken it over, that one stays."""
    aside = lock.with_name(f"{_NAME}.{machine()}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        os.rename(lock, aside)
        if _owner(aside) != owner:
            # OSError: a third run was quicker, or the disk knows no links.
            with contextlib.suppress(OSError):
                os.link(aside, lock)
        aside.unlink()
