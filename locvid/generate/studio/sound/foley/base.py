"""What a foley is: the sound of a thing, synthesised dry.

To add one: a file here with a class that fits ``Foley``, an entry point in ``locvid.cues``, and a
preset in ``presets/cues`` that names it. A script's cue is the name of such a preset.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from locvid.generate.studio.sound.material import Material
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.timeline.model import Beat, Event
from locvid.model.take import Samples
from locvid.plugins import load


@dataclass(frozen=True, slots=True)
class Play:
    """How one event of a cue is played.

    ``beats`` are its contacts, in samples from the start of the sound, in order; there is at least
    one. ``of`` is what the thing is made of and ``on`` what is under it; ``size`` and ``speed`` are
    multiples of the preset's. ``material`` looks up any other.
    """

    material: Callable[[str], Material]
    of: Material
    on: Material
    beats: tuple[Beat, ...] = (Beat(0),)
    size: float = 1.0
    speed: float = 1.0


class Foley(Protocol):
    """Synthesises the sound of one thing."""

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """Dry mono, float32 [length], at 48 kHz and any level; it begins at sample 0.

        ``parameters`` is the ``sound`` section of the cue's preset. Raises InvalidInput for
        parameters that make no sense.
        """
        ...


def foley_of(preset: Section) -> Foley:
    """The synthesiser that a cue's preset names under ``foley``."""
    return _foley(preset.word("foley"))


def play_of(event: Event, preset: Section, material: Callable[[str], Material]) -> Play:
    """How ``event`` is played: what it says itself, the rest as the cue's ``preset`` does."""
    of = event.of or (preset.word("of") if preset.has("of") else _UNSAID)
    on = event.on or (preset.word("on") if preset.has("on") else _UNSAID)
    beats = tuple(Beat(beat.at - event.start, beat.force) for beat in event.beats)
    return Play(material, material(of), material(on), beats or (Beat(0),), event.size, event.speed)


_UNSAID = "wood"
"""A material for cues whose preset names none and whose foley asks for none."""


@cache
def _foley(name: str) -> Foley:
    made: Foley = load("locvid.cues", name)()
    return made
