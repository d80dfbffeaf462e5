"""A video file becomes frames and sound that are still in step, whatever its rates and size."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from locvid.generate.server import decode
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat


def write_clap(path: Path, fps: int, rate: int, size: tuple[int, int], at_s: float) -> None:
    """Two seconds in which the picture turns white and a tone begins at ``at_s``."""
    width, height = size
    with av.open(str(path), "w") as container:
        pictures = container.add_stream("mpeg4", rate=fps)
        pictures.width, pictures.height, pictures.pix_fmt = width, height, "yuv420p"
        tone = container.add_stream("aac", rate=rate, layout="stereo")
        for number in range(2 * fps):
            level = 255 if number / fps >= at_s else 0
            picture = np.full((height, width, 3), level, np.uint8)
            picture[:, : width // 2, 2] = 0
            container.mux(pictures.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(pictures.encode())
        time_s = np.arange(2 * rate) / rate
        wave = (0.5 * np.sin(2 * np.pi * 440 * time_s) * (time_s >= at_s)).astype(np.float32)
        for begin in range(0, len(wave), 1024):
            block = np.stack([wave[begin : begin + 1024]] * 2)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = rate, begin
            container.mux(tone.encode(frame))
        container.mux(tone.encode())


@pytest.mark.parametrize(
    ("fps", "rate", "size"),
    [(24, 24000, (160, 96)), (25, 48000, (160, 90)), (30, 44100, (96, 160)), (12, 32000, (64, 64))],
)
def test_picture_and_sound_stay_in_step(
    tmp_path: Path, fps: int, rate: int, size: tuple[int, int]
) -> None:
    path, video = tmp_path / "clap.mp4", VideoFormat(160, 90, Fraction(30000, 1001))
    write_clap(path, fps, rate, size, at_s=1.0)
    source = decode.examine(path)
    count = source.frames_in(video)
    assert source.has_sound
    assert count == int(2 * video.fps)
    frames = [frame.copy() for frame in decode.frames(path, source, video, count)]
    assert {frame.shape for frame in frames} == {(90, 160, 4)}
    # White on the right, yellow on the left: in BGRA the first channel is dark there.
    assert frames[-1][45, 150, :3].min() > 200
    assert frames[-1][45, 10, 0] < 60 < 200 < frames[-1][45, 10, 1]
    samples, lacking = decode.sound(path, source, video.sample_of_frame(count))
    assert samples.dtype == np.float32
    assert lacking < SAMPLE_RATE // 20
    seen = next(index for index, frame in enumerate(frames) if frame[45, 150, 1] > 128)
    heard = int(np.argmax(np.abs(samples[:, 0]) > 0.1))
    assert abs(heard / SAMPLE_RATE - 1.0) < 0.02
    assert abs(float(seen / video.fps) - 1.0) <= 0.5 / fps + float(1 / video.fps)


def test_missing_sound_is_silence_and_too_much_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "clap.mp4"
    write_clap(path, 25, 48000, (64, 64), at_s=0.0)
    source = decode.examine(path)
    longer, lacking = decode.sound(path, source, 3 * SAMPLE_RATE)
    assert SAMPLE_RATE - 4096 < lacking <= SAMPLE_RATE
    assert not longer[-SAMPLE_RATE // 2 :].any()
    shorter, none = decode.sound(path, source, SAMPLE_RATE)
    assert (shorter.shape, none) == ((SAMPLE_RATE, 2), 0)
    assert np.array_equal(shorter, longer[:SAMPLE_RATE])


@pytest.mark.parametrize("content", [b"", b"<html>no</html>", b"\0" * 5000])
def test_what_is_no_video_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.mp4"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match="cannot be decoded"):
        decode.examine(path)


def test_a_file_that_was_cut_is_no_video(tmp_path: Path) -> None:
    path = tmp_path / "clap.mp4"
    write_clap(path, 24, 48000, (160, 96), at_s=1.0)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(InvalidInput):
        decode.examine(path)
