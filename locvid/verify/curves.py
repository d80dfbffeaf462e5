"""Curves over the film at 100 Hz: what the lips should do, what the voice does, what was seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfiltfilt

from locvid.model.take import Samples
from locvid.phonetics.inventory import (
    BILABIAL,
    GLOTTAL,
    LABIODENTAL,
    SIBILANT,
    UVULAR,
    VELAR,
    VOWELS,
)
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.lips import Curve, LipTrack

RATE = 100
"""Hz of every curve; value i stands for second i / RATE."""

_LIPS_S = 0.035
_SHORTEST_CLOSURE_S = 0.045
_CLOSURE_BLUR_S = 0.03
_SLOW_S = 0.35
_CLOSED_GAP, _CLOSED_OPENNESS = 0.015, 0.1
_AROUND_S = 0.04
_VOICE_BAND_HZ = (400.0, 1500.0)
_LOUDNESS_S = 0.02
_LOUDNESS_RANGE_DB = 35.0

OPENNESS: dict[str, float] = {
    **dict.fromkeys("aɑɶ", 1.0),
    **dict.fromkeys("æɐʌɒ", 0.85),
    **dict.fromkeys("ɛɜœɞɔ", 0.65),
    **dict.fromkeys("eəɘɤ", 0.48),
    **dict.fromkeys("oøɵ", 0.42),
    **dict.fromkeys("ɪʏʊ", 0.32),
    **dict.fromkeys("iɨɯ", 0.25),
    **dict.fromkeys("uyʉ", 0.18),
    **dict.fromkeys("hɦʔħʕ", 0.4),
    **dict.fromkeys("kɡŋxɣɰqɢɴχʁʀ", 0.3),
    **dict.fromkeys("lɫɭrɾɹɻɽʎɺ", 0.32),
    **dict.fromkeys("tdnʈɖɳθðɲcɟj", 0.24),
    **dict.fromkeys("szɕʑ", 0.14),
    **dict.fromkeys("ʃʒʂʐç", 0.18),
    **dict.fromkeys("wʍɥ", 0.12),
    **dict.fromkeys("fvʋɱ", 0.05),
    **dict.fromkeys("βɸ", 0.06),
    **dict.fromkeys("pbmʙ", 0.0),
    **dict.fromkeys("ɚɝ", 0.45),
}
"""How far the lips part for a phone, open vowel = 1. Order of heights as in the IPA chart."""

_UNKNOWN = 0.3
_FIRM, _LOOSE = 0.7, 0.35


def expected_aperture(phones: Sequence[AlignedPhone], length: int) -> Curve:
    """What the lips should do while ``phones`` sound: [length] at RATE, closed in pauses.

    Every phone pulls at its neighbours with its firmness (after the dominance of Cohen & Massaro
    1993) within 35 ms; only a closure reaches its full depth however short it is.
    """
    raw, weight = np.zeros(length), np.ones(length)
    for phone in phones:
        first = round(phone.start * RATE / ALIGN_RATE)
        last = max(round(phone.end * RATE / ALIGN_RATE), first + 1)
        raw[first:last] = OPENNESS.get(phone.ipa, _UNKNOWN)
        weight[first:last] = _firmness(phone.ipa)
    wanted = gaussian_filter1d(raw * weight, _LIPS_S * RATE)
    opened = np.asarray(wanted / gaussian_filter1d(weight, _LIPS_S * RATE))
    at = np.arange(length) / RATE
    for phone in phones:
        if phone.ipa in BILABIAL:
            middle = (phone.start + phone.end) / 2 / ALIGN_RATE
            reach = max(_SHORTEST_CLOSURE_S, (phone.end - phone.start) / ALIGN_RATE / 2)
            near = slice(max(0, int((middle - 3 * reach) * RATE)), int((middle + 3 * reach) * RATE))
            opened[near] *= 1 - np.exp(-(((at[near] - middle) / reach) ** 4))
    return opened


def closed_lips(phones: Sequence[AlignedPhone], length: int) -> Curve:
    """0 while p, b or m sound, else 1, softened by 30 ms: what no speaker does otherwise."""
    curve = np.ones(length)
    for phone in phones:
        if phone.ipa in "pbm":
            curve[phone.start * RATE // ALIGN_RATE : phone.end * RATE // ALIGN_RATE + 1] = 0
    return np.asarray(gaussian_filter1d(curve, _CLOSURE_BLUR_S * RATE))


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


def _firmness(ipa: str) -> float:
    """How much a phone insists on its opening; sounds made in the throat leave it to others."""
    if ipa in VOWELS or ipa in BILABIAL or ipa in LABIODENTAL or ipa in SIBILANT:
        return 1.0
    return _LOOSE if ipa in VELAR or ipa in UVULAR or ipa in GLOTTAL else _FIRM


def voice_loudness(samples: Samples, length: int) -> Curve:
    """Loudness between 400 and 1500 Hz, where open vowels have their first formant, 0…1."""
    band = butter(4, _VOICE_BAND_HZ, "bandpass", fs=ALIGN_RATE, output="sos")
    power = sosfiltfilt(band, samples) ** 2 if len(samples) > 64 else np.zeros(len(samples))
    step = ALIGN_RATE // RATE
    padded = np.zeros((length + 1) * step)
    padded[: min(len(power), len(padded))] = power[: len(padded)]
    # value i is centred on i * step
    means = np.roll(padded, step // 2).reshape(-1, step).mean(axis=1)[:length]
    smooth = gaussian_filter1d(means, _LOUDNESS_S * RATE)
    level = 10 * np.log10(smooth + 1e-12)
    top = np.percentile(level, 98)
    return np.asarray(np.clip((level - top) / _LOUDNESS_RANGE_DB + 1, 0, 1.2))


def seen_aperture(
    track: LipTrack, length: int
) -> tuple[Curve, NDArray[np.bool_], NDArray[np.intp]]:
    """The tracked aperture at RATE, where it is known, and which scene each moment is in."""
    at = np.arange(length) / RATE
    known = ~np.isnan(track.aperture)
    scenes = np.zeros(length, np.intp)
    for cut in track.cuts[1:]:
        scenes[at >= track.times_s[cut] - _frame_s(track) / 2] += 1
    if not known.any():
        return np.zeros(length), np.zeros(length, np.bool_), scenes
    values = np.interp(at, track.times_s[known], track.aperture[known])
    nearest = np.clip(np.searchsorted(track.times_s, at), 1, len(track.times_s) - 1)
    valid = known[nearest] & known[nearest - 1]
    valid &= (at >= track.times_s[0]) & (at <= track.times_s[-1])
    return values, valid, scenes


def without_drift(values: Curve, valid: NDArray[np.bool_], scenes: NDArray[np.intp]) -> Curve:
    """Take off what changes slower than a third of a second, scene by scene; 0 where not ``valid``.

    Heads turn and cameras move slowly, and another face has another mouth: neither is speech.
    """
    result = np.zeros_like(values)
    for scene in np.unique(scenes):
        inside = (scenes == scene) & valid
        weight = gaussian_filter1d(inside.astype(float), _SLOW_S * RATE)
        slow = gaussian_filter1d(np.where(inside, values, 0.0), _SLOW_S * RATE)
        local = values - slow / np.maximum(weight, 1e-6)
        result[inside] = local[inside]
    return result


def _frame_s(track: LipTrack) -> float:
    return float(np.median(np.diff(track.times_s))) if len(track.times_s) > 1 else 0.04
