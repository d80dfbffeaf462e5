"""One clap of two hands: a short burst that lets the room be heard."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.foley.modal import add
from locvid.generate.studio.sound.noise import mono_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_LONGEST_S = 0.08


class Clap:
    """Noise that is there at once and dies in milliseconds, loudest where the hollow resonates.

    The spectra of clapping hands have one broad peak between 500 Hz and 1.5 kHz, the lower the
    more the palms meet (Repp, "The sound of two hands clapping", JASA 81, 1987).
    """

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """See ``Foley.sound``."""
        hollow_hz = (
            parameters.number("hollow_hz", lowest=100) / play.size * random.lognormal(0.0, 0.08)
        )
        peak = {hollow_hz / 8: -22.0, hollow_hz: 0.0, 2 * hollow_hz: -4.0, 12 * hollow_hz: -16.0}
        samples = min(length, int(_LONGEST_S * SAMPLE_RATE))
        burst = mono_noise(samples, (list(peak), list(peak.values())), random)
        decay_s = parameters.number("decay_ms", lowest=0.5) / 1000
        burst *= np.exp(-np.arange(samples) / (decay_s * SAMPLE_RATE)).astype(np.float32)
        clap = np.zeros(length, dtype=np.float32)
        add(clap, burst, 0)
        return clap
