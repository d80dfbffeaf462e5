"""What every executor does, whichever machines it has."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from executor_tasks import Exit, Raise, Sleep, Square, Surroundings

from locvid.model.errors import InvalidInput, Location
from locvid.run.execute.base import (
    Event,
    Executor,
    Failed,
    Finished,
    InternalFailure,
    Progressed,
    Task,
    WorkerDied,
)

from .conftest import EXECUTORS

Open = Callable[[str], Executor]


@pytest.fixture(params=EXECUTORS)
def executor(request: pytest.FixtureRequest, opened: Open) -> Executor:
    return opened(request.param)


def run_all(executor: Executor, folder: Path, *tasks: Task, jobs: int = 1) -> list[Event]:
    with executor.session(jobs, folder) as session:
        for task in tasks:
            session.submit(task)
        return list(session.events())


def test_it_says_that_it_can_run_and_has_places(executor):
    assert executor.available().ok
    places = executor.places(gpu=False)
    assert places is None or places >= 1


def test_results_errors_and_progress_come_back_by_ticket(executor, tmp_path, capfd):
    where = Location(Path("film.yaml"), 7)
    error = InvalidInput("a word is missing", where, "fr-FR", "write it")
    disk = OSError(28, "No space left", "x")
    events = run_all(
        executor, tmp_path, Square(3), Raise(error), Raise(disk), Raise(KeyError("x")), Square(4)
    )
    assert [(e.ticket, e.result) for e in events if isinstance(e, Finished)] == [(1, 9), (5, 16)]
    assert all(0 <= e.seconds < 30 for e in events if isinstance(e, Finished))
    failed = {event.ticket: event.error for event in events if isinstance(event, Failed)}
    assert sorted(failed) == [2, 3, 4]
    told = failed[2]
    assert isinstance(told, InvalidInput)
    assert (str(told), told.hint) == ("film.yaml:7: [fr-FR] a word is missing", "write it")
    assert isinstance(failed[3], OSError)
    assert (failed[3].errno, failed[3].filename) == (28, "x")
    assert isinstance(failed[4], InternalFailure)
    assert "KeyError: 'x'" in failed[4].trace
    shares = [(e.ticket, e.share) for e in events if isinstance(e, Progressed)]
    assert {(ticket, 0.0) for ticket in range(1, 6)} <= set(shares)
    assert [share for ticket, share in shares if ticket == 1] == [0.0, 0.5]
    assert "chats" not in capfd.readouterr().out, "what workers print does not reach stdout"


def test_workers_are_other_processes_with_one_thread_a_library(executor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    events = run_all(executor, tmp_path, Surroundings())
    ((pid, group, threads, _, folder),) = [e.result for e in events if isinstance(e, Finished)]
    assert group == pid
    assert threads == "1"
    assert folder == str(tmp_path), "relative paths mean the same there"


def test_as_many_tasks_at_a_time_as_there_are_jobs(executor, tmp_path):
    notes = [tmp_path / "one", tmp_path / "two"]
    with executor.session(2, tmp_path) as session:
        for note in notes:
            session.submit(Sleep(note=note))
        session.submit(Square(2))
        events = session.events()
        assert [next(events), next(events)] == [Progressed(1, 0.0), Progressed(2, 0.0)]
        deadline = time.monotonic() + 60
        while not all(note.exists() for note in notes):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_urgent_tasks_go_first(executor, tmp_path):
    with executor.session(1, tmp_path) as session:
        session.submit(Square(1))
        session.submit(Square(2))
        session.submit(Square(3), urgent=True)
        results = [event.result for event in session.events() if isinstance(event, Finished)]
    assert results == [9, 1, 4]


def test_tasks_may_be_submitted_while_events_are_read(executor, tmp_path):
    results = []
    with executor.session(1, tmp_path) as session:
        session.submit(Square(1))
        for event in session.events():
            if isinstance(event, Finished):
                results.append(event.result)
                if len(results) < 3:
                    session.submit(Square(event.result + 1))
    assert results == [1, 4, 25]


def test_a_task_that_kills_every_worker_fails_and_the_others_are_done(executor, tmp_path):
    events = run_all(executor, tmp_path, Exit(), Square(5))
    (failed,) = [event for event in events if isinstance(event, Failed)]
    assert isinstance(failed.error, WorkerDied)
    assert "that left ended with status 7" in str(failed.error)
    assert failed.error.hint
    assert [event.result for event in events if isinstance(event, Finished)] == [25]


def test_leaving_the_session_ends_work_at_once(executor, tmp_path):
    note = tmp_path / "note"
    began = time.monotonic()
    with executor.session(2, tmp_path) as session:
        session.submit(Sleep(note=note))
        events = session.events()
        assert next(events) == Progressed(1, 0.0)
        while not note.exists():
            assert time.monotonic() - began < 60
            time.sleep(0.05)
    worker = Path("/proc", note.read_text())
    while worker.exists() and ") Z " not in (worker / "stat").read_text():
        assert time.monotonic() - began < 60, "the worker goes on although nobody wants its work"
        time.sleep(0.05)
