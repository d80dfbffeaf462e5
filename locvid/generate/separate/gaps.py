"""Keeps a take's sound where words are spoken, and silence elsewhere: no model is needed.

What sounds together with a word stays in it: this takes the background out of the pauses only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from locvid.model.availability import READY, Availability
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_BEFORE, _AFTER = SAMPLE_RATE * 60 // 1000, SAMPLE_RATE * 180 // 1000
"""Kept around words: breath and burst before them, the room's answer after them."""
_FADE_IN, _FADE_OUT = SAMPLE_RATE * 30 // 1000, SAMPLE_RATE * 120 // 1000


class GapSeparator:
    """Opens for words and closes in pauses, with fades that are heard as a voice that ends."""

    name = "gaps"
    version = "1"
    account = "what sounds together with a word is still in it; only the pauses are clean"

    def available(self) -> Availability:
        """Always."""
        return READY

    def voice(self, sound: Samples, words: Sequence[tuple[int, int]]) -> Samples:
        """``sound`` times a gain of 1 around words and 0 in pauses that are long enough."""
        points, gains = [0.0], [0.0]
        for start, end in _phrases(words, len(sound)):
            points += [start - _FADE_IN, start, end, end + _FADE_OUT]
            gains += [0.0, 1.0, 1.0, 0.0]
        at = np.arange(len(sound))
        return (sound * np.interp(at, points, gains)[:, None]).astype(np.float32)


def _phrases(words: Sequence[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Words with what is kept around them, joined where the pause is too short to close."""
    joined: list[tuple[int, int]] = []
    for start, stop in words:
        begins, ends = max(start - _BEFORE, _FADE_IN), min(stop + _AFTER, end)
        if joined and begins - joined[-1][1] < _FADE_IN + _FADE_OUT:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    return joined
