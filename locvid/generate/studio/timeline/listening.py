"""What somebody does who listens in the same picture, set to the other's speech and seeded.

Nods, blinks and brows come with the ends of phrases and with what is stressed, a little after it,
as people need a moment; the smile is that of the mood that they hear. Lips stay as they are. How
often is in ``presets/turns/listening.yaml``, with where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from locvid.generate.studio.timeline.model import Gesture, Mark
from locvid.generate.studio.timeline.placed import PlacedLine, phrases
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt
from locvid.presets.library import PresetLibrary
from locvid.presets.turns import Listening, listening

_REACTS_S = (0.12, 0.38)
"""How long after a phrase has ended a listener moves."""
_NOD_S = (0.42, 0.6)
_NODS_APART_S = 0.9
_BLINK_S = 0.3
_OWN_TURN_S = 0.35
"""Before and after words of their own, listeners no longer answer with nods."""
_GLANCE_S = (0.5, 1.1)


def reactions(
    prompt: PerformancePrompt,
    lines: Sequence[PlacedLine],
    gestures: Sequence[Gesture],
    marks: Sequence[Mark],
    end: int,
    library: PresetLibrary,
) -> tuple[Gesture, ...]:
    """``gestures`` with those of the listeners on these ``marks``, in order of their start."""
    how = listening(library)
    found = list(gestures)
    for mark in marks:
        listener = mark.speaker
        rng = np.random.default_rng([prompt.seed & (2**64 - 1), crc32(listener.encode()), 4])
        own = [placed for placed in lines if placed.line.speaker == listener]
        free = [
            one
            for placed in lines
            if placed.line.speaker != listener
            for one in (*_nods(placed, listener, how, rng), *_presence(placed, mark, how, rng))
        ]
        found += [one for one in free if one.end <= end and not _speaks(own, one)]
        for placed in own:
            found += _glances(placed, mark, how, rng)
    return tuple(sorted(found, key=lambda one: (one.start, one.kind, one.speaker)))


def _speaks(own: Sequence[PlacedLine], gesture: Gesture) -> bool:
    """Whether the listener has words of their own then; what is no answer goes on."""
    if gesture.kind in ("tilt", "smile", "blink"):
        return False
    margin = _samples(_OWN_TURN_S)
    return any(
        gesture.start < placed.end + margin and placed.start - margin < gesture.end
        for placed in own
    )


def _nods(
    placed: PlacedLine, listener: str, how: Listening, rng: np.random.Generator
) -> Iterator[Gesture]:
    """One to three falling nods after a phrase, a slight one and raised brows on a stress."""
    energy = 0.7 + 0.3 * placed.line.gesture_energy
    nodded = -_samples(_NODS_APART_S)
    for word in placed.utterance.words:
        at = placed.start + word.start + _samples(float(rng.uniform(*_REACTS_S)))
        nods, raises = rng.random() < how.nods_on_stress, rng.random() < how.brows_on_stress
        length = _samples(float(rng.uniform(*_NOD_S)))
        if not word.emphasised:
            continue
        if raises:
            lift = float(rng.uniform(0.22, 0.42)) * energy
            yield Gesture("brow", at, at + round(1.5 * length), min(lift, 1.0), listener)
        if nods and at - nodded >= _samples(_NODS_APART_S):
            yield Gesture("nod", at, at + length, 0.45 * energy, listener)
            nodded = at
    for phrase in phrases(placed):
        at = phrase.end + _samples(float(rng.uniform(*_REACTS_S)))
        nods, blinks = rng.random() < how.nods_at_phrase_end, rng.random()
        count, depth = int(rng.integers(1, 4)), float(rng.uniform(0.75, 1.1)) * energy
        for index in range(count if nods else 0):
            length = _samples(float(rng.uniform(*_NOD_S)))
            yield Gesture("nod", at, at + length, min(depth * 0.6**index, 1.0), listener)
            at += round(0.85 * length)
        if blinks < how.blinks_at_phrase_end:
            yield Gesture("blink", at, at + _samples(_BLINK_S), 1.0, listener)


def _presence(
    placed: PlacedLine, mark: Mark, how: Listening, rng: np.random.Generator
) -> Iterator[Gesture]:
    """A head held aside, a smile that grows with what is heard, a look away now and then."""
    listener, start, end = mark.speaker, placed.start, placed.end
    lean = float(rng.uniform(0.25, 0.55)) * (1.0 if rng.random() < 0.5 else -1.0)
    yield Gesture("tilt", start + _samples(0.3), end + _samples(0.4), lean, listener)
    if placed.line.smile > 0:
        middle = (start + end) // 2
        yield Gesture("smile", middle, end + _samples(0.8), 0.45 * placed.line.smile, listener)
    at = start + _samples(float(rng.uniform(0.8, 2.0)))
    while at < end:
        away = _samples(float(rng.uniform(*_GLANCE_S)))
        if rng.random() > how.looks_at_speaker:
            aside = -mark.facing * float(rng.uniform(0.5, 0.9))
            yield Gesture("gaze-x", at, at + away, aside, listener)
            yield Gesture("gaze-y", at, at + away, 0.25, listener)
        at += away + _samples(float(rng.uniform(0.4, 1.0)))


def _glances(
    placed: PlacedLine, mark: Mark, how: Listening, rng: np.random.Generator
) -> Iterator[Gesture]:
    """Who speaks looks away where a phrase begins, most of all at the first (Kendon 1967)."""
    speaker = mark.speaker
    for phrase in phrases(placed):
        if rng.random() > how.looks_at_listener:
            away = _samples(float(rng.uniform(*_GLANCE_S)))
            start = max(phrase.start - _samples(0.2), 0)
            aside = -mark.facing * float(rng.uniform(0.5, 0.9))
            yield Gesture("gaze-x", start, start + away, aside, speaker)
            yield Gesture("gaze-y", start, start + away, -0.2, speaker)


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
