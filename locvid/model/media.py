"""Formats of picture and sound. Time is exact: rates are fractions, positions are integers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

SAMPLE_RATE = 48_000
"""Hz; the one clock of locvid. Every sample position between parts counts at this rate."""


@dataclass(frozen=True, slots=True)
class VideoFormat:
    """Picture size in pixels and frame rate as an exact fraction (``30000/1001``)."""

    width: int
    height: int
    fps: Fraction

    def sample_of_frame(self, frame: int) -> int:
        """First sample (48 kHz) that belongs to ``frame``, rounded down to a whole sample."""
        return int(frame * SAMPLE_RATE / self.fps)

    def frames_covering(self, samples: int) -> int:
        """Smallest number of frames that lasts at least ``samples``."""
        return -int(-samples * self.fps // SAMPLE_RATE)
