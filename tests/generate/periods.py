"""What of a sound has a period, and which: a pitch meter of its own, for tests of voices."""

from __future__ import annotations

import numpy as np


def periods(samples: np.ndarray) -> tuple[float, float]:
    """Share of the speech that has a period, and the median pitch of that in Hz."""
    at_8k = samples[: samples.size // 6 * 6].reshape(-1, 6).mean(axis=1)
    frames = np.lib.stride_tricks.sliding_window_view(at_8k, 400)[::80]
    power = np.square(frames).mean(axis=1)
    window = np.hanning(400)
    frames = (frames - frames.mean(axis=1, keepdims=True))[power > power.max() * 1e-3] * window
    likeness = np.fft.irfft(np.abs(np.fft.rfft(frames, 2048, axis=1)) ** 2, axis=1)
    usual = np.fft.irfft(np.abs(np.fft.rfft(window, 2048)) ** 2)
    ratio = likeness[:, 16:134] / likeness[:, :1] * (usual[0] / usual[16:134])
    voiced = ratio.max(axis=1) > 0.6
    hz = 8000 / (16 + ratio.argmax(axis=1)[voiced])
    return float(voiced.mean()), float(np.median(hz)) if voiced.any() else 0.0
