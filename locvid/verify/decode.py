"""Decodes a finished film as a viewer sees and hears it: by presentation time, rotation applied.

Containers shift, cut and pad their streams (start offsets, edit lists, encoder delay, variable
frame rate); all of it is honoured here, so that the rest of verify can think in seconds of film.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.container import InputContainer

from locvid.media.ahead import made_ahead
from locvid.media.opening import open_media
from locvid.model.errors import InvalidInput, Location
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.planes import Planes

_STORED_ALIKE = ("yuv420p", "yuvj420p")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on the screen from ``start_s`` to ``end_s``, upright."""

    start_s: float
    end_s: float
    picture: Planes


@dataclass(frozen=True, slots=True)
class Streams:
    """What a file has; ``seconds`` is 0 where the container does not say."""

    picture: bool
    sound: bool
    seconds: float
    width: int
    height: int


def streams(file: Path) -> Streams:
    """Look into ``file``. Raises InvalidInput when it is not a readable media file."""
    with _opened(file) as container:
        video = container.streams.video[0] if container.streams.video else None
        seconds = container.duration / av.time_base if container.duration else 0.0
        return Streams(
            picture=video is not None,
            sound=bool(container.streams.audio),
            seconds=seconds,
            width=video.width if video else 0,
            height=video.height if video else 0,
        )


def pictures(file: Path) -> Iterator[Shown]:
    """Decode the first picture stream frame by frame, a few frames in memory.

    Raises InvalidInput when the file cannot be read. A stream that breaks off ends there.
    """
    return made_ahead(_decoded_pictures(file))


def _decoded_pictures(file: Path) -> Iterator[Shown]:
    with _opened(file) as container:
        stream = container.streams.video[0]
        # one thread: several take more CPU time in all, and shots are verified side by side
        stream.thread_type = "NONE"
        usual_s = float(1 / (stream.average_rate or 25))
        for frame in _decoded(container, stream):
            if frame.pts is None:
                continue
            start_s = float(frame.pts * frame.time_base)
            shown_s = float(frame.duration * frame.time_base) if frame.duration else usual_s
            quarters = round(frame.rotation / 90)
            yield Shown(start_s, start_s + shown_s, _planes(frame).rotated(quarters))


def _planes(frame: Any) -> Planes:
    """The planes of a frame, without a copy where it is stored as 4:2:0."""
    if frame.format.name not in _STORED_ALIKE:
        frame = frame.reformat(format="yuv420p")
    return Planes(
        *(
            np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[
                : plane.height, : plane.width
            ]
            for plane in frame.planes
        )
    )


def sound(file: Path) -> Samples:
    """The first sound stream as mono float32 [n] at ALIGN_RATE; sample 0 is second 0 of the film.

    Gaps in the stream are silence; sound before second 0 is left out, as players do.
    Raises InvalidInput when the file cannot be read.
    """
    return _resampled(file, "mono", ALIGN_RATE)[:, 0]


def stereo(file: Path) -> Samples:
    """The same as float32 [n, 2] at SAMPLE_RATE; what is mono has two equal channels."""
    return _resampled(file, "stereo", SAMPLE_RATE)


def _resampled(file: Path, layout: str, rate: int) -> Samples:
    pieces: list[Any] = []
    length, channels = 0, 1 if layout == "mono" else 2
    with _opened(file) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="flt", layout=layout, rate=rate)
        for frame in _decoded(container, stream):
            start = None if frame.pts is None else float(frame.pts * frame.time_base)
            for part in resampler.resample(frame):
                samples: Any = part.to_ndarray().reshape(-1, channels)
                if not length and start is not None:
                    at = round(start * rate)
                    samples = samples[-at:] if at < 0 else np.pad(samples, ((at, 0), (0, 0)))
                elif start is not None:
                    gap = round(start * rate) - length
                    # the resampler holds some samples back: only a real gap is worth filling
                    if gap > rate // 10:
                        samples = np.pad(samples, ((gap, 0), (0, 0)))
                pieces.append(samples.astype(np.float32))
                length += len(samples)
        for part in resampler.resample(None):
            pieces.append(part.to_ndarray().reshape(-1, channels).astype(np.float32))
    return np.concatenate(pieces) if pieces else np.zeros((0, channels), np.float32)


@contextmanager
def _opened(file: Path) -> Iterator[InputContainer]:
    if not file.is_file():
        raise InvalidInput("there is no such file", where=Location(file))
    if file.stat().st_size == 0:
        raise InvalidInput("the file is empty", where=Location(file))
    try:
        container = open_media(file)
    except (av.FFmpegError, ValueError) as error:
        raise InvalidInput(
            f"not a readable video file ({getattr(error, 'strerror', None) or error})",
            where=Location(file),
            hint="is it complete? a film that was cut off while being written cannot be opened",
        ) from error
    with container:
        yield container


def _decoded(container: InputContainer, stream: Any) -> Iterator[Any]:
    """Frames of ``stream``; damaged packets are skipped, as players do."""
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.FFmpegError:
            continue
