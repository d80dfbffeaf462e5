"""What only the executor of this machine does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from executor_tasks import Exit, Meet, Sleep, Square, Surroundings

from locvid.run.execute.base import Failed, Finished, Progressed
from locvid.run.execute.local import LocalExecutor


def test_each_worker_sees_one_gpu_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,2")
    executor = LocalExecutor()
    assert executor.places(gpu=True) == 2
    with executor.session(2, tmp_path, gpu=True) as session:
        session.submit(Sleep(0.5))
        session.submit(Exit())
        session.submit(Surroundings())
        ends = [event for event in session.events() if isinstance(event, Finished | Failed)]
    (seen,) = [e.result for e in ends if isinstance(e, Finished) and isinstance(e.result, tuple)]
    assert seen[3] in ("0", "2"), "one of them, also after another worker died"


def test_a_machine_without_the_devices_of_nvidia_has_one_place_for_a_gpu(monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert LocalExecutor().places(gpu=True) == 1


def test_what_needs_no_gpu_is_done_beside_it(tmp_path, monkeypatch):
    """Each waits for the other: one after the other they would never end."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    shot, film = tmp_path / "shot", tmp_path / "film"
    with LocalExecutor().session(2, tmp_path, gpu=True) as session:
        session.submit(Meet(film, shot, beside=True), urgent=True)
        session.submit(Meet(shot, film, beside=False))
        ends = [event for event in session.events() if isinstance(event, Finished | Failed)]
    assert {event.ticket: getattr(event, "result", event) for event in ends} == {1: "", 2: "0"}


def test_the_next_shot_is_begun_before_the_film_is_put_together(tmp_path, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    begun: list[int] = []
    with LocalExecutor().session(2, tmp_path, gpu=True) as session:
        session.submit(Square(1))
        shot = session.submit(Square(2))
        for event in session.events():
            if event == Progressed(event.ticket, 0.0):
                begun.append(event.ticket)
            if isinstance(event, Finished) and event.ticket == 1:
                film = session.submit(Meet(tmp_path, tmp_path, beside=True), urgent=True)
    assert begun == [1, shot, film]


def test_without_a_place_beside_tasks_keep_their_order_and_their_worker(tmp_path, monkeypatch):
    """``--jobs 1`` on one GPU: urgent is urgent, and it is one process."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    begun: list[int] = []
    with LocalExecutor().session(1, tmp_path, gpu=True) as session:
        session.submit(Surroundings())
        session.submit(Meet(tmp_path, tmp_path, beside=True), urgent=True)
        for event in session.events():
            if event == Progressed(event.ticket, 0.0):
                begun.append(event.ticket)
        logs = list(tmp_path.glob("worker-*.log"))
    assert begun == [2, 1]
    assert len(logs) == 1


def test_one_film_alone_is_put_together_where_it_was_made(tmp_path, monkeypatch):
    """Nothing else is to be done there: no process is started for it."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    with LocalExecutor().session(2, tmp_path, gpu=True) as session:
        session.submit(Surroundings())
        for event in session.events():
            if isinstance(event, Finished) and event.ticket == 1:
                session.submit(Meet(tmp_path, tmp_path, beside=True))
        assert len(list(tmp_path.glob("worker-*.log"))) == 1


PROGRAM = """
from pathlib import Path
from executor_tasks import Sleep
from locvid.run.execute.local import LocalExecutor
if __name__ == "__main__":
    executor = LocalExecutor()
    executor.prepare()
    with executor.session(1, Path("scratch")) as session:
        session.submit(Sleep(0.0))
        print(*[type(event).__name__ for event in session.events()])
"""


def test_workers_import_nothing_from_the_folder_that_they_are_started_in(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    project = tmp_path / "project"
    (project / "scratch").mkdir(parents=True)
    for name in ("random", "skia"):
        (project / f"{name}.py").write_text("open('imported', 'w').close()\n")
    ended = subprocess.run(
        [sys.executable, program],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    assert "Finished" in ended.stdout, ended.stderr
    assert not (project / "imported").exists()
