"""The tone of a room: air moving, ventilation, the rumble of a street far below."""

from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.ambience.even import evened
from locvid.generate.studio.sound.noise import stereo_noise
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_EVEN_DB = 3.0


class Air:
    """Noise coloured by ``octaves`` (Hz: dB per octave band).

    About −5 dB per octave is what engineers call a neutral room (Blazier's RC curves, ASHRAE).
    """

    steady = True

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        noise = stereo_noise(length, parameters.curve("octaves"), lufs, random)
        return evened(noise, SAMPLE_RATE, _EVEN_DB)
