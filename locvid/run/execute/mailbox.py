"""Tasks and events between two machines that share nothing but a disk.

Everything is a small file that appears whole, under a name that is used once (a pulse excepted).
Nothing relies on file locks, or on clocks that agree: a side is taken for dead when its pulse has
not changed for a while by the other side's own clock.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PULSE_S = 5.0
SILENCE_S = 180.0
"""So long a side may be silent: network disks show changes late, and processes may be paused."""


class Mailbox:
    """A folder on the shared disk; ``put`` and ``take`` hand over objects that can be pickled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> None:
        """Make the folder, for this user alone; one without any names is taken to be gone."""
        self._folder.mkdir(mode=0o700, parents=True)
        self.put("open")

    def put(self, name: str, content: Any = None) -> None:
        """Let ``name`` appear, whole; raises OSError where the folder is gone."""
        temporary = self._folder / f".{name}.{threading.get_ident()}"
        temporary.write_bytes(pickle.dumps(content))
        temporary.replace(self._folder / name)

    def names(self) -> frozenset[str]:
        """What is there. A listing is fresher than a question for one name on a network disk."""
        try:
            return frozenset(os.listdir(self._folder))
        except OSError:
            return frozenset()

    def take(self, name: str) -> Any:
        """The content of ``name``, which is there."""
        return pickle.loads((self._folder / name).read_bytes())


class Listener:
    """Hears the other side's pulse."""

    def __init__(self, mailbox: Mailbox, name: str) -> None:
        self._mailbox = mailbox
        self._name = name
        self._last: object = None
        self._heard = time.monotonic()

    def is_silent(self) -> bool:
        """Whether the pulse has not changed for too long, counted from the first question."""
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
            beat = self._mailbox.take(self._name)
            if beat != self._last:
                self._last, self._heard = beat, time.monotonic()
        return time.monotonic() - self._heard > SILENCE_S


@contextmanager
def pulse(mailbox: Mailbox, name: str) -> Iterator[None]:
    """Beat under ``name`` while the block runs."""
    over = threading.Event()

    def beat() -> None:
        number = 0
        while not over.is_set():
            # A disk that is away for a moment: the next beat may be heard again.
            with contextlib.suppress(OSError):
                mailbox.put(name, number)
            number += 1
            over.wait(PULSE_S)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
