"""Pictures into and out of a model: shapes change, faces stay whole."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from prompts import drawn_presenter

from locvid.generate.picture import Reel, as_made, dissolved, portrait
from locvid.model.media import VideoFormat
from locvid.verify.face import FaceTracker

MOUTH = (13, 14)


@pytest.fixture(scope="module")
def square() -> np.ndarray:
    return drawn_presenter(360)


@pytest.mark.parametrize("room", [(0, 0), (140, 140), (0, 300)], ids=["square", "tall", "low"])
@pytest.mark.parametrize("size", [(640, 352), (352, 640), (384, 384)])
def test_the_whole_face_is_in_the_first_picture(
    square: np.ndarray, tmp_path: Path, room: tuple[int, int], size: tuple[int, int]
) -> None:
    file = tmp_path / "maya.png"
    cv2.imwrite(str(file), cv2.copyMakeBorder(square, *room, 0, 0, cv2.BORDER_REPLICATE))
    shown = portrait(file, *size)
    assert shown.shape == (size[1], size[0], 3)
    points = FaceTracker().find(np.ascontiguousarray(shown[:, :, ::-1]))
    assert points is not None
    assert points[:, 1].min() > 0
    assert points[list(MOUTH), 1].max() < size[1] * 0.97


def test_a_wide_picture_is_cut_at_the_sides_and_not_stretched(tmp_path: Path) -> None:
    wide = np.zeros((100, 400, 3), np.uint8)
    wide[:, 150:250] = 255
    cv2.imwrite(str(tmp_path / "wide.png"), wide)
    assert (portrait(tmp_path / "wide.png", 64, 64) == 255).all()


def test_a_reel_gives_back_its_frames_in_the_films_format_and_rate() -> None:
    frames = np.stack([np.full((32, 64, 3), (level, 0, 9), np.uint8) for level in range(24)])
    reel = Reel(64, 32)
    reel.add(frames[:10])
    reel.add(frames[10:])
    video = VideoFormat(60, 30, Fraction(30))
    shown = [frame.copy() for frame in reel.shown(video, 30, Fraction(24))]
    assert {frame.shape for frame in shown} == {(30, 60, 4)}
    levels = [int(frame[15, 30, 2]) for frame in shown]
    assert levels == [number * 24 // 30 for number in range(30)], "RGB has become BGRA"
    assert all(frame[0, 0, 0] == 9 and frame[0, 0, 3] == 255 for frame in shown)


def test_a_reel_that_is_too_short_holds_its_last_frame() -> None:
    reel = Reel(64, 32)
    reel.add(np.full((2, 32, 64, 3), 7, np.uint8))
    shown = [frame.copy() for frame in reel.shown(VideoFormat(64, 32, Fraction(25)), 4)]
    assert len(shown) == 4
    assert np.array_equal(shown[1], shown[3])


def test_a_step_between_two_generations_is_spread_over_the_frames_of_both() -> None:
    before, after = (np.full((9, 4, 4, 3), level, np.uint8) for level in (100, 200))
    levels = dissolved(before, after)[:, 0, 0, 0].tolist()
    assert levels == [110, 120, 130, 140, 150, 160, 170, 180, 190]
    assert np.array_equal(dissolved(before, before), before)


@pytest.mark.parametrize(
    ("film", "canvas"),
    [((1280, 720), (640, 352)), ((854, 480), (864, 480)), ((270, 480), (288, 512))],
)
def test_a_shot_that_goes_on_from_another_shows_as_much_of_the_scene(
    film: tuple[int, int], canvas: tuple[int, int]
) -> None:
    """A model's sizes are steps: what they cost at the edges is not lost again in every shot."""
    width, height = canvas
    rows, columns = np.mgrid[:height, :width]
    made = np.stack([columns * 255 // width, rows * 255 // height, rows * 0], 2).astype(np.uint8)
    for _ in range(4):
        reel = Reel(width, height)
        reel.add(made[None])
        (shown,) = [frame.copy() for frame in reel.shown(VideoFormat(*film, Fraction(25)), 1)]
        (made,) = as_made(np.ascontiguousarray(shown[None, :, :, 2::-1]), width, height)
    # A quarter of the way in, four shots later, each tone is still where it was.
    for at in ((height // 4, width // 4), (3 * height // 4, 3 * width // 4)):
        expected = (at[1] * 255 // width, at[0] * 255 // height)
        assert np.abs(made[at][:2].astype(int) - expected).max() <= 1
