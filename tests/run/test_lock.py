from __future__ import annotations

import json
import subprocess
import sys

import pytest

from locvid.model.errors import InvalidInput
from locvid.run import lock
from locvid.run.alive import machine
from locvid.run.lock import locked

LOCK = ".locvid.lock"


def test_the_lock_is_there_while_the_folder_is_held_and_gone_after(tmp_path):
    with locked(tmp_path):
        assert (tmp_path / LOCK).exists()
    assert not (tmp_path / LOCK).exists()


def test_another_living_run_is_named(tmp_path):
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        owner = {"pid": other.pid, "host": machine()}
        (tmp_path / LOCK).write_text(json.dumps(owner))
        with pytest.raises(InvalidInput, match=str(other.pid)), locked(tmp_path):
            pass
        assert json.loads((tmp_path / LOCK).read_text()) == owner
        other.kill()
        # Killed and not yet collected by its parent: it holds nothing any more.
        while True:
            try:
                with locked(tmp_path):
                    break
            except InvalidInput:
                continue
    finally:
        other.kill()
        other.communicate()
    assert not (tmp_path / LOCK).exists()


@pytest.mark.parametrize("content", ["", "{", '{"pid": 1}', "[]", '{"pid": "x", "host": "y"}'])
def test_a_lock_that_was_cut_off_is_taken_over(tmp_path, content):
    (tmp_path / LOCK).write_text(content)
    with locked(tmp_path):
        assert json.loads((tmp_path / LOCK).read_text())["host"] == machine()


def test_a_run_on_another_machine_is_believed(tmp_path):
    (tmp_path / LOCK).write_text(json.dumps({"pid": 1, "host": "another-machine"}))
    with pytest.raises(InvalidInput, match="another-machine"), locked(tmp_path):
        pass


def test_of_two_runs_that_find_a_dead_ones_lock_only_one_gets_it(tmp_path, monkeypatch):
    other = {"pid": 1, "host": machine()}
    (tmp_path / LOCK).write_text(json.dumps({"pid": 12345, "host": machine()}))

    def lives(pid):
        # While this run looks at the dead one, the other run takes its place.
        (tmp_path / LOCK).write_text(json.dumps(other))
        return pid == 1

    monkeypatch.setattr(lock, "process_is_alive", lives)
    with pytest.raises(InvalidInput, match="process 1"), locked(tmp_path):
        pass
    assert json.loads((tmp_path / LOCK).read_text()) == other
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_a_run_leaves_the_lock_of_another_one_alone(tmp_path):
    other = {"pid": 1, "host": "another-machine"}
    with locked(tmp_path):
        (tmp_path / LOCK).write_text(json.dumps(other))
    assert json.loads((tmp_path / LOCK).read_text()) == other
