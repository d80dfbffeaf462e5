"""A video file as the frames and the sound of a take, in the format that is asked for.

Frames are decoded one at a time as they are asked for. Sound goes through a temporary file that is
mapped into memory: neither grows with the length.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from locvid.media.opening import open_media
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.take import Frame, Samples


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: first moment and length of its picture, its size, rate and any sound."""

    start_s: Fraction
    seconds: Fraction
    width: int
    height: int
    fps: Fraction
    has_sound: bool

    def frames_in(self, video: VideoFormat) -> int:
        """Whole frames of ``video`` that the picture lasts for, at least one."""
        return max(1, int(self.seconds * video.fps))


def examine(path: Path) -> Source:
    """Read every packet's time, decode the first frame; raises InvalidInput if that fails."""
    import av

    try:
        with open_media(path) as container:
            if not container.streams.video:
                raise InvalidInput("it has no picture")
            stream = container.streams.video[0]
            times = [
                (packet.pts, packet.duration or 0)
                for packet in container.demux(stream)
                if packet.pts is not None
            ]
            if not times:
                raise InvalidInput("it has no frames")
            container.seek(0)
            next(container.decode(stream))
            base = Fraction(stream.time_base or 1)
            first, last = min(times), max(times)
            fps = Fraction(stream.average_rate or 24)
            return Source(
                start_s=first[0] * base,
                seconds=(last[0] - first[0]) * base + (last[1] * base or 1 / fps),
                width=stream.codec_context.width,
                height=stream.codec_context.height,
                fps=fps,
                has_sound=bool(container.streams.audio),
            )
    except (av.FFmpegError, StopIteration, OSError, UnicodeDecodeError) as error:
        raise InvalidInput("it cannot be decoded") from error


def frames(path: Path, source: Source, video: VideoFormat, count: int) -> Iterator[Frame]:
    """``count`` frames in BGRA: at each moment the one that is nearest in time.

    The picture is scaled until it fills the format and its overhang is cut off evenly.
    """

    with open_media(path) as container:
        stream = container.streams.video[0]
        decoded = (frame for frame in container.decode(stream) if frame.pts is not None)
        current = next(decoded)
        coming = next(decoded, None)
        shown: tuple[Any, Frame] | None = None
        for number in range(count):
            at_s = source.start_s + number / video.fps
            while coming is not None and _nearer(coming, current, at_s):
                current, coming = coming, next(decoded, None)
            if shown is None or shown[0] is not current:
                shown = (current, _fitted(current, video))
            yield shown[1]


def sound(path: Path, source: Source, count: int) -> tuple[Samples, int]:
    """The first sound track as float32 [count, 2] at 48 kHz, and how many samples it lacked.

    It starts with the picture; what is missing is silence, what is over is cut.
    """
    import av

    backing = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the array
    samples: Samples = np.memmap(backing, np.float32, "w+", shape=(count, 2))
    filled = 0
    with open_media(path) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler("flt", "stereo", SAMPLE_RATE)
        position: int | None = None
        for frame in container.decode(stream):
            if position is None:
                begin_s = Fraction(frame.pts or 0) * Fraction(frame.time_base or 1)
                position = round((begin_s - source.start_s) * SAMPLE_RATE)
            for piece in resampler.resample(frame):
                position = filled = _placed(samples, piece, position)
        for piece in resampler.resample(None):
            filled = _placed(samples, piece, position or 0)
    return samples, max(0, count - filled)


def silence(count: int) -> Samples:
    """``count`` samples of nothing, which take no memory."""
    return np.broadcast_to(np.float32(0), (count, 2))


def _placed(samples: Samples, piece: Any, position: int) -> int:
    """Copy a piece to where it belongs; returns the position after it."""
    block = piece.to_ndarray().reshape(-1, 2)
    begin, end = max(position, 0), min(position + len(block), len(samples))
    if end > begin:
        taken = block[begin - position : end - position]
        samples[begin:end] = np.clip(taken, -1.0, 1.0)
    return position + len(block)


def _nearer(coming: Any, current: Any, at_s: Fraction) -> bool:
    base = Fraction(coming.time_base)
    before, after = abs(current.pts * base - at_s), abs(coming.pts * base - at_s)
    return bool(after <= before)


def _fitted(frame: Any, video: VideoFormat) -> Frame:
    scale = max(Fraction(video.width, frame.width), Fraction(video.height, frame.height))
    width = max(video.width, round(frame.width * scale))
    height = max(video.height, round(frame.height * scale))
    picture = frame.reformat(width, height, "bgra").to_ndarray()
    left, top = (width - video.width) // 2, (height - video.height) // 2
    cut: Frame = picture[top : top + video.height, left : left + video.width]
    return np.ascontiguousarray(cut)
