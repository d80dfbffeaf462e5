"""Reverberation times: of an impulse response, and blind, of sound that stops again and again.

Backward integration after Schroeder (JASA 37, 1965); slopes of −5 to −25 dB in the octaves of
500 Hz and 1 kHz as in ISO 3382-2, times three. Blind, every stop of the sound is a measurement
with an unknown signal, as the bursts are in the standard's method of interrupted noise: each is
fitted over up to 30 dB once the voice itself has stopped, and the median stop counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

Floats = NDArray[np.float64]

_BAND_HZ = (354.0, 1414.0)
_TOP_DB, _BOTTOM_DB = -5.0, -25.0
_FRAME_S = 0.01
_LEAST_RANGE_DB, _MOST_RANGE_DB = 20.0, 30.0
_FLOOR_MARGIN_DB = 10.0
_SOUNDING_DB = -20.0
"""Frames within this of the loud ones (95th percentile) are what the sound stops from."""
_LONGEST_S = 4.0
_RELEASE_S = 0.14
"""A voice needs this to stop (closing glottis, ringing formants); the room is heard after it."""
_LEAST_RT60_S = 2 * _RELEASE_S


@dataclass(frozen=True, slots=True)
class Decay:
    """A blind measurement: seconds to fall by 60 dB, from ``stops`` stops, over ``range_db`` dB."""

    rt60_s: float
    stops: int
    range_db: float


def impulse_rt60_s(response: Floats, rate: int, skip_s: float = 0.0) -> float:
    """RT60 in seconds of an impulse response [n] at ``rate`` Hz; T20 of the middle octaves.

    The first ``skip_s`` seconds (the direct sound) are left out. 0.0 where nothing follows them.
    """
    reflected = np.array(response, dtype=np.float64)
    reflected[: max(1, int(skip_s * rate))] = 0.0
    energy = np.square(_middle_octaves(reflected, rate))
    remaining = np.cumsum(energy[::-1])[::-1]
    if remaining[0] <= 0.0:
        return 0.0
    decay_db = 10 * np.log10(np.maximum(remaining / remaining[0], 1e-12))
    return _slope_s(decay_db, 1 / rate, _TOP_DB, _BOTTOM_DB)


def blind_rt60(sound: Floats, rate: int) -> Decay | None:
    """RT60 of the room that ``sound`` [n] was made in; None where it never stops for long enough.

    Needs a few stops followed by near silence; music or a loud ambience under the voice hides the
    room, so measure the dialogue alone where a film has it. A room with less than 0.28 s cannot be
    told from the voice's own release, and none is told: there, measure a clap.
    """
    level_db = _levels_db(sound, rate)
    stops = _stops(level_db)
    if not stops:
        return None
    found = []
    for start, end in stops:
        fitted = _tail_s(level_db[start:end])
        if fitted is not None:
            found.append(fitted)
    if not found:
        return None
    seconds, ranges = (np.array(values) for values in zip(*found, strict=True))
    order = np.argsort(seconds)
    half = np.searchsorted(np.cumsum(ranges[order]), ranges.sum() / 2)
    if seconds[order][half] < _LEAST_RT60_S:
        return None
    return Decay(float(seconds[order][half]), len(found), float(np.median(ranges)))


def _levels_db(sound: Floats, rate: int) -> Floats:
    """Energy of each 10 ms in the middle octaves, dB."""
    filtered = np.square(_middle_octaves(np.asarray(sound, dtype=np.float64), rate))
    frame = int(_FRAME_S * rate)
    whole = len(filtered) // frame * frame
    energy = filtered[:whole].reshape(-1, frame).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(energy, 1e-14)))


def _stops(level_db: Floats) -> list[tuple[int, int]]:
    """Frames (first after a stop, end exclusive) in which the sound dies away until it returns."""
    loud = float(np.percentile(level_db, 95))
    sounding = np.flatnonzero(level_db > loud + _SOUNDING_DB)
    ends = [*sounding[1:], len(level_db)]
    most = int(_LONGEST_S / _FRAME_S)
    return [
        (int(last), int(min(following, last + most)))
        for last, following in zip(sounding, ends, strict=True)
        if following - last > _RELEASE_S / _FRAME_S + 10
    ]


def _tail_s(level_db: Floats) -> tuple[float, float] | None:
    """RT60 of one stop and the decibels it was measured over; None where too little is heard."""
    start = int(_RELEASE_S / _FRAME_S)
    floor = float(np.percentile(level_db, 10)) + _FLOOR_MARGIN_DB
    below = np.flatnonzero(level_db < max(floor, level_db[start] - _MOST_RANGE_DB))
    below = below[below > start]
    end = int(below[0]) if len(below) else len(level_db)
    if end - start < 5:
        return None
    tail = level_db[start:end]
    range_db = float(tail[0] - tail[-1])
    if range_db < _LEAST_RANGE_DB:
        return None
    slope = float(np.polyfit(np.arange(len(tail)) * _FRAME_S, tail, 1)[0])
    return (-60.0 / slope, range_db) if slope < 0 else None


def _slope_s(decay_db: Floats, step_s: float, top_db: float, bottom_db: float) -> float:
    fit = np.flatnonzero((decay_db < top_db) & (decay_db > bottom_db))
    if len(fit) < 2:
        return 0.0
    return float(-60.0 / np.polyfit(fit * step_s, decay_db[fit], 1)[0])


def _middle_octaves(sound: Floats, rate: int) -> Floats:
    octaves = butter(2, _BAND_HZ, "bandpass", fs=rate, output="sos")
    return np.asarray(sosfiltfilt(octaves, sound))
