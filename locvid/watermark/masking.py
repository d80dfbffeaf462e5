"""How far a band's level may be changed without being heard, by the sound's own masking.

The model of J. D. Johnston, "Transform coding of audio signals using perceptual noise criteria",
IEEE Journal on Selected Areas in Communications 6 (1988): energy in critical bands, spread by M. R.
Schroeder's function, less an offset that is larger for tones than for noise; and the rule of
ISO/IEC 11172-3, model 2, that a threshold may rise only so fast, so that nothing is heard ahead of
a sudden sound.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from locvid.watermark.pattern import BANDS, BIN_STEP, FIRST_BIN, FRAME, LAST_BIN, RATE

Array = npt.NDArray[np.float32]

MOST = 0.18
"""Largest relative change of a magnitude: 1.5 dB."""

_MARGIN = 0.5
"""Share of the threshold that the change may use: 3 dB below it. With this and ``MOST`` the mark is
further from being heard than AAC at 160 kbit/s is (``bench/watermark.py --visqol``)."""

_NOISE_DB = 5.5
"""Johnston's offset of the threshold where noise masks a tone."""

_TONE_DB = 14.5
"""... and, with the band's number in bark added, where a tone masks noise."""

_FLATNESS_OF_NOISE_DB = 2.5
"""By how much the geometric mean of a periodogram of noise lies below the mean (e to the power of
Euler's constant)."""

_FLATNESS_RANGE_DB = 10.0
"""Further below than that by so much: a tone."""

_ONSETS = (2.0, 16.0)
"""How much a threshold may rise over that of one and two windows before (ISO/IEC 11172-3, model 2:
rpelev, rpelev2): two windows hold a sudden sound and what was before it."""

_FLOOR = 1e-20


def allowed(power: Array, before: Array | None) -> tuple[Array, Array]:
    """The relative change of magnitude allowed in each band of the pattern.

    ``power`` is [windows, bins] of the whole spectrum, ``before`` the thresholds of the two windows
    before the first, None at the start. Returns [windows, BANDS], and the last two thresholds.
    """
    starts, _, bark_of_band = _layout()
    region = power[:, FIRST_BIN:LAST_BIN] + _FLOOR
    counts = np.diff(np.append(starts, LAST_BIN - FIRST_BIN)).astype(np.float32)
    energy = np.add.reduceat(region, starts, axis=1)
    mean_log = np.add.reduceat(np.log10(region), starts, axis=1) / counts
    flatness_db = 10 * (np.log10(energy / counts) - mean_log)
    tone = np.clip((flatness_db - _FLATNESS_OF_NOISE_DB) / _FLATNESS_RANGE_DB, 0, 1)
    barks = _barks()
    offset_db = tone * (_TONE_DB + barks) + (1 - tone) * _NOISE_DB
    threshold = (energy @ _spreading()) * 10 ** (-offset_db / 10)
    first = threshold[[0, 0]] if before is None else before
    ago = np.concatenate([first, threshold])
    sudden = np.minimum(_ONSETS[0] * ago[1:-1], _ONSETS[1] * ago[:-2])
    audible = _MARGIN * np.minimum(threshold, sudden)
    change = np.minimum(np.sqrt(audible / energy), MOST)
    return change[:, bark_of_band].astype(np.float32), ago[-2:]


@lru_cache(maxsize=1)
def _layout() -> tuple[npt.NDArray[np.intp], Array, npt.NDArray[np.intp]]:
    """First bin of each critical band (from the region's first), bark of bins, band -> critical."""
    hertz = np.arange(FIRST_BIN, LAST_BIN) * RATE / FRAME
    # E. Zwicker and E. Terhardt, Journal of the Acoustical Society of America 68 (1980).
    bark = 13 * np.arctan(0.00076 * hertz) + 3.5 * np.arctan((hertz / 7500) ** 2)
    whole = np.floor(bark - bark[0]).astype(np.intp)
    starts = np.flatnonzero(np.diff(whole, prepend=-1))
    middle_of_band = np.arange(BANDS) * BIN_STEP + BIN_STEP // 2
    return starts, bark.astype(np.float32), whole[middle_of_band]


def _barks() -> Array:
    starts, bark, _ = _layout()
    return bark[starts]


@lru_cache(maxsize=1)
def _spreading() -> Array:
    """[critical band that masks, critical band that is masked], columns sum to 1.

    Normalised, so that even sound keeps its level (Johnston's renormalisation).
    """
    barks = _barks().astype(np.float64)
    distance = barks[None, :] - barks[:, None] + 0.474
    decibel = 15.81 + 7.5 * distance - 17.5 * np.sqrt(1 + distance**2)
    spread = 10 ** (decibel / 10)
    normal: Array = (spread / spread.sum(axis=0)).astype(np.float32)
    return normal
