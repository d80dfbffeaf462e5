"""Makes room for the words: ambience and effects step back while someone speaks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.sound.levels import gain
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_CHUNK = 8 * SAMPLE_RATE


class Ducking:
    """A gain that falls before speech and rises after it.

    The timeline knows when speech comes, so that the gain is down when the first phone starts:
    no detector, and no pumping on single syllables. ``speech`` are spans (start, end) in samples;
    ``parameters`` is a preset's ``ducking``: ``depth_db``, ``attack_ms``, ``hold_ms``,
    ``release_ms``.
    """

    def __init__(self, speech: Iterable[tuple[int, int]], end: int, parameters: Section) -> None:
        self._depth = gain(-parameters.number("depth_db", lowest=0))
        attack, hold, release = (
            int(parameters.number(f"{name}_ms", lowest=1) * SAMPLE_RATE / 1000)
            for name in ("attack", "hold", "release")
        )
        # A cut counts as speech: the next shot begins where this one ends, without a step.
        spans = [(0, 0), *sorted(speech), (end, end)]
        self._points, self._speech = _ramps(
            _merged(spans, 2 * (attack + hold + release)), attack, hold, release
        )

    def apply(self, stem: Samples) -> None:
        """Multiply ``stem`` [n, 2] in place."""
        for start in range(0, len(stem), _CHUNK):
            part = stem[start : start + _CHUNK]
            part *= self.gains(start, start + len(part))[:, None]

    def gains(self, start: int, stop: int) -> NDArray[np.float32]:
        """The factors at samples ``start`` … ``stop``."""
        at = np.arange(start, stop)
        speech = np.interp(at, self._points, self._speech)
        smooth = speech * speech * (3.0 - 2.0 * speech)
        return np.asarray(self._depth**smooth, dtype=np.float32)


def _merged(spans: list[tuple[int, int]], least_gap: int) -> list[tuple[int, int]]:
    """Spans of speech, joined where the gap is too short for the gain to rise and rest."""
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start - merged[-1][1] < least_gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _ramps(
    spans: list[tuple[int, int]], attack: int, hold: int, release: int
) -> tuple[list[int], list[float]]:
    """Corner points of the activity: 1 in speech, 0 in pauses, straight in between."""
    points, values = [spans[0][0]], [1.0]
    for (_, end), (start, _) in pairwise(spans):
        points += [end + hold, end + hold + release, start - attack, start]
        values += [1.0, 0.0, 0.0, 1.0]
    return points, values
