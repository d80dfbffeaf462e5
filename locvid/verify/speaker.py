"""Who speaks: of all faces in the picture the one whose lips follow the sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np
from numpy.typing import NDArray

from locvid.verify.curves import RATE, log_seen, seen_aperture, without_drift
from locvid.verify.lips import Curve, LipTrack
from locvid.verify.sync import NOTHING, estimate, gather

_SHORTEST_S = 1.0

Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """Lips at RATE: ``aperture`` over the distance of the eyes, ``moving`` its logarithm without
    what is slow, ``valid`` where it is known.
    """

    aperture: Curve
    moving: Curve
    valid: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person says: ``spans`` of their lines, what they ask of the lips, and when.

    ``speaker`` is empty where nobody knows whose lines these are: it may then be another's each
    time.
    """

    speaker: str
    spans: tuple[Piece, ...]
    asked: Curve
    said: NDArray[np.bool_]


def faces_of(track: LipTrack, scenes: NDArray[np.intp]) -> list[Seen]:
    """All faces of the film, the most prominent first; each is numbered anew in every scene."""
    return [_seen(track.times_s, each, scenes) for each in (track.aperture, *track.others)]


def who_speaks(
    faces: Sequence[Seen], voices: Sequence[Voice], scenes: NDArray[np.intp]
) -> list[Seen]:
    """The lips of each voice.

    In every scene the face is taken that has the highest peak of correlation with what is said,
    seen parts counted; for less than a second of speech the evidence is too thin, and the most
    prominent face stays. Where it is known who says what, all lines of one person in a scene count
    together, two people do not have one face, and whoever is left without one is not seen.
    """
    if len(faces) == 1 and len(voices) == 1:
        return [faces[0]]
    chosen = [np.zeros(len(scenes), np.intp) for _ in voices]
    for first, last in _scenes(scenes):
        present: dict[int, list[Piece]] = {}
        for number, voice in enumerate(voices):
            pieces = list(_within(voice.spans, first, last))
            if voice.speaker and pieces:
                present[number] = pieces
                continue
            for low, high in pieces:
                chosen[number][low:high] = _likeliest(faces, voice, [(low, high)])
        there = [number for number, face in enumerate(faces) if face.valid[first:last].any()]
        for number, face_number in _cast(faces, there, voices, present).items():
            chosen[number][first:last] = face_number
    return [_composed(faces, own) for own in chosen]


_UNSEEN = -1


def _cast(
    faces: Sequence[Seen],
    there: Sequence[int],
    voices: Sequence[Voice],
    present: dict[int, list[Piece]],
) -> dict[int, int]:
    """A face of those that are ``there`` for each voice in ``present``, none of them twice."""
    if not there:
        return {}
    if len(present) == 1:
        return {
            number: _likeliest(faces, voices[number], pieces) for number, pieces in present.items()
        }
    numbers = list(present)
    worth = {
        number: [
            _seconds(voices[number], pieces) * fit for fit in _fits(faces, voices[number], pieces)
        ]
        for number, pieces in present.items()
    }
    places = [*there, *[_UNSEEN] * max(0, len(numbers) - len(there))]
    best = max(
        permutations(places, len(numbers)),
        key=lambda choice: sum(
            worth[number][face] if face != _UNSEEN else 0.0
            for number, face in zip(numbers, choice, strict=True)
        ),
    )
    return dict(zip(numbers, best, strict=True))


def _likeliest(faces: Sequence[Seen], voice: Voice, pieces: Sequence[Piece]) -> int:
    if _seconds(voice, pieces) < _SHORTEST_S:
        return 0
    return int(np.argmax(_fits(faces, voice, pieces)))


def _seconds(voice: Voice, pieces: Sequence[Piece]) -> float:
    return sum(float(voice.said[first:last].sum()) for first, last in pieces) / RATE


def _fits(faces: Sequence[Seen], voice: Voice, pieces: Sequence[Piece]) -> list[float]:
    """How well each face moves with what is said."""
    fits = []
    for face in faces:
        evidence = sum(
            (gather(voice.asked, face.moving, face.valid, voice.said, [each]) for each in pieces),
            NOTHING,
        )
        seen = np.concatenate([face.valid[first:last] for first, last in pieces])
        fits.append(estimate(evidence).correlation * float(seen.mean()))
    return fits


def _composed(faces: Sequence[Seen], chosen: NDArray[np.intp]) -> Seen:
    everywhere = np.arange(len(chosen))
    return Seen(
        aperture=np.array([face.aperture for face in faces])[chosen, everywhere],
        moving=np.array([face.moving for face in faces])[chosen, everywhere],
        valid=np.array([face.valid for face in faces])[chosen, everywhere] & (chosen != _UNSEEN),
    )


def _seen(times_s: Curve, aperture: Curve, scenes: NDArray[np.intp]) -> Seen:
    values, valid = seen_aperture(times_s, aperture, len(scenes))
    return Seen(values, without_drift(log_seen(values), valid, scenes), valid)


def _scenes(scenes: NDArray[np.intp]) -> Iterator[Piece]:
    """First and last value, end exclusive, of every scene."""
    cuts = 1 + np.flatnonzero(np.diff(scenes))
    yield from pairwise([0, *(int(cut) for cut in cuts), len(scenes)])


def _within(spans: Sequence[Piece], first: int, last: int) -> Iterator[Piece]:
    """The parts of ``spans`` in a scene."""
    for start, end in spans:
        low, high = max(start, first), min(end, last)
        if low < high:
            yield low, high
