"""What is left of a run may have been edited: then the film is made again, and nothing else."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from locvid.run.record import read_record

GOOD: dict[str, Any] = {
    "version": 1,
    "key": "ab",
    "files": {"film.mp4": {"bytes": 2, "sha256": "cd"}},
    "shots": {"hook": {"key": "ef", "parts": {"text": "12"}, "attempt": 1}},
    "seconds": 1.5,
    "verdict": {
        "outcome": "pass",
        "checks": [
            {
                "name": "lip-sync",
                "shot": "",
                "outcome": "pass",
                "reason": "",
                "sync": {"offset_ms": 3},
            },
            {"name": "lip-sync", "shot": "hook", "outcome": "pass", "reason": "", "sync": None},
        ],
    },
}


def read(tmp_path, run: object):
    (tmp_path / "film.json").write_text(json.dumps({"run": run}))
    return read_record(tmp_path / "film.json")


def test_a_record_is_read(tmp_path):
    record = read(tmp_path, GOOD)
    assert record is not None
    assert record.shots["hook"].attempt == 1
    assert record.files == {"film.mp4": (2, "cd")}
    assert not record.intact(tmp_path)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], 2),
        (["key"], None),
        (["files"], {"../../secret": {"bytes": 1, "sha256": "x"}}),
        (["files"], {"/etc/passwd": {"bytes": 1, "sha256": "x"}}),
        (["files"], {"a\0b": {"bytes": 1, "sha256": "x"}}),
        (["files", "film.mp4", "bytes"], "two"),
        (["shots", "hook", "attempt"], "1"),
        (["shots", "hook", "attempt"], -1),
        (["shots", "hook", "parts"], ["text"]),
        (["seconds"], "long"),
        (["seconds"], 1e300),
        (["verdict", "outcome"], "perfect"),
        (["verdict", "outcome"], "warning"),
        (["verdict", "checks", 0, "name"], None),
        (["verdict", "checks"], {}),
        (["verdict", "checks", 0, "sync"], {"offset_ms": "late"}),
        (["verdict", "checks", 0, "shot"], None),
    ],
)
def test_a_record_that_was_edited_counts_as_none(tmp_path, path, value):
    run = copy.deepcopy(GOOD)
    place: Any = run
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert read(tmp_path, run) is None
