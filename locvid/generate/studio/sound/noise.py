"""Steady noise of a given colour and exact loudness, in stereo as a room spreads it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from locvid.generate.studio.sound.levels import k_weighting_power
from locvid.generate.studio.sound.space import SOUND_SPEED
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

Curve = tuple[Sequence[float], Sequence[float]]

_EAR_DISTANCE_M = 0.175
_LOWEST_HZ = 20.0
_OFFSET_DB = -0.691
_GRID = 512


def stereo_noise(
    length: int, octave_levels: Curve, lufs: float, random: np.random.Generator
) -> Samples:
    """Float32 [length, 2] with ``octave_levels`` (Hz, dB per octave band) at ``lufs``.

    The loudness is exact on average because it is computed from the spectrum, so that every
    stretch has the same. The channels are as alike as at two ears in a diffuse field:
    sin(kd)/kd (Cook et al., JASA 27, 1955).
    """
    whole = fft.next_fast_len(length, real=True)
    frequencies = fft.rfftfreq(whole, 1 / SAMPLE_RATE)
    density = _power_density(frequencies, octave_levels)
    heard = 2.0 * _heard_power(octave_levels) * whole / SAMPLE_RATE
    density *= 10.0 ** ((lufs - _OFFSET_DB) / 10.0) / heard
    alike = np.sinc(2.0 * frequencies * _EAR_DISTANCE_M / SOUND_SPEED)
    middle, side = (
        _coloured(np.sqrt(density * share / 2.0), whole, random)[:length]
        for share in (1 + alike, 1 - alike)
    )
    return np.stack([middle + side, middle - side], axis=1)


def mono_noise(length: int, octave_levels: Curve, random: np.random.Generator) -> Samples:
    """Float32 [length] with ``octave_levels`` and unit power on average."""
    whole = fft.next_fast_len(length, real=True)
    density = _power_density(fft.rfftfreq(whole, 1 / SAMPLE_RATE), octave_levels)
    return _coloured(np.sqrt(density / density.sum()), whole, random)[:length]


def _heard_power(levels: Curve) -> float:
    """K-weighted power of one channel, integrated over a logarithmic grid of frequencies."""
    octaves = np.linspace(np.log2(_LOWEST_HZ), np.log2(SAMPLE_RATE / 2), _GRID + 1)
    middles = 2.0 ** ((octaves[:-1] + octaves[1:]) / 2)
    widths = np.diff(2.0**octaves)
    return float((_power_density(middles, levels) * k_weighting_power(middles) * widths).sum())


def _power_density(frequencies: NDArray[np.float64], levels: Curve) -> NDArray[np.float64]:
    """Power of each frequency bin: an octave band's power is spread as 1/f within it."""
    audible = np.maximum(frequencies, _LOWEST_HZ)
    level_db = np.interp(np.log2(audible), np.log2(levels[0]), levels[1])
    return np.asarray(np.where(frequencies < _LOWEST_HZ, 0.0, 10.0 ** (level_db / 10.0) / audible))


def _coloured(magnitude: NDArray[np.float64], length: int, random: np.random.Generator) -> Samples:
    """Gaussian noise whose expected power per bin is ``magnitude`` squared."""
    bins = random.standard_normal((len(magnitude), 2), dtype=np.float32).view(np.complex64)[:, 0]
    spectrum = bins * (magnitude * length / 2.0).astype(np.float32)
    return np.asarray(fft.irfft(spectrum, length), dtype=np.float32)
