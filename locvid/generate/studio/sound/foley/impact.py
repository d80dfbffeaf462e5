"""A thing of one material meets a surface of another: both ring, for as long as they touch.

The blow's length follows from Hertz, so that it excites what hard or soft things excite; the
thing rings as its shape and material say; the surface answers as readily as it can be moved; and
what lies soft under a thing takes its ringing away. Modal synthesis after van den Doel & Pai, "The
sounds of physical shapes" (Presence 7, 1998); impact, scraping and rolling after van den Doel, Kry
& Pai, "FoleyAutomatic" (SIGGRAPH 2001).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.foley.modal import add, strike
from locvid.generate.studio.sound.foley.shapes import mobility, plate_hz, ring_hz
from locvid.generate.studio.sound.material import Material, contact_s
from locvid.generate.studio.sound.section import Section
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_SLAB_M = (0.72, 0.51)
"""Sides of the piece of table or floor that answers; not square, so that its modes spread."""
_SLAB_MODES = 18
SLAB_PER_S = 28.0
"""What the legs take from a table, whatever it is made of."""
_SLAB_LEAST_HZ = 70.0
_RADIATES_HZ = 320.0
"""Below, air flows around the edge of a slab instead of being pushed: it is heard less."""
_READY = 2.4e-3
"""Mobility (m/s per N) of a surface that is heard as loudly as the thing itself: a thin board."""
_SUPPORT_PER_S = 1900.0
"""What a surface takes from a thing on it, per second and unit of its own loss."""
_SPREAD_DB = 4.5
"""How far the level of a mode may be from its usual one."""
_SCUFF_DB = 3.5
_SOFT_DB_PER_DECADE = 9.0
_LOUDER_BY_SPEED, _LOUDER_BY_SIZE = 16.0, 10.0
"""dB per tenfold speed and size."""


@dataclass(frozen=True, slots=True)
class Body:
    """A thing that can be struck: its modes and what decides how it hits."""

    made_of: Material
    modes_hz: NDArray[np.float64]
    mass_kg: float
    contact_m: float
    speed_m_s: float
    hold_per_s: float
    base_per_s: float = SLAB_PER_S
    """What carries the surface takes from it: a floor on its screed rings less than a table."""
    variety: float = 1.0
    """How much one contact differs from the next: 1 for things that touch anywhere."""

    @classmethod
    def read(cls, section: Section, made_of: Material, size: float, speed: float) -> Body:
        """From a cue's ``sound`` section; ``size`` and ``speed`` multiply what it says.

        Raises InvalidInput for an unknown shape.
        """
        return cls(
            made_of=made_of,
            modes_hz=_modes(section, made_of, size),
            mass_kg=section.number("mass_kg", lowest=0.001) * size**3 * _heavier(section, made_of),
            contact_m=section.number("contact_mm", lowest=0.5) / 1000 * size,
            speed_m_s=section.number("speed_m_s", lowest=0.01) * speed,
            hold_per_s=_optional(section, "hold_per_s", 0.0),
            base_per_s=_optional(section, "base_per_s", SLAB_PER_S),
            variety=_optional(section, "variety", 1.0),
        )

    def contact_s(self, on: Material, force: float = 1.0) -> float:
        """How long it touches ``on``, hitting with ``force`` times its usual speed."""
        return contact_s(self.mass_kg, self.contact_m, self.speed_m_s * force, self.made_of, on)


def impact(
    body: Body, on: Material, force: float, length: int, random: np.random.Generator
) -> Samples:
    """One contact, float32 [length]; about 1 at its peak for hard things and ``force`` 1."""
    touch_s = body.contact_s(on, force)
    tuned = body.modes_hz * np.exp(random.normal(0.0, 0.012, len(body.modes_hz)))
    # The wave that a blow excites differs with where the thing touches.
    spread_db = _SPREAD_DB * body.variety
    levels = -2.2 * np.arange(len(tuned)) + random.uniform(-spread_db, spread_db, len(tuned))
    taken = body.hold_per_s + _SUPPORT_PER_S * on.loss
    struck = strike(tuned, levels.tolist(), body.made_of.loss, touch_s * 1000, length, taken)
    add(struck, slab(on, touch_s, length, random, body.base_per_s, spread_db), 0)
    add(struck, _touch(touch_s, body.made_of, on, random), 0, 0.35)
    return np.asarray(np.float32(force * heard(touch_s)) * struck, np.float32)


def slab(
    on: Material,
    touch_s: float,
    length: int,
    random: np.random.Generator,
    base_per_s: float = SLAB_PER_S,
    spread_db: float = _SPREAD_DB,
) -> Samples:
    """The answer of the table or floor to a push of ``touch_s``."""
    modes = plate_hz(on, _SLAB_M, on.slab_m, _SLAB_MODES)
    modes = np.maximum(modes, _SLAB_LEAST_HZ * (1 + 0.13 * np.arange(len(modes))))
    levels = -1.2 * np.arange(len(modes)) + random.uniform(-spread_db, spread_db, len(modes))
    levels += 20 * np.log10(np.minimum(modes / _RADIATES_HZ, 1.0))
    ready = min(mobility(on, on.slab_m) / _READY, 1.0) ** 0.5
    answer = strike(modes, levels.tolist(), on.loss, touch_s * 1000, length, base_per_s)
    return np.asarray(np.float32(0.55 * ready) * answer, np.float32)


def heard(touch_s: float) -> float:
    """How much less a longer, softer contact sends out; 1 for half a millisecond."""
    return float(10 ** (-_SOFT_DB_PER_DECADE * log10(max(touch_s, 1e-4) / 5e-4) / 20))


def softer_db(section: Section, play: Play, usual: Play) -> float:
    """How much louder ``play`` is than ``usual`` by what touches what, how large and how fast.

    0 for cues whose preset has no blow in it.
    """
    if not section.has("mass_kg"):
        return 0.0
    played, before = (Body.read(section, each.of, each.size, each.speed) for each in (play, usual))
    contacts = heard(played.contact_s(play.on)) / heard(before.contact_s(usual.on))
    larger = _LOUDER_BY_SPEED * log10(play.speed) + _LOUDER_BY_SIZE * log10(play.size)
    return float(20 * log10(contacts) + larger)


def _touch(touch_s: float, a: Material, b: Material, random: np.random.Generator) -> Samples:
    """The noise of two surfaces meeting, as bright as the contact is short."""
    length = max(48, int(4 * touch_s * SAMPLE_RATE))
    noise = random.standard_normal(length) * np.exp(-5.0 * np.arange(length) / length)
    corner_hz = min(0.6 / touch_s, 14_000.0)
    pole = np.exp(-2 * np.pi * corner_hz / SAMPLE_RATE)
    rough = 10 ** (_SCUFF_DB * (a.roughness + b.roughness - 0.5) / 20)
    shaped = lfilter([1 - pole], [1, -pole], noise)
    return np.asarray(rough * shaped / np.sqrt(np.square(shaped).max() + 1e-12), np.float32)


def _modes(section: Section, made_of: Material, size: float) -> NDArray[np.float64]:
    if not section.has("shape"):
        return np.empty(0)
    shape, count = section.word("shape"), int(section.number("modes", lowest=1))
    wall_m = section.number("wall_mm", lowest=0.05) / 1000 * size
    if shape == "ring":
        radius_m = section.number("radius_mm", lowest=1) / 1000 * size
        return ring_hz(made_of, radius_m, wall_m, count)
    if shape == "plate":
        a, b = (side / 1000 * size for side in section.numbers("side_mm", 2))
        return plate_hz(made_of, (a, b), wall_m, count)
    raise InvalidInput(
        f"'{section.path}.shape' cannot be '{shape}'",
        where=section.location,
        hint="it is ring or plate",
    )


def _optional(section: Section, key: str, otherwise: float) -> float:
    return section.number(key, lowest=0) if section.has(key) else otherwise


def _heavier(section: Section, made_of: Material) -> float:
    """The same thing of another material weighs as much more as the material does."""
    return made_of.density / max(_optional(section, "density_kg_m3", made_of.density), 1.0)
