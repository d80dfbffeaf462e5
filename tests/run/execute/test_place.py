"""What a machine must have in common with the one that plans."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from executor_tasks import Surroundings

from locvid.model.errors import LocvidError
from locvid.run.execute import place
from locvid.run.execute.base import Finished
from locvid.run.execute.place import Terms, Worker


@pytest.fixture
def terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terms:
    monkeypatch.setattr(place, "_PATIENCE_S", 0.0)
    monkeypatch.setenv("LOCVID_DEVICE", "cpu")
    monkeypatch.setenv("A_SECRET", "x")
    return Terms.of_this_process(tmp_path)


def test_it_works_in_the_same_folder_with_the_same_variables(terms, tmp_path, monkeypatch):
    assert terms.variables["LOCVID_DEVICE"] == "cpu"
    assert "A_SECRET" not in terms.variables
    monkeypatch.chdir(tmp_path)
    worker = Worker(terms)
    try:
        *_, end = worker.work(Surroundings())
    finally:
        worker.close()
    assert isinstance(end, Finished)
    assert end.result[-1] == str(terms.folder) == os.getcwd()


def test_a_machine_that_does_not_see_the_shared_disk_says_so(terms, tmp_path):
    with pytest.raises(LocvidError, match=r"does not see .*elsewhere") as told:
        Worker(replace(terms, scratch=tmp_path / "elsewhere"))
    assert "a disk that all machines share" in (told.value.hint or "")


def test_a_machine_with_another_locvid_says_so(terms):
    with pytest.raises(LocvidError, match=r"has locvid .*, this one has 0\.0\.1"):
        Worker(replace(terms, build="0.0.1"))
