"""The loudness of a film's sound over time, small enough to be drawn by a page."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from locvid.media.opening import open_media
from locvid.model.errors import InvalidInput

RATE = 50
"""Peaks per second."""

LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
"""One character per peak, in steps of 1/63 of full scale."""

_DECODE_RATE = 8000


def waveform(film: Path) -> str:
    """Peaks of the first sound stream as characters of ``LEVELS``; empty where there is none.

    A peak is the square root of the largest sample: speech fills the height as the ear hears it.
    Raises InvalidInput where the film cannot be decoded.
    """
    import av

    blocks = []
    try:
        with open_media(film) as container:
            if not container.streams.audio:
                return ""
            resampler = av.AudioResampler(format="flt", layout="mono", rate=_DECODE_RATE)
            for frame in container.decode(audio=0):
                blocks += [part.to_ndarray()[0] for part in resampler.resample(frame)]
    except av.FFmpegError as error:
        raise InvalidInput(f"the sound of {film} cannot be decoded") from error
    samples = np.abs(np.concatenate(blocks)) if blocks else np.zeros(0, np.float32)
    step = _DECODE_RATE // RATE
    samples = np.pad(samples, (0, -len(samples) % step))
    peaks = np.sqrt(np.minimum(samples.reshape(-1, step).max(axis=1), 1.0))
    return "".join(LEVELS[level] for level in np.rint(peaks * (len(LEVELS) - 1)).astype(int))
