"""Pictures into and out of the model: references, last frames, and frames in the film's format.

Inside, a picture is uint8 [height, width, 3] in RGB; a take's frames are BGRA.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.media.opening import open_media
from locvid.model.errors import InvalidInput, Location
from locvid.model.media import VideoFormat
from locvid.model.take import Frame

Pictures = NDArray[np.uint8]

MOST_CUT = 0.125
"""Part of a tall picture's height that may be cut off: more would take the mouth or the hair."""

_HEAD_ROOM = 0.2
"""Part of what is cut off that goes at the top: heads are in the upper half."""


def picture(file: Path) -> Pictures:
    """A reference picture as it is, uint8 RGB; raises InvalidInput when it cannot be read."""
    image: Any = cv2.imread(str(file), cv2.IMREAD_COLOR)
    if image is None:
        raise InvalidInput("the portrait is not a picture that can be read", Location(file))
    return np.ascontiguousarray(image[:, :, ::-1])


def portrait(file: Path, width: int, height: int) -> Pictures:
    """The reference picture in the shape of ``width`` × ``height``, uint8 RGB.

    Cut where it is wider; where it is much taller, what lacks at the sides is filled with a blurred
    copy, as a face without its mouth cannot speak. Raises InvalidInput when it cannot be read.
    """
    image: Any = picture(file)
    high, wide = image.shape[:2]
    if wide * height >= high * width:
        own = max(1, round(high * width / height))
        return _resized(image[:, (wide - own) // 2 :][:, :own], width, height)
    rows = max(round(wide * height / width), round(high * (1 - MOST_CUT)), 1)
    kept = image[round((high - rows) * _HEAD_ROOM) :][:rows]
    inner = min(width, round(wide * height / rows))
    filled: Any = cv2.GaussianBlur(_resized(kept, width, height), (0, 0), max(1.0, width / 40))
    left = (width - inner) // 2
    filled[:, left : left + inner] = _resized(kept, inner, height)
    return np.ascontiguousarray(filled)


def _resized(image: Any, width: int, height: int) -> Pictures:
    return np.ascontiguousarray(
        cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8
    )


def last_frames(film: Path, count: int, step: Fraction = Fraction(1)) -> Pictures:
    """The last ``count`` frames of an encoded picture, uint8 [count, height, width, 3] in RGB.

    Or so many as there are, ``step`` frames apart, for a model of another rate.
    """
    kept: deque[Any] = deque(maxlen=int((count - 1) * step) + 1)
    with open_media(film) as container:
        for frame in container.decode(video=0):
            kept.append(frame)
    back = [int(number * step) for number in range(count)]
    chosen = [kept[-1 - each] for each in reversed(back) if each < len(kept)]
    return np.stack([frame.to_ndarray(format="rgb24") for frame in chosen])


def as_made(frames: Pictures, width: int, height: int) -> Pictures:
    """Frames of a film, [n, h, w, 3], in the size in which a model makes them: ``covering`` undone.

    Scaled to cover instead, every shot that goes on from another would show a little less. What was
    cut off is filled with the outermost pixels; it is cut off again.
    """
    _, high, wide, _ = frames.shape
    full_wide, full_high, left, top = covering(width, height, VideoFormat(wide, high, Fraction(1)))
    edges = (top, full_high - high - top, left, full_wide - wide - left)
    return np.stack(
        [
            _resized(cv2.copyMakeBorder(frame, *edges, cv2.BORDER_REPLICATE), width, height)
            for frame in frames
        ]
    )


def dissolved(before: Pictures, after: Pictures) -> Pictures:
    """The same moments from two generations, uint8 [n, height, width, 3]: from one to the other.

    Both show nearly the same; a small step in colour or sharpness is spread over all of them.
    """
    share = (np.arange(1, len(before) + 1, dtype=np.float32) / (len(before) + 1))[:, None, None]
    mixed = np.empty_like(before)
    for number, weight in enumerate(share):
        mixed[number] = before[number] * (1 - weight) + after[number] * weight + 0.5
    return mixed


class Reel:
    """Frames that wait on disk, uncompressed, until the take is consumed: memory stays bounded."""

    def __init__(self, width: int, height: int) -> None:
        self._shape = (height, width, 3)
        # Without a name on disk: it is gone with the process, whatever ends that.
        self._file = tempfile.TemporaryFile(prefix="locvid-")  # noqa: SIM115
        self.count = 0

    def add(self, frames: Pictures) -> None:
        """Append uint8 [n, height, width, 3]."""
        self._file.write(np.ascontiguousarray(frames).data)
        self.count += len(frames)

    def shown(self, video: VideoFormat, count: int, fps: Fraction | None = None) -> Iterator[Frame]:
        """``count`` frames in the film's format, BGRA; the last is held if there are too few.

        ``fps`` is the rate of the reel where it is not the film's: frames are then shown twice or
        left out, so that the length stays. The reel is gone afterwards.
        """
        height, width, _ = self._shape
        wide, high, left, top = covering(width, height, video)
        out = np.full((video.height, video.width, 4), 255, np.uint8)
        size = height * width * 3
        with self._file as file:
            for number in range(count):
                at = number if fps is None else int(number * fps / video.fps)
                if at < self.count:
                    file.seek(at * size)
                    rgb = np.frombuffer(file.read(size), np.uint8).reshape(self._shape)
                    scaled = cv2.resize(rgb, (wide, high), interpolation=cv2.INTER_CUBIC)
                    cut = scaled[top : top + video.height, left : left + video.width]
                    out[:, :, :3] = cut[:, :, ::-1]
                yield out


def covering(width: int, height: int, video: VideoFormat) -> tuple[int, int, int, int]:
    """How a picture of ``width`` × ``height`` fills the format: its size once scaled, and the cut.

    Returns scaled width, scaled height, left, top. The shape is kept; what is over is cut equally
    on both sides.
    """
    scale = max(video.width / width, video.height / height)
    wide = max(video.width, round(width * scale))
    high = max(video.height, round(height * scale))
    return wide, high, (wide - video.width) // 2, (high - video.height) // 2


def as_bytes(frames: Any, signed: bool = False) -> Pictures:
    """The model's frames, a tensor [n, 3, height, width] in 0…1, as uint8 [n, height, width, 3].

    ``signed`` frames are in -1…1. One by one, where they are: as floats in the memory of the
    machine a shot would be gigabytes, several times over. In float32 before anything is reckoned:
    from 0.5 on bfloat16 has steps of 1/256, too coarse for the 255 of a byte.
    """
    count, channels, height, width = frames.shape
    out = np.empty((count, height, width, channels), np.uint8)
    for number, frame in enumerate(frames):
        exact = frame.float()
        share = (exact * 0.5).add_(0.5).clamp_(0, 1) if signed else exact.clamp(0, 1)
        planes = share.mul_(255).add_(0.5).byte().cpu().numpy()
        cv2.merge(list(planes), out[number])
    return out
