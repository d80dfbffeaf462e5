"""Field crickets on a warm night: songs of short, pure chirps, here and there."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.ambience.moments import scattered
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_PULSE_S, _PERIOD_S = 0.019, 0.036
"""One closing of the wings and the time to the next: Gryllus at 22 to 25 °C (Bennet-Clark, J. exp.
Biol. 202, 1999)."""
_GLIDE = 0.035
"""Share by which the pitch falls within a pulse."""


class Crickets:
    """A song is a row of chirps of some ``pulses``, each song sung by one animal at one place."""

    steady = False

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        shortest, longest = parameters.numbers("lasts_s", 2)
        hertz = parameters.number("hertz", lowest=500)
        pace = parameters.number("chirps_per_second", lowest=0.1)
        pulses = int(parameters.number("pulses", lowest=1))
        dull_hz, spread_s = parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)

        def song(random: np.random.Generator) -> Samples:
            samples = int(random.uniform(shortest, longest) * SAMPLE_RATE)
            pitch, own_pace = hertz * random.lognormal(0, 0.06), pace * random.lognormal(0, 0.12)
            sung = np.zeros(samples, dtype=np.float32)
            at_s = 0.0
            while True:
                chirp = _chirp(pitch * random.lognormal(0, 0.004), pulses, random)
                at = int(at_s * SAMPLE_RATE)
                if at + len(chirp) > samples:
                    break
                sung[at : at + len(chirp)] = chirp
                at_s += random.lognormal(0, 0.06) / own_pace
            through = np.linspace(0.0, 1.0, samples, dtype=np.float32)
            sung *= np.clip(np.minimum(through, 1 - through) / 0.2, 0.0, 1.0)
            side = random.uniform(0.05, 0.95) * np.pi / 2
            stereo = sung[:, None] * np.array([np.cos(side), np.sin(side)], dtype=np.float32)
            return far_away(stereo, SAMPLE_RATE, dull_hz, spread_s)

        return scattered(length, lufs, random, parameters, song)


def _chirp(hertz: float, pulses: int, random: np.random.Generator) -> Samples:
    """``pulses`` strokes of the wings, the first one softer."""
    samples = int(_PULSE_S * SAMPLE_RATE)
    step = int(_PERIOD_S * SAMPLE_RATE)
    at_s = np.arange(samples) / SAMPLE_RATE
    phase = 2 * np.pi * hertz * (at_s - _GLIDE / 2 * at_s**2 / _PULSE_S)
    pulse = np.sin(phase + random.uniform(0, 2 * np.pi)) * np.sin(np.pi * at_s / _PULSE_S) ** 2
    chirp = np.zeros(step * (pulses - 1) + samples, dtype=np.float32)
    for index in range(pulses):
        force = random.uniform(0.4, 0.6) if index == 0 else random.uniform(0.85, 1.0)
        chirp[index * step : index * step + samples] += np.float32(force) * pulse.astype(np.float32)
    return chirp
