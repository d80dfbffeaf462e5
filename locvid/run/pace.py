"""How long rendering takes on this machine: measured as it happens, used for expected times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from locvid.media.atomic import write_json
from locvid.media.jsonfile import read_json
from locvid.model.media import VideoFormat

_UNMEASURED = 2.0
"""Seconds of one core per second of 1280x720 video at 25 frames, before anything was measured."""

_REFERENCE_PIXELS_PER_S = 1280 * 720 * 25
_SOUND_SHARE = 0.35
_NEWEST_WEIGHT = 0.3
_SLOWEST = 1e5
"""Figures beyond this are not measured but damaged."""


class Pace:
    """Seconds of work per second of video, per generator and picture format, kept in ``file``."""

    def __init__(self, file: Path, generator: str) -> None:
        self._file = file
        self._generator = generator
        self._measured = _read(file)

    def of(self, video: VideoFormat) -> float:
        """The measured figure, or an estimate from the number of pixels."""
        if (known := self._measured.get(self._name(video))) is not None:
            return known
        pixels = float(video.width * video.height * video.fps) / _REFERENCE_PIXELS_PER_S
        return _UNMEASURED * (_SOUND_SHARE + (1 - _SOUND_SHARE) * pixels)

    def measured(self, video: VideoFormat, work_s: float, video_s: float) -> None:
        """Take in one rendered shot; a moving average follows the machine's load."""
        if video_s <= 0:
            return
        newest, before = work_s / video_s, self._measured.get(self._name(video))
        self._measured[self._name(video)] = (
            newest if before is None else before + _NEWEST_WEIGHT * (newest - before)
        )

    def save(self) -> None:
        """Keep what was measured for the next run."""
        write_json(self._file, {name: round(s, 4) for name, s in self._measured.items()})

    def _name(self, video: VideoFormat) -> str:
        return f"{self._generator} {video.width}x{video.height}@{video.fps}"


def _read(file: Path) -> dict[str, float]:
    try:
        known: Any = read_json(file)
        pace = {name: float(s) for name, s in known.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError):
        return {}
    return {name: s for name, s in pace.items() if 0 < s < _SLOWEST}
