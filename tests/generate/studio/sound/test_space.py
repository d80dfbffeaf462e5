from __future__ import annotations

import numpy as np
import pytest

from locvid.generate.studio.sound.space import interaural_delay_s, place
from locvid.generate.studio.timeline.model import Waypoint
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

PLACES = (-1.0, -0.7, -0.4, 0.0, 0.4, 0.7, 1.0)


def still(x: float, distance_m: float = 1.0) -> tuple[Waypoint, ...]:
    return (Waypoint(0, x, distance_m),)


def click(length: int = 4800) -> Samples:
    sound = np.zeros(length, dtype=np.float32)
    sound[0] = 1.0
    return sound


def hiss(seconds: float) -> Samples:
    random = np.random.default_rng(5)
    return random.standard_normal(int(seconds * SAMPLE_RATE), dtype=np.float32)


def test_level_between_the_ears_rises_from_left_to_right() -> None:
    noise = hiss(0.3)
    differences = [_level_difference_db(place(noise, still(x), 0, 1.0)) for x in PLACES]

    assert np.all(np.diff(differences) > 1.0)
    assert differences[0] == pytest.approx(-differences[-1], abs=0.1)


def test_the_far_ear_hears_later_by_woodworths_delay() -> None:
    noise = hiss(0.3)
    delays = [_delay_s(place(noise, still(x), 0, 1.0)) for x in PLACES]

    assert np.all(np.diff(delays) < 0)
    assert delays[0] == pytest.approx(interaural_delay_s(np.array(np.pi / 4)), abs=30e-6)


@pytest.mark.parametrize("x", PLACES)
def test_a_still_thing_is_heard_at_its_very_sample(x: float) -> None:
    heard = np.abs(place(click(), still(x, 4.0), 48_000, 1.0)).max(axis=1)

    assert np.flatnonzero(heard > 0.3 * heard.max())[0] == 0


def test_twice_as_far_is_six_decibels_softer_and_duller() -> None:
    near, far = (place(hiss(0.3), still(0, metres), 0, 1.0) for metres in (5.0, 10.0))

    assert _power_db(near) - _power_db(far) == pytest.approx(6.0, abs=0.6)
    assert _centroid_hz(near) > _centroid_hz(far)


def test_sound_follows_a_car_across_the_picture() -> None:
    seconds = 4
    path = (Waypoint(0, -1.2, 8.0), Waypoint(seconds * SAMPLE_RATE, 1.2, 8.0))
    placed = place(hiss(seconds), path, 0, 8.0)
    windows = np.array_split(placed, 40)
    pans = [_level_difference_db(window) for window in windows]

    assert np.corrcoef(pans, np.linspace(-1.2, 1.2, 40))[0, 1] > 0.95
    loudest = int(np.argmax([_power_db(window) for window in windows]))
    assert 17 <= loudest <= 22


def test_pitch_falls_as_a_car_passes() -> None:
    seconds, speed = 4, 14.0
    edge = speed * seconds / 2 / 8.0
    path = (Waypoint(0, -edge, 8.0), Waypoint(seconds * SAMPLE_RATE, edge, 8.0))
    tone = np.sin(2 * np.pi * 500 * np.arange(seconds * SAMPLE_RATE) / SAMPLE_RATE)
    placed = place(tone.astype(np.float32), path, 0, 8.0).sum(axis=1)
    coming, going = (_pitch_hz(placed[at : at + 24_000]) for at in (4_800, -30_000))

    # 14 m/s seen at about 70 degrees: 500 Hz / (1 ∓ 13.2 / 343)
    assert coming == pytest.approx(520, abs=4)
    assert going == pytest.approx(481, abs=4)


def test_a_long_sound_is_placed_the_same_in_chunks() -> None:
    noise = hiss(9)
    whole = place(noise, still(0.5), 0, 1.0)
    later = place(noise[5 * SAMPLE_RATE :], still(0.5), 5 * SAMPLE_RATE, 1.0)

    # Apart from the filters' first milliseconds, a sound's place does not depend on its length.
    assert np.allclose(whole[6 * SAMPLE_RATE : -64], later[SAMPLE_RATE:-64], atol=1e-5)


def _level_difference_db(stereo: Samples) -> float:
    left, right = np.square(stereo.astype(np.float64)).mean(axis=0)
    return float(10 * np.log10(right / left))


def _delay_s(stereo: Samples) -> float:
    """How much later the right ear hears."""
    reach = 60
    middle = stereo[reach:-reach, 1]
    scores = [
        float(middle @ stereo[reach - lag : len(stereo) - reach - lag, 0])
        for lag in range(-reach, reach + 1)
    ]
    return (int(np.argmax(scores)) - reach) / SAMPLE_RATE


def _power_db(sound: Samples) -> float:
    return float(10 * np.log10(np.square(sound.astype(np.float64)).mean()))


def _centroid_hz(stereo: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(stereo[:, 0])) ** 2
    return float((spectrum * np.fft.rfftfreq(len(stereo), 1 / SAMPLE_RATE)).sum() / spectrum.sum())


def _pitch_hz(sound: Samples) -> float:
    windowed = sound * np.hanning(len(sound))
    return float(np.argmax(np.abs(np.fft.rfft(windowed))) * SAMPLE_RATE / len(sound))
