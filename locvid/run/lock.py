"""Keeps two runs off the same output folder."""

from __future__ import annotations

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
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    owner = {"pid": os.getpid(), "host": machine()}
    for attempt in range(4):
        try:
            descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            _remove_if_stale(lock, patient=attempt < 2)
            continue
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(owner, stream)
        return
    raise InvalidInput(f"another run keeps taking the lock {lock}")


def _remove_if_stale(lock: Path, patient: bool) -> None:
    try:
        owner: Any = read_json(lock)
        pid, host = int(owner["pid"]), str(owner["host"])
    except FileNotFoundError:
        return
    except (ValueError, LookupError, TypeError, OverflowError):
        # Its owner is about to fill it, or died between creating and filling it.
        if patient:
            time.sleep(0.1)
        else:
            lock.unlink(missing_ok=True)
        return
    here = host == machine()
    if here and (pid == os.getpid() or not process_is_alive(pid)):
        lock.unlink(missing_ok=True)
        return
    place = "" if here else f" on {host}"
    raise InvalidInput(
        f"another run (process {pid}{place}) is writing to {lock.parent}",
        hint=f"wait for it, or choose another folder with --out; if it is gone, delete {lock}",
    )
