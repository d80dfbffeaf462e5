"""Sound to mark: syllables of a voice over room noise, like a film's and quick to make."""

from __future__ import annotations

import numpy as np

RATE = 48_000


def voice(seconds: float, seed: int = 0) -> np.ndarray:
    """Stereo float32: harmonics with moving pitch and formants, four syllables a second, noise."""
    random = np.random.default_rng(seed)
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    pitch = 140 + 40 * np.sin(2 * np.pi * 0.4 * time + random.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    syllable = np.clip(np.sin(2 * np.pi * 4 * time + random.uniform(0, 6)), 0, 1)
    formant = 700 + 500 * np.sin(2 * np.pi * 1.3 * time + random.uniform(0, 6))
    tone = sum(
        np.sin(n * phase) / (1 + ((n * pitch - formant) / 300) ** 2) / n**0.3 for n in range(1, 40)
    )
    hiss = random.normal(0, 0.05, count) * np.clip(np.sin(2 * np.pi * 1.7 * time), 0, 1)
    room = random.normal(0, 0.003, (count, 2))
    mono = 0.2 * syllable * tone + hiss
    return (np.stack([mono, 0.8 * mono], axis=1) + room).astype(np.float32)
