"""Finds the files that a script names: below its folder, their content known by a hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from locvid.documents.problems import shown
from locvid.model.errors import InvalidInput
from locvid.model.script import Reference

MAX_BYTES = 64 * 1024 * 1024
"""A photograph and half a minute of uncompressed voice are below 10 MB."""


def read_reference(folder: Path, name: str) -> Reference:
    """The file ``name`` below ``folder``; what is in it is judged by those who use it.

    Raises InvalidInput when it is not there, not a file, not readable, empty, larger than
    ``MAX_BYTES``, or outside the folder by way of a link.
    """
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise InvalidInput(f"'{shown(name)}' leads out of the script's folder")
        if not path.is_file():
            raise InvalidInput(
                f"there is no file '{shown(name)}'", hint="paths start from the script's folder"
            )
        size = path.stat().st_size
        if not 0 < size <= MAX_BYTES:
            what = "is empty" if size == 0 else f"is larger than {MAX_BYTES // 1024 // 1024} MB"
            raise InvalidInput(f"'{shown(name)}' {what}")
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        # ValueError: a null character in the name.
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(f"'{shown(name)}' cannot be read: {reason}") from error
    return Reference(path.relative_to(folder).as_posix(), content)
