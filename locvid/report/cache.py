"""The cache of finished shots, for people and for programs. Times are seconds since 1970."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from locvid.run.sizes import written
from locvid.run.upkeep import Entry, Pruned


def info(root: Path, entries: Sequence[Entry], limit_bytes: int) -> dict[str, Any]:
    """Folder, number of shots, bytes, limit, and when a shot was last used, at the earliest."""
    return {
        "folder": str(root.absolute()),
        "shots": len(entries),
        "bytes": sum(entry.bytes for entry in entries),
        "limit_bytes": limit_bytes,
        "least_recently_used": entries[0].used if entries else None,
    }


def info_text(root: Path, entries: Sequence[Entry], limit_bytes: int) -> str:
    """The same in lines."""
    total = sum(entry.bytes for entry in entries)
    lines = [f"folder  {root.absolute()}", f"shots   {len(entries)}"]
    lines.append(f"size    {written(total)} of at most {written(limit_bytes)}")
    if entries:
        used = time.strftime("%Y-%m-%d %H:%M", time.localtime(entries[0].used))
        lines.append(f"oldest  last used {used}")
    return "\n".join(lines)


def pruned(done: Pruned) -> dict[str, Any]:
    """What was evicted, what had to be kept, what is left."""
    return {
        "evicted": [_entry(entry) for entry in done.evicted],
        "needed_by_runs": [_entry(entry) for entry in done.needed],
        "bytes_freed": done.bytes_freed,
        "bytes_left": done.bytes_left,
    }


def pruned_text(done: Pruned) -> str:
    """The same in a sentence or two."""
    told = f"{_counted(done.evicted)} removed, {written(done.bytes_freed)} freed, "
    told += f"{written(done.bytes_left)} left"
    if done.needed:
        told += f"; {_counted(done.needed)} kept because a run needs them"
    return told


def verified(entries: Sequence[Entry], damaged: Sequence[Entry]) -> dict[str, Any]:
    """How many shots were read, and which were damaged."""
    return {"shots": len(entries), "damaged": [_entry(entry) for entry in damaged]}


def verified_text(entries: Sequence[Entry], damaged: Sequence[Entry]) -> str:
    """The same in a sentence."""
    return f"{_counted(entries)} read, {len(damaged) or 'none'} damaged"


def _entry(entry: Entry) -> dict[str, Any]:
    return {"key": entry.key, "bytes": entry.bytes, "used": entry.used}


def _counted(entries: Sequence[Entry]) -> str:
    return f"{len(entries)} shot" if len(entries) == 1 else f"{len(entries)} shots"
