"""Which weights lie where: the settings that fit a graphics card, from the best to the smallest.

Pure functions of the card, the weights and the picture; no library is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Offload(StrEnum):
    """Where weights wait: all on the card, one component at a time, or one layer at a time."""

    NONE = "none"
    COMPONENT = "component"
    LAYER = "layer"


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """One setting. ``eight_bit``: transformer and text encoder as 8-bit integers.

    ``tiling``: the picture is decoded in tiles. ``area`` is the share of the recipe's pixels.
    ``need_gb`` is what it is reckoned to need.
    """

    offload: Offload
    eight_bit: bool
    tiling: bool
    area: float
    need_gb: float

    def __str__(self) -> str:
        words = {
            Offload.NONE: "all weights on the card",
            Offload.COMPONENT: "one component on the card at a time",
            Offload.LAYER: "one layer on the card at a time",
        }
        parts = [words[self.offload]]
        parts += ["8-bit weights"] if self.eight_bit else []
        parts += ["decoding in tiles"] if self.tiling else []
        parts += [f"{self.area:.0%} of the picture's area"] if self.area < 1 else []
        return ", ".join(parts)


QUANTISED = ("transformer", "text_encoder")
_AREAS = (1.0, 0.5, 0.25)
_TILING_BELOW_GB = 40
_LAYER_GB = 1.5
"""The largest layer of the transformer with the one that is fetched ahead, in bfloat16."""


def plans(
    vram_gb: float, sizes_gb: Mapping[str, float], working_gb: float, quantiser: bool
) -> tuple[MemoryPlan, ...]:
    """Settings that fit ``vram_gb``, best first; each later one needs less than those before.

    ``sizes_gb`` are the components' weights as stored, ``working_gb`` what the picture takes beside
    them at full area. ``quantiser`` is whether 8-bit weights can be made here. Empty where nothing
    fits.
    """
    fitting: list[MemoryPlan] = []
    for area in _AREAS:
        for offload, eight_bit in (
            (Offload.NONE, False),
            (Offload.COMPONENT, False),
            (Offload.COMPONENT, True),
            (Offload.LAYER, False),
        ):
            if eight_bit and not quantiser:
                continue
            need = _weights(offload, eight_bit, sizes_gb) + working_gb * area
            smaller = not fitting or need < fitting[-1].need_gb
            if need <= vram_gb and smaller:
                tiling = vram_gb < _TILING_BELOW_GB
                fitting.append(MemoryPlan(offload, eight_bit, tiling, area, round(need, 1)))
    return tuple(fitting)


def _weights(offload: Offload, eight_bit: bool, sizes_gb: Mapping[str, float]) -> float:
    held = {
        name: size / 2 if eight_bit and name in QUANTISED else size
        for name, size in sizes_gb.items()
    }
    match offload:
        case Offload.NONE:
            return sum(held.values())
        case Offload.COMPONENT:
            return max(held.values(), default=0.0)
        case Offload.LAYER:
            return min(_LAYER_GB, max(held.values(), default=0.0))
