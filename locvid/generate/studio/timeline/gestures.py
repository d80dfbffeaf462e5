"""What face and head do besides speaking, set to the speech and seeded by the prompt.

Eyebrow and head movement go with pitch accents (Cavé et al. 1996; Hadar et al. 1983), blinks with
phrase ends (Condon and Ogston 1967), gaze leaves the listener while a phrase is planned
(Kendon 1967).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from locvid.generate.studio.timeline.model import Gesture
from locvid.generate.studio.timeline.placed import Phrase, PlacedLine, phrases
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt
from locvid.presets.laughter import KIND

_BLINK_S = 0.24
_BLINKS_APART_S = (2.0, 6.0)
_ACCENTS_APART_S = 1.1
_BROW_AHEAD_S, _NOD_AHEAD_S = 0.14, 0.08
_LOOKS_AWAY, _BLINKS_AT_END = 0.3, 0.55
"""Probabilities at a phrase's start and end."""


def gestures(
    prompt: PerformancePrompt, lines: Sequence[PlacedLine], end: int
) -> tuple[Gesture, ...]:
    """All gestures of the shot in order of their start."""
    found: list[Gesture] = []
    for speaker in sorted({placed.line.speaker for placed in lines}):
        rng = np.random.default_rng([prompt.seed & (2**64 - 1), crc32(speaker.encode()), 1])
        own = [placed for placed in lines if placed.line.speaker == speaker]
        for placed in own:
            found += _accents(placed, rng)
            found += _postures(placed, rng)
            found += _laughter(placed)
        ends = [phrase.end for placed in own for phrase in phrases(placed)]
        found += _blinks(speaker, ends, end, rng)
    return tuple(sorted(found, key=lambda one: (one.start, one.kind, one.speaker)))


def _accents(placed: PlacedLine, rng: np.random.Generator) -> Iterator[Gesture]:
    """Brow and nod on emphasised words, smaller ones on stressed words in between."""
    last = -_ACCENTS_APART_S * SAMPLE_RATE
    for index, word in enumerate(placed.utterance.words):
        stressed = [
            phone for phone in placed.utterance.phones if phone.word == index and phone.stress == 1
        ]
        due = word.start - last >= _ACCENTS_APART_S * SAMPLE_RATE
        if not word.emphasised and not (stressed and due and rng.random() < 0.6):
            continue
        at = placed.start + (stressed[0].start if stressed else word.start)
        strength = (1.0 if word.emphasised else 0.45) * placed.line.gesture_energy
        until = max(placed.start + word.end, at + _samples(0.25))
        yield _gesture("brow", at, _BROW_AHEAD_S, until, 0.15, 0.38 * strength, placed)
        nod = strength * float(rng.uniform(0.4, 0.6))
        yield _gesture("nod", at, _NOD_AHEAD_S, until, 0.22, nod, placed)
        last = word.start


def _postures(placed: PlacedLine, rng: np.random.Generator) -> Iterator[Gesture]:
    """Breath, slow turns of the head, glances aside and the smile, phrase by phrase."""
    energy = placed.line.gesture_energy
    parts = phrases(placed)
    for index, phrase in enumerate(parts):
        side = 1.0 if rng.random() < 0.5 else -1.0
        amount = float(rng.uniform(0.1, 0.3)) * energy * side
        yield _gesture("tilt", phrase.start, 0.2, phrase.end, 0.3, amount, placed)
        away = float(rng.uniform(0.05, 0.2)) * energy * -side
        yield _gesture("turn", phrase.start, 0.3, phrase.end, 0.2, away, placed)
        if _pause_before(parts, index) >= _samples(0.25):
            yield _gesture("breath", phrase.start, 0.4, phrase.start, 0.3, 0.5, placed)
            if index and rng.random() < _LOOKS_AWAY:
                until = phrase.start + _samples(float(rng.uniform(0.25, 0.6)))
                glance = side * float(rng.uniform(0.2, 0.4))
                yield _gesture("gaze-x", phrase.start, 0.3, until, 0.0, glance, placed)
                yield _gesture("gaze-y", phrase.start, 0.3, until, 0.0, 0.12, placed)
    if placed.line.smile:
        # Fullest at the end, when the mouth is free again.
        last = parts[-1] if parts else Phrase(placed.start, placed.end)
        late = 0.5 * placed.line.smile
        yield _gesture("smile", last.end, 0.25, placed.end, 0.7, late, placed)


def _laughter(placed: PlacedLine) -> Iterator[Gesture]:
    """A bout, named by its preset, and each of its calls on the samples on which it sounds."""
    for bout in placed.utterance.laughs:
        kind, at = f"{KIND}-{bout.name}", placed.start
        yield _gesture(kind, at + bout.start, _AMUSED_S, at + bout.end, _SMILES_ON_S, 1.0, placed)
        for number, (start, end) in enumerate(bout.calls):
            strength = 1 - 0.5 * number / len(bout.calls)
            yield _gesture(f"{kind}-call", at + start, 0.0, at + end, 0.0, strength, placed)


_AMUSED_S, _SMILES_ON_S = 0.25, 0.5
"""The face laughs before it is heard, and a smile stays when it no longer is."""


def _blinks(
    speaker: str, phrase_ends: Sequence[int], end: int, rng: np.random.Generator
) -> Iterator[Gesture]:
    """At many phrase ends, and elsewhere so that 2 to 6 seconds lie between two blinks."""
    wanted = [one for one in phrase_ends if rng.random() < _BLINKS_AT_END]
    at = _samples(float(rng.uniform(0.4, 2.2)))
    length = _samples(_BLINK_S)
    while at + length <= end:
        upcoming = [one for one in wanted if at - _samples(1.2) <= one <= at + _samples(1.2)]
        start = upcoming[0] if upcoming and upcoming[0] + length <= end else at
        yield Gesture("blink", start, start + length, 1.0, speaker)
        at = start + _samples(float(rng.uniform(*_BLINKS_APART_S)))
        wanted = [one for one in wanted if one > start + _samples(1.5)]


def _pause_before(parts: Sequence[Phrase], index: int) -> int:
    return parts[index].start - parts[index - 1].end if index else parts[0].start


def _gesture(
    kind: str, start: int, ahead_s: float, end: int, after_s: float, amount: float, of: PlacedLine
) -> Gesture:
    begin = max(0, start - _samples(ahead_s))
    limited = float(np.clip(amount, -1.0, 1.0))
    return Gesture(kind, begin, end + _samples(after_s), limited, of.line.speaker)


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
