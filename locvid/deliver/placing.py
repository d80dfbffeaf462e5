"""Puts what was made under its final names, and takes away what it replaces."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from locvid.media.atomic import move_into_place, storage_errors
from locvid.media.jsonfile import read_json


@contextmanager
def workshop(destination: Path) -> Iterator[Path]:
    """A hidden folder beside the destination; what a killed run left in it is thrown away."""
    folder = destination.with_name(f".{destination.name}.partial")
    with storage_errors(destination):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def contents(made: Mapping[str, Path]) -> dict[str, dict[str, object]]:
    """Size and SHA-256 of every file, by name: ``made`` maps names to files and folders of files.

    Files of a folder go by its name and theirs: ``launch.fr-FR.hls/master.m3u8``.
    """
    return {
        name: {"bytes": file.stat().st_size, "sha256": sha256(file)}
        for entry, path in made.items()
        for name, file in _files(entry, path)
    }


def place(made: Path, path: Path, aside: Path) -> None:
    """Move a file or a folder to ``path`` in one step each, with all of it on the disk.

    A folder that is there already is moved to ``aside`` first, an empty place on the same disk.
    """
    if made.is_dir():
        for file in sorted(made.rglob("*")):
            if file.is_file():
                _flush(file)
        if path.is_dir():
            os.replace(path, aside)
        os.replace(made, path)
        _flush(path.parent)
    else:
        move_into_place(made, path)


def listed(manifest: Path) -> frozenset[str]:
    """Names of the files that a manifest lists; none where it cannot be read."""
    try:
        content = read_json(manifest)
        files = content["delivery"]["files"]  # type: ignore[index]
        return frozenset(files)
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def remove_replaced(folder: Path, stem: str, names: Iterable[str]) -> None:
    """Remove files of an earlier film that ``names`` lists; only those that go by its ``stem``.

    A manifest may have been edited: what lies elsewhere is nobody's to remove.
    """
    for name in sorted(names):
        parts = name.split("/")
        if parts[0].startswith(f"{stem}.") and len(parts) <= 2 and ".." not in parts:
            path = folder.joinpath(*parts)
            if path.parent.is_symlink():
                continue
            path.unlink(missing_ok=True)
            if len(parts) == 2 and path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()


def sha256(path: Path) -> str:
    """Of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(entry: str, path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield entry, path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file():
            yield f"{entry}/{file.relative_to(path).as_posix()}", file


def _flush(path: Path) -> None:
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
