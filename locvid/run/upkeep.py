"""Keeps the cache within its limit: what was not used for longest goes first.

Nothing that a living run needs is evicted, on whichever machine it runs. Evicting is renaming:
a run that looks at the same moment finds an entry whole or not at all.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from locvid.run.store import ENTRY, Store, is_sound, last_use, listed

MOST_BYTES = 50 * 1000**3
"""Default limit: some ten hours of shots in 720p with their stems."""

_SHARE_OF_ROOM = 0.5
"""… but at most this share of what the disk has room for: a small disk is not filled."""

_LOOK_AFTER_SHARE = 0.05
"""While a run fills the cache it is looked through after each such share of the limit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the cache; ``used`` is when it last was, in seconds since 1970."""

    key: str
    bytes: int
    used: float


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a clean-up did: evicted entries, those kept because a run needs them, what is left."""

    evicted: tuple[Entry, ...]
    needed: tuple[Entry, ...]
    bytes_left: int

    @property
    def bytes_freed(self) -> int:
        """Bytes of the evicted entries."""
        return sum(entry.bytes for entry in self.evicted)


def survey(store: Store) -> tuple[Entry, ...]:
    """All entries, the least recently used first; contents are not read."""
    found = [_entry(key, store.folder(key)) for key in store.all_keys()]
    return tuple(sorted(found, key=lambda entry: (entry.used, entry.key)))


def prune(store: Store, limit_bytes: int, unused_s: float | None = None) -> Pruned:
    """Evict until at most ``limit_bytes`` are left; with ``unused_s`` also what is unused so long.

    Called at work (``Store.at_work``). More than the limit is left where living runs need it.
    """
    now = store.disk_time()
    entries = survey(store)
    left = sum(entry.bytes for entry in entries)
    evicted, needed = [], []
    for entry in entries:
        unused = unused_s is not None and now - entry.used > unused_s
        if left <= limit_bytes and not unused:
            # Entries come in the order of their use: the others are not unused either.
            break
        if store.is_needed(entry.key):
            needed.append(entry)
        elif store.evict(entry.key, entry.used):
            evicted.append(entry)
            left -= entry.bytes
    return Pruned(tuple(evicted), tuple(needed), left)


def discard_damaged(store: Store, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Compare entries with their checksums; damaged ones are thrown away and returned.

    Called at work (``Store.at_work``).
    """
    found = []
    for entry in entries:
        folder = store.folder(entry.key)
        # One that was evicted meanwhile is not damaged.
        if not is_sound(folder) and folder.exists():
            found.append(entry)
            store.discard_damaged(entry.key)
    return tuple(found)


def usual_limit(store: Store) -> int:
    """Bytes that the cache may hold where the user says nothing."""
    root = store.root
    while not root.exists():
        root = root.parent
    own = sum(entry.bytes for entry in survey(store))
    return min(MOST_BYTES, int((shutil.disk_usage(root).free + own) * _SHARE_OF_ROOM))


class Upkeep:
    """Prunes while a run fills the cache; ``limit_bytes`` None means the usual limit."""

    def __init__(self, store: Store, limit_bytes: int | None) -> None:
        self._store = store
        self._limit = usual_limit(store) if limit_bytes is None else limit_bytes
        self._added = 0

    def added(self, key: str) -> None:
        """A shot was put into the cache; tells other machines that this run is alive."""
        self._store.disk_time()
        self._added += _entry(key, self._store.folder(key)).bytes
        if self._added > self._limit * _LOOK_AFTER_SHARE:
            self.prune()

    def prune(self) -> None:
        """Bring the cache within its limit."""
        self._added = 0
        prune(self._store, self._limit)


def _entry(key: str, folder: Path) -> Entry:
    files = listed(folder)
    if files is None:
        # No list, no entry: of no use to anybody, so it goes first.
        return Entry(key, sum(_bytes(path) for path in folder.rglob("*")), 0.0)
    total = sum(size for size, _ in files.values()) + _bytes(folder / ENTRY)
    return Entry(key, total, last_use(folder))


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
