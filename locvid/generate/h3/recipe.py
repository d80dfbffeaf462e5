"""The numbers of ``presets/generators/h3.yaml``, and what the model's makers fix."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from locvid.presets.fields import Fields
from locvid.presets.library import PresetLibrary

KEYS = ("description", "steps", "pixels", "working_gb", "share_of_card")

FPS = Fraction(24)
"""Frames a second, whatever the film has (MINIMAX_H3_FPS)."""

SHORTEST_FRAMES = 124
"""5 s at least, in counts of the form 17k+5 (``min_duration``)."""

LONGEST_S = float(345 / FPS)
"""15 s at most; 345 is the last count of the form 17k+5 below (``max_duration``)."""

MOST_PICTURES, MOST_VOICES, MOST_SIDES = 9, 3, 4
"""References in one shot, and how long a picture's side may be over the other
(MiniMaxH3Ref2VASetupStep)."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """``steps`` of denoising, two at least as the library wants; memory in GB."""

    steps: int
    pixels: int
    working_gb: float
    share_of_card: float


def recipe(library: PresetLibrary) -> Recipe:
    """The recipe in ``library``; raises InvalidInput naming file and key where it is not usable."""
    fields = Fields(library.get("generators", "h3"), KEYS)
    return Recipe(
        steps=fields.whole("steps", 2, 200),
        pixels=fields.whole("pixels", 32 * 32, 4096 * 2304),
        working_gb=fields.number("working_gb", 0, 1000),
        share_of_card=fields.number("share_of_card", 0.1, 1),
    )
