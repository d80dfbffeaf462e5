"""What a foley is: the sound of a thing, synthesised dry.

To add one: a file here with a class that fits ``Foley``, an entry point in ``locvid.cues``, and a
preset in ``presets/cues`` that names it. A script's cue is the name of such a preset.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np

from locvid.generate.studio.sound.section import Section
from locvid.model.take import Samples
from locvid.plugins import load


class Foley(Protocol):
    """Synthesises the sound of one thing."""

    def sound(self, length: int, random: np.random.Generator, parameters: Section) -> Samples:
        """Dry mono, float32 [length], at 48 kHz and any level; it begins at sample 0.

        ``parameters`` is the ``sound`` section of the cue's preset. Raises InvalidInput for
        parameters that make no sense.
        """
        ...


def foley_of(preset: Section) -> Foley:
    """The synthesiser that a cue's preset names under ``foley``."""
    return _foley(preset.word("foley"))


@cache
def _foley(name: str) -> Foley:
    made: Foley = load("locvid.cues", name)()
    return made
