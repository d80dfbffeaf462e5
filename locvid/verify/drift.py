"""Does the offset change over the film? A clip can start right and end wrong."""

from __future__ import annotations

import numpy as np

from locvid.model.verdict import Drift
from locvid.verify.curves import RATE
from locvid.verify.lips import Curve
from locvid.verify.sync import REACH_MS, Evidence, correlation, resamples

SHORTEST_S = 15.0
"""Between the first and the last word; shorter films cannot drift far."""

_LEAST_BLOCKS = 20
_MOST_BLOCKS = 120
_LARGEST_MS = 400
_RESAMPLES = 200
_STEP = 1000 // RATE


def drift_of(evidence: Evidence) -> Drift | None:
    """The straight line of offsets along which the curves agree best; None where it is too short.

    Every slope that changes the offset by at most 400 ms is tried: the rows of the evidence are
    moved against each other by what the slope asks for, then pooled as for a constant offset.
    """
    evidence = _pooled(evidence)
    blocks = len(evidence.at_s)
    seconds = float(np.ptp(evidence.at_s)) if blocks else 0.0
    if blocks < _LEAST_BLOCKS or seconds < SHORTEST_S:
        return None
    middle = (evidence.at_s.max() + evidence.at_s.min()) / 2
    position = (evidence.at_s - middle) / seconds
    changes = np.arange(-_LARGEST_MS, _LARGEST_MS + 1, 2 * _STEP)
    weights = np.concatenate([np.ones((1, blocks)), resamples(blocks, _RESAMPLES)])
    best = np.full(len(weights), -np.inf)
    offset, change = np.zeros(len(weights)), np.zeros(len(weights))
    constant = 0.0
    for candidate in changes:
        by_lag = correlation(_tilted(evidence, position * candidate), weights)
        top = by_lag.max(axis=1)
        if candidate == 0:
            constant = float(top[0])
        better = top > best
        best[better] = top[better]
        offset[better] = by_lag.argmax(axis=1)[better] * _STEP - REACH_MS
        change[better] = candidate
    start, end, slope = offset - change / 2, offset + change / 2, change * 60 / seconds
    return Drift(
        *_interval(start), *_interval(end), *_interval(slope), float(best[0]),
        float(best[0]) - constant,
    )  # fmt: skip


def straightened(evidence: Evidence, drift: Drift) -> Evidence:
    """``evidence`` of the same film as if it did not drift, late as in its middle throughout."""
    blocks = evidence.at_s
    seconds = max(float(np.ptp(blocks)), 1e-6)
    position = (blocks - (blocks.max() + blocks.min()) / 2) / seconds
    return _tilted(evidence, position * (drift.end_ms - drift.start_ms))


def _tilted(evidence: Evidence, by_ms: Curve) -> Evidence:
    """Rows moved so that an offset of ``by_ms`` [blocks] more in a block falls on the same lag."""
    lags = evidence.product.shape[1]
    columns = np.arange(lags)[None, :] + np.round(by_ms / _STEP).astype(int)[:, None]
    inside = (columns >= 0) & (columns < lags)
    columns = np.clip(columns, 0, lags - 1)
    sound, lips = (
        np.take_along_axis(rows, columns, axis=1) for rows in (evidence.sound, evidence.lips)
    )
    product = np.where(inside, np.take_along_axis(evidence.product, columns, axis=1), 0.0)
    return Evidence(product, sound, lips, evidence.at_s)


def _pooled(evidence: Evidence) -> Evidence:
    """At most 120 blocks: neighbours are added up, since a long film has thousands."""
    order = np.argsort(evidence.at_s, kind="stable")
    groups = -(-len(order) // _MOST_BLOCKS)
    if groups <= 1:
        return evidence
    starts = np.arange(0, len(order), groups)
    product, sound, lips = (
        np.add.reduceat(rows[order], starts, axis=0)
        for rows in (evidence.product, evidence.sound, evidence.lips)
    )
    counts = np.diff([*starts, len(order)])
    return Evidence(product, sound, lips, np.add.reduceat(evidence.at_s[order], starts) / counts)


def _interval(values: Curve) -> tuple[float, float, float]:
    """The estimate, which comes first in ``values``, and its 95 % interval."""
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return float(values[0]), min(float(low), float(values[0])), max(float(high), float(values[0]))
