"""Frames of a film as JPEG: one per shot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from locvid.media.atomic import replacing
from locvid.media.opening import open_media
from locvid.model.errors import InvalidInput

_SHORT_SIDE = 360
_QUALITY = 82


def shot_pictures(film: Path, wanted: Sequence[tuple[float, Path]]) -> None:
    """Write the frame at each second of ``film`` to its file, unless it is there already.

    Raises InvalidInput where the film cannot be decoded.
    """
    missing = [(second, file) for second, file in wanted if not file.exists()]
    if not missing:
        return
    import av

    try:
        with open_media(film) as container:
            for second, file in missing:
                if (frame := _frame_at(container, second)) is not None:
                    _write(frame, file)
    except (av.FFmpegError, IndexError) as error:
        raise InvalidInput(f"{film} has no picture that can be decoded") from error


def _frame_at(container: Any, second: float) -> Any:
    """The frame that is shown at ``second``, or the last one before the end."""
    stream = container.streams.video[0]
    container.seek(int(second / stream.time_base), stream=stream)
    last = None
    for frame in container.decode(stream):
        if last is not None and frame.time is not None and frame.time > second:
            break
        last = frame
    return last


def _write(frame: Any, file: Path) -> None:
    import cv2
    import numpy as np

    scale = min(1.0, _SHORT_SIDE / min(frame.width, frame.height))
    size = (max(2, round(frame.width * scale)), max(2, round(frame.height * scale)))
    pixels = cv2.resize(frame.to_ndarray(format="bgr24"), size, interpolation=cv2.INTER_AREA)
    encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
    with replacing(file) as temporary:
        temporary.write_bytes(np.asarray(encoded).tobytes())
