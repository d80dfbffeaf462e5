"""What a command needs of the world around it, so that tests can run commands in their process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Environment:
    """Streams, clock, folders and variables of one invocation.

    ``clock`` counts seconds from any moment; ``folder`` is where the command was called, empty for
    the process's own, so that messages name files as the user wrote them.
    """

    stdout: TextIO
    stderr: TextIO
    variables: Mapping[str, str]
    folder: Path
    clock: Callable[[], float] = field(default=time.monotonic)

    @classmethod
    def of_process(cls) -> Environment:
        """The real one."""
        return cls(sys.stdout, sys.stderr, os.environ, Path())

    @property
    def cache(self) -> Path:
        """Folder of the cache: ``LOCVID_CACHE``, or the user's cache folder of this platform."""
        if chosen := self.variables.get("LOCVID_CACHE"):
            return self.folder / chosen
        from platformdirs import user_cache_path

        return user_cache_path("locvid", appauthor=False)

    @property
    def live(self) -> bool:
        """Whether stderr is a terminal on which progress can be redrawn."""
        return self.stderr.isatty() and self.variables.get("TERM") != "dumb"

    @property
    def colour(self) -> bool:
        """Whether messages may be coloured; see https://no-color.org."""
        return self.live and not self.variables.get("NO_COLOR")

    @property
    def colour_of_results(self) -> bool:
        """Whether results may be coloured: stdout may be a file while stderr is a terminal."""
        return self.stdout.isatty() and not self.variables.get("NO_COLOR")
