"""Reads the opening of the mouth from every picture of a film, at the times they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.media.ahead import AHEAD
from locvid.verify.decode import PictureSize, Shown, pictures
from locvid.verify.face import LEFT_EYE, RIGHT_EYE, FaceTracker, Picture, Points

Curve = NDArray[np.float64]

LIP_PAIRS = ((13, 14), (82, 87), (312, 317))
"""Inner edges of the upper and lower lip, middle and both sides, in the Face Mesh topology."""

_SHORT_SIDE = 480
_FACE_HEIGHT = 200.0
_CUT_DIFFERENCE = 14.0
_LOOK_AGAIN_EVERY = 5
_THUMBNAIL = (64, 36)


@dataclass(frozen=True, slots=True)
class LipTrack:
    """One entry per picture: when it appears, and what it shows.

    A picture stands for the moment at which it appears, as in flash-and-click tests.
    ``aperture`` is the mean gap between the lips over the distance of the eyes, NaN without a
    face. ``cuts`` index the pictures that open a new scene. ``luma`` is the mean brightness
    0…255, ``motion`` the mean change of brightness since the picture before.
    """

    times_s: Curve
    aperture: Curve
    cuts: tuple[int, ...]
    luma: Curve
    motion: Curve


def track_lips(file: Path, progress: Callable[[float], None] | None = None) -> LipTrack:
    """Follow the lips through the film; ``progress`` gets the second of film that is reached.

    Raises InvalidInput when the file cannot be read.
    """
    rows: list[tuple[float, float, bool, float, float]] = []
    with _single_thread():
        for shown, aperture, cut, luma, motion in _watched(file):
            rows.append((shown.start_s, aperture, cut, luma, motion))
            if progress is not None and len(rows) % 25 == 0:
                progress(shown.end_s)
    table = np.array(rows, float).reshape(-1, 5)
    order = np.argsort(table[:, 0], kind="stable")
    times, aperture, cuts, luma, motion = table[order].T
    return LipTrack(times, aperture, tuple(int(i) for i in np.flatnonzero(cuts)), luma, motion)


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


def _watched(file: Path) -> Iterator[tuple[Shown, float, bool, float, float]]:
    tracker = FaceTracker()
    size = PictureSize(_SHORT_SIDE)
    before: Picture | None = None
    blind = 0
    scale = 1.0
    for number, shown in enumerate(pictures(file, size)):
        if shown.shrunk != scale:
            # the picture's size was just changed: the crop is in other pixels now
            tracker.rescale(scale / shown.shrunk)
            scale = shown.shrunk
        thumbnail = _thumbnail(shown.bgr)
        motion = 0.0 if before is None else _difference(thumbnail, before)
        cut = before is None or motion > _CUT_DIFFERENCE
        before = thumbnail
        if cut:
            tracker.forget()
            blind = 0
        landmarks = tracker.follow(shown.bgr)
        if landmarks is None and blind % _LOOK_AGAIN_EVERY == 0:
            landmarks = tracker.find(shown.bgr)
        blind = 0 if landmarks is not None else blind + 1
        now, then = size.at(number), size.at(number + AHEAD)
        if landmarks is not None and now == then:
            fitting = _fitting_size(shown, landmarks, now)
            if fitting != now:
                size.change(fitting, number + AHEAD)
        aperture = float("nan") if landmarks is None else aperture_of(landmarks)
        yield shown, aperture, cut, float(thumbnail.mean()), motion


def _fitting_size(shown: Shown, landmarks: Points, now: int) -> int:
    """The short side at which the face is about as high as the landmark network can use.

    Changed only when the face is far too small or large, so that a zoom does not make it flicker.
    """
    height = float(np.ptp(landmarks[:, 1]))
    if 0.6 * _FACE_HEIGHT < height < 2 * _FACE_HEIGHT:
        return now
    return int(min(shown.bgr.shape[:2]) * _FACE_HEIGHT * 1.2 / max(height, 1.0))


def _thumbnail(picture: Picture) -> Picture:
    small = cv2.resize(picture, _THUMBNAIL, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)


def _difference(one: Picture, other: Picture) -> float:
    return float(cv2.absdiff(one, other).mean())
