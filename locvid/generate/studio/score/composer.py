"""Writes the notes of a stretch of music in one mood: chords bar by bar, bass, tune, pulse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from locvid.generate.studio.score.harmony import chord, degree, voiced
from locvid.generate.studio.score.mood import Mood

BEATS_A_BAR = 4
_BASS_BELOW = 24
_PAD_BELOW = 7


@dataclass(frozen=True, slots=True)
class Note:
    """One note of ``layer``: seconds from the start of the stretch, MIDI number, strength 0…1."""

    layer: str
    start_s: float
    length_s: float
    pitch: int
    strength: float


def compose(
    length_s: float, mood: Mood, keynote: int, random: np.random.Generator
) -> tuple[Note, ...]:
    """Music of ``length_s`` seconds in the key of ``keynote`` (MIDI number).

    The tempo gives way so that a whole number of beats fits: music changes with the picture.
    """
    beats = max(1, round(length_s * mood.tempo_bpm / 60))
    beat_s = length_s / beats
    progression = mood.progressions[int(random.integers(len(mood.progressions)))]
    notes: list[Note] = []
    pad: Sequence[int] = ()
    tune = _Tune(mood, keynote, random)
    for bar, first in enumerate(range(0, beats, BEATS_A_BAR)):
        count = min(BEATS_A_BAR, beats - first)
        last = first + count == beats
        step = 1 if last and beats > BEATS_A_BAR else progression[bar % len(progression)]
        harmony = chord(step, mood.colour, mood.scale, keynote)
        start_s, bar_s = first * beat_s, count * beat_s
        pad = voiced(harmony, pad, mood.register - _PAD_BELOW)
        notes += [Note("pad", start_s, bar_s, pitch, 0.8) for pitch in pad]
        notes += _bass(harmony[0], start_s, bar_s, mood)
        notes += _pulse(pad, start_s, beat_s, count, mood)
        notes += tune.bar(harmony, start_s, beat_s, count, last)
    return tuple(note for note in notes if note.layer in mood.levels_db)


def _bass(root: int, start_s: float, bar_s: float, mood: Mood) -> Iterator[Note]:
    low = mood.register - _BASS_BELOW
    yield Note("bass", start_s, bar_s, root + 12 * round((low - root) / 12), 0.9)


def _pulse(
    pad: Sequence[int], start_s: float, beat_s: float, beats: int, mood: Mood
) -> Iterator[Note]:
    """Half beats that walk up and down the chord, the first of each bar the strongest."""
    turn = [*pad, *reversed(pad[1:-1])] or list(pad)
    for half in range(2 * beats):
        strength = 0.9 if half == 0 else 0.65 if half % 2 == 0 else 0.5
        pitch = turn[half % len(turn)]
        yield Note("pulse", start_s + half * beat_s / 2, beat_s / 2, pitch, strength)


class _Tune:
    """A tune that walks the scale: notes of the chord on the beat, neighbours between."""

    def __init__(self, mood: Mood, keynote: int, random: np.random.Generator) -> None:
        self._mood = mood
        self._random = random
        self._keynote = keynote
        self._middle = self._step_near(mood.register)
        self._at = self._middle

    def bar(
        self, harmony: Sequence[int], start_s: float, beat_s: float, beats: int, last: bool
    ) -> Iterator[Note]:
        """The notes of one bar; the last bar rests on a note of the chord."""
        random, mood = self._random, self._mood
        if last:
            pitch = self._chord_note(harmony)
            yield Note("keys", start_s, beats * beat_s, pitch, 0.7)
            return
        for half in range(2 * beats):
            on_beat = half % 2 == 0
            # The tune breathes: off the beat it speaks half as often.
            if random.uniform() >= mood.density * (1.3 if on_beat else 0.7):
                continue
            pull = 0.25 * (self._middle - self._at)
            self._at += int(np.clip(round(random.normal(pull, 1.5)), -4, 4))
            pitch = (
                self._chord_note(harmony)
                if on_beat
                else degree(self._at, mood.scale, self._keynote)
            )
            length_s = beat_s * float(random.choice([0.5, 1.0, 1.5]))
            strength = float(random.uniform(0.55, 0.8)) * (1.0 if on_beat else 0.8)
            yield Note("keys", start_s + half * beat_s / 2, length_s, pitch, strength)

    def _chord_note(self, harmony: Sequence[int]) -> int:
        here = degree(self._at, self._mood.scale, self._keynote)
        near = min(
            (note + 12 * round((here - note) / 12) for note in harmony),
            key=lambda note: abs(note - here),
        )
        self._at = self._step_near(near)
        return near

    def _step_near(self, pitch: int) -> int:
        steps = range(-21, 50)
        return min(steps, key=lambda s: abs(degree(s, self._mood.scale, self._keynote) - pitch))
