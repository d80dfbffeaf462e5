"""Brings sound and lips together: the offset of any choice of lines, with all that supports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from locvid.model.take import Samples
from locvid.model.verdict import SyncMeasurement
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.closures import count_closures
from locvid.verify.curves import (
    RATE,
    closed_lips,
    expected_aperture,
    log_expected,
    log_seen,
    seen_aperture,
    spoken,
    voice_loudness,
    without_drift,
)
from locvid.verify.hearing import HeardLine
from locvid.verify.lips import LipTrack
from locvid.verify.sync import NOTHING, Evidence, Offset, estimate, gather

_CONFIRMING_MS = 50.0
_CONFIRMING_CORRELATION = 0.35


class LipSync:
    """Measures offsets on one film; curves are made once, evidence is added up per question."""

    def __init__(self, track: LipTrack, samples: Samples, heard: Sequence[HeardLine]) -> None:
        self._heard = heard
        length = len(samples) * RATE // ALIGN_RATE + 1
        self._lips, self._valid, scenes = seen_aperture(track, length)
        moving = without_drift(log_seen(self._lips), self._valid, scenes)
        words = np.mean(
            [
                expected_aperture(
                    [p for line in heard for p in line.alignments[which].phones], length
                )
                for which in range(len(heard[0].alignments))
            ],
            axis=0,
        )
        everywhere = np.ones(length, np.bool_)
        phones = [p for line in heard for p in line.alignments[0].phones]
        said = spoken(phones, length)
        words = without_drift(log_expected(words), everywhere, scenes)
        shut = without_drift(closed_lips(phones, length), everywhere, scenes)
        voice = without_drift(voice_loudness(samples, length), everywhere, scenes)
        spans = [_span(line, length) for line in heard]
        self._missing = [1 - float(self._valid[a:b].mean()) if b > a else 1.0 for a, b in spans]
        self._words = [gather(words, moving, self._valid, said, [span]) for span in spans]
        self._shut = [gather(shut, moving, self._valid, said, [span]) for span in spans]
        self._voice = [gather(voice, moving, self._valid, said, [span]) for span in spans]

    def of(self, lines: Iterable[int]) -> SyncMeasurement:
        """The offset of the lines with these numbers, pooled."""
        chosen = list(lines)
        offset = self._estimate(self._words, chosen)
        phones = [p for n in chosen for p in self._heard[n].alignments[0].phones]
        seen, expected = count_closures(phones, self._lips, self._valid, offset.offset_ms)
        return SyncMeasurement(
            offset_ms=offset.offset_ms,
            low_ms=offset.low_ms,
            high_ms=offset.high_ms,
            correlation=offset.correlation,
            peak_margin=offset.peak_margin,
            missing_faces=float(np.mean([self._missing[n] for n in chosen])),
            closures_seen=seen,
            closures_expected=expected,
        )

    def closures_confirm(self, lines: Iterable[int], offset_ms: float) -> bool:
        """Whether p, b and m alone give the same offset.

        People open their mouths well before a vowel sounds, so that the words as a whole may
        measure late on a real face; but they close their lips when the sound does.
        """
        closures = self._estimate(self._shut, list(lines))
        near = abs(closures.offset_ms - offset_ms) <= _CONFIRMING_MS
        return near and closures.correlation >= _CONFIRMING_CORRELATION

    def voice_offset_ms(self, lines: Iterable[int]) -> float:
        """The offset that loudness alone suggests, without the text: a second opinion."""
        return self._estimate(self._voice, list(lines)).offset_ms

    def _estimate(self, evidence: Sequence[Evidence], chosen: Sequence[int]) -> Offset:
        return estimate(sum((evidence[number] for number in chosen), NOTHING))


def _span(line: HeardLine, length: int) -> tuple[int, int]:
    first, last = (position * RATE // ALIGN_RATE for position in line.span)
    return first, min(last, length)
