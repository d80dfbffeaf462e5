"""The far end of an executor of several machines: a worker process that serves one task at a time.

Runs on the other machine. The work itself is done in a process of its own, as by the executor
``local``: it leads a group that can be ended with its ffmpeg, prints to a log, and may die without
taking this one along.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from locvid.model.errors import InvalidInput, LocvidError
from locvid.model.marking import PASSPHRASE_VARIABLE
from locvid.run.build import build
from locvid.run.execute.base import Event, Progressed, Task
from locvid.run.execute.local import LocalExecutor

_SECRETS = (PASSPHRASE_VARIABLE, "LOCVID_SERVER_KEY")

_PATIENCE_S = 15.0
"""A network disk may show a new file this much later on another machine."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a place has to have in common with the machine that plans.

    ``folder`` is where relative paths start, ``scratch`` a folder on the shared disk for logs, gone
    when the run ends, ``build`` the build of locvid. ``variables`` are taken over.
    """

    folder: Path
    scratch: Path
    build: str
    variables: Mapping[str, str]

    @classmethod
    def of_this_process(cls, scratch: Path, kept_on_disk: bool = False) -> Terms:
        """The terms for places that work for this process.

        Terms that are ``kept_on_disk`` on their way hold no secrets: those have to reach a place
        in its environment.
        """
        named = {name: value for name, value in os.environ.items() if name.startswith("LOCVID_")}
        for name in _SECRETS if kept_on_disk else ():
            named.pop(name, None)
        return cls(Path.cwd(), scratch.absolute(), build(), named)


class Worker:
    """One worker process on this machine that carries out tasks in order."""

    def __init__(self, terms: Terms) -> None:
        """Raises LocvidError where this machine does not meet the terms."""
        _meet(terms)
        os.environ.update(terms.variables)
        logs = terms.scratch / f"{socket.gethostname()}-{os.getpid()}"
        logs.mkdir(exist_ok=True)
        self._block = LocalExecutor().session(1, logs)
        self._session = self._block.__enter__()

    def work(self, task: Task) -> Iterator[Event]:
        """Carry out one task; tells its progress, and at last its result or its error.

        That it began is told by whoever handed it over.
        """
        self._session.submit(task)
        for event in self._session.events():
            if event != Progressed(event.ticket, 0.0):
                yield event

    def close(self) -> None:
        """End the process and what it works on."""
        self._block.__exit__(None, None, None)


def _meet(terms: Terms) -> None:
    host = socket.gethostname()
    deadline = time.monotonic() + _PATIENCE_S
    while not (terms.folder.is_dir() and terms.scratch.is_dir()):
        if time.monotonic() > deadline:
            hidden = terms.scratch if terms.folder.is_dir() else terms.folder
            raise InvalidInput(
                f"the machine {host} does not see {hidden}",
                hint="scripts, cache and output have to be on a disk that all machines share "
                "under the same paths",
            )
        time.sleep(0.2)
    if build() != terms.build:
        raise LocvidError(
            f"the machine {host} has locvid {build()}, this one has {terms.build}",
            hint="install the same version on all machines",
        )
    os.chdir(terms.folder)
