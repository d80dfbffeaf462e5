"""Hands tasks to a session and brings each one's news back to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from locvid.model.errors import InvalidInput, LocvidError
from locvid.run.execute.base import Failed, Finished, Progressed, Session, Task
from locvid.run.limits import USUAL_LIMITS, Limited, Limits


@dataclass(frozen=True, slots=True)
class Receiver:
    """What to call with a task's share of work done, its result and wall seconds, or its error."""

    progressed: Callable[[float], None]
    finished: Callable[[Any, float], None]
    failed: Callable[[LocvidError], None]


class Desk:
    """Between a session and the films that use it."""

    def __init__(self, session: Session, limits: Limits = USUAL_LIMITS) -> None:
        """Every task keeps to ``limits``."""
        self._session = session
        self._limits = limits
        self._receivers: dict[int, Receiver] = {}

    def submit(self, task: Task, receiver: Receiver, urgent: bool = False) -> None:
        """Queue ``task``; its news goes to ``receiver``."""
        self._receivers[self._session.submit(Limited(task, self._limits), urgent)] = receiver

    def work(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Deliver news until nothing is queued or in work; receivers may submit more.

        Goes home early when it is ``enough``; leaving the session then ends what is in work.
        """
        for event in () if enough() else self._session.events():
            receiver = self._receivers[event.ticket]
            match event:
                case Progressed(share=share):
                    receiver.progressed(share)
                case Finished(result=result, seconds=seconds):
                    try:
                        receiver.finished(result, seconds)
                    except (LocvidError, OSError) as error:
                        # What cannot be written for one film must not stop the others.
                        receiver.failed(_as_locvid_error(error))
                case Failed(error=failure):
                    receiver.failed(_as_locvid_error(failure))
            if enough():
                return


def _as_locvid_error(error: LocvidError | OSError) -> LocvidError:
    if isinstance(error, LocvidError):
        return error
    place = f": {error.filename}" if error.filename else ""
    return InvalidInput(f"{error.strerror or error}{place}")
