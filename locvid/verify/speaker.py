"""Who speaks: of all faces in the picture the one whose lips follow the sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from locvid.verify.curves import RATE, log_seen, scenes_of, seen_aperture, without_drift
from locvid.verify.lips import Curve, LipTrack
from locvid.verify.sync import estimate, gather

_SHORTEST_S = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """The lips of whoever speaks, at RATE: ``aperture`` over the distance of the eyes, ``moving``
    its logarithm without what is slow, ``valid`` where it is known, ``scenes`` by number.
    """

    aperture: Curve
    moving: Curve
    valid: NDArray[np.bool_]
    scenes: NDArray[np.intp]


def who_speaks(
    track: LipTrack,
    length: int,
    spans: Sequence[tuple[int, int]],
    said: NDArray[np.bool_],
    asked: Callable[[NDArray[np.intp]], Curve],
) -> Seen:
    """Choose a face for every span and scene; elsewhere it is the most prominent one.

    ``asked`` gives, for the scenes, the curve that the sound asks of the lips. The face with the
    highest peak of correlation is taken, seen parts counted; for less than a second of speech in
    a scene the evidence is too thin, and the most prominent face stays.
    """
    scenes = scenes_of(track, length)
    faces = [_seen(track.times_s, aperture, scenes) for aperture in (track.aperture, *track.others)]
    if len(faces) == 1:
        return faces[0]
    curve = asked(scenes)
    chosen = np.zeros(length, np.intp)
    for first, last in _pieces(spans, scenes):
        if said[first:last].sum() < _SHORTEST_S * RATE:
            continue
        fits = [
            estimate(gather(curve, face.moving, face.valid, said, [(first, last)])).correlation
            * float(face.valid[first:last].mean())
            for face in faces
        ]
        chosen[first:last] = int(np.argmax(fits))
    everywhere = np.arange(length)
    return Seen(
        aperture=np.array([face.aperture for face in faces])[chosen, everywhere],
        moving=np.array([face.moving for face in faces])[chosen, everywhere],
        valid=np.array([face.valid for face in faces])[chosen, everywhere],
        scenes=scenes,
    )


def _seen(times_s: Curve, aperture: Curve, scenes: NDArray[np.intp]) -> Seen:
    values, valid = seen_aperture(times_s, aperture, len(scenes))
    return Seen(values, without_drift(log_seen(values), valid, scenes), valid, scenes)


def _pieces(
    spans: Sequence[tuple[int, int]], scenes: NDArray[np.intp]
) -> Iterator[tuple[int, int]]:
    """``spans`` cut where a scene begins."""
    for first, last in spans:
        cuts = first + 1 + np.flatnonzero(np.diff(scenes[first:last]))
        edges = [first, *(int(cut) for cut in cuts), last]
        yield from pairwise(edges)
