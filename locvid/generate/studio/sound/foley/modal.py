"""Struck things as sums of decaying modes, the way their material rings.

Modal synthesis after van den Doel & Pai, "The sounds of physical shapes" (Presence 7, 1998); what
a thing is made of is heard in the friction inside it, tan φ, which sets each mode's decay to
π f tan φ whatever its shape (Klatzky, Pai & Krotkov, "Perception of material from contact
sounds", Presence 9, 2000; Gaver, "What in the world do we hear?", Ecological Psychology 5, 1993).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples


def strike(
    frequencies_hz: ArrayLike,
    levels_db: ArrayLike,
    loss: float,
    contact_ms: float,
    length: int,
    damping_per_s: float = 0.0,
) -> Samples:
    """One blow: float32 [length], at most 1 in magnitude before the modes interfere.

    ``loss`` is tan φ of the material. A softer blow touches longer and leaves the high modes out:
    each is weighted by the spectrum of a half-sine push of ``contact_ms``. ``damping_per_s`` is
    what the hand or the table takes away, the same for all modes.
    """
    frequencies = np.asarray(frequencies_hz, dtype=np.float64)
    weights = 10.0 ** (np.asarray(levels_db, dtype=np.float64) / 20.0)
    weights = weights * _push_spectrum(frequencies * contact_ms / 1000.0)
    decay = np.pi * frequencies * loss + damping_per_s
    time_s = np.arange(length) / SAMPLE_RATE
    struck = np.zeros(length)
    for frequency, weight, fall in zip(frequencies, weights, decay, strict=True):
        # Past 90 dB of decay a mode is silence; not computing it makes short things cheap.
        heard = time_s[: min(length, int(10.4 / fall * SAMPLE_RATE) + 1)]
        struck[: len(heard)] += (
            weight * np.exp(-fall * heard) * np.sin(2 * np.pi * frequency * heard)
        )
    return np.asarray(struck, dtype=np.float32)


def tick(length_ms: float, random: np.random.Generator) -> Samples:
    """The noise of two hard things meeting: float32, a burst that falls by 60 dB."""
    length = max(1, int(length_ms / 1000 * SAMPLE_RATE))
    return np.asarray(
        random.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length),
        dtype=np.float32,
    )


def add(into: Samples, sound: Samples, at: int, level: float = 1.0) -> None:
    """Add ``sound`` to ``into`` from sample ``at``; what passes the end is cut."""
    room = max(0, len(into) - at)
    into[at : at + len(sound)] += np.float32(level) * sound[:room]


def _push_spectrum(cycles: np.ndarray) -> np.ndarray:
    """Magnitude spectrum of a half-sine push, 1 at 0; ``cycles`` is frequency × contact time."""
    away = np.where(np.abs(cycles - 0.5) < 1e-6, 0.5 + 1e-6, cycles)
    return np.asarray(np.abs(np.cos(np.pi * away) / (1.0 - 4.0 * away**2)))
