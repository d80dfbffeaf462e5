"""The landscape behind a car's windows."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from locvid.generate.studio.picture.backdrop import Backdrop
from locvid.generate.studio.picture.camera import CameraPath
from locvid.generate.studio.picture.setting import furnish
from locvid.generate.studio.picture.setting.passing import Landscape
from locvid.model.media import VideoFormat
from locvid.model.script import Camera
from locvid.presets.library import PresetLibrary

VIDEO = VideoFormat(640, 360, Fraction(25))
TREES = (slice(120, 165), slice(0, None))


def views(
    shot: Callable[..., object], library: PresetLibrary, frames: list[int], mirrored: bool = False
) -> list[np.ndarray]:
    """What passes, without the car around it."""
    camera = Camera("wide", "static")
    timeline, _ = shot("car", camera, 400)
    path = CameraPath(camera, VIDEO, 400)
    stage, scene = furnish("car", library, VIDEO, path, timeline, 7, mirrored)
    scene.items = scene.items[:2]
    assert isinstance(scene.items[1], Landscape)
    backdrop = Backdrop(stage, scene)
    pictures = []
    for frame in frames:
        pixels = np.zeros((VIDEO.height, VIDEO.width, 4), dtype=np.uint8)
        backdrop.copy_to(pixels, path.at(frame), frame)
        pictures.append(pixels[TREES].astype(float).mean(axis=2))
    return pictures


def moved(first: np.ndarray, later: np.ndarray) -> int:
    """By how many pixels ``later`` is shifted to the right."""
    reach = 24
    inner = first[:, reach:-reach]
    errors = {
        by: np.abs(later[:, reach + by : later.shape[1] - reach + by] - inner).mean()
        for by in range(-reach, reach + 1)
    }
    return min(errors, key=lambda by: errors[by])


@pytest.mark.parametrize("mirrored", [False, True])
def test_it_passes_one_way_and_the_other_way_in_a_reverse_shot(
    mirrored: bool, shot: Callable[..., object], library: PresetLibrary
) -> None:
    first, later = views(shot, library, [0, 2], mirrored)

    assert 2 <= (-1 if mirrored else 1) * moved(first, later) <= 16


def test_no_seam_and_no_hole_comes_by(shot: Callable[..., object], library: PresetLibrary) -> None:
    for picture in views(shot, library, list(range(0, 400, 16))):
        steps = np.abs(np.diff(picture, axis=1))
        # An edge that cuts through every row at once is no tree.
        assert steps.min(axis=0).max() < 6
