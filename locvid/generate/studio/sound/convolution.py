"""Convolution with a stereo response in chunks: memory stays the same for any length."""

from __future__ import annotations

from scipy.signal import oaconvolve

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_CHUNK = 8 * SAMPLE_RATE


def add_convolved(into: Samples, dry: Samples, response: Samples, at: int = 0) -> None:
    """Add ``dry`` [n] convolved with ``response`` [m, 2] to ``into`` [k, 2], from sample ``at``.

    What would ring past the end of ``into`` is left out. ``dry`` at index i sounds at ``at + i``
    when the response starts with its direct sound.
    """
    for start in range(0, len(dry), _CHUNK):
        chunk = dry[start : start + _CHUNK]
        if not chunk.any():
            continue
        begin = at + start
        for channel in range(2):
            wet = oaconvolve(chunk, response[:, channel])[: max(0, len(into) - begin)]
            into[begin : begin + len(wet), channel] += wet
