"""Places that refuse, vanish or never come: what a session of several machines makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from executor_tasks import Square

from locvid.model.errors import LocvidError
from locvid.run.execute.base import Event, Failed, Finished, InternalFailure, Task, WorkerDied
from locvid.run.execute.fleet import MOST_TRIES, FleetSession, Place, PlaceLost, PlaceRefused


@dataclass
class FakePlace:
    """Does a task in no time, unless ``ready`` or ``news`` says otherwise by raising."""

    may: Callable[[str], bool]
    held: tuple[int, Task] | None = None
    closed: bool = False

    def ready(self) -> bool:
        return self.may("ready")

    def begin(self, ticket: int, task: Task) -> None:
        self.held = ticket, task

    def news(self) -> Sequence[Event]:
        assert self.held is not None
        if not self.may("news"):
            return []
        (ticket, task), self.held = self.held, None
        return [Finished(ticket, task.run(lambda share: None), 0.1)]

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeFleet:
    """Hands out places that behave as ``behaviours`` say, the last one for all that follow."""

    behaviours: list[Callable[[str], bool]]
    opened: list[FakePlace] = field(default_factory=list)
    waits: int = 0

    def open(self) -> Place:
        number = min(len(self.opened), len(self.behaviours) - 1)
        self.opened.append(FakePlace(self.behaviours[number]))
        return self.opened[-1]

    def wait(self, places: Sequence[Place]) -> None:
        self.waits += 1
        assert self.waits < 200, "the session waits for nothing"


def always(_: str) -> bool:
    return True


def refuses(_: str) -> bool:
    raise PlaceRefused(LocvidError("the machine n1 does not see /cache"))


def never_ready(what: str) -> bool:
    return what != "ready"


def lost_at_work(what: str) -> bool:
    if what == "news":
        raise PlaceLost("was lost: node n1 is down", "Bus error")
    return True


def never_comes(_: str) -> bool:
    raise PlaceLost("was lost before it was ready", "no such partition")


def ends(fleet: FakeFleet, tasks: int, jobs: int) -> dict[int, Event]:
    session = FleetSession(fleet, jobs)
    for number in range(1, tasks + 1):
        session.submit(Square(number))
    found = {e.ticket: e for e in session.events() if isinstance(e, Finished | Failed)}
    session.close()
    assert all(place.closed for place in fleet.opened), "no place is left behind"
    return found


def test_a_task_that_is_lost_is_begun_again_elsewhere():
    fleet = FakeFleet([lost_at_work, always])
    found = ends(fleet, tasks=3, jobs=1)
    assert [event.result for _, event in sorted(found.items())] == [1, 4, 9]
    assert len(fleet.opened) == 2


def test_a_task_that_is_lost_every_time_fails_with_what_is_known():
    fleet = FakeFleet([lost_at_work])
    failed = ends(fleet, tasks=1, jobs=4)[1]
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, WorkerDied)
    assert "that squared was lost: node n1 is down" in failed.error.message
    assert failed.error.trace == "Bus error"
    assert len(fleet.opened) == MOST_TRIES


def test_the_others_work_on_where_one_refuses():
    found = ends(FakeFleet([refuses, always]), tasks=4, jobs=2)
    assert all(isinstance(event, Finished) for event in found.values())


def test_where_all_refuse_every_task_says_why():
    found = ends(FakeFleet([refuses]), tasks=3, jobs=2)
    assert {str(event.error) for event in found.values()} == {"the machine n1 does not see /cache"}


def test_the_others_work_on_where_one_never_gets_ready():
    found = ends(FakeFleet([never_ready, always]), tasks=4, jobs=2)
    assert all(isinstance(event, Finished) for event in found.values())


def test_no_place_is_asked_for_without_end():
    fleet = FakeFleet([never_comes])
    found = ends(fleet, tasks=2, jobs=2)
    for event in found.values():
        assert isinstance(event.error, InternalFailure)
        assert "workers were lost one after the other" in event.error.message
        assert event.error.trace == "no such partition"
    assert len(fleet.opened) < 10


def test_no_more_places_than_tasks():
    fleet = FakeFleet([always])
    ends(fleet, tasks=2, jobs=50)
    assert len(fleet.opened) == 2
