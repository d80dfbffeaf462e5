"""Scales and chords as MIDI note numbers (60 is middle C, 12 to the octave)."""

from __future__ import annotations

from collections.abc import Sequence

SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
}
"""Semitones above the keynote."""

_OCTAVE = 12


def degree(step: int, scale: Sequence[int], keynote: int) -> int:
    """The note ``step`` steps of the scale above the keynote; step 0 is the keynote itself."""
    octaves, within = divmod(step, len(scale))
    return keynote + _OCTAVE * octaves + scale[within]


def chord(root: int, notes: int, scale: Sequence[int], keynote: int) -> tuple[int, ...]:
    """``notes`` thirds of the scale upon its step ``root`` (1…7): 3 a triad, 4 a seventh chord."""
    return tuple(degree(root - 1 + 2 * third, scale, keynote) for third in range(notes))


def voiced(chord: Sequence[int], before: Sequence[int], middle: int) -> tuple[int, ...]:
    """The chord's notes in the octaves where the parts move least from ``before``.

    Without a chord before, around ``middle``. Common notes stay and the others take the nearest
    step: what an ear follows as parts, not as jumping blocks.
    """
    if not before:
        return tuple(sorted(_nearest(note, middle) for note in chord))
    placed: list[int] = []
    for note in chord:
        old = min(before, key=lambda other: abs(_nearest(note, other) - other))
        placed.append(_nearest(note, old))
    distinct = sorted(set(placed))
    # Parts that met on one note part again, or the chord would thin out with time.
    for note in chord:
        if len(distinct) >= len(chord):
            break
        for octave in (_nearest(note, middle), _nearest(note, middle) + _OCTAVE):
            if octave not in distinct:
                distinct = sorted([*distinct, octave])
                break
    shift = round((middle - sum(distinct) / len(distinct)) / _OCTAVE) * _OCTAVE
    return tuple(note + shift for note in distinct)


def hertz(note: float) -> float:
    """Frequency of a MIDI note number in equal temperament, A4 (69) at 440 Hz."""
    return float(440.0 * 2.0 ** ((note - 69) / _OCTAVE))


def _nearest(note: int, to: int) -> int:
    """``note`` in the octave in which it lies nearest to ``to``."""
    return note + _OCTAVE * round((to - note) / _OCTAVE)
