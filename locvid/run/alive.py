"""Whether a process still lives: decides what stale locks and unfinished work are."""

from __future__ import annotations

import os
import socket
import sys
from functools import cache

_FIRST_NAMESPACE = 4026531836
"""Inode of the process numbers that every Linux starts with (PROC_PID_INIT_INO)."""


@cache
def machine() -> str:
    """A name for whatever gives out process numbers here, fit for a file name.

    The host's name; in a container also which one, for containers may share the host's name
    without seeing each other's processes.
    """
    try:
        namespace = os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        namespace = _FIRST_NAMESPACE
    host = socket.gethostname()
    return host if namespace == _FIRST_NAMESPACE else f"{host}+{namespace}"


def process_is_alive(pid: int) -> bool:
    """Whether a process with this number runs on this machine, whoever owns it."""
    if pid <= 0:
        # No process has such a number; for kill they mean whole groups.
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """A killed process whose parent has not collected it yet (Linux; elsewhere not told)."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            return stat.read().rpartition(b")")[2].split()[0] == b"Z"
    except OSError:
        return False


def _is_alive_on_windows(pid: int) -> bool:
    # os.kill would end the process there; OpenProcess only asks.
    import ctypes

    query_limited_information = 0x1000
    kernel32 = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel32.OpenProcess(query_limited_information, False, pid)
    if handle:
        kernel32.CloseHandle(handle)
    return bool(handle)
