"""Pictures as they are stored give the same cuts in colour as the whole picture would."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from locvid.verify.planes import planes_of, turn_of

HEIGHT, WIDTH = 360, 640
COLOUR = np.array([40, 120, 200])


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    """A smooth picture in blue, green, red, brighter to the right, redder to the bottom."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    waves = 20 * np.sin(columns / 25) + 20 * np.sin(rows / 18)
    picture = COLOUR + np.stack([waves, waves + rows / 12, waves + columns / 20], axis=2)
    return np.clip(picture, 0, 255).astype(np.uint8)


def test_brightness_is_that_of_the_picture(drawn: np.ndarray) -> None:
    grey = cv2.cvtColor(drawn, cv2.COLOR_BGR2GRAY)
    thumbnail = planes_of(drawn).thumbnail(64, 36)
    assert thumbnail.shape == (36, 64)
    assert thumbnail.mean() == pytest.approx(grey.mean(), abs=2)
    assert planes_of(np.zeros_like(drawn)).thumbnail(64, 36).max() == 0
    assert planes_of(np.full_like(drawn, 255)).thumbnail(64, 36).min() >= 253


@pytest.mark.parametrize("side", [100, 250, 700])
@pytest.mark.parametrize("angle", [0.0, 0.3, -1.2])
def test_a_turned_cut_is_what_turning_the_whole_gives(
    drawn: np.ndarray, side: int, angle: float
) -> None:
    x, y, to = 330.4, 171.8, 192
    cut = planes_of(drawn).turned(x, y, side, angle, to)
    soft = cv2.GaussianBlur(drawn, (0, 0), max(side / to / 2, 0.3))
    whole = cv2.warpAffine(soft, turn_of(x, y, side, angle, to), (to, to))[:, :, ::-1]
    inside = cv2.warpAffine(np.ones((HEIGHT, WIDTH)), turn_of(x, y, side, angle, to), (to, to)) == 1
    difference = np.abs(cut.astype(int) - whole)[cv2.erode(inside.astype(np.uint8), None) == 1]
    assert difference.mean() < 3


def test_what_lies_outside_is_black(drawn: np.ndarray) -> None:
    square = planes_of(drawn).square(-200, -140, 640, 128)
    assert square[:20].max() <= 2
    assert square[50:70, 60:80].mean() > 60
    assert planes_of(drawn).turned(-500, -500, 400, 0.2, 192).max() <= 2


def test_turning_by_quarters_is_undone_by_turning_on(drawn: np.ndarray) -> None:
    planes = planes_of(drawn)
    turned = planes.rotated(1)
    assert (turned.height, turned.width) == (planes.width, planes.height)
    np.testing.assert_array_equal(turned.luma, np.rot90(planes.luma))
    np.testing.assert_array_equal(turned.rotated(3).red, planes.red)
