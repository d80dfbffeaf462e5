"""Files that appear under their final name only when they are complete.

Write beside the target, flush to the disk, rename: a killed process leaves no half file.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from locvid.model.errors import InvalidInput

_STORAGE_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "there is no permission to write there",
    errno.EPERM: "there is no permission to write there",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EEXIST: "a file is in the way of a folder",
    errno.EFBIG: "it would become larger than a file may (--file-limit)",
    errno.EISDIR: "a folder is in the way of the file",
    errno.ENAMETOOLONG: "the name is too long for this file system",
}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on success it takes the place of ``path``.

    The temporary name starts with a dot and keeps the suffix, so that tools which look at suffixes
    work. It is removed when the block raises. Raises InvalidInput where the folder cannot be
    written.
    """
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem[:60]}.", suffix=path.suffix
        )
        os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with storage_errors(path):
            temporary.chmod(_mode(path))
            move_into_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def move_into_place(temporary: Path, path: Path) -> None:
    """Flush ``temporary`` to the disk, rename it to ``path`` and flush the folder entry."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(temporary, path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def write_json(path: Path, content: Mapping[str, object]) -> None:
    """Write ``content`` as indented UTF-8 JSON with sorted keys, atomically."""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    with replacing(path) as temporary, storage_errors(path):
        temporary.write_text(text + "\n", encoding="utf-8")


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn an OSError about storage into one sentence that names ``path`` (InvalidInput)."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        reason = _STORAGE_REASONS.get(error.errno)
        if reason is None:
            raise
        raise cannot_write(path, reason) from error


def cannot_write(path: Path, reason: str) -> InvalidInput:
    """The one error for a target that cannot be written."""
    full = "make room, or " if reason.startswith("the disk") else ""
    return InvalidInput(
        f"cannot write {path}: {reason}",
        hint=f"{full}choose another place (render and plan: --out, --cache)",
    )


def _mode(path: Path) -> int:
    """Permissions as they are; where nothing is there yet, by the umask as usual."""
    # mkstemp makes files private to the user.
    if path.is_file() and not path.is_symlink():
        return stat.S_IMODE(path.stat().st_mode)
    return 0o666 & ~_umask()


def _umask() -> int:
    # There is no way to read the mask without setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
