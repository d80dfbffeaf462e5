"""Whether what is heard behind the words goes on over a cut: its level and its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SIDE_S = 2.0
"""So much of the sound on each side of a cut is compared."""
_FRAME_S = 0.1
_QUIETER = 0.6
"""Share of the tenths, the quieter ones, that tell the level of what goes on."""
_BANDS_HZ = 50.0 * 2.0 ** (np.arange(25) / 3)
"""Third octaves, 50 Hz to 12.8 kHz."""
_SHELF_HZ, _SHELF_GAIN, _LOW_CUT_HZ = 1682.0, 10 ** (4.0 / 10), 38.1
"""K-weighting of ITU-R BS.1770 as corner frequencies: +4 dB above, nothing below."""


@dataclass(frozen=True, slots=True)
class Step:
    """What changes at one cut: loudness in LU and the mean difference of third octaves in dB.

    ``usual_lu`` and ``usual_db`` are what 19 of 20 neighbouring stretches within the shots stay
    below: the sound's own unrest.
    """

    at: int
    level_lu: float
    colour_db: float
    usual_lu: float
    usual_db: float

    @property
    def heard(self) -> bool:
        """Whether the cut stands out: beyond 1 LU and what is usual, or in colour beyond that."""
        return self.level_lu > max(1.0, self.usual_lu) or self.colour_db > max(1.0, self.usual_db)


def steps(sound: Floats, cuts: Sequence[int], rate: int) -> tuple[Step, ...]:
    """The steps of ``sound`` [n, channels] at ``cuts`` (samples, ascending, without 0 and n).

    What happens now and then (a clink, a bird) does not count: the level is that of the quieter
    tenths of each side, the colour the median of all of them. Cuts within two seconds of another,
    or of an end, cannot be told and are left out.
    """
    side = int(_SIDE_S * rate)
    edges = [0, *cuts, len(sound)]
    told = [
        cut
        for before, cut, after in zip(edges, cuts, edges[2:], strict=False)
        if cut - before >= side and after - cut >= side
    ]
    places = [
        at
        for start, end in pairwise(edges)
        for at in range(start + side, end - side + 1, side // 4)
    ]
    usual = np.array([_change(sound, at, side, rate) for at in places] or [(np.inf, np.inf)])
    usual_lu, usual_db = (float(value) for value in np.percentile(usual, 95, axis=0))
    return tuple(Step(cut, *_change(sound, cut, side, rate), usual_lu, usual_db) for cut in told)


def _change(sound: Floats, at: int, side: int, rate: int) -> tuple[float, float]:
    """Change of loudness (LU) and of colour (dB) from what lies before ``at`` to what follows."""
    sides = [_bands(part, rate) for part in (sound[at - side : at], sound[at : at + side])]
    before, after = (_level_db(bands) for bands in sides)
    return abs(after - before), _distance_db(*(np.median(bands, axis=1) for bands in sides))


def _level_db(bands: Floats) -> float:
    """K-weighted level of the quieter tenths."""
    powers = np.sort(_heard() @ bands)[: max(1, round(_QUIETER * bands.shape[1]))]
    return float(10 * np.log10(powers.mean() + 1e-20))


def _bands(sound: Floats, rate: int) -> Floats:
    """Power of each third octave in each tenth of a second, half overlapped: [band, tenth]."""
    frame = int(_FRAME_S * rate)
    frames = np.lib.stride_tricks.sliding_window_view(sound, frame, axis=0)[:: frame // 2]
    power = (np.abs(np.fft.rfft(frames * np.hanning(frame), axis=2)) ** 2).sum(axis=1)
    hz = np.fft.rfftfreq(frame, 1 / rate)
    edges = [*(_BANDS_HZ * 2 ** (-1 / 6)), _BANDS_HZ[-1] * 2 ** (1 / 6)]
    sums = [power[:, (hz >= low) & (hz < high)].sum(axis=1) for low, high in pairwise(edges)]
    return np.stack(sums)


def _heard() -> Floats:
    """The K-weighting's factor on the power of each band."""
    shelf = 1 + (_SHELF_GAIN - 1) * _BANDS_HZ**4 / (_BANDS_HZ**4 + _SHELF_HZ**4)
    return np.asarray(shelf * (_BANDS_HZ**2 / (_BANDS_HZ**2 + _LOW_CUT_HZ**2)) ** 2)


def _distance_db(before: Floats, after: Floats) -> float:
    """Mean absolute difference of the levels of bands that hold anything."""
    there = (before > 0) & (after > 0)
    if not there.any():
        return 0.0
    return float(np.abs(10 * np.log10(before[there] / after[there])).mean())
