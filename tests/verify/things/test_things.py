"""What is seen against what is heard, on pictures and sounds that are made for it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.verify.things.film import (
    Passing,
    Receding,
    Things,
    Touching,
    follow,
    recede,
    told,
    touched,
)
from locvid.verify.things.movers import mover
from locvid.verify.things.onset import onset_s, rises
from locvid.verify.things.pictures import ShotPictures
from locvid.verify.things.position import Listener
from locvid.verify.things.stops import stops
from locvid.verify.things.timbre import centroid_hz, decay_s, level_db, wetness_db

FPS = 25
SIZE = (180, 320)


def pictures(count: int, place) -> ShotPictures:
    """A textured square on a textured wall; ``place(second)`` is its middle and half its side."""
    random = np.random.default_rng(4)
    wall = random.integers(60, 140, SIZE).astype(np.float32)
    texture = random.integers(150, 255, (64, 64)).astype(np.float32)
    grey = []
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
    for frame in range(count):
        x, y, half = place(frame / FPS)
        inside = np.clip(half - np.maximum(np.abs(columns - x), np.abs(rows - y)) + 0.5, 0, 1)
        paint = texture[
            ((rows - y) * 32 / half).astype(int) % 64, ((columns - x) * 32 / half).astype(int) % 64
        ]
        grey.append(wall * (1 - inside) + paint * inside)
    return ShotPictures(np.stack(grey).astype(np.uint8), np.arange(count) / FPS)


def clicks(at_s: list[float], seconds: float, levels: list[float] | None = None) -> NDArray:
    sound = 1e-4 * np.random.default_rng(1).standard_normal((int(seconds * SAMPLE_RATE), 2))
    ring = np.exp(-np.arange(4800) / 700) * np.sin(np.arange(4800) * 0.35)
    for second, level in zip(at_s, levels or [0.3] * len(at_s), strict=True):
        start = int(second * SAMPLE_RATE)
        sound[start : start + 4800] += level * ring[:, None]
    return sound.astype(np.float32)


def panned(seconds: float, side) -> Samples:
    """Noise whose level and time difference follow ``side(second)``, −1 left to 1 right."""
    count = int(seconds * SAMPLE_RATE)
    noise = np.random.default_rng(2).standard_normal(count)
    where = np.array([side(second) for second in np.arange(count) / SAMPLE_RATE])
    at = np.arange(count)
    ears = [
        np.interp(at - 12 * sign * where, at, noise) * (1 + 0.4 * -sign * where) for sign in (1, -1)
    ]
    return (0.1 * np.stack(ears, axis=1)).astype(np.float32)


@pytest.mark.parametrize("stop_s", [0.80, 0.81, 0.83])
def test_a_thing_that_comes_down_stops_when_it_does(stop_s: float) -> None:
    shot = pictures(40, lambda second: (240, 120 + 55 * min(second - stop_s, 0), 18))
    (found,) = stops(shot)
    assert found.second == pytest.approx(stop_s, abs=0.3 / FPS)
    assert found.x == pytest.approx(0.5, abs=0.1)


def test_what_goes_on_or_stands_still_does_not_stop() -> None:
    assert not stops(pictures(40, lambda second: (240, 40 + 50 * second, 18)))
    assert not stops(pictures(40, lambda second: (240, 90, 18)))


def test_a_blow_is_found_to_a_millisecond() -> None:
    sound = clicks([0.5, 1.0], 2.0)
    seconds, _ = rises(sound)
    assert seconds == pytest.approx([0.5, 1.0], abs=0.001)
    assert onset_s(sound, 1.05) == pytest.approx(1.0, abs=0.001)
    assert onset_s(sound, 1.6) is None


def test_how_late_a_blow_is_heard() -> None:
    shot = pictures(40, lambda second: (240, 120 + 55 * min(second - 0.8, 0), 18))
    (found,) = stops(shot)
    for late_s in (-0.06, 0.0, 0.09):
        heard = touched(found, clicks([0.8 + late_s], 1.6), 1 / FPS)
        assert heard.late_ms == pytest.approx(late_s * 1000, abs=12)
    assert touched(found, clicks([0.2], 1.6), 1 / FPS).late_ms is None


def crossing(second: float) -> tuple[float, float, float]:
    return 20 + 280 * second / 3, 90, 16


def test_what_passes_is_followed_and_heard_at_its_place() -> None:
    moving = mover(pictures(75, crossing))
    assert moving is not None
    expected = (20 + 280 * moving.seconds / 3) / 160 - 1
    assert np.abs(moving.x - expected).max() < 0.05
    right = follow(moving, Listener(panned(3, lambda second: second / 1.5 - 1)))
    wrong = follow(moving, Listener(panned(3, lambda second: 1 - second / 1.5)))
    assert right is not None
    assert wrong is not None
    assert min(right.r, right.r_level, right.r_time) > 0.95
    assert wrong.r < -0.95


def test_its_place_is_heard_through_music() -> None:
    moving = mover(pictures(75, crossing))
    assert moving is not None
    steps = panned(3, lambda second: second / 1.5 - 1)
    at = np.arange(len(steps)) / SAMPLE_RATE
    # A chord held in both channels, its voices at different places, as loud as the steps.
    chord = np.zeros_like(steps)
    for number, hertz in enumerate((131.0, 196.0, 247.5, 330.0, 494.0, 660.0)):
        angle = np.pi / 2 * (number + 0.5) / 6
        tone = np.sin(2 * np.pi * hertz * at) + 0.3 * np.sin(6 * np.pi * hertz * at)
        chord += (tone[:, None] * [np.cos(angle), np.sin(angle)]).astype(np.float32)
    chord *= np.sqrt(np.square(steps).mean() / np.square(chord).mean())
    heard = follow(moving, Listener(steps + chord))
    assert heard is not None
    assert heard.r > 0.95


def test_where_somebody_speaks_nothing_is_listened_for() -> None:
    moving = mover(pictures(75, crossing))
    assert moving is not None
    sound = panned(3, lambda second: second / 1.5 - 1)
    assert follow(moving, Listener(sound), [(0.0, 3.0)]) is None


def test_a_still_picture_has_nothing_that_passes() -> None:
    assert mover(pictures(50, lambda second: (160, 90, 20))) is None


def test_what_goes_away_gets_quieter() -> None:
    shot = pictures(90, lambda second: (280 - 60 * second, 90, 34 - 6 * second))
    moving = mover(shot)
    assert moving is not None
    at = [0.3, 0.9, 1.5, 2.1, 2.7]
    away = recede(moving, clicks(at, 3.4, [0.4, 0.3, 0.2, 0.15, 0.1]))
    assert away is not None
    assert away.smaller < 0.75
    assert away.level_db == pytest.approx(-12, abs=2.5)


def test_measures_of_timbre_are_what_they_say() -> None:
    time_s = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    ring = np.exp(-6.908 / 0.4 * time_s) * np.sin(2 * np.pi * 2000 * time_s)
    assert decay_s(ring) == pytest.approx(0.4, rel=0.02)
    assert centroid_hz(ring) == pytest.approx(2000, rel=0.02)
    assert level_db(np.full(100, 0.1)) == pytest.approx(-20)
    dry, wet = (ring * np.exp(-30 * time_s), ring)
    assert wetness_db(wet) > wetness_db(dry) + 5


def test_the_measurements_are_told_in_words() -> None:
    lines = list(
        told(
            Things(
                (Passing(1, 3, 1.8, 0.9, 0.97, 0.96),),
                (Receding(4, 6, 0.6, -5.0, 0.8, 2.0),),
                (Touching(7, 0.5, 3.0, 40.0), Touching(8, 0.5, None, 40.0)),
            )
        )
    )
    assert lines[0].startswith("passes from 1.0 to 3.0 s: heard where it is seen, r 0.96")
    assert "-5.0 dB, 0.80 times as bright, +2.0 dB of room" in lines[1]
    assert "heard +3 ms" in lines[2]
    assert "nothing is heard" in lines[3]
