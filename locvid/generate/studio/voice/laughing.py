"""Laughter in the speaker's own voice: a train of calls through the vocal tract of their vowels.

Nothing is recorded. The tract is the envelope of the open vowels that the same voice has just
spoken, the pitch a multiple of theirs; what excites it are pulses of the glottis and breath. Form
and figures of the calls are those of ``presets/deliveries/laughter-*``, with the sources there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.voice.base import SpokenPhone
from locvid.generate.studio.voice.effort import BINS, envelope
from locvid.generate.studio.voice.finish import active_rms
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.phonetics.inventory import OPEN, VOWELS
from locvid.presets.laughter import Laughter

_FRAME = 1200
_LOWEST_HZ, _HIGHEST_HZ = 65.0, 420.0
_USUAL_HZ = 180.0
"""Where no vowel has a pitch."""
_UNEVEN = 0.08
"""Calls are not a machine's: their length and pitch vary by this share, their level by twice it."""
_ASPIRATION = 0.3
"""Share of a call that is breath before the voice comes in: the h of ha."""
_EXHALED = 0.06
"""Breath between calls, against the voice in them."""
_RISE_SEMITONES = 2.5
"""The pitch of a call rises by about this and falls again, or deeper in the last calls."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Timbre:
    """A voice at rest: ``tract`` is the logarithm of its envelope in open vowels [bins]."""

    tract: Floats
    pitch_hz: float
    rms: float


def timbre(samples: Samples, phones: Sequence[SpokenPhone]) -> Timbre:
    """What ``phones`` in ``samples`` at 48 kHz tell of the voice that spoke them."""
    chosen = [phone for phone in phones if phone.ipa in OPEN]
    chosen = chosen or [phone for phone in phones if phone.ipa in VOWELS] or list(phones)
    middles = [(phone.start + phone.end) // 2 for phone in chosen]
    at = np.clip(np.array(middles) - _FRAME // 2, 0, max(0, samples.size - _FRAME))
    padded = np.pad(samples.astype(np.float64), (0, max(0, _FRAME - samples.size)))
    frames = padded[at[:, None] + np.arange(_FRAME)]
    power = np.square(frames).mean(axis=1)
    frames = frames[power >= 0.1 * power.max()]
    spectra = np.fft.rfft(frames * np.hanning(_FRAME), BINS, axis=1)
    tract = envelope(np.abs(spectra)).mean(axis=0)
    return Timbre(tract, _pitch_hz(frames), active_rms(samples))


def laugh(
    voice: Timbre, how: Laughter, rng: np.random.Generator
) -> tuple[Samples, tuple[tuple[int, int], ...]]:
    """A bout of ``how.bout_s`` seconds at 48 kHz, and first and last sample of its calls."""
    period = SAMPLE_RATE / how.calls_per_second
    sound = np.zeros(round(how.bout_s * SAMPLE_RATE))
    calls: list[tuple[int, int]] = []
    # Air flows all the time, in calls and between them.
    sound += _EXHALED * rng.standard_normal(sound.size) * np.linspace(1, 0.3, sound.size)
    for number in range(how.calls):
        start = round(number * period)
        count = round(how.call_share * period * (1 + _UNEVEN * rng.uniform(-1, 1)))
        fall = -how.pitch_fall * number / 12
        hz = voice.pitch_hz * how.pitch * 2**fall * (1 + _UNEVEN * rng.uniform(-1, 1))
        level_db = -how.decay_db * number + 20 * np.log10(1 + 2 * _UNEVEN * rng.uniform(-1, 1))
        sound[start : start + count] += _call(count, hz, how, rng) * 10 ** (level_db / 20)
        calls.append((start, start + count))
    heard = _through(sound, voice.tract)
    loudest = np.sqrt(np.mean(np.square(heard[calls[0][0] : calls[0][1]])))
    heard *= voice.rms * 10 ** (how.level_db / 20) / max(float(loudest), 1e-9)
    return heard.astype(np.float32), tuple(calls)


def _call(count: int, hz: float, how: Laughter, rng: np.random.Generator) -> Floats:
    """What excites the tract in one call of ``count`` samples, of about unit power."""
    share = np.arange(count) / count
    contour = hz * 2 ** (_RISE_SEMITONES / 12 * (np.sin(np.pi * share) - share))
    phase = np.cumsum(contour / SAMPLE_RATE)
    pulses = np.diff(np.floor(phase), prepend=0.0) * np.sqrt(SAMPLE_RATE / contour)
    breath = rng.standard_normal(count)
    voiced = how.voicing * np.clip((share - _ASPIRATION / 2) / (_ASPIRATION / 2), 0, 1)
    swell = np.sin(np.pi * np.minimum(share / 0.7, (1 - share) / 0.6 + 0.1).clip(0, 0.5)) ** 1.5
    return np.asarray((voiced * pulses + 0.6 * (1 - voiced) * breath) * swell)


def _through(excited: Floats, tract: Floats) -> Floats:
    """``excited`` through the tract as a filter of minimum phase, without delay."""
    from scipy.signal import fftconvolve

    cepstrum = np.fft.irfft(tract - tract.max())
    fold = np.zeros(BINS)
    fold[0] = fold[BINS // 2] = 1.0
    fold[1 : BINS // 2] = 2.0
    response = np.fft.irfft(np.exp(np.fft.rfft(cepstrum * fold)))
    return np.asarray(fftconvolve(excited, response[: BINS // 2])[: excited.size])


def _pitch_hz(frames: Floats) -> float:
    """Median of the highest peaks of the frames' autocorrelations, where these are clear."""
    centred = (frames - frames.mean(axis=1, keepdims=True)) * np.hanning(_FRAME)
    likeness = np.fft.irfft(np.abs(np.fft.rfft(centred, 2 * _FRAME, axis=1)) ** 2, axis=1)
    lags = np.arange(int(SAMPLE_RATE / _HIGHEST_HZ), int(SAMPLE_RATE / _LOWEST_HZ))
    # The window takes from long lags what a steady voice has there.
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(_FRAME), 2 * _FRAME)) ** 2)
    ratio = likeness[:, lags] / np.maximum(likeness[:, :1], 1e-12) / (window[lags] / window[0])
    ratio = np.where(window[lags] / window[0] > 0.05, ratio, 0.0)
    # A lag of two periods is as like as that of one: the first that is nearly the best counts.
    near = ratio >= 0.9 * ratio.max(axis=1, keepdims=True)
    clear = ratio.max(axis=1) > 0.5
    found = SAMPLE_RATE / lags[near.argmax(axis=1)]
    return float(np.median(found[clear])) if clear.any() else _USUAL_HZ
