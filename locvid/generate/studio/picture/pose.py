"""What a face does in a moment, and over a shot as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import overload

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pose:
    """A presenter in one frame. Mouth channels, blinks, frown and breath are 0…1.

    ``smile`` −0.5…1. ``gaze_x`` and ``gaze_y`` −1…1, positive to the right and downwards of the
    picture. ``brow`` −1…1, positive raised. ``yaw`` (positive: face turns to the right of the
    picture), ``pitch`` (positive: down) and ``roll`` (positive: clockwise) in degrees.
    ``squint`` 0…1 raises the lower lids, as a true smile does. ``posture`` −1 (shoulders and head
    sunken) … 1 (drawn up).
    """

    jaw: float = 0.0
    wide: float = 0.0
    round: float = 0.0
    press: float = 0.0
    bite: float = 0.0
    tongue: float = 0.0
    smile: float = 0.2
    blink_left: float = 0.0
    blink_right: float = 0.0
    squint: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    brow: float = 0.0
    frown: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    breath: float = 0.0
    posture: float = 0.0


CHANNELS = tuple(field.name for field in fields(Pose))


class PoseTrack(Sequence[Pose]):
    """The poses of a shot, one per frame, stored as one float64 array per channel."""

    def __init__(self, channels: dict[str, FloatArray]) -> None:
        self.channels = channels
        self._table = np.stack([channels[name] for name in CHANNELS], axis=1)

    def __len__(self) -> int:
        return len(self._table)

    @overload
    def __getitem__(self, frame: int) -> Pose: ...
    @overload
    def __getitem__(self, frame: slice) -> Sequence[Pose]: ...
    def __getitem__(self, frame: int | slice) -> Pose | Sequence[Pose]:
        if isinstance(frame, slice):
            return [Pose(*row) for row in self._table[frame].tolist()]
        return Pose(*self._table[frame].tolist())

    def __iter__(self) -> Iterator[Pose]:
        for row in self._table:
            yield Pose(*row.tolist())
