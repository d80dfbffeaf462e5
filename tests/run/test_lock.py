from __future__ import annotations

import json
import subprocess
import sys

import pytest

from locvid.model.errors import InvalidInput
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
