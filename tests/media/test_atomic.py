"""A file is there whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from locvid.media.atomic import replacing, storage_errors, write_json
from locvid.model.errors import InvalidInput


def test_the_old_file_stands_until_the_new_one_is_complete(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_text("old")
    with replacing(path) as temporary:
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".mp4"
        assert temporary.name.startswith(".")
        temporary.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_nothing_changes_when_the_work_fails(error, tmp_path):
    path = tmp_path / "film.mp4"
    path.write_text("old")

    def fail(temporary):
        temporary.write_text("half")
        raise error

    with pytest.raises(error), replacing(path) as temporary:
        fail(temporary)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_missing_folders_are_made_and_long_names_work(tmp_path):
    path = tmp_path / "a" / "b" / ("n" * 200 + ".wav")
    with replacing(path) as temporary:
        temporary.write_text("x")
    assert path.read_text() == "x"


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_results_have_the_permissions_of_other_files(tmp_path):
    (tmp_path / "plain").write_text("x")
    with replacing(tmp_path / "made") as temporary:
        temporary.write_text("x")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "made")}
    assert len(modes) == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "no permission"),
        (errno.ENOTDIR, "is a file, not a folder"),
    ],
)
def test_storage_trouble_is_one_sentence(number, words):
    with (
        pytest.raises(InvalidInput, match=f"cannot write .*film: .*{words}"),
        storage_errors(Path("film")),
    ):
        raise OSError(number, "whatever")


@pytest.mark.parametrize(("number", "room"), [(errno.ENOSPC, True), (errno.EACCES, False)])
def test_only_a_full_disk_needs_room(number, room):
    with pytest.raises(InvalidInput) as caught, storage_errors(Path("film")):
        raise OSError(number, "whatever")
    assert caught.value.hint.startswith("make room") == room
    assert "another place" in caught.value.hint


def test_other_trouble_keeps_its_name():
    with pytest.raises(InterruptedError), storage_errors(Path("film")):
        raise InterruptedError(errno.EINTR, "x")


def test_a_file_in_place_of_a_folder(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(InvalidInput, match="cannot write"), replacing(tmp_path / "out" / "a.txt"):
        raise AssertionError("not reached")


def test_json_is_sorted_and_readable(tmp_path):
    write_json(tmp_path / "a.json", {"b": "é", "a": [1]})
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert text.index('"a"') < text.index('"b"')
    assert "é" in text
    assert json.loads(text) == {"a": [1], "b": "é"}
