"""Which weights lie where, and how precise: the settings that fit a graphics card, best first.

Pure functions of the card, the weights and the picture; no library is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Offload(StrEnum):
    """Where weights wait: all on the card, one component at a time, or one layer at a time."""

    NONE = "none"
    COMPONENT = "component"
    LAYER = "layer"


class Precision(StrEnum):
    """How the weights of the transformer are held; the text encoder follows where it can.

    As stored, as 8-bit integers (torchao), as a GGUF file holds them, as 4-bit NF4 (bitsandbytes).
    """

    STORED = "stored"
    INT8 = "int8"
    GGUF = "gguf"
    NF4 = "nf4"


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """One setting. ``text`` is the precision of the text encoder.

    ``tiling``: the picture is decoded in tiles. ``area`` is the share of the recipe's pixels.
    ``need_gb`` is what it is reckoned to need, ``working_gb`` the part of it that is no weights.
    """

    offload: Offload
    weights: Precision
    text: Precision
    tiling: bool
    area: float
    need_gb: float
    working_gb: float = 0.0

    def __str__(self) -> str:
        parts = [_PLACES[self.offload]]
        if self.weights is not Precision.STORED:
            parts.append(_WORDS[self.weights])
        if self.text not in (Precision.STORED, self.weights):
            parts.append(f"{_WORDS[self.text]} of the text encoder")
        parts += ["decoding in tiles"] if self.tiling else []
        parts += [f"{self.area:.0%} of the picture's area"] if self.area < 1 else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to choose from: the components' weights in GB, as stored.

    ``gguf_gb`` is the size of the transformer as a GGUF file beside them, None without one. A
    transformer that is there as GGUF only stands in ``sizes_gb`` with 0. ``quantisers`` are what
    can be made of stored weights here.
    """

    sizes_gb: Mapping[str, float]
    gguf_gb: float | None = None
    quantisers: frozenset[Precision] = frozenset()


TRANSFORMER, TEXT_ENCODER = "transformer", "text_encoder"
_PLACES = {
    Offload.NONE: "all weights on the card",
    Offload.COMPONENT: "one component on the card at a time",
    Offload.LAYER: "one layer on the card at a time",
}
_WORDS = {
    Precision.INT8: "8-bit weights",
    Precision.GGUF: "weights of a GGUF file",
    Precision.NF4: "4-bit weights",
}
_SHARE = {Precision.STORED: 1.0, Precision.INT8: 0.5, Precision.NF4: 0.28}
"""Of 16-bit weights; NF4 has scales for every 64 numbers (QLoRA, Dettmers et al. 2023)."""

_AREAS = (1.0, 0.5, 0.25)
_TILING_BELOW_GB = 40
"""Room to decode 12 s of 1280x704 in one piece: about 5 GB for each of a few activations."""

_SHARE_OF_RAM = 0.85
"""Of the machine's memory, for weights: a job that takes nine tenths is ended (``run.limits``)."""

_LAYER_GB = 1.5
"""The largest layer of the transformer with the one that is fetched ahead, in bfloat16."""


def plans(
    vram_gb: float, stock: Stock, working_gb: float, ram_gb: float | None = None
) -> tuple[MemoryPlan, ...]:
    """Settings that fit ``vram_gb``, best first; each later one needs less than those before.

    ``working_gb`` is what the picture takes beside the weights at full area. Weights as stored come
    first, then those that lose least; layer by layer is slow and comes last. Components that wait
    for their turn have to fit ``ram_gb``, the machine's own memory, where that is known; layers
    are read from their files if need be. Empty where nothing fits.
    """
    fitting: list[MemoryPlan] = []
    for area in _AREAS:
        for offload, weights, text in _ways(stock):
            waiting = _held(Offload.NONE, weights, text, stock)
            if offload is Offload.COMPONENT and ram_gb and waiting > _SHARE_OF_RAM * ram_gb:
                continue
            held, working = _held(offload, weights, text, stock), working_gb * area
            need = held + working
            smaller = not fitting or need < fitting[-1].need_gb
            if need <= vram_gb and smaller:
                # Offloaded, nothing but the decoder is on the card while it works.
                room_gb = vram_gb - (held if offload is Offload.NONE else 0.0)
                tiling = room_gb < _TILING_BELOW_GB
                fitting.append(
                    MemoryPlan(offload, weights, text, tiling, area, round(need, 1), working)
                )
    return tuple(fitting)


def unbounded(stock: Stock) -> MemoryPlan:
    """The setting where memory is not reckoned with, as on a CPU: everything as it is stored."""
    weights = Precision.STORED if stock.sizes_gb.get(TRANSFORMER) else Precision.GGUF
    weights = weights if stock.gguf_gb else Precision.STORED
    need = _held(Offload.NONE, weights, Precision.STORED, stock)
    return MemoryPlan(Offload.NONE, weights, Precision.STORED, False, 1.0, need)


def _ways(stock: Stock) -> Iterator[tuple[Offload, Precision, Precision]]:
    stored, made = Precision.STORED, stock.quantisers
    # Without sizes nothing is known: a component of 0 GB beside a GGUF file is one that lacks.
    whole = stock.gguf_gb is None or stock.sizes_gb.get(TRANSFORMER, 0.0) > 0
    best = next((each for each in (Precision.INT8, Precision.NF4) if each in made), stored)
    least = next((each for each in (Precision.NF4, Precision.INT8) if each in made), stored)
    ways = [(Offload.NONE, stored, stored), (Offload.COMPONENT, stored, stored)] if whole else []
    if whole and Precision.INT8 in made:
        ways.append((Offload.COMPONENT, Precision.INT8, Precision.INT8))
    if stock.gguf_gb is not None:
        ways += [
            (offload, Precision.GGUF, text)
            for offload in (Offload.NONE, Offload.COMPONENT)
            for text in dict.fromkeys((stored, best, least))
        ]
    if whole and Precision.NF4 in made:
        ways.append((Offload.COMPONENT, Precision.NF4, Precision.NF4))
    if whole:
        ways.append((Offload.LAYER, stored, stored))
    yield from ways


def _held(offload: Offload, weights: Precision, text: Precision, stock: Stock) -> float:
    """GB on the card at once."""
    held = dict(stock.sizes_gb)
    if weights is Precision.GGUF:
        held[TRANSFORMER] = stock.gguf_gb or 0.0
    elif TRANSFORMER in held:
        held[TRANSFORMER] *= _SHARE[weights]
    if TEXT_ENCODER in held:
        held[TEXT_ENCODER] *= _SHARE[text]
    match offload:
        case Offload.NONE:
            return sum(held.values())
        case Offload.COMPONENT:
            return max(held.values(), default=0.0)
        case Offload.LAYER:
            return min(_LAYER_GB, max(held.values(), default=0.0))
