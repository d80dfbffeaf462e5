"""What holds for every output: listed, whole, the same again, and gone when it is not wanted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from locvid.deliver.outputs.hls import Hls
from locvid.model.errors import LocvidError
from locvid.model.profile import Ladder

ALL = ("poster", "gif", "webp", "hls", "otio")
LADDER = Ladder(short_sides=(64,), crf=30, max_kbps=3000, segment_s=1.0)


def below(folder: Path) -> Sequence[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def test_the_manifest_lists_every_file_and_two_runs_give_the_same_bytes(film):
    made = film(*ALL, ladder=LADDER)
    again = film(*ALL, ladder=LADDER, folder="again")
    folder, other = made.film.parent, again.film.parent
    files = json.loads(made.manifest.read_text())["delivery"]["files"]
    assert sorted(files) == [name for name in below(folder) if name != "test.fr-FR.json"]
    assert sorted(path.relative_to(folder).as_posix() for path in made.files) == sorted(files)
    assert {"test.fr-FR.poster.jpg", "test.fr-FR.otio", "test.fr-FR.hls/master.m3u8"} <= set(files)
    for name, facts in files.items():
        content = (folder / name).read_bytes()
        assert facts == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        assert content == (other / name).read_bytes(), f"{name} differs from run to run"


def test_what_is_no_longer_wanted_goes_and_other_files_stay(film):
    folder = film("hls", "otio", ladder=LADDER).film.parent
    (folder / "test.fr-FR.notes.txt").write_text("mine")
    manifest = folder / "test.fr-FR.json"
    content = json.loads(manifest.read_text())
    content["delivery"]["files"] |= {"../kept.txt": {}, "other.mp4": {}, "test.fr-FR.x/../y": {}}
    manifest.write_text(json.dumps(content))
    (folder.parent / "kept.txt").write_text("not ours")
    (folder / "other.mp4").write_text("not ours either")
    film("poster")
    assert below(folder) == [
        "other.mp4",
        "test.fr-FR.json",
        "test.fr-FR.mp4",
        "test.fr-FR.notes.txt",
        "test.fr-FR.poster.jpg",
        "test.fr-FR.srt",
        "test.fr-FR.vtt",
    ]
    assert not (folder / "test.fr-FR.hls").exists()
    assert (folder.parent / "kept.txt").exists()


def test_a_ladder_replaces_the_one_before_as_a_whole(film):
    folder = film("hls", ladder=LADDER).film.parent
    film("hls", ladder=Ladder(short_sides=(96,), segment_s=1.0))
    inside = below(folder / "test.fr-FR.hls")
    assert "96p.mp4" in inside
    assert "64p.mp4" not in inside


def test_an_output_that_fails_leaves_the_film_before_it_alone(film, monkeypatch):
    folder = film("hls", ladder=LADDER).film.parent
    before = {name: (folder / name).read_bytes() for name in below(folder)}

    def fail(*_):
        raise LocvidError("ffmpeg was ended")

    monkeypatch.setattr(Hls, "make", fail)
    with pytest.raises(LocvidError, match="ended"):
        film("poster", "hls", ladder=LADDER)
    assert {name: (folder / name).read_bytes() for name in below(folder)} == before
