"""Curves over the film at 100 Hz: what the lips should do, what the voice does, what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfiltfilt

from locvid.model.take import Samples
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.lips import Curve, LipTrack

RATE = 100
"""Hz of every curve; value i stands for second i / RATE."""

_SLOW_S = 0.35
_CLOSED_GAP, _CLOSED_OPENNESS = 0.015, 0.1
_AROUND_S = 0.04
_MOUTH_BAND_HZ = (700.0, 4000.0)
_LEVEL_S = 0.004
_LEVEL_RANGE_DB = 35.0


def log_expected(aperture: Curve) -> Curve:
    """``aperture`` of the table on a scale where closing counts as much as opening wide.

    That lips meet is certain and sudden, how wide they open is taste: so compare logarithms.
    """
    return np.log(aperture + _CLOSED_OPENNESS)


def log_seen(aperture: Curve) -> Curve:
    """The tracked aperture on the scale of ``log_expected``."""
    return np.log(np.maximum(aperture, 0) + _CLOSED_GAP)


def spoken(phones: Sequence[AlignedPhone], length: int) -> NDArray[np.bool_]:
    """Where ``phones`` sound, give or take 40 ms: elsewhere the text says nothing of the lips."""
    mask = np.zeros(length, np.bool_)
    for phone in phones:
        first = phone.start / ALIGN_RATE - _AROUND_S
        last = phone.end / ALIGN_RATE + _AROUND_S
        mask[max(round(first * RATE), 0) : round(last * RATE) + 1] = True
    return mask


def mouth_level(samples: Samples, length: int, smooth_s: float = _LEVEL_S) -> Curve:
    """Level between 700 and 4000 Hz, 0…1 over 35 dB: [length] at RATE.

    What is heard there leaves through open lips: voicing bars, murmurs and hum lie below.
    """
    band = butter(4, _MOUTH_BAND_HZ, "bandpass", fs=ALIGN_RATE, output="sos")
    power = sosfiltfilt(band, samples) ** 2 if len(samples) > 64 else np.zeros(len(samples))
    step = ALIGN_RATE // RATE
    padded = np.zeros((length + 1) * step)
    padded[: min(len(power), len(padded))] = power[: len(padded)]
    # value i is centred on i * step
    means = np.roll(padded, step // 2).reshape(-1, step).mean(axis=1)[:length]
    level = 10 * np.log10(gaussian_filter1d(means, smooth_s * RATE) + 1e-12)
    return np.asarray(np.clip((level - np.percentile(level, 97)) / _LEVEL_RANGE_DB + 1, 0, 1.2))


def seen_aperture(times_s: Curve, aperture: Curve, length: int) -> tuple[Curve, NDArray[np.bool_]]:
    """A tracked ``aperture`` [pictures] at RATE: [length], and where it is known."""
    at = np.arange(length) / RATE
    known = ~np.isnan(aperture)
    if not known.any():
        return np.zeros(length), np.zeros(length, np.bool_)
    values = np.interp(at, times_s[known], aperture[known])
    nearest = np.clip(np.searchsorted(times_s, at), 1, max(len(times_s) - 1, 1))
    nearest = np.minimum(nearest, len(times_s) - 1)
    valid = known[nearest] & known[np.maximum(nearest - 1, 0)]
    valid &= (at >= times_s[0]) & (at <= times_s[-1])
    return values, valid


def scenes_of(track: LipTrack, length: int) -> NDArray[np.intp]:
    """The number of the scene that each moment is in: [length] at RATE."""
    at = np.arange(length) / RATE
    scenes = np.zeros(length, np.intp)
    for cut in track.cuts[1:]:
        scenes[at >= track.times_s[cut] - _frame_s(track) / 2] += 1
    return scenes


def without_drift(values: Curve, valid: NDArray[np.bool_], scenes: NDArray[np.intp]) -> Curve:
    """Take off what changes slower than a third of a second, scene by scene; 0 where not ``valid``.

    Heads turn and cameras move slowly, and another face has another mouth: neither is speech.
    """
    result = np.zeros_like(values)
    edges = [0, *(int(at) + 1 for at in np.flatnonzero(np.diff(scenes))), len(scenes)]
    for first, last in pairwise(edges):
        inside, own = valid[first:last], values[first:last]
        weight = _slow(inside.astype(float))
        slow = _slow(np.where(inside, own, 0.0)) / np.maximum(weight, 1e-6)
        result[first:last] = np.where(inside, own - slow, 0.0)
    return result


def _slow(values: Curve) -> Curve:
    return np.asarray(gaussian_filter1d(values, _SLOW_S * RATE, mode="constant"))


def _frame_s(track: LipTrack) -> float:
    return float(np.median(np.diff(track.times_s))) if len(track.times_s) > 1 else 0.04
