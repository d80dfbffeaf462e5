"""The cache of finished shots: one folder per content key, complete or not there at all.

An entry is written in a temporary folder and renamed; its checksums are in ``entry.json``, so a
damaged one is noticed, thrown away and made again.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from locvid.run.alive import process_is_alive
from locvid.run.record import sha256

_ENTRY = "entry.json"


class Store:
    """Entries live in ``root/shots/<2 hex>/<key>``, unfinished work in ``root/work``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def has(self, key: str) -> bool:
        """Whether a complete entry is there; sizes are compared, contents are not read."""
        folder = self.folder(key)
        files = _listed(folder)
        return files is not None and all(
            _size(folder / name) == facts[0] for name, facts in files.items()
        )

    def find(self, key: str) -> Path | None:
        """The entry's folder with its checksums verified; a damaged entry is thrown away."""
        folder = self.folder(key)
        files = _listed(folder)
        if files is not None and all(
            _size(folder / name) == size and sha256(folder / name) == sha
            for name, (size, sha) in files.items()
        ):
            return folder
        if folder.exists():
            shutil.rmtree(folder)
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
        if self.has(key):
            return
        final = self.folder(key)
        final.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(final, ignore_errors=True)
        try:
            temporary.rename(final)
        except OSError:
            if not self.has(key):
                raise

    def work_folder(self) -> Path:
        """This process's own folder for unfinished work."""
        folder = self.root / "work" / f"{socket.gethostname()}.{os.getpid()}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def sweep(self) -> None:
        """Remove what processes of this machine that no longer live left unfinished."""
        work = self.root / "work"
        for folder in sorted(work.iterdir()) if work.is_dir() else ():
            host, _, pid = folder.name.rpartition(".")
            here = host == socket.gethostname() and pid.isdigit()
            if here and not process_is_alive(int(pid)):
                shutil.rmtree(folder, ignore_errors=True)

    def folder(self, key: str) -> Path:
        """Where the entry of ``key`` is, once it is complete."""
        return self.root / "shots" / key[:2] / key


def _seal(folder: Path) -> None:
    """Write the list of files with sizes and checksums: the entry's proof of completeness."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    facts = {
        path.relative_to(folder).as_posix(): [path.stat().st_size, sha256(path)] for path in files
    }
    (folder / _ENTRY).write_text(json.dumps(facts, indent=1), encoding="utf-8")


def _listed(folder: Path) -> dict[str, tuple[int, str]] | None:
    try:
        facts = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))
        return {name: (int(size), str(sha)) for name, (size, sha) in facts.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
