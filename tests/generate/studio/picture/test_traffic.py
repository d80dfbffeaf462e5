from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from locvid.generate.studio.picture.backdrop import Backdrop
from locvid.generate.studio.picture.camera import CameraPath
from locvid.generate.studio.picture.setting import furnish
from locvid.generate.studio.picture.setting.traffic import along
from locvid.generate.studio.timeline.model import Waypoint
from locvid.model.media import VideoFormat
from locvid.model.script import Camera
from locvid.model.take import Frame
from locvid.presets.library import PresetLibrary

VIDEO = VideoFormat(640, 360, Fraction(25))
FRAMES = 100
END = FRAMES * 1920


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("way", [1.0, -1.0])
def test_the_car_is_drawn_where_its_path_says(
    mirrored: bool, way: float, shot: Callable[..., object], library: PresetLibrary
) -> None:
    path = (Waypoint(0, -1.4 * way, 9.0), Waypoint(END, 1.4 * way, 9.0))
    camera = CameraPath(Camera("wide", "static"), VIDEO, FRAMES)

    def pictures(car: tuple[Waypoint, ...]) -> list[Frame]:
        timeline, _ = shot("cafe", Camera("wide", "static"), FRAMES, car=car)
        stage, scene = furnish("cafe", library, VIDEO, camera, timeline, 7, mirrored)
        backdrop = Backdrop(stage, scene)
        found = []
        for frame in (34, 50, 66):
            pixels: Frame = np.zeros((360, 640, 4), dtype=np.uint8)
            backdrop.copy_to(pixels, camera.rest, frame)
            found.append(pixels)
        return found

    seen = 0
    for frame, with_car, without in zip((34, 50, 66), pictures(path), pictures(()), strict=True):
        expected = along(path, frame * 1920)
        change = np.abs(with_car.astype(int) - without)[..., :3].sum(axis=(0, 2))
        # Behind the wall beside the window nothing is to be seen.
        columns = np.flatnonzero(change > 0.2 * change.max())
        middle = (columns[0] + columns[-1]) / 2 / 320 - 1
        hidden = expected * (-1 if mirrored else 1) > 0.15
        if not hidden:
            assert middle == pytest.approx(expected, abs=0.08), "guests sit before a part of it"
            seen += 1
    assert seen >= 2


def test_a_path_is_straight_in_the_world_and_goes_on_beyond_its_ends() -> None:
    even = (Waypoint(0, -1.0, 8.0), Waypoint(100, 1.0, 8.0))
    assert [along(even, at) for at in (-50, 0, 50, 100, 150)] == [-2.0, -1.0, 0.0, 1.0, 2.0]
    leaving = (Waypoint(0, 0.0, 5.0), Waypoint(100, 1.0, 15.0))
    assert along(leaving, 50) == pytest.approx(7.5 / 10.0)
    assert along((Waypoint(0, 0.4, 6.0),), 77) == 0.4


def test_a_longer_path_keeps_to_every_waypoint() -> None:
    path = (Waypoint(0, -1.2, 10.0), Waypoint(40, 0.3, 6.0), Waypoint(90, 1.1, 12.0))
    assert [along(path, point.at) for point in path] == pytest.approx([-1.2, 0.3, 1.1])
