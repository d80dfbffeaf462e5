"""Whether what is heard behind the words goes on over a cut: its level and its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from locvid.verify.sound.bands import FRAME_S, Floats, band_powers, distance_db, weighting

_SIDE_S = 2.0
"""So much of the sound on each side of a cut is compared."""
_QUIETER = 0.6
"""Share of the tenths, the quieter ones, that tell the level of what goes on."""


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
    return abs(after - before), distance_db(*(np.median(bands, axis=0) for bands in sides))


def _level_db(bands: Floats) -> float:
    """K-weighted level of the quieter tenths."""
    powers = np.sort(bands @ weighting())[: max(1, round(_QUIETER * len(bands)))]
    return float(10 * np.log10(powers.mean() + 1e-20))


def _bands(sound: Floats, rate: int) -> Floats:
    """Power of each third octave in each tenth of a second, half overlapped: [tenth, band]."""
    return band_powers(sound, rate, hop_s=FRAME_S / 2)
