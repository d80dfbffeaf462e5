"""What LTX-2 can make, in frames and pixels: 8k+1 frames, sides in steps of 32. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.media import VideoFormat


@dataclass(frozen=True, slots=True)
class Grid:
    """The steps of a model: its VAE turns ``frames`` frames and ``side`` pixels into one cell."""

    frames: int = 8
    side: int = 32

    def frames_for(self, wanted: int) -> int:
        """The smallest count of the form ``frames``·k + 1, k ≥ 1, that is at least ``wanted``."""
        steps = max(1, -(-(wanted - 1) // self.frames))
        return steps * self.frames + 1

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


def covering(width: int, height: int, video: VideoFormat) -> tuple[int, int, int, int]:
    """How a picture of ``width`` × ``height`` fills the format: its size once scaled, and the cut.

    Returns scaled width, scaled height, left, top. The shape is kept; what is over is cut equally
    on both sides.
    """
    scale = max(video.width / width, video.height / height)
    wide = max(video.width, round(width * scale))
    high = max(video.height, round(height * scale))
    return wide, high, (wide - video.width) // 2, (high - video.height) // 2
