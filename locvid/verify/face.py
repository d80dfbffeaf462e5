"""Finds faces in a picture and follows their 468 landmarks from frame to frame.

Two small networks do it with OpenCV alone: BlazeFace (short range) and Face Mesh of MediaPipe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.model.errors import MissingDependency
from locvid.verify.planes import Colours, Planes, planes_of, turn_of

Points = NDArray[np.float32]

LEFT_EYE, RIGHT_EYE = 33, 263
"""Outer corners of the eyes in the Face Mesh topology; their distance is the unit of length."""

_DETECTOR_SIDE = 128
_MESH_SIDE = 192
_MESH_MARGIN = 1.5
_DETECTION_CONFIDENCE = 0.5
_PRESENCE_CONFIDENCE = 0.5
_SURE_CONFIDENCE = 0.7
_HEAD_OVER_FACE = 1.5

SETTLING_PASSES = 3
"""How often a detected face is cropped anew until its landmarks no longer move."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A square of the picture that holds a face: centre and side in pixels, angle in radians."""

    x: float
    y: float
    side: float
    angle: float


class FaceNetworks:
    """Detects faces and reads landmarks; has no memory of earlier pictures.

    Raises MissingDependency when the installed OpenCV cannot read the networks.
    """

    def __init__(self) -> None:
        self._detector = _network("face_detection_short_range.tflite")
        self._mesh = _network("face_landmark.tflite")

    def surest(self, picture: Planes) -> Crop | None:
        """The surest face in ``picture``; small ones are looked for where there is no large one."""
        for x, y, side in _windows(picture.width, picture.height):
            found = self._within(picture, x, y, side)
            if found:
                return found[0][1]
        return None

    def every(self, picture: Planes, closely: bool) -> list[Crop]:
        """All faces that are beyond doubt, else the surest one; ``closely`` also looks at parts of
        the picture, enlarged.
        """
        found: list[tuple[float, Crop]] = []
        for number, (x, y, side) in enumerate(_windows(picture.width, picture.height)):
            if number and not closely:
                break
            for confidence, crop in self._within(picture, x, y, side):
                if not any(same_face(crop, other) for _, other in found):
                    found.append((confidence, crop))
        sure = [crop for confidence, crop in found if confidence >= _SURE_CONFIDENCE]
        return sure or [crop for _, crop in sorted(found, key=lambda one: -one[0])[:1]]

    def landmarks(self, picture: Planes, crop: Crop) -> Points | None:
        """Float32 [468, 2] in pixels for the face in ``crop``; None where there is none."""
        place = (crop.x, crop.y, crop.side, crop.angle, _MESH_SIDE)
        self._mesh.setInput(cv2.dnn.blobFromImage(picture.turned(*place), 1 / 255))
        outputs = self._mesh.forward(self._mesh.getUnconnectedOutLayersNames())
        mesh = max(outputs, key=lambda output: output.size).reshape(-1, 3)[:, :2]
        presence = min(outputs, key=lambda output: output.size).reshape(-1)[0]
        if _probability(presence) < _PRESENCE_CONFIDENCE:
            return None
        points = cv2.transform(mesh[None], cv2.invertAffineTransform(turn_of(*place)))[0]
        found = points.astype(np.float32)
        return found if _plausible(found, picture) else None

    def _within(self, picture: Planes, left: int, top: int, side: int) -> list[tuple[float, Crop]]:
        """Faces in a square of the picture with their probability, the surest first; each once."""
        small = picture.square(left, top, side, _DETECTOR_SIDE)
        self._detector.setInput(cv2.dnn.blobFromImage(small, 1 / 127.5, mean=(127.5,) * 3))
        outputs = self._detector.forward(self._detector.getUnconnectedOutLayersNames())
        boxes = next(output for output in outputs if output.shape[-1] == 16)[0]
        scores = next(output for output in outputs if output.shape[-1] == 1).reshape(-1)
        found: list[tuple[float, Crop]] = []
        for best in np.argsort(-scores):
            confidence = _probability(scores[best])
            if confidence < _DETECTION_CONFIDENCE:
                break
            box = boxes[best] / _DETECTOR_SIDE
            anchor = _ANCHORS[best]
            eyes = box[6:8] - box[4:6]
            crop = Crop(
                left + float(box[0] + anchor[0]) * side,
                top + float(box[1] + anchor[1]) * side,
                # the mesh wants the whole head, the detector marks eyebrows to chin
                _HEAD_OVER_FACE * float(max(box[2], box[3])) * side,
                float(np.arctan2(eyes[1], eyes[0])),
            )
            if not any(same_face(crop, other) for _, other in found):
                found.append((confidence, crop))
        return found


class FaceTracker:
    """Follows one face through drawn pictures, the most prominent one when it first looks."""

    def __init__(self) -> None:
        self._networks = FaceNetworks()
        self._crop: Crop | None = None

    def follow(self, picture: Colours) -> Points | None:
        """Landmarks in ``picture`` (uint8 [height, width, 3], BGR), None if the face is gone.

        Returns float32 [468, 2] in pixels. Only works after ``find`` has found a face.
        """
        return self._follow(planes_of(picture))

    def find(self, picture: Colours) -> Points | None:
        """Search the whole picture; on success go on with ``follow``. Result as in ``follow``."""
        planes = planes_of(picture)
        self._crop = self._networks.surest(planes)
        landmarks = None
        for _ in range(SETTLING_PASSES):
            landmarks = self._follow(planes)
        return landmarks

    def _follow(self, picture: Planes) -> Points | None:
        if self._crop is None:
            return None
        landmarks = self._networks.landmarks(picture, self._crop)
        self._crop = None if landmarks is None else crop_around(landmarks)
        return landmarks


def same_face(one: Crop, other: Crop) -> bool:
    """Whether two crops hold the same face: their middles are nearer than a third of a head."""
    return float(np.hypot(one.x - other.x, one.y - other.y)) < max(one.side, other.side) / 3


def crop_around(landmarks: Points) -> Crop:
    """The square that the landmark network wants for the face in the next picture."""
    low, high = landmarks.min(axis=0), landmarks.max(axis=0)
    x, y = (low + high) / 2
    eyes = landmarks[RIGHT_EYE] - landmarks[LEFT_EYE]
    side = _MESH_MARGIN * float((high - low).max())
    return Crop(float(x), float(y), side, float(np.arctan2(eyes[1], eyes[0])))


def _network(name: str) -> Any:
    model = files("locvid.verify").joinpath("models", name).read_bytes()
    try:
        return cv2.dnn.readNetFromTFLite(np.frombuffer(model, np.uint8))
    except (AttributeError, cv2.error) as error:
        raise MissingDependency(
            f"OpenCV {cv2.__version__} cannot read the face model {name}",
            hint="install opencv-python-headless 4.11 or a later 4.x",
        ) from error


def _anchors() -> NDArray[np.float64]:
    """Centres of the 896 boxes that BlazeFace scores: two per cell of 16x16, six per 8x8."""
    centres = []
    for cells, boxes in ((16, 2), (8, 6)):
        for row in range(cells):
            for column in range(cells):
                centres += [((column + 0.5) / cells, (row + 0.5) / cells)] * boxes
    return np.array(centres)


_ANCHORS = _anchors()


def _windows(width: int, height: int) -> Iterator[tuple[int, int, int]]:
    """Squares (left, top, side) to search, largest first: small faces need a closer look."""
    whole = max(width, height)
    yield (width - whole) // 2, (height - whole) // 2, whole
    for side in (min(width, height), min(width, height) * 3 // 5):
        for left in _spread(width - side, side // 2):
            for top in _spread(height - side, side // 2):
                yield left, top, side


def _spread(room: int, step: int) -> list[int]:
    """Positions 0…``room`` not further apart than ``step``, middle ones first."""
    count = -(-room // max(step, 1)) + 1
    positions = [round(room * i / (count - 1)) for i in range(count)] if count > 1 else [room // 2]
    return sorted(positions, key=lambda position: abs(position - room / 2))


def _plausible(landmarks: Points, picture: Planes) -> bool:
    """The eyes stand apart and the face lies mostly within the picture."""
    centre = landmarks.mean(axis=0)
    apart = float(np.linalg.norm(landmarks[RIGHT_EYE] - landmarks[LEFT_EYE]))
    return apart > 4 and 0 <= centre[0] < picture.width and 0 <= centre[1] < picture.height


def _probability(logit: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(logit, -50, 50))))
