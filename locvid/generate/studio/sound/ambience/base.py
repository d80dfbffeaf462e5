"""What a layer of ambience is: a place's sound is a sum of layers that its preset lists.

To add one: a file here with a class that fits ``Layer``, and an entry point in
``locvid.ambience_layers``; a setting's preset names it as the ``kind`` of a layer.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np

from locvid.generate.studio.sound.section import Section
from locvid.model.take import Samples
from locvid.plugins import load


class Layer(Protocol):
    """Synthesises stretches of one layer; stretches are woven together by ``ambience.weave``."""

    steady: bool
    """True for what never stops (air, murmur), false for what happens now and then (a clink)."""

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """Stereo float32 [length, 2] at 48 kHz.

        A steady layer has a loudness of ``lufs`` in every stretch; of any other, the loudest
        moment has. Raises InvalidInput for parameters that make no sense.
        """
        ...


@cache
def layer_of(kind: str) -> Layer:
    """The layer registered as ``kind``; raises InvalidInput with the nearest name if none is."""
    made: Layer = load("locvid.ambience_layers", kind)()
    return made
