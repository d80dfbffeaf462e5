"""What is heard of a shot beside its words, measured where nobody speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.verify.sound.bands import (
    BANDS_HZ,
    FRAME_S,
    Floats,
    band_powers,
    full_scale,
    weighting,
)

_HOP_S = FRAME_S / 2
_BEFORE_S, _AFTER_S = 0.05, 0.15
"""Around a word: its onset is found a little late, and the room answers it."""
_QUIETEST = 0.2
"""Where the words are not known, this share of the frames, the quietest, counts as background."""
_LEAST_FRAMES = 3
_FLAT_HZ = (250.0, 10_500.0)
"""Where a place has less and less the higher it gets, and the noise of a bad take has not."""
_FULL_SCALE = 0.9995
_SILENT_STEP = SAMPLE_RATE // 100
_WIDTHS_HZ = BANDS_HZ * (2 ** (1 / 6) - 2 ** (-1 / 6))


@dataclass(frozen=True, slots=True)
class Background:
    """``level_dbfs`` is K-weighted, the median of the moments without words.

    ``below_voice_db`` is how far that is under the voice, None where no words were found.
    ``flatness_db`` compares the geometric with the arithmetic mean of the power density (0 is
    white noise); ``unrest_db`` is the standard deviation of the level. ``silent_s`` is the longest
    stretch without words in which nothing at all is heard. ``clipped`` is the share of all samples
    at full scale, ``clipped_voice`` that of the samples within words. ``bands`` are the median
    powers of third octaves.
    """

    level_dbfs: float
    below_voice_db: float | None
    flatness_db: float
    unrest_db: float
    silent_s: float
    clipped: float
    clipped_voice: float
    bands: Floats


def listen(sound: Samples, words: Sequence[tuple[int, int]], silence_dbfs: float) -> Background:
    """Measure ``sound``, float32 [n, 2] at 48 kHz, whose ``words`` are at (start, end) samples.

    What is below ``silence_dbfs`` counts as nothing at all. Sound that is shorter than a tenth of
    a second, or spoken in all the time, is measured in its quietest moments.
    """
    padded = np.pad(sound, ((0, max(0, int(FRAME_S * SAMPLE_RATE) - len(sound))), (0, 0)))
    spoken = _marked(words, len(padded), 0, 0)
    near = _marked(words, len(padded), _BEFORE_S, _AFTER_S)
    powers = band_powers(padded, SAMPLE_RATE, _HOP_S) / full_scale(SAMPLE_RATE)
    weighted = powers @ weighting()
    behind = ~_frames(near, len(powers)).any(axis=1) if words else _quietest(weighted)
    if behind.sum() < _LEAST_FRAMES:
        behind = _quietest(weighted)
    voiced = _frames(spoken, len(powers)).mean(axis=1) > 0.5
    bands = np.median(powers[behind], axis=0)
    level = _db(float(bands @ weighting()))
    levels = _db_each(weighted[behind])
    return Background(
        level_dbfs=level,
        below_voice_db=_db(float(weighted[voiced].mean())) - level if voiced.any() else None,
        flatness_db=_flatness_db(bands),
        unrest_db=float(levels.std()),
        silent_s=_longest_silence_s(sound, near[: len(sound)], silence_dbfs),
        clipped=_share_at_full_scale(sound),
        clipped_voice=_share_at_full_scale(sound[spoken[: len(sound)]]),
        bands=bands,
    )


def _marked(
    words: Sequence[tuple[int, int]], count: int, before_s: float, after_s: float
) -> NDArray[np.bool_]:
    marked = np.zeros(count, np.bool_)
    for start, end in words:
        begins = max(0, start - round(before_s * SAMPLE_RATE))
        marked[begins : end + round(after_s * SAMPLE_RATE)] = True
    return marked


def _frames(marked: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """``marked`` as [frames, samples], framed as ``band_powers`` does it."""
    hop, frame = int(_HOP_S * SAMPLE_RATE), int(FRAME_S * SAMPLE_RATE)
    return np.asarray(marked[np.arange(count)[:, None] * hop + np.arange(frame)])


def _quietest(weighted: Floats) -> NDArray[np.bool_]:
    count = max(min(_LEAST_FRAMES, len(weighted)), int(len(weighted) * _QUIETEST))
    chosen = np.zeros(len(weighted), np.bool_)
    chosen[np.argsort(weighted, kind="stable")[:count]] = True
    return chosen


def _flatness_db(bands: Floats) -> float:
    lowest, highest = _FLAT_HZ
    within = (lowest <= BANDS_HZ) & (highest >= BANDS_HZ)
    density = (bands / _WIDTHS_HZ)[within]
    return float(_db_each(density).mean()) - _db(float(density.mean()))


def _longest_silence_s(sound: Samples, near: NDArray[np.bool_], silence_dbfs: float) -> float:
    """In steps of 10 ms, both channels together, away from words."""
    whole = len(sound) // _SILENT_STEP * _SILENT_STEP
    steps = np.square(sound[:whole]).reshape(-1, _SILENT_STEP * sound.shape[1]).mean(axis=1)
    silent = (_db_each(steps) < silence_dbfs) & ~near[:whole].reshape(-1, _SILENT_STEP).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], silent.astype(np.int8), [0]])))
    lengths = edges[1::2] - edges[::2]
    return float(lengths.max(initial=0)) * _SILENT_STEP / SAMPLE_RATE


def _share_at_full_scale(sound: Samples) -> float:
    return float((np.abs(sound) >= _FULL_SCALE).mean()) if len(sound) else 0.0


def _db(power: float) -> float:
    return float(10 * np.log10(power + 1e-20))


def _db_each(powers: NDArray[np.floating]) -> Floats:
    return np.asarray(10 * np.log10(powers.astype(np.float64) + 1e-20))
