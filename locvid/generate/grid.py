"""What a model can make, in frames and pixels. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.media import VideoFormat


@dataclass(frozen=True, slots=True)
class Grid:
    """The steps of a model: counts of frames are ``frames``·k + ``rest``, sides n·``side`` pixels.

    The defaults are those of LTX-2.
    """

    frames: int = 8
    side: int = 32
    rest: int = 1

    def frames_for(self, wanted: int) -> int:
        """The smallest count on the grid, k ≥ 1, that is at least ``wanted``."""
        steps = max(1, -(-(wanted - self.rest) // self.frames))
        return steps * self.frames + self.rest

    def canvas(self, video: VideoFormat, pixels: int) -> tuple[int, int]:
        """Width and height to generate at: near the format's shape and size, at most ``pixels``.

        Scaled to cover the format, at most a step of a side is then cut off.
        """
        shape = video.width / video.height
        area = min(pixels, video.width * video.height)
        height = (area / shape) ** 0.5
        rows = max(1, round(height / self.side))
        while rows > 1 and rows * self.columns(rows, shape) * self.side**2 > pixels:
            rows -= 1
        return self.columns(rows, shape) * self.side, rows * self.side

    def columns(self, rows: int, shape: float) -> int:
        """Cells beside each other for ``rows`` cells above each other, as near as can be."""
        return max(1, round(rows * shape))
