"""What executors of several machines have in common: tasks are handed to places, and again if lost.

A place is one worker somewhere. It may be long in coming, refuse, or vanish with its machine. A
task that was lost with its place is handed to another one, a few times: tasks keep what they have
finished in the shared store, and what is there is not made twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from locvid.model.errors import LocvidError
from locvid.run.execute.base import Event, Failed, InternalFailure, Progressed, Task, WorkerDied

MOST_TRIES = 3
"""Times that one task is begun: one that kills every worker it meets must come to an end."""

_MOST_LOST_IN_A_ROW = 3
"""Times the number of places: so many may be lost without one task being finished."""


class PlaceLost(Exception):
    """A place is gone, and whatever it was doing. ``log`` is what it printed, as far as known."""

    def __init__(self, how: str, log: str = "") -> None:
        super().__init__(how)
        self.log = log


class PlaceRefused(Exception):
    """A place cannot work, and another one like it could not either; ``error`` says why."""

    def __init__(self, error: LocvidError) -> None:
        super().__init__(str(error))
        self.error = error


class Place(Protocol):
    """One worker, on any machine, that carries out one task at a time."""

    def ready(self) -> bool:
        """Whether it can take a task; raises PlaceLost or PlaceRefused."""
        ...

    def begin(self, ticket: int, task: Task) -> None:
        """Give it a task; raises PlaceLost."""
        ...

    def news(self) -> Sequence[Event]:
        """What happened since it was last asked, without waiting; raises PlaceLost."""
        ...

    def close(self) -> None:
        """End it and its work at once."""
        ...


class Fleet(Protocol):
    """Opens places, and waits for them."""

    def open(self) -> Place:
        """Ask for another place; it may get ready much later. Raises LocvidError for a no."""
        ...

    def wait(self, places: Sequence[Place]) -> None:
        """Return when one of them may have news, at the latest after a moment."""
        ...


@dataclass(slots=True)
class _Work:
    ticket: int
    task: Task
    tries: int = 0


class FleetSession:
    """The session of a fleet; see ``locvid.run.execute.base.Session``."""

    def __init__(self, fleet: Fleet, jobs: int) -> None:
        self._fleet = fleet
        self._jobs = jobs
        self._queue: deque[_Work] = deque()
        self._places: list[Place] = []
        self._busy: dict[int, _Work] = {}
        self._tickets = count(1)
        self._lost_in_a_row = 0
        self._last_log = ""
        self._refused: LocvidError | None = None

    def submit(self, task: Task, urgent: bool = False) -> int:
        """Queue a task, at the front if ``urgent``; returns its ticket."""
        work = _Work(next(self._tickets), task)
        if urgent:
            self._queue.appendleft(work)
        else:
            self._queue.append(work)
        return work.ticket

    def events(self) -> Iterator[Event]:
        """What happens, until no task is queued or in work."""
        while self._queue or self._busy:
            self._open_places()
            if not self._places:
                yield from self._give_up()
                continue
            yield from self._hand_out()
            for place in list(self._places):
                if id(place) in self._busy:
                    yield from self._heard(place)
            if self._busy or self._queue:
                self._fleet.wait(self._places)

    def close(self) -> None:
        """End all places and their work."""
        for place in self._places:
            place.close()
        self._places.clear()
        self._busy.clear()

    def _open_places(self) -> None:
        """As many as there is work for; none after a refusal, and none where all are lost."""
        wanted = min(self._jobs, len(self._busy) + len(self._queue))
        hopeless = self._lost_in_a_row > _MOST_LOST_IN_A_ROW * self._jobs
        while len(self._places) < wanted and self._refused is None and not hopeless:
            try:
                self._places.append(self._fleet.open())
            except LocvidError as error:
                self._refused = error

    def _hand_out(self) -> Iterator[Event]:
        for place in list(self._places):
            if not self._queue:
                return
            if id(place) in self._busy:
                continue
            try:
                if not place.ready():
                    continue
                work = self._queue.popleft()
                self._busy[id(place)] = work
                place.begin(work.ticket, work.task)
            except PlaceRefused as refusal:
                self._refused = refusal.error
                self._drop(place)
            except PlaceLost as lost:
                yield from self._buried(place, lost)
            else:
                if not work.tries:
                    yield Progressed(work.ticket, 0.0)
                work.tries += 1

    def _heard(self, place: Place) -> Iterator[Event]:
        try:
            news = place.news()
        except PlaceLost as lost:
            yield from self._buried(place, lost)
            return
        for event in news:
            if isinstance(event, Progressed):
                yield event
                continue
            work = self._busy.pop(id(place))
            if isinstance(event, Failed) and isinstance(event.error, WorkerDied):
                yield from self._again(work, event.error)
            else:
                self._lost_in_a_row = 0
                yield event

    def _buried(self, place: Place, lost: PlaceLost) -> Iterator[Event]:
        self._lost_in_a_row += 1
        self._last_log = lost.log
        self._drop(place)
        work = self._busy.pop(id(place), None)
        if work is not None:
            yield from self._again(
                work, WorkerDied(f"the worker {work.task.label} {lost}", lost.log)
            )

    def _again(self, work: _Work, error: WorkerDied) -> Iterator[Event]:
        """Begin a lost task once more, before all others; or tell that it is no use."""
        if work.tries < MOST_TRIES:
            self._queue.appendleft(work)
        else:
            yield Failed(
                work.ticket,
                WorkerDied(
                    f"{error.message}, and so did {MOST_TRIES - 1} others before",
                    error.trace,
                    hint="finished shots are kept and the next run goes on from there",
                ),
            )

    def _give_up(self) -> Iterator[Event]:
        """No place is left and none can be had: nothing that is queued will ever be done."""
        error = self._refused or InternalFailure(
            f"{self._lost_in_a_row} workers were lost one after the other",
            self._last_log,
            hint="look at the machines; finished shots are kept and the next run goes on",
        )
        while self._queue:
            yield Failed(self._queue.popleft().ticket, error)

    def _drop(self, place: Place) -> None:
        self._places.remove(place)
        place.close()
