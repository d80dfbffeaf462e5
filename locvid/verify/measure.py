"""Brings sound and lips together: the offset of any choice of lines, with all that supports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.model.take import Samples
from locvid.model.verdict import SyncMeasurement
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.articulation import expected_aperture
from locvid.verify.closures import count_closures
from locvid.verify.curves import RATE, log_expected, mouth_level, spoken, without_drift
from locvid.verify.drift import drift_of, straightened
from locvid.verify.hearing import HeardLine
from locvid.verify.labials import SHUT, labials, shut_lips
from locvid.verify.lips import Curve, LipTrack
from locvid.verify.speaker import Seen, who_speaks
from locvid.verify.sync import NOTHING, Evidence, Offset, estimate, gather

_CONFIRMING_MS = 50
_CONFIRMING_CORRELATION = 0.35
_VOICE_SHARE = 0.5
_VOICE_SMOOTH_S = 0.02


@dataclass(frozen=True, slots=True)
class Curves:
    """What a plot shows, each [length] at RATE: the aperture that the text asks for (open vowel
    = 1), the level of the voice 0…1, the aperture that was seen over the distance of the eyes,
    and where it is ``valid``.
    """

    expected: Curve
    voice: Curve
    seen: Curve
    valid: NDArray[np.bool_]


class LipSync:
    """Measures offsets on one film; curves are made once, evidence is added up per question.

    Three kinds of evidence are weighed together: the gestures that the text asks for, the lips'
    own sounds, at half weight the level of the voice. Each can be asked for by itself.
    """

    def __init__(self, track: LipTrack, samples: Samples, heard: Sequence[HeardLine]) -> None:
        self._heard = heard
        length = len(samples) * RATE // ALIGN_RATE + 1
        phones = [phone for line in heard for phone in line.alignments[0].phones]
        level = mouth_level(samples, length)
        events = labials(phones, level)
        shut = shut_lips([event for event in events if event.ipa in SHUT], length)
        expected = _expected(heard, length) * shut
        said = spoken(phones, length)
        voice = mouth_level(samples, length, _VOICE_SMOOTH_S)

        def moving(curve: Curve, scenes: NDArray[np.intp]) -> Curve:
            """``curve`` without drift, of unit size where there is speech."""
            steady = without_drift(curve, np.ones(length, np.bool_), scenes)
            size = float(np.std(steady[said])) if said.any() else 0.0
            return steady / size if size > 0 else steady

        def asked(scenes: NDArray[np.intp]) -> tuple[Curve, Curve, Curve]:
            """What phones, closures and voice ask of the lips."""
            closures = shut_lips(events, length)
            return (
                moving(log_expected(expected), scenes),
                moving(closures, scenes),
                moving(voice, scenes),
            )

        spans = [_span(line, length) for line in heard]
        seen = who_speaks(track, length, spans, said, lambda scenes: _together(*asked(scenes)))
        words, closed, loud = asked(seen.scenes)
        self.curves = Curves(expected, voice, seen.aperture, seen.valid)
        self._missing = [1 - float(seen.valid[a:b].mean()) if b > a else 1.0 for a, b in spans]
        self._words = _gathered(words, seen, said, spans)
        self._shut = _gathered(closed, seen, said, spans)
        self._voice = _gathered(loud, seen, said, spans)
        self._all = _gathered(_together(words, closed, loud), seen, said, spans)

    def of(self, lines: Iterable[int]) -> SyncMeasurement:
        """The offset of the lines with these numbers, pooled."""
        chosen = list(lines)
        offset = self.offset(chosen)
        phones = self._phones(chosen)
        seen, expected = count_closures(
            phones, self.curves.seen, self.curves.valid, offset.offset_ms
        )
        return SyncMeasurement(
            offset_ms=offset.offset_ms,
            low_ms=offset.low_ms,
            high_ms=offset.high_ms,
            correlation=offset.correlation,
            peak_margin=offset.peak_margin,
            missing_faces=float(np.mean([self._missing[n] for n in chosen])),
            closures_seen=seen,
            closures_expected=expected,
            phones_ms=_single(self._words, chosen),
            closures_ms=_single(self._shut, chosen),
            voice_ms=_single(self._voice, chosen),
            drift=drift_of(_sum(self._all, chosen)),
        )

    def offset(self, lines: Iterable[int]) -> Offset:
        """The offset by all evidence, with the correlation at every lag."""
        return estimate(_sum(self._all, list(lines)))

    def closures_confirm(self, lines: Iterable[int], offset_ms: float) -> bool:
        """Whether the sounds of the lips alone fit that offset, give or take 50 ms.

        A person's lips move ahead of what is heard, in all but the sounds that they make. Where
        the sound drifts, the closures are asked along the line of the drift.
        """
        chosen = list(lines)
        closures = _sum(self._shut, chosen)
        drift = drift_of(_sum(self._all, chosen))
        if _fits(closures, offset_ms):
            return True
        if drift is None:
            return False
        return _fits(straightened(closures, drift), (drift.start_ms + drift.end_ms) / 2)

    def voice_offset_ms(self, lines: Iterable[int]) -> float:
        """The offset that loudness alone suggests, without the text: a second opinion."""
        return estimate(_sum(self._voice, list(lines))).offset_ms

    def _phones(self, lines: Sequence[int]) -> list[AlignedPhone]:
        return [phone for n in lines for phone in self._heard[n].alignments[0].phones]


def _fits(evidence: Evidence, offset_ms: float) -> bool:
    """Whether the curves agree at an offset, give or take 50 ms."""
    found = estimate(evidence)
    near = np.abs(found.lags_ms - offset_ms) <= _CONFIRMING_MS
    return bool(near.any() and found.by_lag[near].max() >= _CONFIRMING_CORRELATION)


def _expected(heard: Sequence[HeardLine], length: int) -> Curve:
    """The aperture that the text asks for, the mean of what the aligners say."""
    by_aligner = [
        expected_aperture(
            [phone for line in heard for phone in line.alignments[which].phones], length
        )
        for which in range(len(heard[0].alignments))
    ]
    return np.asarray(np.mean(by_aligner, axis=0))


def _together(words: Curve, closures: Curve, voice: Curve) -> Curve:
    return np.asarray(words + closures + _VOICE_SHARE * voice)


def _gathered(
    asked: Curve, seen: Seen, said: NDArray[np.bool_], spans: Sequence[tuple[int, int]]
) -> list[Evidence]:
    return [gather(asked, seen.moving, seen.valid, said, [span]) for span in spans]


def _sum(evidence: Sequence[Evidence], chosen: Sequence[int]) -> Evidence:
    return sum((evidence[number] for number in chosen), NOTHING)


def _single(evidence: Sequence[Evidence], chosen: Sequence[int]) -> float | None:
    """The offset by one kind of evidence alone; None where there is none."""
    pooled = _sum(evidence, chosen)
    return estimate(pooled).offset_ms if pooled.product.any() else None


def _span(line: HeardLine, length: int) -> tuple[int, int]:
    first, last = (position * RATE // ALIGN_RATE for position in line.span)
    return first, min(last, length)
