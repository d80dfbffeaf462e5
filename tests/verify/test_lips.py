"""Lips are found in all kinds of pictures and containers, at the times at which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import cv2
import ffmpeg
import numpy as np
import pytest

from locvid.media.ffmpeg import run
from locvid.model.locale import Locale
from locvid.model.verdict import Gate, Outcome, SyncMeasurement
from locvid.verify.decode import pictures, sound
from locvid.verify.face import Crop, FaceNetworks, FaceTracker, Points
from locvid.verify.gate import judge
from locvid.verify.hearing import HeardLine, hear, load_aligners
from locvid.verify.lips import LipTrack, track_lips
from locvid.verify.measure import LipSync
from locvid.verify.planes import Planes

GERMAN = Locale("de-DE", "de", "DE")
FPS = 25
SIZE = (640, 360)
MPEG4: dict[str, Any] = {"vcodec": "mpeg4", "qscale:v": 3, "acodec": "aac"}


@pytest.fixture(scope="module")
def heard(film) -> list[HeardLine]:
    return hear(sound(film.file), film.texts, GERMAN, load_aligners(("espeak",)))


@pytest.fixture(scope="module")
def own(film, heard: list[HeardLine]) -> SyncMeasurement:
    """What the film itself measures: what is done to it must not change that."""
    return measured(film.file, heard)


def measured(file: Path, heard: list[HeardLine]) -> SyncMeasurement:
    return LipSync(track_lips(file), sound(file), heard).of(range(len(heard)))


def transformed(film: Path, file: Path, change: Callable[[Any], Any], **options: Any) -> Path:
    """``film`` with its picture changed by filters and its sound as it is."""
    source = ffmpeg.input(str(film))
    graph = ffmpeg.output(change(source.video), source.audio, str(file), **(MPEG4 | options))
    run(graph, "changing a film", file)
    return file


def small(video: Any) -> Any:
    return video.filter("scale", 224, -2).filter("pad", *SIZE, "ow-iw-20", "oh-ih-20")


def turned(video: Any) -> Any:
    return video.filter("rotate", "0.35", fillcolor="gray")


def blurred(video: Any) -> Any:
    return video.filter("gblur", sigma=2)


def noisy_and_dark(video: Any) -> Any:
    return video.filter("eq", brightness=-0.2, contrast=0.6).filter("noise", alls=12, allf="t")


def zoomed_in_the_middle(video: Any) -> Any:
    """A cut to a nearer picture, mirrored, and back."""
    near = video.split()
    far = near.stream(0)
    close = near.stream(1).filter("crop", "iw*0.7", "ih*0.7").filter("scale", *SIZE).hflip()
    return ffmpeg.overlay(far, close, enable="between(t,2.5,6)")


@pytest.mark.parametrize("change", [small, turned, blurred, noisy_and_dark, zoomed_in_the_middle])
def test_a_harder_picture_measures_the_same(
    film, heard, own: SyncMeasurement, gate: Gate, tmp_path: Path, change: Callable[[Any], Any]
) -> None:
    found = measured(transformed(film.file, tmp_path / "hard.mp4", change), heard)
    assert found.missing_faces < 0.1
    assert found.offset_ms == pytest.approx(own.offset_ms, abs=20)
    assert judge(found, gate)[0] is Outcome.PASS, judge(found, gate)[1]


def test_a_hand_before_an_eye_does_not_matter(
    film, heard, own: SyncMeasurement, tmp_path: Path
) -> None:
    """A quarter of the face is covered, from the forehead to the nose on one side."""
    with av.open(str(film.file)) as container:
        first = next(container.decode(video=0)).to_ndarray(format="bgr24")
    left, top, right, bottom = face_box(first)
    covered = transformed(
        film.file,
        tmp_path / "hidden.mp4",
        lambda video: video.filter(
            "drawbox", left, top, (right - left) // 2, (bottom - top) // 2, "0x806050", "fill"
        ),
    )
    found = measured(covered, heard)
    assert found.offset_ms == pytest.approx(own.offset_ms, abs=20)


def face_box(picture: np.ndarray) -> tuple[int, int, int, int]:
    landmarks = FaceTracker().find(picture)
    assert landmarks is not None
    (left, top), (right, bottom) = landmarks.min(axis=0), landmarks.max(axis=0)
    return int(left), int(top), int(right), int(bottom)


def beside_a_listener(film, file: Path, hidden: str = "0") -> Path:
    """The film on the right, smaller, ``hidden`` at times; backwards on the left."""
    source = ffmpeg.input(str(film.file))
    halves = source.video.split()
    listener = halves.stream(0).filter("reverse").filter("crop", 400, 360)
    speaker = halves.stream(1).filter("scale", 480, -2).filter("pad", 480, 360, 0, 45)
    covered = speaker.filter("drawbox", 0, 0, 480, 360, "gray", "fill", enable=hidden)
    both = ffmpeg.filter([listener, covered], "hstack")
    run(ffmpeg.output(both, source.audio, str(file), **MPEG4), "making a film of two", file)
    return file


def test_of_two_faces_the_one_that_speaks_is_measured(
    film, heard, own: SyncMeasurement, gate: Gate, tmp_path: Path
) -> None:
    """The other face, which is larger, says the same thing backwards."""
    file = beside_a_listener(film, tmp_path / "two.mp4")
    track = track_lips(file)
    assert len(track.others) >= 1
    found = LipSync(track, sound(file), heard).of(range(len(heard)))
    assert found.offset_ms == pytest.approx(own.offset_ms, abs=20)
    assert judge(found, gate)[0] is Outcome.PASS
    silent = LipTrack(track.times_s, track.others[0], track.cuts, track.luma, track.motion)
    alone = [
        LipSync(one, sound(file), heard).of(range(len(heard))).correlation
        for one in (
            LipTrack(track.times_s, track.aperture, track.cuts, track.luma, track.motion),
            silent,
        )
    ]
    assert min(alone) < 0.4 < max(alone)


def test_a_phone_film_is_turned_upright(film, heard, own: SyncMeasurement, tmp_path: Path) -> None:
    """Stored lying on its side with a note how to show it, as telephones do."""
    lying = transformed(
        film.file, tmp_path / "lying.mp4", lambda video: video.filter("transpose", "clock")
    )
    file = tmp_path / "phone.mp4"
    source = ffmpeg.input(str(lying), display_rotation=90)
    run(ffmpeg.output(source, str(file), codec="copy"), "turning a film", file)
    shown = next(iter(pictures(file)))
    upright = next(iter(pictures(film.file)))
    assert shown.picture.luma.shape == upright.picture.luma.shape
    assert cv2.absdiff(shown.picture.luma, upright.picture.luma).mean() < 8
    assert measured(file, heard).offset_ms == pytest.approx(own.offset_ms, abs=15)


def test_pictures_may_come_at_any_rate(film, heard, own: SyncMeasurement, tmp_path: Path) -> None:
    """Every third picture is dropped in one half, two of three in bursts of the other."""
    kept = "if(lt(n,120),gt(mod(n,3),0),lt(mod(n,12),9))"
    file = transformed(
        film.file, tmp_path / "vfr.mp4", lambda video: video.filter("select", kept), fps_mode="vfr"
    )
    gaps = np.diff(track_lips(file).times_s)
    assert gaps.max() > 1.8 * gaps.min()
    assert measured(file, heard).offset_ms == pytest.approx(own.offset_ms, abs=15)


def test_many_pictures_a_second_cost_no_more(
    film, heard, own: SyncMeasurement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    landmarks = FaceNetworks.landmarks

    def counting(networks: FaceNetworks, picture: Planes, crop: Crop) -> Points | None:
        looked.append(1)
        return landmarks(networks, picture, crop)

    monkeypatch.setattr(FaceNetworks, "landmarks", counting)
    file = transformed(film.file, tmp_path / "50.mp4", lambda video: video.filter("fps", 50))
    track = track_lips(file)
    assert np.isfinite(track.aperture).all()
    assert len(looked) < 0.6 * len(track.times_s)
    found = LipSync(track, sound(file), heard).of(range(len(heard)))
    assert found.offset_ms == pytest.approx(own.offset_ms, abs=12)


@pytest.mark.parametrize("container", ["mp4", "mkv"])
def test_a_start_offset_of_the_picture_is_an_offset(
    film, heard, own: SyncMeasurement, gate: Gate, tmp_path: Path, container: str
) -> None:
    file = tmp_path / f"late.{container}"
    picture = ffmpeg.input(str(film.file), itsoffset=0.2).video
    voice = ffmpeg.input(str(film.file)).audio
    run(ffmpeg.output(picture, voice, str(file), codec="copy"), "delaying a picture", file)
    found = measured(file, heard)
    assert found.offset_ms == pytest.approx(own.offset_ms - 200, abs=15)
    assert judge(found, gate)[0] is Outcome.FAIL


def test_an_edit_list_is_honoured(film, own: SyncMeasurement, tmp_path: Path) -> None:
    """Cut without encoding, between two key pictures: the file holds more than is shown."""
    file = tmp_path / "cut.mp4"
    source = ffmpeg.input(str(film.file), ss=0.31)
    run(ffmpeg.output(source, str(file), codec="copy"), "cutting a film", file)
    track = track_lips(file)
    with av.open(str(file)) as container:
        held = sum(packet.pts is not None for packet in container.demux(video=0))
    assert len(track.times_s) < held
    assert track.times_s[0] == pytest.approx(0, abs=0.04)
    words = hear(sound(file), film.texts, GERMAN, load_aligners(("espeak",)))
    assert measured(file, words).offset_ms == pytest.approx(own.offset_ms, abs=20)


def test_sound_that_runs_away_fails_although_it_starts_right(
    film, own: SyncMeasurement, gate: Gate, tmp_path: Path
) -> None:
    """The film twice over, its sound a hundredth too slow: a sample rate that was taken wrongly."""
    file = tmp_path / "drift.mp4"
    twice = ffmpeg.input(str(film.file), stream_loop=1)
    slow = twice.audio.filter("atempo", 0.99)
    run(ffmpeg.output(twice.video, slow, str(file), vcodec="copy"), "slowing the sound", file)
    words = hear(sound(file), film.texts * 2, GERMAN, load_aligners(("espeak",)))
    sync = LipSync(track_lips(file), sound(file), words)
    found = sync.of(range(len(words)))
    answer, reason = judge(found, gate)
    assert found.drift is not None
    assert found.drift.start_ms == pytest.approx(own.offset_ms, abs=40)
    assert found.drift.ms_per_minute == pytest.approx(600, abs=150)
    assert answer is Outcome.FAIL
    assert "drifts" in reason
    assert sync.closures_confirm(range(len(words)), found.offset_ms)


def test_whoever_is_hidden_is_the_same_when_back(film, tmp_path: Path) -> None:
    """The smaller of two faces is covered for a second."""
    file = beside_a_listener(film, tmp_path / "hidden.mp4", hidden="between(t,4,5)")
    track = track_lips(file)
    assert len(track.others) == 1
    away = (track.times_s > 4.1) & (track.times_s < 4.9)
    back = track.times_s > 5.3
    assert np.isnan(track.others[0][away]).all()
    assert np.isfinite(track.others[0][back]).all()
    assert np.isfinite(track.aperture).all()
