"""Vocal effort: what a whisper or a shout does to a spoken line, beside pace, pitch and level.

The sound is parted into the envelope of its spectrum, which is the speaker's vocal tract, and what
excites it. A whisper excites the same tract by noise; a shout flattens the fall of the spectrum
and raises the first formant. Times stay as they are, to the sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.voice.base import SpokenPhone, Utterance
from locvid.generate.studio.voice.finish import levelled
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import VocalEffort
from locvid.model.take import Samples
from locvid.phonetics.inventory import VOICELESS

_WINDOW, _HOP = 1200, 300
"""25 ms every 6.25 ms: a plosive keeps its place, and two periods of a low voice are in it."""
BINS = 2048
"""Points of the transform: an envelope has half as many and one."""
_FINEST_S, _FADE_S = 0.002, 0.0005
"""Quefrency of the finest detail of an envelope; harmonics of voices below 500 Hz are finer."""
_ROUNDS = 8
_LOWEST_HZ, _PIVOT_HZ, _HIGHEST_HZ = 250.0, 1500.0, 6000.0
"""The tilt turns the spectrum about its pivot, and goes no further than from lowest to highest."""
_FIRST_FORMANTS_HZ = 1300.0
"""First formants lie below, second ones above."""

Spectra = NDArray[np.float64]


def with_effort(spoken: Utterance, effort: VocalEffort, energy_db: float, seed: int) -> Utterance:
    """``spoken`` with ``effort``, at the dialogue level plus ``energy_db``; same phones and words.

    ``seed`` is that of the breath. Natural effort changes nothing.
    """
    if not changes_sound(effort) or not spoken.samples.size:
        return spoken
    voiced = _voiced(spoken.phones, spoken.samples.size)
    sound = _performed(spoken.samples, voiced, effort, np.random.default_rng([seed, 6]))
    return replace(spoken, samples=levelled(sound, energy_db))


def changes_sound(effort: VocalEffort) -> bool:
    """Whether a voice sounds otherwise with this effort, beside what engines do themselves."""
    return (
        effort.voicing < 1
        or effort.tilt_db_per_octave != 0
        or (effort.first_formant, effort.formants) != (1, 1)
    )


def _performed(
    samples: Samples, voiced: NDArray[np.float64], effort: VocalEffort, rng: np.random.Generator
) -> Samples:
    from scipy.signal import ShortTimeFFT

    # scipy wants the transform to know its rate; everything here counts in samples.
    transform = ShortTimeFFT(np.hanning(_WINDOW + 1)[:-1], _HOP, fs=1.0, mfft=BINS)
    padded = np.pad(samples.astype(np.float64), (0, max(0, _WINDOW - samples.size)))
    spectra = transform.stft(padded).T
    tract = envelope(np.abs(spectra))
    centres = np.arange(len(spectra)) + transform.p_min
    share = voiced[np.clip(centres * _HOP, 0, samples.size - 1)][:, None]
    changed = _moved(tract, effort) + effort.tilt_db_per_octave * _OCTAVES * (np.log(10) / 20)
    wanted = tract + share * (changed - tract)
    voice = effort.voicing * spectra * np.exp(wanted - tract)
    if effort.voicing < 1:
        breath = transform.stft(rng.standard_normal(padded.size)).T
        breath /= np.sqrt(np.mean(np.abs(breath) ** 2))
        voice += (1 - effort.voicing) * breath * np.exp(wanted)
    return np.asarray(transform.istft(voice.T, k1=padded.size)[: samples.size], np.float32)


def envelope(magnitudes: Spectra) -> Spectra:
    """The natural logarithm of the envelope of ``magnitudes`` [frames, bins], as smooth as a tract.

    True envelope: the cepstrum is cut off, and what lies above the result is what is cut next
    (Roebel and Rodet 2005, DAFx), so that it runs over the harmonics and not between them.
    """
    above = logarithms = np.log(magnitudes + 1e-7)
    smooth = logarithms
    for _ in range(_ROUNDS):
        cepstra = np.fft.irfft(above, BINS, axis=1) * _LIFTER
        smooth = np.fft.rfft(cepstra, axis=1).real
        above = np.maximum(logarithms, smooth)
    return smooth


def _lifter() -> NDArray[np.float64]:
    quefrency_s = np.minimum(np.arange(BINS), BINS - np.arange(BINS)) / SAMPLE_RATE
    return np.clip((_FINEST_S - quefrency_s) / _FADE_S, 0.0, 1.0)


_LIFTER = _lifter()
_HZ = np.fft.rfftfreq(BINS, 1 / SAMPLE_RATE)
_OCTAVES = np.log2(np.clip(_HZ, _LOWEST_HZ, _HIGHEST_HZ) / _PIVOT_HZ)


def _moved(tract: Spectra, effort: VocalEffort) -> Spectra:
    """``tract`` with its formants where the effort has them."""
    first = 1 / (1 + (_HZ / _FIRST_FORMANTS_HZ) ** 4)
    factor = effort.formants + (effort.first_formant - effort.formants) * first
    at = np.clip(_HZ / factor / _HZ[1], 0, len(_HZ) - 1.001)
    low = at.astype(int)
    part = at - low
    return np.asarray(tract[:, low] * (1 - part) + tract[:, low + 1] * part)


def _voiced(phones: Sequence[SpokenPhone], count: int) -> NDArray[np.float64]:
    """Where phones are voiced: 1, else 0, with a quick change between; [count]."""
    voiced = np.ones(count)
    for phone in phones:
        if phone.ipa in VOICELESS:
            voiced[phone.start : phone.end] = 0.0
    width = 2 * _HOP
    sums = np.cumsum(np.pad(voiced, (width // 2 + 1, width // 2), mode="edge"))
    return np.asarray((sums[width:] - sums[:-width]) / width)[:count]
