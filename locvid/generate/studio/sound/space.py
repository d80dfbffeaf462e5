"""Puts a dry sound at a place, still or moving: distance, delay between the ears, head shadow.

The head is a sphere of 8.75 cm. Delay between the ears after Woodworth (1938); shadow as the
one-pole, one-zero filter of Brown & Duda, "A structural model for binaural sound synthesis"
(IEEE Trans. Speech Audio Proc. 6, 1998). A broadband level difference is added, because most
people listen over loudspeakers, where delay alone does not place a sound.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from locvid.generate.studio.timeline.model import Waypoint
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

Floats = NDArray[np.float64]

SOUND_SPEED = 343.0
"""m/s in air at 20 °C."""

EDGE_OF_PICTURE = np.tan(np.radians(45.0))
"""Where a thing at the picture's edge is heard, as metres aside per metre ahead; a little wider
than it is seen, as film mixes do."""

_HEAD_RADIUS_M = 0.0875
_SHADOW_CORNER_HZ = SOUND_SPEED / (np.pi * _HEAD_RADIUS_M)
_SHADOW_FLOOR, _SHADOW_ANGLE = 0.1, np.radians(150.0)
_PAN_SHARE = 0.5
_AIR_CORNER_HZ = 6000.0
_AIR_DB_PER_M = 0.105
"""ISO 9613-1 at 8 kHz, 20 °C, 50 % relative humidity; lower bands are left alone."""
_NEAREST_M = 0.3
_CHUNK = 4 * SAMPLE_RATE
_TAIL = 64


def place(
    dry: Samples,
    path: tuple[Waypoint, ...],
    start: int,
    reference_m: float,
    doppler: bool = True,
) -> Samples:
    """``dry`` [n], which begins at sample ``start``, as heard along ``path``: float32 [n + 64, 2].

    At ``reference_m`` it keeps its level; from there it falls as 1/distance. The travel time of
    the nearest point of the path is taken away, so that sound and picture meet there; the rest of
    it makes the Doppler shift of what moves. Without ``doppler`` all of it is taken away: every
    contact is heard when it is seen.
    """
    bands = _bands(dry)
    placed = np.empty((len(dry) + _TAIL, 2), dtype=np.float32)
    nearest = _nearest_m(path, start, len(placed))
    for begin in range(0, len(placed), _CHUNK):
        at = np.arange(begin, min(begin + _CHUNK, len(placed)))
        azimuth, distance = position(path, start + at)
        travel = (distance - nearest) / SOUND_SPEED if doppler else np.zeros(len(at))
        level = reference_m / np.maximum(distance, _NEAREST_M)
        shadow = _even_shadow(azimuth)
        air = 10.0 ** (-_AIR_DB_PER_M * np.maximum(distance - reference_m, 0.0) / 20.0)
        for channel, side in enumerate((-1.0, 1.0)):
            ear = side * azimuth
            delay = travel + np.where(ear < 0, interaural_delay_s(np.abs(azimuth)), 0.0)
            low, middle, high = _read(bands, at - delay * SAMPLE_RATE)
            heard = low + shadow[channel] * (middle + air * high)
            placed[at, channel] = level * _pan(ear) * heard
    return placed


def position(path: tuple[Waypoint, ...], at: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Azimuth (radians, positive right) and distance (m) at samples ``at``.

    A waypoint's distance is into the picture, and things go straight from waypoint to waypoint:
    what passes at one distance moves evenly across the picture, and comes nearer, then goes away.
    """
    times = [point.at for point in path]
    aside = [point.x * EDGE_OF_PICTURE * point.distance_m for point in path]
    right = np.interp(at, times, aside)
    ahead = np.interp(at, times, [point.distance_m for point in path])
    return np.arctan2(right, ahead), np.hypot(right, ahead)


def interaural_delay_s(azimuth: Floats) -> Floats:
    """How much later the far ear hears: a/c (θ + sin θ), for 0 ≤ θ ≤ π/2 (Woodworth)."""
    return _HEAD_RADIUS_M / SOUND_SPEED * (azimuth + np.sin(azimuth))


def head_shadow(ear_azimuth: Floats) -> Floats:
    """Factor on what is above the head's corner (1.2 kHz); positive azimuth is towards the ear.

    Brown & Duda (1998), eq. 4: 2 for sound straight into the ear, 0.1 in the deepest shadow; half
    of that in dB, because the broadband level difference does the other half.
    """
    incidence = np.pi / 2 - ear_azimuth
    half = _SHADOW_FLOOR / 2
    shadow = (1 + half) + (1 - half) * np.cos(incidence / _SHADOW_ANGLE * np.pi)
    return np.asarray(np.sqrt(shadow))


def _even_shadow(azimuth: Floats) -> tuple[Floats, Floats]:
    """Shadow of the left and the right ear, scaled to the same power of both together anywhere."""
    ears = (-azimuth, azimuth)
    power = sum((np.square(_pan(ear) * head_shadow(ear)) for ear in ears), np.zeros(1))
    left, right = (head_shadow(ear) * np.sqrt(2.0 / power) for ear in ears)
    return left, right


def _pan(ear_azimuth: Floats) -> Floats:
    """Constant-power level of one ear, 1 straight ahead."""
    return np.asarray(np.sqrt(2.0) * np.sin(np.pi / 4 + _PAN_SHARE * ear_azimuth))


def _bands(dry: Samples) -> tuple[Samples, Samples, Samples]:
    """``dry`` below the head's corner, from there to the air's, and above; they sum to ``dry``."""
    low = _low_pass(dry, _SHADOW_CORNER_HZ)
    below_air = _low_pass(dry, _AIR_CORNER_HZ)
    return low, below_air - low, dry - below_air


def _low_pass(samples: Samples, corner_hz: float) -> Samples:
    pole = np.float32(np.exp(-2.0 * np.pi * corner_hz / SAMPLE_RATE))
    return np.asarray(lfilter([1 - pole], [np.float32(1), -pole], samples), dtype=np.float32)


def _nearest_m(path: tuple[Waypoint, ...], start: int, length: int) -> float:
    """Smallest distance along the path, looked up every millisecond."""
    return float(position(path, start + np.arange(0, length, SAMPLE_RATE // 1000))[1].min())


def _read(bands: tuple[Samples, ...], at: Floats) -> list[Floats]:
    """Each band at fractional positions; silent outside.

    Cubic through four neighbours (Catmull & Rom 1974): exact on whole samples.
    """
    whole = np.floor(at).astype(np.int64)
    u = at - whole
    weights = (
        ((2 - u) * u - 1) * u / 2,
        ((3 * u - 5) * u * u + 2) / 2,
        ((4 - 3 * u) * u + 1) * u / 2,
        (u - 1) * u * u / 2,
    )
    read = []
    for band in bands:
        padded = np.pad(band, (2, _TAIL + 2))
        indices = np.clip(whole + 1, 0, len(padded) - 4)
        read.append(
            sum((w * padded[indices + k] for k, w in enumerate(weights)), np.zeros(len(at)))
        )
    return read
