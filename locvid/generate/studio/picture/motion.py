"""Building blocks of movement: band-limited noise, eased gestures, smooth steps. No jitter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def drift(
    rng: np.random.Generator, time_s: FloatArray, low_hz: float, high_hz: float, waves: int = 5
) -> FloatArray:
    """Noise between two frequencies with a standard deviation of about 1.

    A sum of sines: band-limited exactly, so that no frame jumps, whatever the frame rate.
    """
    frequency = np.exp(rng.uniform(np.log(low_hz), np.log(high_hz), waves))
    phase = rng.uniform(0.0, 2 * np.pi, waves)
    level = np.sqrt(low_hz / frequency)
    level *= np.sqrt(2.0 / np.sum(level**2))
    waves_at = np.sin(2 * np.pi * frequency[:, None] * time_s + phase[:, None])
    noise: FloatArray = level @ waves_at
    return noise


def bump(time_s: FloatArray, start_s: float, end_s: float) -> FloatArray:
    """A gesture: 0 outside, eased up to 1 in the middle and down again (raised cosine)."""
    phase = np.clip((time_s - start_s) / max(end_s - start_s, 1e-3), 0.0, 1.0)
    gesture: FloatArray = 0.5 - 0.5 * np.cos(2 * np.pi * phase)
    return gesture


def hold(time_s: FloatArray, start_s: float, end_s: float, ease_s: float) -> FloatArray:
    """A posture: eased up within ``ease_s`` from the start, kept, eased down before the end."""
    ease = min(ease_s, (end_s - start_s) / 2 + 1e-3)
    rise = np.clip((time_s - start_s) / ease, 0.0, 1.0)
    fall = np.clip((end_s - time_s) / ease, 0.0, 1.0)
    posture: FloatArray = smoothstep(np.minimum(rise, fall))
    return posture


def blink(time_s: FloatArray, start_s: float, end_s: float) -> FloatArray:
    """Lids: shut within the first third, open again more slowly, as human blinks do."""
    length = max(end_s - start_s, 1e-3)
    phase = (time_s - start_s) / length
    closing = smoothstep(np.clip(phase / 0.3, 0.0, 1.0))
    opening = smoothstep(np.clip((1.0 - phase) / 0.45, 0.0, 1.0))
    lids: FloatArray = np.minimum(closing, opening)
    return lids


def smoothstep(x: FloatArray) -> FloatArray:
    """3x² − 2x³ for x in 0…1."""
    return x * x * (3.0 - 2.0 * x)
