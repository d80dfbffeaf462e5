"""The local executor: work in other processes, and what comes back from it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from locvid.model.errors import InvalidInput, Location
from locvid.run.execute.base import Failed, Finished, InternalFailure, Progressed, Report
from locvid.run.execute.local import LocalExecutor


@dataclass(frozen=True)
class Square:
    number: int
    label: str = "that squared"

    def run(self, report: Report) -> int:
        print("a library that chats")
        report(0.5)
        return self.number**2


@dataclass(frozen=True)
class Surroundings:
    label: str = "that looked around"

    def run(self, report: Report) -> tuple[int, int, str]:
        return os.getpid(), os.getpgid(0), os.environ["OMP_NUM_THREADS"]


@dataclass(frozen=True)
class Raise:
    error: Exception
    label: str = "that raised"

    def run(self, report: Report) -> None:
        raise self.error


@dataclass(frozen=True)
class Exit:
    label: str = "that left"

    def run(self, report: Report) -> None:
        os._exit(7)


@dataclass(frozen=True)
class Sleep:
    label: str = "that slept"

    def run(self, report: Report) -> None:
        time.sleep(600)


def run_all(folder: Path, *tasks: object, jobs: int = 1) -> list[object]:
    with LocalExecutor().session(jobs, folder) as session:
        for task in tasks:
            session.submit(task)  # type: ignore[arg-type]
        return list(session.events())


def test_results_come_back_with_progress(tmp_path, capfd):
    events = run_all(tmp_path, Square(3), Square(4))
    assert [event for event in events if isinstance(event, Progressed)] == [
        Progressed(1, 0.0),
        Progressed(1, 0.5),
        Progressed(2, 0.0),
        Progressed(2, 0.5),
    ]
    assert [(e.ticket, e.result) for e in events if isinstance(e, Finished)] == [(1, 9), (2, 16)]
    assert capfd.readouterr().out == "", "what workers print does not reach stdout"


def test_workers_lead_a_group_of_their_own_with_one_thread_a_library(tmp_path):
    events = run_all(tmp_path, Surroundings())
    ((pid, group, threads),) = [e.result for e in events if isinstance(e, Finished)]
    assert pid != os.getpid()
    assert group == pid
    assert threads == "1"


def test_errors_keep_their_place_and_hint(tmp_path):
    where = Location(Path("film.yaml"), 7)
    error = InvalidInput("a word is missing", where, "fr-FR", "write it")
    events = run_all(tmp_path, Raise(error), Raise(OSError(28, "No space left", "x")), Square(2))
    told, disk = [event.error for event in events if isinstance(event, Failed)]
    assert isinstance(told, InvalidInput)
    assert (str(told), told.hint) == ("film.yaml:7: [fr-FR] a word is missing", "write it")
    assert isinstance(disk, OSError)
    assert (disk.errno, disk.filename) == (28, "x")
    assert [event.result for event in events if isinstance(event, Finished)] == [4]


def test_a_bug_comes_back_with_its_traceback(tmp_path):
    (failed,) = [e for e in run_all(tmp_path, Raise(KeyError("x"))) if isinstance(e, Failed)]
    assert isinstance(failed.error, InternalFailure)
    assert "KeyError: 'x'" in failed.error.trace


def test_a_worker_that_dies_costs_its_own_task_only(tmp_path):
    events = run_all(tmp_path, Exit(), Square(5))
    (failed,) = [event for event in events if isinstance(event, Failed)]
    assert "the process that left ended with status 7" in str(failed.error)
    assert [event.result for event in events if isinstance(event, Finished)] == [25]


def test_leaving_the_session_ends_work_at_once(tmp_path):
    began = time.monotonic()
    with LocalExecutor().session(2, tmp_path) as session:
        session.submit(Sleep())
        assert next(session.events()) == Progressed(1, 0.0)
    assert time.monotonic() - began < 30


def test_urgent_tasks_go_first(tmp_path):
    with LocalExecutor().session(1, tmp_path) as session:
        session.submit(Square(1))
        session.submit(Square(2))
        session.submit(Square(3), urgent=True)
        results = [event.result for event in session.events() if isinstance(event, Finished)]
    assert results == [9, 1, 4]
