"""Finds the watermark in sound of any origin, and says how likely chance would look like it.

The level of every tile is compared with that of its neighbours; what is left is correlated with
the pattern at every place where the pattern may begin. The pattern is as good as random to any
sound that does not have it, so by Hoeffding's inequality (Journal of the American Statistical
Association 58, 1963) the correlation exceeds z standard deviations at one place with a probability
below exp(-z²/2), whatever the sound is; all places together, times their number. Where a payload
with a true checksum of n bits stands at that place, chance is 2^n times less likely.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import exp

import numpy as np
import numpy.typing as npt

from locvid.watermark.code import CHECK_BITS, CODED_BITS, Payload, decode
from locvid.watermark.pattern import (
    BANDS,
    BIN_STEP,
    FIRST_BIN,
    FRAME,
    LAST_BIN,
    TILE,
    TILES,
    places,
    signs,
)

Mono = npt.NDArray[np.float32]

Levels = npt.NDArray[np.float32]
"""[windows or tiles, BANDS], in decibel or in standard deviations."""

STEP = TILE // 8
"""Samples between windows: the pattern may begin anywhere, and is found within half of this."""

_PHASES = TILE // STEP

MOST_FALSE_ALARMS = 1e-5
"""A mark counts as found where chance would look like it less often than this. That takes 6.1
standard deviations, or 4.6 where the checksum of the payload holds as well."""

_FLOOR_DB = 60.0
"""Tiles so far below the loudest of their band are silence, or what a coder left of it."""

_MOST = 2.5
"""Differences are cut at so many standard deviations: a few loud moments must not decide."""

_WINDOW = np.hanning(FRAME + 1)[:FRAME].astype(np.float32)


@dataclass(frozen=True, slots=True)
class Found:
    """``strength`` in standard deviations, at sample ``start`` of the sound (48 kHz, modulo the
    pattern's length); ``payload`` is None where its checksum does not hold. ``false_alarm`` bounds
    the probability of so good a fit in sound without a mark."""

    strength: float
    false_alarm: float
    start: int
    payload: Payload | None


def detect(blocks: Iterable[Mono]) -> Found | None:
    """Look for the mark in mono sound at 48 kHz, given in blocks; None where there is none."""
    best = strongest(levels(blocks))
    return best if best is not None and best.false_alarm <= MOST_FALSE_ALARMS else None


def levels(blocks: Iterable[Mono]) -> Levels:
    """The level of each band in decibel, [windows, BANDS], a window every ``STEP`` samples."""
    held = np.zeros(0, np.float32)
    found = []
    for block in blocks:
        held = np.concatenate([held, block])
        whole = (len(held) - FRAME) // STEP + 1
        if whole <= 0:
            continue
        windows = np.lib.stride_tricks.sliding_window_view(held, FRAME)[: whole * STEP : STEP]
        spectra = np.fft.rfft(windows * _WINDOW, axis=-1)[:, FIRST_BIN:LAST_BIN]
        power = spectra.real**2 + spectra.imag**2
        bands = power.reshape(whole, BANDS, BIN_STEP).sum(axis=2)
        found.append((10 * np.log10(bands + 1e-14)).astype(np.float32))
        held = held[whole * STEP :]
    return np.concatenate(found) if found else np.zeros((0, BANDS), np.float32)


def strongest(level: Levels) -> Found | None:
    """The place where the pattern fits best; None for less than two tiles of sound."""
    if len(level) < 2 * _PHASES:
        return None
    floor = level.max(axis=0) - _FLOOR_DB
    level = np.maximum(level, floor)
    fixed = np.where(places() < 0, signs(), 0).astype(np.float32)
    spectrum = np.conj(np.fft.rfft(fixed, axis=0))
    best: tuple[float, int, int, Levels] | None = None
    for phase, weigh in product(range(_PHASES), _WEIGHINGS):
        tiles = _tiles(level[phase:])
        folded = _folded(weigh(tiles) * _odd(tiles))
        over = np.fft.irfft((np.fft.rfft(folded, axis=0) * spectrum).sum(axis=1), TILES)
        spread = np.fft.irfft(
            (np.fft.rfft(folded**2, axis=0) * np.conj(np.fft.rfft(fixed**2, axis=0))).sum(axis=1),
            TILES,
        )
        score = over / np.sqrt(np.maximum(spread, 1e-9))
        place = int(np.argmax(score))
        if best is None or score[place] > best[0]:
            best = float(score[place]), phase, place, folded
    assert best is not None
    strength, phase, place, folded = best
    payload = _payload(np.roll(folded, -place, axis=0))
    alarm = min(1.0, len(_WEIGHINGS) * _PHASES * TILES * exp(-(max(strength, 0.0) ** 2) / 2))
    if payload is not None:
        alarm /= 2**CHECK_BITS
    start = (phase * STEP + place * TILE) % (TILES * TILE)
    return Found(strength, alarm, start, payload)


def _tiles(level: Levels) -> Levels:
    """[tiles, BANDS]: the mean level of each tile in decibel."""
    count = len(level) // _PHASES
    means: Levels = level[: count * _PHASES].reshape(count, _PHASES, BANDS).mean(axis=1)
    return means


def _alike(tiles: Levels) -> Levels:
    """All tiles count the same: best where nothing was added to the sound."""
    return np.ones_like(tiles)


def _above_noise(tiles: Levels) -> Levels:
    """Each tile counts by its sound's share in what is heard: best where noise was added.

    The noise of a band is taken to be what its quietest fifth lies below.
    """
    floor = np.percentile(tiles, 20, axis=0)
    share: Levels = np.clip(1 - 10 ** ((floor - tiles) / 10), 0, 1).astype(np.float32)
    return share


_WEIGHINGS = (_alike, _above_noise)
"""Both are tried; that doubles the chances of chance."""


def _odd(tiles: Levels) -> Levels:
    """[tiles, BANDS]: how far a tile's level lies from its neighbours', in standard deviations."""
    around = np.pad(tiles, ((2, 2), (0, 0)), mode="edge")
    smooth = (around[:-4] + around[1:-3] + around[3:-1] + around[4:]) / 4
    odd = tiles - smooth
    beside = np.pad(odd, ((0, 0), (2, 2)), mode="edge")
    odd = odd - (beside[:, :-4] + beside[:, 1:-3] + beside[:, 3:-1] + beside[:, 4:]) / 4
    deviation = np.sqrt((odd**2).mean(axis=1, keepdims=True)) + 1e-3
    limited: Levels = np.clip(odd / deviation, -_MOST, _MOST)
    return limited


def _folded(odd: Levels) -> Levels:
    """The sum of all repeats of the pattern's length."""
    repeats = -(-len(odd) // TILES)
    padded = np.pad(odd, ((0, repeats * TILES - len(odd)), (0, 0)))
    total: Levels = padded.reshape(repeats, TILES, BANDS).sum(axis=0)
    return total


def _payload(folded: Levels) -> Payload | None:
    carrying = places() >= 0
    soft = np.bincount(
        places()[carrying], weights=(folded * signs())[carrying], minlength=CODED_BITS
    )
    return decode(soft.astype(np.float64))
