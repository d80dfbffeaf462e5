"""What is read of a file's origin, from the finished file alone."""

from __future__ import annotations

from pathlib import Path

import ffmpeg
import numpy as np
import pytest
from watermark.sounds import voice

from locvid.deliver.marking.credentials import Statement, sign_film
from locvid.deliver.marking.identity import identity
from locvid.deliver.marking.source_type import SourceType
from locvid.deliver.provenance import append_xmp
from locvid.media import credentials
from locvid.media import ffmpeg as runner
from locvid.media.wav import write_blocks
from locvid.model.errors import MissingDependency
from locvid.model.marking import Marking
from locvid.report.origin import lines
from locvid.verify.marks import read_marks
from locvid.watermark.code import Payload
from locvid.watermark.embed import marked

PAYLOAD = Payload(0xC0FFEE42)


def coded(target: Path, sound: np.ndarray, **options: object) -> Path:
    wav = target.with_suffix(".wav")
    write_blocks(wav, [sound.astype(np.float32)])
    picture = ffmpeg.input("testsrc=d=8:s=64x36:r=5", format="lavfi")
    graph = ffmpeg.output(picture, ffmpeg.input(str(wav)), str(target), **options)
    runner.run(graph, "making a film", target)
    return target


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    return np.concatenate(list(marked([voice(8)], PAYLOAD)))


@pytest.fixture(scope="module")
def film(folder: Path, sound: np.ndarray) -> Path:
    made = coded(folder / "film.mp4", sound, acodec="aac", audio_bitrate=96_000)
    append_xmp(made, "A film", "fr-FR", SourceType.COMPOSITE)
    statement = Statement("A film", "fr-FR", SourceType.COMPOSITE, "0.1.0", PAYLOAD.hexadecimal)
    sign_film(made, statement, identity(Marking()))
    return made


def test_all_marks_of_a_film_are_read(film):
    marks = read_marks(film)
    assert marks.signature.state == "valid"
    assert marks.signature.generator == "locvid 0.1.0"
    assert marks.source_type == "compositeWithTrainedAlgorithmicMedia"
    assert marks.sound.identifier == "c0ffee42"
    assert marks.notes == ()
    told = "\n".join(lines(marks))
    for word in ("valid", "development key", "compositeWithTrained", "c0ffee42"):
        assert word in told


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        ("mp4", {"acodec": "aac", "audio_bitrate": 64_000, "ac": 1, "ar": 44_100}),
        ("webm", {"acodec": "libopus", "audio_bitrate": 64_000, "vcodec": "libvpx"}),
        ("mkv", {"acodec": "libmp3lame", "audio_bitrate": 96_000}),
    ],
)
def test_the_watermark_outlives_a_coder_that_drops_the_rest(folder, film, suffix, options):
    copy = folder / f"copy.{suffix}"
    graph = ffmpeg.output(ffmpeg.input(str(film), ss=1.3), str(copy), **options)
    runner.run(graph, "copying a film", copy)
    marks = read_marks(copy)
    assert marks.signature is None
    assert marks.sound.identifier == "c0ffee42"


def test_a_file_of_somebody_else_has_none(folder):
    marks = read_marks(coded(folder / "plain.mp4", voice(8)))
    assert (marks.signature, marks.sound, marks.source_type) == (None, None, None)
    assert [line.split()[-1] for line in lines(marks)] == ["none", "none", "none"]


def test_a_changed_film_says_so(folder, film):
    content = bytearray(film.read_bytes())
    content[content.index(b"mdat") + 1000] ^= 1
    changed = folder / "changed.mp4"
    changed.write_bytes(content)
    assert read_marks(changed).signature.state == "invalid"
    assert "does not hold" in lines(read_marks(changed))[0]


def test_a_missing_library_is_told_and_the_rest_is_read(film, monkeypatch):
    def missing() -> None:
        raise MissingDependency("c2pa-python cannot be loaded", hint="pip install c2pa-python")

    monkeypatch.setattr(credentials, "load", missing)
    marks = read_marks(film)
    assert marks.signature is None
    assert "pip install c2pa-python" in marks.notes[0]
    assert marks.sound.identifier == "c0ffee42"


@pytest.mark.parametrize("damage", [slice(0, 40), slice(20, 4000), slice(0, None)])
def test_damaged_files_are_no_traceback(folder, film, damage):
    content = bytearray(film.read_bytes())
    content[damage] = bytes(len(content[damage]))
    broken = folder / "broken.mp4"
    broken.write_bytes(content)
    marks = read_marks(broken)
    assert marks.signature is None or marks.signature.state == "invalid"
