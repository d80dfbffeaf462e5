"""A film's pictures, small and grey, shot by shot: what moves in them is looked for there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.verify.decode import pictures

WIDTH = 320
_CUT = 28.0
"""Mean change of grey (of 255) from one picture to the next that is a cut, not a movement."""
_FEWEST = 6
_LONGEST = 3000
"""Pictures of a shot that are looked at together: two minutes at 25 a second, 170 MB."""


@dataclass(frozen=True, slots=True)
class ShotPictures:
    """The pictures between two cuts: uint8 [count, height, WIDTH], and when each is shown."""

    grey: NDArray[np.uint8]
    seconds: NDArray[np.float64]

    @property
    def frame_s(self) -> float:
        """How long a picture is shown."""
        return float(np.median(np.diff(self.seconds)))


def shots(file: Path) -> Iterator[ShotPictures]:
    """The shots of ``file``, in order; stretches of a few pictures are left out.

    Raises InvalidInput when the file cannot be read.
    """
    held: list[NDArray[np.uint8]] = []
    times: list[float] = []
    for shown in pictures(file):
        luma = shown.picture.luma
        height = max(round(WIDTH * luma.shape[0] / luma.shape[1]), 2)
        small = cv2.resize(luma, (WIDTH, height), interpolation=cv2.INTER_AREA)
        cut = bool(held) and _change(held[-1], small) > _CUT
        if cut or len(held) >= _LONGEST:
            if len(held) >= _FEWEST:
                yield ShotPictures(np.stack(held), np.array(times))
            held, times = [], []
        held.append(small)
        times.append(shown.start_s)
    if len(held) >= _FEWEST:
        yield ShotPictures(np.stack(held), np.array(times))


def _change(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    if a.shape != b.shape:
        return float("inf")
    return float(cv2.absdiff(a, b).mean())
