"""The sizes that a picture is streamed in."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.media import VideoFormat
from locvid.model.profile import Ladder

_PIXELS_OF_MAX = 1280 * 720
"""The size that ``Ladder.max_kbps`` is about."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rendition; ``name`` is that of its files."""

    name: str
    width: int
    height: int
    max_kbps: int


def rungs(video: VideoFormat, ladder: Ladder) -> tuple[Rung, ...]:
    """The renditions of a picture, the largest first; never larger than the picture itself."""
    own = min(video.width, video.height)
    sides = sorted({side for side in ladder.short_sides if side <= own} or {own}, reverse=True)
    return tuple(_rung(video, side, own, ladder.max_kbps) for side in sides)


def _rung(video: VideoFormat, side: int, own: int, max_kbps: int) -> Rung:
    # Colour planes have half the rows and columns: sides are even.
    width, height = (2 * round(length * side / own / 2) for length in (video.width, video.height))
    return Rung(f"{side}p", width, height, max(100, max_kbps * width * height // _PIXELS_OF_MAX))
