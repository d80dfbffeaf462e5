"""The curves and marks that a verdict on lip-sync rests on, for drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.model.take import Samples
from locvid.verify.align.base import AlignedPhone, AlignedWord
from locvid.verify.hearing import HeardLine
from locvid.verify.lips import Curve, LipTrack
from locvid.verify.measure import LipSync


@dataclass(frozen=True, slots=True)
class Traces:
    """Sound at ALIGN_RATE with the words and phones of the first aligner, and curves at 100 Hz.

    ``expected`` and ``seen`` are lip apertures, each on a scale of its own; ``seen`` is NaN where
    no face was found. ``correlation`` belongs to the offsets ``lags_ms``, sound late positive.
    """

    samples: Samples
    words: tuple[AlignedWord, ...]
    phones: tuple[AlignedPhone, ...]
    expected: Curve
    seen: Curve
    lags_ms: NDArray[np.int_]
    correlation: Curve
    cuts_s: tuple[float, ...]


def traces(sync: LipSync, track: LipTrack, samples: Samples, heard: Sequence[HeardLine]) -> Traces:
    """Everything that ``sync`` compared, for all lines together."""
    phones = tuple(p for line in heard for p in line.alignments[0].phones)
    offset, curves = sync.offset(range(len(heard))), sync.curves
    return Traces(
        samples=samples,
        words=tuple(w for line in heard for w in line.alignments[0].words),
        phones=phones,
        expected=curves.expected,
        seen=np.where(curves.valid, curves.seen, np.nan),
        lags_ms=offset.lags_ms,
        correlation=offset.by_lag,
        cuts_s=tuple(float(track.times_s[cut]) for cut in track.cuts[1:]),
    )
