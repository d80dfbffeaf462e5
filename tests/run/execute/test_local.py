"""What only the executor of this machine does."""

from __future__ import annotations

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
