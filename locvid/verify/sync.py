"""Estimates how much later the sound is than the picture, from two curves, with its uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from locvid.verify.curves import RATE
from locvid.verify.lips import Curve

REACH_MS = 500
"""Offsets are looked for between -REACH_MS and REACH_MS."""

_REACH = REACH_MS * RATE // 1000
_BLOCK_S = 0.6
_RESAMPLES = 400
_NEIGHBOUR_MS = 150
_SEED = 20_240_211


@dataclass(frozen=True, slots=True)
class Offset:
    """Sound later than picture by ``offset_ms``; ``low_ms`` … ``high_ms`` is its 95 % interval.

    ``correlation`` is that of the curves at the offset, ``peak_margin`` how far it is above any
    other peak more than 150 ms away. ``by_lag`` [lags] is the correlation at ``lags_ms``.
    """

    offset_ms: float
    low_ms: float
    high_ms: float
    correlation: float
    peak_margin: float
    by_lag: Curve

    @property
    def lags_ms(self) -> NDArray[np.int_]:
        """The offsets that ``by_lag`` belongs to."""
        return np.arange(-_REACH, _REACH + 1) * 1000 // RATE


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sums of products per block of film and lag; evidence of several stretches adds up.

    ``product``, ``sound`` and ``lips`` are [blocks, lags]; ``at_s`` [blocks] is when they are.
    """

    product: Curve
    sound: Curve
    lips: Curve
    at_s: Curve

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            np.concatenate([self.product, other.product]),
            np.concatenate([self.sound, other.sound]),
            np.concatenate([self.lips, other.lips]),
            np.concatenate([self.at_s, other.at_s]),
        )


_NO_ROWS = np.zeros((0, 2 * _REACH + 1))
NOTHING = Evidence(_NO_ROWS, _NO_ROWS, _NO_ROWS, np.zeros(0))


def gather(
    sound: Curve,
    lips: Curve,
    valid: NDArray[np.bool_],
    spoken: NDArray[np.bool_],
    spans: Sequence[tuple[int, int]],
) -> Evidence:
    """Compare ``sound`` (what the voice asks of the lips) with ``lips`` within ``spans``.

    All are as long as the film at RATE. The curves are free of drift; ``valid`` says where lips
    are known, ``spoken`` where the voice asks for something: in a pause lips do as they like.
    """
    padded = np.pad(lips, _REACH)
    known = np.pad(valid, _REACH)
    views = np.lib.stride_tricks.sliding_window_view
    evidence = NOTHING
    for first, last in spans:
        rows = max(1, round((last - first) / (_BLOCK_S * RATE)))
        edges = np.linspace(first, last, rows + 1).astype(int)
        sums = []
        for low, high in pairwise(edges):
            if high <= low:
                continue
            # column k of the window holds lips at i + k - reach; sound late by d means
            # lips(t) = sound(t + d), so that offsets run against the lag of the lips
            window = views(padded[low : high + 2 * _REACH], 2 * _REACH + 1)[:, ::-1]
            mask = views(known[low : high + 2 * _REACH], 2 * _REACH + 1)[:, ::-1]
            heard = spoken[low:high].astype(float)
            part = sound[low:high] * heard
            middle_s = (low + high) / 2 / RATE
            sums.append((part @ window, (part**2) @ mask, heard @ window**2, middle_s))
        if sums:
            evidence += Evidence(*(np.array(column) for column in zip(*sums, strict=True)))
    return evidence


def estimate(evidence: Evidence) -> Offset:
    """The most likely offset and how sure it is, by resampling the blocks of the evidence."""
    blocks = len(evidence.product)
    if blocks == 0:
        return Offset(0.0, -REACH_MS, REACH_MS, 0.0, 0.0, np.zeros(2 * _REACH + 1))
    by_lag = correlation(evidence, np.ones((1, blocks)))[0]
    resampled = _peaks(correlation(evidence, resamples(blocks, _RESAMPLES)))
    low, high = np.percentile(resampled, [2.5, 97.5])
    best = float(_peaks(by_lag[None])[0])
    lags = np.arange(-_REACH, _REACH + 1) * 1000 / RATE
    far = by_lag[np.abs(lags - best) > _NEIGHBOUR_MS]
    peak = float(by_lag.max())
    return Offset(
        offset_ms=best,
        low_ms=min(float(low), best),
        high_ms=max(float(high), best),
        correlation=peak,
        peak_margin=peak - float(far.max()),
        by_lag=by_lag,
    )


def resamples(blocks: int, count: int) -> Curve:
    """How often each block is drawn in each resample of a bootstrap: [count, blocks]."""
    draws = np.random.default_rng(_SEED).multinomial(
        blocks, np.full(blocks, 1 / blocks), size=count
    )
    return draws.astype(float)


def correlation(evidence: Evidence, weights: Curve) -> Curve:
    """Correlation [resamples, lags], blocks counted ``weights`` [resamples, blocks] times."""
    energy = (weights @ evidence.sound) * (weights @ evidence.lips)
    return np.asarray((weights @ evidence.product) / np.sqrt(np.maximum(energy, 1e-12)))


def _peaks(correlation: Curve) -> Curve:
    """Offsets in ms of the highest point of each row, refined by a parabola."""
    best = correlation.argmax(axis=1)
    inner = np.clip(best, 1, correlation.shape[1] - 2)
    rows = np.arange(len(correlation))
    before, at, after = (correlation[rows, inner + step] for step in (-1, 0, 1))
    bend = before - 2 * at + after
    shift = np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, 1.0), 0.0)
    refined = np.where(best == inner, inner + np.clip(shift, -0.5, 0.5), best)
    return np.asarray((refined - _REACH) * 1000 / RATE)
