"""Loudness as people hear it: K-weighting and gating of ITU-R BS.1770-5, at 48 kHz."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import sosfilt, sosfreqz

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

DIALOGUE_LUFS = -20.0
"""Loudness of undisturbed speech in the mix; every other level is given relative to it."""

_HEAD_SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285)
_HEAD_SHELF_POLES = (1.0, -1.69065929318241, 0.73248077421585)
_LOW_CUT = (1.0, -2.0, 1.0)
_LOW_CUT_POLES = (1.0, -1.99004745483398, 0.99007225036621)
# ITU-R BS.1770-5, annex 1, tables 1 and 2; valid at 48 kHz.
_K_WEIGHTING = np.array([_HEAD_SHELF + _HEAD_SHELF_POLES, _LOW_CUT + _LOW_CUT_POLES])
_HOP = SAMPLE_RATE // 10
_HOPS_A_BLOCK = 4
_CHUNK = 80 * _HOP
_OFFSET_DB = -0.691
_SILENCE_LUFS = -70.0
_RELATIVE_GATE_DB = -10.0


def gain(level_db: float) -> float:
    """The factor on amplitude that ``level_db`` stands for."""
    return float(10.0 ** (level_db / 20.0))


def loudness_lufs(samples: Samples) -> float:
    """Gated loudness of [n] or [n, channels] in LUFS; −inf for silence.

    Mono counts as one channel: the same sound in two channels is 3 dB louder.
    """
    power = block_powers(samples)
    loud = power[power > _power(_SILENCE_LUFS)]
    if loud.size == 0:
        return float("-inf")
    gate = loud.mean() * 10.0 ** (_RELATIVE_GATE_DB / 10.0)
    return _loudness(float(loud[loud > gate].mean()))


def peak_loudness_lufs(samples: Samples) -> float:
    """Loudness of the loudest 400 ms ("maximum momentary", EBU Tech 3341); −inf for silence."""
    return _loudness(float(block_powers(samples).max()))


def block_powers(samples: Samples) -> NDArray[np.float64]:
    """K-weighted power of 400 ms blocks, one every 100 ms, summed over channels.

    What is shorter than a block counts as one block padded with silence. Works in chunks, so that
    memory does not grow beyond the input.
    """
    columns = samples[:, None] if samples.ndim == 1 else samples
    state = np.zeros((len(_K_WEIGHTING), 2, columns.shape[1]))
    hops: list[NDArray[np.float64]] = []
    for start in range(0, len(columns), _CHUNK):
        weighted, state = sosfilt(_K_WEIGHTING, columns[start : start + _CHUNK], axis=0, zi=state)
        short = -len(weighted) % _HOP
        padded = np.pad(np.square(weighted).sum(axis=1), (0, short))
        hops.append(padded.reshape(-1, _HOP).sum(axis=1))
    energy = np.concatenate(hops) if hops else np.zeros(1)
    energy = np.pad(energy, (0, max(0, _HOPS_A_BLOCK - len(energy))))
    blocks = np.convolve(energy, np.ones(_HOPS_A_BLOCK), mode="valid")
    return np.asarray(blocks / (_HOP * _HOPS_A_BLOCK))


def k_weighting_power(frequencies_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """The K-weighting's factor on power at each frequency."""
    _, response = sosfreqz(_K_WEIGHTING, worN=frequencies_hz, fs=SAMPLE_RATE)
    return np.asarray(np.square(np.abs(response)))


def _loudness(power: float) -> float:
    return _OFFSET_DB + 10.0 * float(np.log10(power)) if power > 0 else float("-inf")


def _power(lufs: float) -> float:
    return float(10.0 ** ((lufs - _OFFSET_DB) / 10.0))
