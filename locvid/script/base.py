"""What a script reader is. To add a format: one file here, one entry point in locvid.readers."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from locvid.model.script import Script


class Reader(Protocol):
    """Turns one file format into a Script."""

    suffixes: tuple[str, ...]
    """Lower-case file suffixes with the dot (``.yaml``)."""

    def recognises(self, beginning: bytes) -> bool:
        """Whether a file that was found in a folder, not named, is a script.

        ``beginning`` is up to the first 64 KiB of it.
        """
        ...

    def read(self, path: Path) -> Script:
        """Read and validate ``path``; raise InvalidInput with file and line for what is wrong."""
        ...
