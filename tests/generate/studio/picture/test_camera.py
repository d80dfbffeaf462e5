from fractions import Fraction

import numpy as np
import pytest

from locvid.generate.studio.picture.camera import EYES, FRAMINGS, HAIR_TOP, HEAD, CameraPath, View
from locvid.model.media import VideoFormat
from locvid.model.script import Camera

MOVES = ("static", "slow-push-in", "slow-pull-out", "slow-pan-left", "slow-pan-right")
SIZES = ((1280, 720), (1080, 1920), (1080, 1080), (1920, 800), (720, 1440), (640, 480))


def paths(frames: int = 250) -> list[tuple[VideoFormat, CameraPath]]:
    return [
        (video, CameraPath(Camera(framing, move), video, frames, side))
        for size in SIZES
        for video in [VideoFormat(*size, Fraction(25))]
        for framing in FRAMINGS
        for move in MOVES
        for side in (-1, 0, 1)
    ]


def ends(path: CameraPath, frames: int = 250) -> list[View]:
    return [path.at(frame) for frame in (0, frames // 2, frames - 1)]


def test_the_hair_stays_below_the_upper_edge() -> None:
    for video, path in paths():
        for view in ends(path):
            assert view.y + HAIR_TOP * view.scale > 0.015 * video.height


def test_the_head_stays_between_the_sides() -> None:
    for video, path in paths():
        for view in ends(path):
            assert view.x - 200 * view.scale > 0
            assert view.x + 200 * view.scale < video.width


def test_the_body_reaches_the_lower_edge() -> None:
    for video, path in paths():
        for view in ends(path):
            assert view.y + 1200 * view.scale > video.height


def test_the_eyes_are_on_the_upper_third_line() -> None:
    for video, path in paths():
        share = (path.rest.y + EYES * path.rest.scale) / video.height
        assert 0.37 < share < 0.47


def test_a_face_is_large_enough_to_read_lips_from() -> None:
    for video, path in paths():
        least = min(view.scale for view in ends(path)) * HEAD
        assert least >= 0.22 * min(video.width, video.height)


@pytest.mark.parametrize("size", SIZES)
def test_framings_get_wider(size: tuple[int, int]) -> None:
    video = VideoFormat(*size, Fraction(25))
    order = ("close-up", "medium-close-up", "medium", "wide")
    scales = [CameraPath(Camera(name), video, 10).rest.scale for name in order]
    assert scales == sorted(scales, reverse=True)
    assert scales[0] > 1.5 * scales[-1]


def test_shoulders_are_to_be_seen_from_medium_close_up_on() -> None:
    for video, path in paths():
        if path.framing is not FRAMINGS["close-up"]:
            assert path.rest.y + 290 * path.rest.scale < 0.95 * video.height


def test_moves_are_smooth_and_slow() -> None:
    video = VideoFormat(1280, 720, Fraction(25))
    for move in MOVES[1:]:
        path = CameraPath(Camera("medium", move), video, 150)
        x = np.array([path.at(frame).x for frame in range(150)])
        scale = np.array([path.at(frame).scale for frame in range(150)])
        for values, unit in ((x, 1.0), (scale, 1 / 640)):
            speed = np.diff(values) / unit
            assert np.abs(speed).max() < 1.0
            assert np.abs(np.diff(speed)).max() < 0.03
            assert np.all(speed >= -1e-9) or np.all(speed <= 1e-9)
    assert CameraPath(Camera("medium", "static"), video, 150).at(70) == path.rest


def test_moves_go_where_their_names_say() -> None:
    video = VideoFormat(1280, 720, Fraction(25))

    def change(move: str) -> tuple[float, float]:
        path = CameraPath(Camera("medium", move), video, 150)
        return path.at(149).scale - path.at(0).scale, path.at(149).x - path.at(0).x

    assert change("slow-push-in")[0] > 0 > change("slow-pull-out")[0]
    assert change("slow-pan-left")[1] > 0 > change("slow-pan-right")[1]


def test_far_things_move_less_than_near_ones() -> None:
    view = View(x=100.0, y=100.0, scale=1.0, dolly=0.05, truck=20.0)
    sizes = [view.magnification(depth) for depth in (1.0, 2.5, 5.0, 40.0)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == pytest.approx(1.0, abs=0.002)
    assert [view.shift(1.0), view.shift(40.0)] == [-20.0, -0.5]


def test_the_camera_moves_faster_where_it_is_urgent() -> None:
    video = VideoFormat(1280, 720, Fraction(25))

    def way(energy: float, move: str = "slow-push-in") -> float:
        path = CameraPath(Camera(move=move), video, 100, energy=energy)
        return path.at(99).scale - path.at(0).scale

    assert way(1.8) > 1.5 * way(1.0) > 2 * way(0.6)
    assert way(1.8, "static") == 0
