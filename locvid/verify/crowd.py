"""Follows every face of a scene, so that the one that speaks can be told afterwards by its lips."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from locvid.verify.face import (
    SETTLING_PASSES,
    Crop,
    FaceNetworks,
    Points,
    crop_around,
    same_face,
)
from locvid.verify.planes import Planes

MOST_FACES = 4
"""Followed at the same time; each costs a run of the landmark network per picture."""

_SMALLEST_SHARE = 0.3
_LOOK_AGAIN_EVERY = 5
_LOOK_FOR_MORE_EVERY = 25


@dataclass(slots=True)
class _Face:
    crop: Crop
    lost: bool = False


class Crowd:
    """The faces of a scene by number, in the order in which they were found, largest first.

    A face that is lost keeps its number and gets it back when one is found in its place.
    Raises MissingDependency as ``FaceNetworks``.
    """

    def __init__(self) -> None:
        self._networks = FaceNetworks()
        self._faces: list[_Face] = []
        self._pictures = 0
        self._lost_at = -_LOOK_FOR_MORE_EVERY - 1

    def forget(self) -> None:
        """Begin a new scene: nobody in it is known."""
        self._faces = []
        self._pictures = 0
        self._lost_at = -_LOOK_FOR_MORE_EVERY - 1

    def follow(self, picture: Planes) -> dict[int, Points]:
        """Landmarks (float32 [468, 2] in pixels) of every face seen in ``picture``, by number."""
        seen: dict[int, Points] = {}
        for number, face in enumerate(self._faces):
            if not face.lost:
                self._update(picture, number, face, seen)
        # who was just lost is mostly back at once: a hand, a turn of the head
        soon = self._pictures - self._lost_at <= _LOOK_FOR_MORE_EVERY
        every = _LOOK_AGAIN_EVERY if soon or not seen else _LOOK_FOR_MORE_EVERY
        if self._pictures % every == 0:
            self._search(picture, seen)
        self._pictures += 1
        return seen

    def _update(self, picture: Planes, number: int, face: _Face, seen: dict[int, Points]) -> None:
        landmarks = self._networks.landmarks(picture, face.crop)
        face.lost = landmarks is None
        if landmarks is not None:
            face.crop = crop_around(landmarks)
            # two that meet are one: the later of them was a mistake, or is hidden
            face.lost = any(same_face(face.crop, self._faces[other].crop) for other in seen)
        if landmarks is not None and not face.lost:
            seen[number] = landmarks
        if face.lost:
            self._lost_at = self._pictures

    def _search(self, picture: Planes, seen: dict[int, Points]) -> None:
        if seen or self._pictures == 0:
            found = self._networks.every(picture, closely=self._pictures == 0)
        else:
            surest = self._networks.surest(picture)
            found = [] if surest is None else [surest]
        found.sort(key=lambda crop: -crop.side)
        for crop in found:
            known = [self._faces[number].crop for number in seen]
            largest = max((other.side for other in known), default=0.0)
            if len(seen) == MOST_FACES or crop.side < _SMALLEST_SHARE * largest:
                break
            if any(same_face(crop, other) for other in known):
                continue
            self._settle(picture, crop, seen)

    def _settle(self, picture: Planes, crop: Crop, seen: dict[int, Points]) -> None:
        """Take up a face that the detector has found, under its old number if it has one."""
        landmarks = None
        for _ in range(SETTLING_PASSES):
            landmarks = self._networks.landmarks(picture, crop)
            if landmarks is None:
                return
            crop = crop_around(landmarks)
        if landmarks is None or any(same_face(crop, self._faces[n].crop) for n in seen):
            return
        number = self._lost_near(crop, anywhere=not seen)
        if number is None:
            number = len(self._faces)
            self._faces.append(_Face(crop))
        self._faces[number] = _Face(crop)
        seen[number] = landmarks

    def _lost_near(self, crop: Crop, anywhere: bool) -> int | None:
        """The number of the lost face that was nearest, within a head's width or ``anywhere``."""
        distances = {
            number: float(np.hypot(crop.x - face.crop.x, crop.y - face.crop.y))
            for number, face in enumerate(self._faces)
            if face.lost
        }
        nearest = min(distances, key=distances.__getitem__, default=None)
        if nearest is None or not (anywhere or distances[nearest] < crop.side):
            return None
        return nearest
