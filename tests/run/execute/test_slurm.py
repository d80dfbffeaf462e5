"""What Slurm is handed; no Slurm is needed for it."""

from __future__ import annotations

import pickle
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from locvid.run.execute.slurm import SlurmExecutor


class Submitit:
    """Keeps what is submitted, as submitit does in a file."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.written: list[bytes] = []

    def update_parameters(self, **_: Any) -> None:
        pass

    def submit(self, function: Any, *arguments: Any) -> Any:
        self.written.append(pickle.dumps(arguments))
        return SimpleNamespace(cancel=lambda: None)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as on POSIX")
def test_no_secret_is_written_for_a_job_and_nobody_else_reads_what_is(tmp_path, monkeypatch):
    submitit = Submitit()
    there = SimpleNamespace(AutoExecutor=lambda *_, **__: submitit)
    monkeypatch.setitem(sys.modules, "submitit", there)
    monkeypatch.setenv("LOCVID_SIGN_PASSPHRASE", "hunter2")
    monkeypatch.setenv("LOCVID_SERVER_KEY", "swordfish")
    monkeypatch.setenv("LOCVID_DEVICE", "a-device")
    with SlurmExecutor("local").session(1, tmp_path) as session:
        session._fleet.open()
        assert (tmp_path / "slurm").stat().st_mode & 0o077 == 0
    (written,) = submitit.written
    assert b"a-device" in written
    assert b"hunter2" not in written
    assert b"swordfish" not in written
