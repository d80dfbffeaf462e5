"""Brings sound and lips together: the offset of any choice of lines, with all that supports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from locvid.model.take import Samples
from locvid.model.verdict import SyncMeasurement
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.articulation import expected_aperture
from locvid.verify.closures import count_closures
from locvid.verify.curves import (
    RATE,
    log_expected,
    mouth_level,
    scenes_of,
    spoken,
    without_drift,
)
from locvid.verify.drift import drift_of, straightened
from locvid.verify.hearing import HeardLine
from locvid.verify.labials import SHUT, labials, shut_lips
from locvid.verify.lips import Curve, LipTrack
from locvid.verify.speaker import Seen, Voice, faces_of, who_speaks
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

    def __init__(
        self,
        track: LipTrack,
        samples: Samples,
        heard: Sequence[HeardLine],
        speakers: Sequence[str] = (),
    ) -> None:
        """``speakers`` names whose line each is, where that is known."""
        self._heard = heard
        length = len(samples) * RATE // ALIGN_RATE + 1
        scenes = scenes_of(track, length)
        faces = faces_of(track, scenes)
        lanes = _lanes(heard, speakers, length, len(faces) > 1)
        level = mouth_level(samples, length)
        loudness = mouth_level(samples, length, _VOICE_SMOOTH_S)
        asked = [_asked(lane, level, loudness, scenes) for lane in lanes]
        spans = [_span(line, length) for line in heard]
        voices = [
            Voice(lane.speaker, tuple(spans[n] for n in lane.numbers), each.together, lane.said)
            for lane, each in zip(lanes, asked, strict=True)
        ]
        seen = who_speaks(faces, voices, scenes)
        self._seen = {n: own for lane, own in zip(lanes, seen, strict=True) for n in lane.numbers}
        self.curves = _curves(lanes, asked, seen, loudness)
        self._unseen = [(0, 1)] * len(heard)
        for lane in lanes:
            for n in lane.numbers:
                self._unseen[n] = _unseen(self._seen[n], spans[n], lane)
        kinds: list[list[Evidence]] = [[NOTHING] * len(heard) for _ in range(4)]
        for lane, each, own in zip(lanes, asked, seen, strict=True):
            for n in lane.numbers:
                for kind, curve in zip(
                    kinds, (each.words, each.closed, each.loud, each.together), strict=True
                ):
                    kind[n] = gather(curve, own.moving, own.valid, lane.said, [spans[n]])
        self._words, self._shut, self._voice, self._all = kinds

    def of(self, lines: Iterable[int]) -> SyncMeasurement:
        """The offset of the lines with these numbers, pooled."""
        chosen = list(lines)
        offset = self.offset(chosen)
        seen, expected = self._closures(chosen, offset.offset_ms)
        return SyncMeasurement(
            offset_ms=offset.offset_ms,
            low_ms=offset.low_ms,
            high_ms=offset.high_ms,
            correlation=offset.correlation,
            peak_margin=offset.peak_margin,
            missing_faces=self._missing(chosen),
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

    def _missing(self, lines: Sequence[int]) -> float:
        """Share of the time of these lines without a face: a long one counts as what it is."""
        unseen, all_ = np.sum([self._unseen[n] for n in lines], axis=0)
        return float(unseen / all_)

    def _closures(self, lines: Sequence[int], offset_ms: float) -> tuple[int, int]:
        """(closed, expected) lips of the lines, each on the face that says it."""
        closed = expected = 0
        for own in {id(self._seen[n]): self._seen[n] for n in lines}.values():
            phones = [
                phone
                for n in lines
                if self._seen[n] is own
                for phone in self._heard[n].alignments[0].phones
            ]
            found = count_closures(phones, own.aperture, own.valid, offset_ms)
            closed, expected = closed + found[0], expected + found[1]
        return closed, expected


def _fits(evidence: Evidence, offset_ms: float) -> bool:
    """Whether the curves agree at an offset, give or take 50 ms."""
    found = estimate(evidence)
    near = np.abs(found.lags_ms - offset_ms) <= _CONFIRMING_MS
    return bool(near.any() and found.by_lag[near].max() >= _CONFIRMING_CORRELATION)


@dataclass(frozen=True, slots=True)
class _Lane:
    """Lines that never sound together, and when they are heard and nothing else is.

    Where two speak at once, neither the level nor the aligner tells what one of them says.
    """

    speaker: str
    numbers: tuple[int, ...]
    lines: tuple[HeardLine, ...]
    said: NDArray[np.bool_]


def _lanes(
    heard: Sequence[HeardLine], speakers: Sequence[str], length: int, several: bool
) -> list[_Lane]:
    """A lane for each speaker where ``several`` faces are seen, or two speak, at once.

    Else, and where nobody knows who speaks, one for all lines.
    """
    told = len(speakers) == len(heard) and all(speakers)
    apart = told and (several or _overlap(heard))
    names = list(speakers) if apart else [""] * len(heard)
    lanes = []
    for name in dict.fromkeys(names):
        numbers = tuple(n for n, own in enumerate(names) if own == name)
        lines = tuple(heard[n] for n in numbers)
        phones = [phone for line in lines for phone in line.alignments[0].phones]
        lanes.append(_Lane(name, numbers, lines, spoken(phones, length)))
    both = np.sum([lane.said for lane in lanes], axis=0) > 1
    return [replace(lane, said=lane.said & ~both) for lane in lanes]


def _overlap(heard: Sequence[HeardLine]) -> bool:
    """Whether a line begins before the phones of the one before it have ended."""
    phones = [line.alignments[0].phones for line in heard]
    return any(
        bool(one and other) and other[0].start < one[-1].end for one, other in pairwise(phones)
    )


def _unseen(seen: Seen, span: tuple[int, int], lane: _Lane) -> tuple[int, int]:
    """How much of a line has no face, and how long it is, in values at RATE; of its words only
    where others have lanes of their own. A line of no length is not seen.
    """
    first, last = span
    valid, said = seen.valid[first:last], lane.said[first:last]
    if lane.speaker and said.any():
        valid = valid[said]
    return (int((~valid).sum()), len(valid)) if len(valid) else (1, 1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the text and the sound of a lane ask of the lips, each without drift and of unit size.

    ``expected`` is the aperture of the text as it is.
    """

    words: Curve
    closed: Curve
    loud: Curve
    together: Curve
    expected: Curve


def _asked(lane: _Lane, level: Curve, loudness: Curve, scenes: NDArray[np.intp]) -> _Asked:
    length, everywhere = len(level), np.ones(len(level), np.bool_)

    def moving(curve: Curve) -> Curve:
        steady = without_drift(curve, everywhere, scenes)
        size = float(np.std(steady[lane.said])) if lane.said.any() else 0.0
        return steady / size if size > 0 else steady

    phones = [phone for line in lane.lines for phone in line.alignments[0].phones]
    events = labials(phones, level)
    shut = shut_lips([event for event in events if event.ipa in SHUT], length)
    expected = _expected(lane.lines, length) * shut
    words, closed = moving(log_expected(expected)), moving(shut_lips(events, length))
    loud = moving(loudness)
    return _Asked(words, closed, loud, words + closed + _VOICE_SHARE * loud, expected)


def _curves(
    lanes: Sequence[_Lane], asked: Sequence[_Asked], seen: Sequence[Seen], loudness: Curve
) -> Curves:
    """One row of each for a plot: whoever speaks, the one who began last where two do."""
    expected, aperture, valid = asked[0].expected, seen[0].aperture, seen[0].valid
    for lane, each, own in zip(lanes[1:], asked[1:], seen[1:], strict=True):
        expected = np.where(lane.said, each.expected, expected)
        aperture = np.where(lane.said, own.aperture, aperture)
        valid = np.where(lane.said, own.valid, valid)
    return Curves(expected, loudness, aperture, valid)


def _expected(heard: Sequence[HeardLine], length: int) -> Curve:
    """The aperture that the text asks for, the mean of what the aligners say."""
    by_aligner = [
        expected_aperture(
            [phone for line in heard for phone in line.alignments[which].phones], length
        )
        for which in range(len(heard[0].alignments))
    ]
    return np.asarray(np.mean(by_aligner, axis=0))


def _sum(evidence: Sequence[Evidence], chosen: Sequence[int]) -> Evidence:
    return sum((evidence[number] for number in chosen), NOTHING)


def _single(evidence: Sequence[Evidence], chosen: Sequence[int]) -> float | None:
    """The offset by one kind of evidence alone; None where there is none."""
    pooled = _sum(evidence, chosen)
    return estimate(pooled).offset_ms if pooled.product.any() else None


def _span(line: HeardLine, length: int) -> tuple[int, int]:
    first, last = (position * RATE // ALIGN_RATE for position in line.span)
    return first, min(last, length)
