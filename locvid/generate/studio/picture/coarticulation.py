"""How neighbouring sounds share the lips: dominance functions, and closures that must be seen.

Cohen & Massaro, "Modeling coarticulation in synthetic visual speech" (1993): a channel is
F(t) = Σ DᵢTᵢ / Σ Dᵢ with Dᵢ = αᵢ·exp(−θᵢ·|t − cᵢ|); here the distance counts from the edges of
the sound's steady middle, so that long sounds hold their target. Hard rules after Edwards et al.,
"JALI" (2016).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_REACH_S = 0.45
"""Beyond this distance a sound's dominance is below 1 % and is left out."""

_TINY = 1e-9


def blend(
    frames: int,
    fps: Fraction,
    start_s: FloatArray,
    end_s: FloatArray,
    targets: FloatArray,
    weight: FloatArray,
    rise_per_s: FloatArray,
    fall_per_s: FloatArray,
) -> FloatArray:
    """Dominance-weighted channel values [frames, channels], read at frame starts k/fps.

    Per sound: steady part ``start_s``…``end_s`` in seconds, ``targets`` [sounds, channels],
    ``weight`` α, and θ before (``rise_per_s``) and after (``fall_per_s``) the steady part. Memory
    grows with sounds x reach, not with sounds x frames. Frames that no sound reaches are 0.
    """
    rate = float(fps)
    first = np.floor((start_s - _REACH_S) * rate).astype(np.int64)
    span = int(np.ceil((np.max(end_s - start_s, initial=0.0) + 2 * _REACH_S) * rate)) + 2
    index = first[:, None] + np.arange(span)[None, :]
    time = index / rate
    distance = np.where(
        time < start_s[:, None],
        (start_s[:, None] - time) * rise_per_s[:, None],
        np.maximum(time - end_s[:, None], 0.0) * fall_per_s[:, None],
    )
    dominance = weight[:, None] * np.exp(-distance)
    inside = (index >= 0) & (index < frames)
    where = index[inside]
    total = np.bincount(where, dominance[inside], minlength=frames)
    values = np.empty((frames, targets.shape[1]))
    for channel in range(targets.shape[1]):
        pulled = (dominance * targets[:, channel, None])[inside]
        values[:, channel] = np.bincount(where, pulled, minlength=frames) / (total + _TINY)
    return values


def grip(
    frames: int, fps: Fraction, start_s: FloatArray, end_s: FloatArray, release_s: float
) -> FloatArray:
    """How firmly sounds hold a frame [frames]: 1 inside, falling smoothly to 0 after ``release_s``.

    Every sound grips at least one whole frame: the one whose start is nearest to its middle, where
    none starts inside it. Two sounds closer than their releases keep what is left between them.
    """
    held = np.zeros(frames)
    if frames == 0 or len(start_s) == 0:
        return held
    rate = float(fps)
    nearest = np.clip(np.rint((start_s + end_s) / 2 * rate), 0, frames - 1) / rate
    begin, finish = np.minimum(start_s, nearest), np.maximum(end_s, nearest)
    reach = int(np.ceil((np.max(finish - begin) + 2 * release_s) * rate)) + 2
    index = np.floor((begin - release_s) * rate).astype(np.int64)[:, None] + np.arange(reach)
    time = index / rate
    outside = np.maximum(np.maximum(begin[:, None] - time, time - finish[:, None]), 0.0)
    # A frame that starts within half a millisecond of the edge counts as inside.
    near = np.clip(1.0 - np.maximum(outside - 5e-4, 0.0) / release_s, 0.0, 1.0)
    strength = near * near * (3.0 - 2.0 * near)
    inside = (index >= 0) & (index < frames)
    np.maximum.at(held, index[inside], strength[inside])
    return held
