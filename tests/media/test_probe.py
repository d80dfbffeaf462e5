"""Headers of media files, and files that are none."""

from __future__ import annotations

from fractions import Fraction

import ffmpeg
import pytest

from locvid.media.ffmpeg import run
from locvid.media.probe import probe
from locvid.model.errors import InvalidInput


def test_streams_lengths_and_languages(tmp_path):
    film = tmp_path / "film.mp4"
    picture = ffmpeg.input("color=c=red:s=64x48:r=30000/1001:d=1.001", format="lavfi")
    sound = ffmpeg.input("sine=r=48000:d=1", format="lavfi")
    run(
        ffmpeg.output(
            picture,
            sound,
            str(film),
            vcodec="libx264",
            acodec="aac",
            **{"metadata:s:a:0": "language=jpn", "metadata": "title=Red"},
        ),
        "making a test film",
        film,
    )
    info = probe(film)
    video, audio = info.first("video"), info.first("audio")
    assert (video.fps, video.width, video.height) == (Fraction(30000, 1001), 64, 48)
    assert video.seconds == Fraction(1001, 1000)
    assert (audio.language, audio.sample_rate, audio.seconds) == ("jpn", 48_000, 1)
    assert info.metadata["title"] == "Red"
    assert info.first("subtitle") is None


def test_what_is_no_media_is_one_sentence(tmp_path):
    with pytest.raises(InvalidInput, match="no file"):
        probe(tmp_path / "absent.mp4")
    (tmp_path / "text.mp4").write_text("hello")
    with pytest.raises(InvalidInput, match="not a media file"):
        probe(tmp_path / "text.mp4")
    with pytest.raises(InvalidInput, match="not a media file"):
        probe(tmp_path)
