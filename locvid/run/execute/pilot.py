"""What a batch job runs: one worker that serves tasks from a mailbox until it is told to end.

It keeps its model from task to task. It ends by itself when whoever sent for it is gone, or when
so much of its time is used that another task might not be finished.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import replace
from pathlib import Path

from locvid.model.errors import LocvidError
from locvid.run.execute.base import Progressed
from locvid.run.execute.mailbox import PULSE_S, Listener, Mailbox, pulse
from locvid.run.execute.place import Terms, Worker

_LOOK_S = 0.2
_SHARE_OF_TIME = 0.75
"""After this share of the time that it was given no task is begun."""


def serve(folder: Path, home: Path, terms: Terms, minutes: int) -> None:
    """Serve the mailbox in ``folder``; ``home`` is the one in which the sender's pulse beats."""
    mailbox = Mailbox(folder)
    leave = time.monotonic() + minutes * 60 * _SHARE_OF_TIME
    try:
        worker = Worker(terms)
    except LocvidError as error:
        mailbox.put("refused", error)
        return
    sender = Listener(Mailbox(home), "pulse")
    threading.Thread(target=_die_with, args=(sender, mailbox), daemon=True).start()
    with pulse(mailbox, "pulse"):
        mailbox.put("ready")
        ticket = 1
        while time.monotonic() < leave and "close" not in (names := mailbox.names()):
            if f"task-{ticket}" in names:
                _carry_out(worker, mailbox, ticket)
                ticket += 1
            else:
                time.sleep(_LOOK_S)
        mailbox.put("left")
    worker.close()


def _carry_out(worker: Worker, mailbox: Mailbox, number: int) -> None:
    ticket, task = mailbox.take(f"task-{number}")
    for event in worker.work(task):
        own = replace(event, ticket=ticket)
        mailbox.put(f"share-{number}" if isinstance(own, Progressed) else f"end-{number}", own)


def _die_with(sender: Listener, mailbox: Mailbox) -> None:
    """End at once when the sender is gone or has taken its mailbox away; the worker follows."""
    while mailbox.names() and "close" not in mailbox.names() and not sender.is_silent():
        time.sleep(PULSE_S / 5)
    os._exit(1)
