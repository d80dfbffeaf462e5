"""What only the executor of this machine does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from executor_tasks import Exit, Sleep, Surroundings

from locvid.run.execute.base import Failed, Finished
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
