"""The cache of finished shots: one folder per content key, complete or not there at all.

An entry is written in a folder of its own and renamed; its checksums are in ``entry.json``, so a
damaged one is noticed when it is used, thrown away and made again. Nothing relies on file locks:
renames are atomic on network disks too, and whoever loses a race finds an entry that is as good.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from locvid.media.atomic import storage_errors
from locvid.media.jsonfile import read_json
from locvid.run.alive import machine, process_is_alive
from locvid.run.record import is_inside, sha256

ENTRY = "entry.json"
"""Lists an entry's files; its time of modification says when the entry was last used."""

_NEEDS = "needs"
_EVICTING = "evicting"
_ALIVE = "alive"
_PATIENCE_S = 30.0
_BELIEVED_S = 24 * 3600
"""Seconds for which another machine's run counts as alive without a sign of life from it."""


class Store:
    """Entries live in ``root/shots/<2 hex>/<key>``, unfinished work in ``root/work``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def has(self, key: str) -> bool:
        """Whether a complete entry is there; sizes are compared, contents are not read."""
        # Asked for thousands of shots, most of which are not there: no path is taken apart.
        if not os.path.exists(f"{self.root}/shots/{key[:2]}/{key}"):
            return False
        folder = self.folder(key)
        files = listed(folder)
        return files is not None and all(
            _size(folder / name) == facts[0] for name, facts in files.items()
        )

    def find(self, key: str) -> Path | None:
        """The entry's folder with its checksums verified; a damaged entry is thrown away.

        One that this process said it needs stays there until it is released.
        """
        folder = self.folder(key)
        self._wait_for_eviction(key)
        if is_sound(folder):
            self.mark_used([key])
            return folder
        self.discard_damaged(key)
        return None

    @contextmanager
    def writing(self, key: str) -> Iterator[Path]:
        """A folder to fill: it becomes the entry when the block ends, or vanishes if it raises."""
        temporary = self.work_folder() / key
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        try:
            yield temporary
            _seal(temporary)
            self._publish(temporary, key)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def _publish(self, temporary: Path, key: str) -> None:
        """Make a sealed folder the entry; one that another run made meanwhile is as good."""
        final = self.folder(key)
        for _ in range(_TRIES):
            if self.has(key):
                return
            self.discard_damaged(key)
            final.parent.mkdir(parents=True, exist_ok=True)
            # FileExistsError: another run was quicker.
            with contextlib.suppress(FileExistsError):
                _rename_folder(temporary, final)
                return
        raise FileExistsError(f"{final} cannot be replaced")

    def discard_damaged(self, key: str) -> None:
        """Throw an entry away if it is damaged; where another run just made it anew, it stays."""
        folder = self.folder(key)
        found = _identity(folder)
        if found is None or is_sound(folder) or _identity(folder) != found:
            return
        aside = self._take_aside(key)
        if aside is None:
            return
        if is_sound(aside):
            # Replaced in the last instant: what was taken is not what was looked at.
            with contextlib.suppress(FileExistsError):
                _rename_folder(aside, folder)
        shutil.rmtree(aside, ignore_errors=True)

    def evict(self, key: str, used: float) -> bool:
        """Delete an entry, unless somebody needs it or has used it since ``used``.

        The intention is written down before it is asked who needs the entry, and whoever needs
        it writes that down before looking for intentions: one of the two always sees the other.
        """
        intention = self.work_folder() / _EVICTING / key
        intention.parent.mkdir(exist_ok=True)
        intention.touch()
        try:
            if self.is_needed(key) or last_use(self.folder(key)) > used:
                return False
            aside = self._take_aside(key)
        finally:
            intention.unlink(missing_ok=True)
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
        return aside is not None

    def _wait_for_eviction(self, key: str) -> None:
        """An eviction under way ends in milliseconds, unless its machine is very busy."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline and any(
            (folder / _EVICTING / key).exists() and self._owner_lives(folder)
            for folder in self._work_folders()
        ):
            time.sleep(0.01)

    def _take_aside(self, key: str) -> Path | None:
        """Move the entry out of sight at once: a half deleted entry is never seen."""
        if not self.folder(key).exists():
            return None
        aside = self.work_folder() / f"discarded-{time.monotonic_ns()}"
        try:
            self.folder(key).rename(aside)
        except FileNotFoundError:
            # Another run was quicker.
            return None
        return aside

    def all_keys(self) -> tuple[str, ...]:
        """The keys of all entries, sorted."""
        return tuple(sorted(path.name for path in (self.root / "shots").glob("??/*")))

    def mark_used(self, keys: Iterable[str], but_after_s: float = 0.0) -> None:
        """Note that these entries are in use: what was not used for longest is evicted first.

        Entries marked less than ``but_after_s`` seconds ago are not marked again.
        """
        now = time.time()
        for key in keys:
            entry = self.folder(key) / ENTRY
            # Not there, or a cache that is read-only for this user: it still serves.
            with contextlib.suppress(OSError):
                if not but_after_s or abs(now - entry.stat().st_mtime) > but_after_s:
                    os.utime(entry)

    def need(self, keys: Iterable[str]) -> None:
        """Tell all machines that this process needs the entries, made or still to be made."""
        needs = self.work_folder() / _NEEDS
        needs.mkdir(exist_ok=True)
        for key in keys:
            (needs / key).touch()

    def release(self, keys: Iterable[str]) -> None:
        """Take ``need`` back."""
        for key in keys:
            (self.work_folder() / _NEEDS / key).unlink(missing_ok=True)

    def is_needed(self, key: str) -> bool:
        """Whether a process needs the entry, on any machine; ``sweep`` forgets those that died."""
        return any((folder / _NEEDS / key).exists() for folder in self._work_folders())

    @contextmanager
    def at_work(self) -> Iterator[Path]:
        """This process's own folder, gone when the block ends; what dead runs left is removed."""
        with storage_errors(self.root):
            self.sweep()
            folder = self.work_folder()
        try:
            yield folder
        finally:
            self.sweep()
            shutil.rmtree(folder, ignore_errors=True)

    def work_folder(self) -> Path:
        """This process's own folder for unfinished work."""
        folder = self.root / "work" / f"{machine()}.{os.getpid()}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def sweep(self) -> None:
        """Remove what processes that no longer live left unfinished."""
        for folder in self._work_folders():
            if not self._owner_lives(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def disk_time(self) -> float:
        """What the clock of the cache's disk says, in seconds since 1970; leaves a sign of life.

        Machines that share a disk may disagree about the time, and their clocks may jump.
        """
        sign = self.work_folder() / _ALIVE
        sign.touch()
        return sign.stat().st_mtime

    def _owner_lives(self, folder: Path) -> bool:
        host, _, pid = folder.name.rpartition(".")
        if host == machine() and pid.isdigit():
            return process_is_alive(int(pid))
        return self.disk_time() - _last_change(folder) < _BELIEVED_S

    def _work_folders(self) -> Iterator[Path]:
        work = self.root / "work"
        yield from sorted(work.iterdir()) if work.is_dir() else ()

    def folder(self, key: str) -> Path:
        """Where the entry of ``key`` is, once it is complete."""
        return self.root / "shots" / key[:2] / key


_TRIES = 5
"""Each lost try means that another run changed the same entry in the same millisecond."""


def listed(folder: Path) -> Mapping[str, tuple[int, str]] | None:
    """Name -> (bytes, SHA-256) of the files of an entry; None where its list is damaged."""
    try:
        facts: Any = read_json(folder / ENTRY)
        files = {str(name): (int(size), str(sha)) for name, (size, sha) in facts.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    # A list that somebody tampered with must not lead out of the folder.
    return files if all(map(is_inside, files)) else None


def is_sound(folder: Path) -> bool:
    """Whether every file of an entry is there with the bytes that were written."""
    files = listed(folder)
    try:
        return files is not None and all(
            _size(folder / name) == size and sha256(folder / name) == sha
            for name, (size, sha) in files.items()
        )
    except OSError:
        # Evicted by another run while it was read, or unreadable: either way of no use.
        return False


def last_use(folder: Path) -> float:
    """When an entry was last used, in seconds since 1970; 0 where it is no entry."""
    try:
        return (folder / ENTRY).stat().st_mtime
    except OSError:
        return 0.0


def _seal(folder: Path) -> None:
    """Write the list of files with sizes and checksums: the entry's proof of completeness."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    facts = {
        path.relative_to(folder).as_posix(): [path.stat().st_size, sha256(path)] for path in files
    }
    (folder / ENTRY).write_text(json.dumps(facts, indent=1), encoding="utf-8")


def _identity(folder: Path) -> tuple[int, int] | None:
    """Tells an entry from another one that took its name; None where there is nothing."""
    try:
        facts = folder.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_ctime_ns


def _rename_folder(source: Path, target: Path) -> None:
    """Rename; FileExistsError where something is there, whatever the system calls that."""
    try:
        source.rename(target)
    except OSError as error:
        if target.exists():
            raise FileExistsError(f"{target} is there") from error
        raise


def _last_change(folder: Path) -> float:
    """When anything in ``folder`` was last written, in seconds since 1970."""
    newest = 0.0
    for path in (folder, *folder.rglob("*")):
        with contextlib.suppress(OSError):
            newest = max(newest, path.stat().st_mtime)
    return newest


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
