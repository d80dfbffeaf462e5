from __future__ import annotations

from fractions import Fraction

import pytest

from locvid.generate.grid import Grid
from locvid.generate.picture import covering
from locvid.model.media import VideoFormat

GRID = Grid()


@pytest.mark.parametrize(
    ("wanted", "made"), [(1, 9), (9, 9), (10, 17), (120, 121), (121, 121), (122, 129)]
)
def test_counts_of_frames_are_snapped_up(wanted: int, made: int) -> None:
    assert GRID.frames_for(wanted) == made


@pytest.mark.parametrize(
    ("size", "canvas"),
    [((1280, 720), (1248, 704)), ((1920, 1080), (1248, 704)), ((720, 1280), (704, 1280)),
     ((1080, 1080), (928, 928)), ((160, 90), (160, 96)), ((16, 16), (32, 32))],
)  # fmt: skip
def test_the_canvas_is_near_the_shape_and_within_the_pixels(
    size: tuple[int, int], canvas: tuple[int, int]
) -> None:
    assert GRID.canvas(VideoFormat(*size, Fraction(25)), 1280 * 704) == canvas


@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (1080, 1920), (1001, 333)])
def test_the_canvas_covers_the_film_without_being_stretched(size: tuple[int, int]) -> None:
    video = VideoFormat(*size, Fraction(25))
    width, height = GRID.canvas(video, 600_000)
    assert width % 32 == height % 32 == 0
    assert width * height <= 600_000
    wide, high, left, top = covering(width, height, video)
    assert wide >= video.width
    assert high >= video.height
    assert abs(wide / high - width / height) < 0.01
    assert left + video.width <= wide
    assert top + video.height <= high
