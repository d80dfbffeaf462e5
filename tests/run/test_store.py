from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from locvid.run.alive import machine
from locvid.run.store import Store

KEY = "ab" + "0" * 62


def fill(store: Store, content: bytes = b"picture") -> Path:
    with store.writing(KEY) as folder:
        (folder / "picture.mp4").write_bytes(content)
        (folder / "stems").mkdir()
        (folder / "stems" / "dialogue.wav").write_bytes(b"sound")
    return store.folder(KEY)


def test_an_entry_is_there_when_it_is_complete(tmp_path):
    store = Store(tmp_path)
    assert not store.has(KEY)
    assert store.find(KEY) is None
    folder = fill(store)
    assert store.has(KEY)
    assert store.find(KEY) == folder
    assert (folder / "picture.mp4").read_bytes() == b"picture"


def test_work_that_fails_leaves_nothing(tmp_path):
    store = Store(tmp_path)
    work = store.writing(KEY)
    folder = work.__enter__()
    (folder / "picture.mp4").write_bytes(b"half")
    error = RuntimeError()
    assert not work.__exit__(RuntimeError, error, None)
    assert not store.has(KEY)
    assert not folder.exists()


@pytest.mark.parametrize("damage", ["altered", "cut", "missing", "unlisted", "emptied list"])
def test_a_damaged_entry_is_thrown_away(tmp_path, damage):
    store = Store(tmp_path)
    folder = fill(store)
    file = folder / "picture.mp4"
    if damage == "altered":
        file.write_bytes(b"PICTURE")
    elif damage == "cut":
        file.write_bytes(b"pic")
    elif damage == "missing":
        file.unlink()
    elif damage == "unlisted":
        (folder / "entry.json").unlink()
    else:
        (folder / "entry.json").write_text("")
    assert store.find(KEY) is None
    assert not folder.exists()
    fill(store)
    assert store.find(KEY) == folder


def test_an_entry_that_another_run_made_meanwhile_stays(tmp_path):
    store = Store(tmp_path)
    with store.writing(KEY) as folder:
        (folder / "picture.mp4").write_bytes(b"ours")
        fill(Store(tmp_path / "elsewhere"), b"theirs")
        (tmp_path / "shots" / "ab").mkdir(parents=True)
        (tmp_path / "elsewhere" / "shots" / "ab" / KEY).rename(store.folder(KEY))
    assert (store.folder(KEY) / "picture.mp4").read_bytes() == b"theirs"
    assert store.find(KEY) is not None
    assert not folder.exists()


def test_what_is_left_of_an_entry_is_replaced(tmp_path):
    store = Store(tmp_path)
    store.folder(KEY).mkdir(parents=True)
    (store.folder(KEY) / "picture.mp4").write_bytes(b"half")
    assert fill(store) == store.find(KEY)


def test_the_unfinished_work_of_dead_processes_is_swept(tmp_path):
    store = Store(tmp_path)
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    here = machine()
    theirs = tmp_path / "work" / f"{here}.{dead.pid}"
    elsewhere = tmp_path / "work" / f"another-machine.{dead.pid}"
    for folder in (theirs, elsewhere, store.work_folder()):
        (folder / KEY).mkdir(parents=True)
    store.sweep()
    assert not theirs.exists()
    assert elsewhere.exists()
    assert (tmp_path / "work" / f"{here}.{os.getpid()}").exists()


def test_the_run_of_another_machine_is_believed_by_the_clock_of_the_disk(tmp_path, monkeypatch):
    store = Store(tmp_path)
    theirs = tmp_path / "work" / "elsewhere.4711" / "needs"
    theirs.mkdir(parents=True)
    with store.at_work():
        now = time.time
        monkeypatch.setattr(time, "time", lambda: now() + 10 * 24 * 3600)
        store.sweep()
        assert theirs.exists(), "this machine's clock is ten days ahead"
        long_ago = store.disk_time() - 25 * 3600
        for path in (theirs, theirs.parent):
            os.utime(path, (long_ago, long_ago))
        store.sweep()
        assert not theirs.exists(), "no sign of life for a day"
