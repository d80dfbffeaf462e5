"""Reads the opening of the mouth from every picture of a film, at the times they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.verify.crowd import Crowd
from locvid.verify.decode import Shown, pictures
from locvid.verify.face import LEFT_EYE, RIGHT_EYE, Points
from locvid.verify.planes import Plane

Curve = NDArray[np.float64]

LIP_PAIRS = ((13, 14), (82, 87), (312, 317))
"""Inner edges of the upper and lower lip, middle and both sides, in the Face Mesh topology."""

_CUT_DIFFERENCE = 14.0
_THUMBNAIL = (64, 36)
_LEAST_APART_S = 0.022


@dataclass(frozen=True, slots=True)
class LipTrack:
    """One entry per picture: when it appears, and what it shows.

    A picture stands for the moment at which it appears, as in flash-and-click tests.
    ``aperture`` is the mean gap between the lips over the distance of the eyes, NaN without a
    face; it is that of the most prominent face, ``others`` has the rest, each scene for itself.
    ``cuts`` index the pictures that open a new scene. ``luma`` is the mean brightness 0…255,
    ``motion`` the mean change of brightness since the picture before.
    """

    times_s: Curve
    aperture: Curve
    cuts: tuple[int, ...]
    luma: Curve
    motion: Curve
    others: tuple[Curve, ...] = ()


def track_lips(file: Path, progress: Callable[[float], None] | None = None) -> LipTrack:
    """Follow the lips through the film; ``progress`` gets the second of film that is reached.

    Raises InvalidInput when the file cannot be read.
    """
    rows: list[tuple[float, bool, float, float]] = []
    apertures: list[dict[int, float] | None] = []
    with _single_thread():
        for shown, seen, cut, luma, motion in _watched(file):
            rows.append((shown.start_s, cut, luma, motion))
            apertures.append(seen)
            if progress is not None and len(rows) % 25 == 0:
                progress(shown.end_s)
    table = np.array(rows, float).reshape(-1, 4)
    order = np.argsort(table[:, 0], kind="stable")
    times, cuts, luma, motion = table[order].T
    looked = np.array([seen is not None for seen in apertures], bool)[order]
    faces = _filled(_by_face(apertures)[order], looked, times).T
    return LipTrack(
        times,
        faces[0],
        tuple(int(i) for i in np.flatnonzero(cuts)),
        luma,
        motion,
        tuple(faces[1:]),
    )


def aperture_of(landmarks: Points) -> float:
    """Mean gap between the inner lips over the distance of the outer eye corners."""
    gaps = [np.linalg.norm(landmarks[upper] - landmarks[lower]) for upper, lower in LIP_PAIRS]
    return float(np.mean(gaps) / np.linalg.norm(landmarks[RIGHT_EYE] - landmarks[LEFT_EYE]))


@contextmanager
def _single_thread() -> Iterator[None]:
    """The networks are so small that OpenCV's threads cost more than they bring."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(threads)


def _by_face(apertures: list[dict[int, float] | None]) -> Curve:
    """[pictures, faces], at least one face; NaN where a face is not seen."""
    faces = max((number + 1 for seen in apertures for number in seen or ()), default=1)
    table = np.full((len(apertures), faces), np.nan)
    for row, seen in enumerate(apertures):
        for number, aperture in (seen or {}).items():
            table[row, number] = aperture
    return table


def _filled(faces: Curve, looked: NDArray[np.bool_], times_s: Curve) -> Curve:
    """``faces`` [pictures, faces] with the pictures between those that were looked at."""
    at = np.flatnonzero(looked)
    between = np.flatnonzero(~looked)
    if len(between) == 0:
        return faces
    after = np.searchsorted(at, between)
    left, right = at[after - 1], at[np.minimum(after, len(at) - 1)]
    apart = np.maximum(times_s[right] - times_s[left], 1e-6)
    share = np.clip((times_s[between] - times_s[left]) / apart, 0, 1)[:, None]
    filled = faces.copy()
    filled[between] = (1 - share) * faces[left] + share * faces[right]
    return filled


def _watched(file: Path) -> Iterator[tuple[Shown, dict[int, float] | None, bool, float, float]]:
    """Every picture with its faces' apertures; None where the one before it, at 50 or more
    pictures a second, was so close that looking at it would tell nothing new.
    """
    crowd = Crowd()
    before: Plane | None = None
    looked_s = -1.0
    for shown in pictures(file):
        thumbnail = shown.picture.thumbnail(*_THUMBNAIL)
        motion = 0.0 if before is None else _difference(thumbnail, before)
        cut = before is None or motion > _CUT_DIFFERENCE
        before = thumbnail
        if cut:
            crowd.forget()
        apertures = None
        if cut or abs(shown.start_s - looked_s) >= _LEAST_APART_S:
            looked_s = shown.start_s
            seen = crowd.follow(shown.picture)
            apertures = {face: aperture_of(landmarks) for face, landmarks in seen.items()}
        yield shown, apertures, cut, float(thumbnail.mean()), motion


def _difference(one: Plane, other: Plane) -> float:
    return float(cv2.absdiff(one, other).mean())
