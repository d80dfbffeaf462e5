"""Birds in the trees, and with short quick notes the insects in the grass."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_NOTE_S = (0.035, 0.16)
_GLIDE = 0.35
"""Largest change of pitch within a note, as a share; songbirds glide by up to half an octave."""
_RISE_S = 0.006


class Birds:
    """Phrases of ``notes`` whistled notes; each bird has a pitch, a pace and a motif of its own.

    A note is nearly a pure tone that glides, as the syrinx makes it (Nowicki, Nature 325, 1987).
    """

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        low_hz, high_hz = parameters.numbers("pitch_hz", 2)
        fewest, most = (int(count) for count in parameters.numbers("notes", 2))
        dull_hz, spread_s = parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)

        def phrase(random: np.random.Generator) -> Samples:
            pitch_hz = float(np.exp(random.uniform(np.log(low_hz), np.log(high_hz))))
            pace_s = float(random.uniform(*_NOTE_S))
            motif = [_motif(random) for _ in range(int(random.integers(1, 4)))]
            count = int(random.integers(fewest, most + 1))
            notes = [_note(pitch_hz, pace_s, *motif[index % len(motif)]) for index in range(count)]
            gap = np.zeros(int(pace_s * random.uniform(0.3, 1.1) * SAMPLE_RATE), dtype=np.float32)
            dry = np.concatenate([part for note in notes for part in (note, gap)])
            dry = np.pad(dry, (0, int(spread_s * SAMPLE_RATE)))
            side = random.uniform(0.05, 0.95) * np.pi / 2
            stereo = dry[:, None] * np.array([np.cos(side), np.sin(side)], dtype=np.float32)
            return far_away(stereo, SAMPLE_RATE, dull_hz, spread_s)

        return scattered(length, lufs, random, parameters, phrase)


def _motif(random: np.random.Generator) -> tuple[float, float, float]:
    """A note's pitch, its glide (both relative to the bird's pitch) and its length."""
    return (
        float(random.lognormal(0.0, 0.14)),
        float(random.uniform(-_GLIDE, _GLIDE)),
        float(random.uniform(0.6, 1.6)),
    )


def _note(pitch_hz: float, pace_s: float, height: float, glide: float, long: float) -> Samples:
    samples = int(pace_s * long * SAMPLE_RATE)
    through = np.linspace(0.0, 1.0, samples)
    hz = pitch_hz * height * (1.0 + glide * (through - 0.5))
    tone = np.sin(2 * np.pi * np.cumsum(hz) / SAMPLE_RATE)
    rise = min(int(_RISE_S * SAMPLE_RATE), samples // 3)
    swell = np.sin(np.pi * through) ** 0.7
    swell[:rise] *= np.linspace(0.0, 1.0, rise)
    return np.asarray(tone * swell, dtype=np.float32)
