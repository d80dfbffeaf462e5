"""What things are made of, as far as it is heard: how stiff, how heavy, how lossy, how rough."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from locvid.generate.studio.sound.section import Section
from locvid.presets.library import PresetLibrary


@dataclass(frozen=True, slots=True)
class Material:
    """A preset of ``presets/materials``, in SI units.

    ``loss`` is the internal friction tan φ, which decides how long a thing rings whatever its shape
    (Wildes & Richards, "Recovering material properties from sound", in Natural Computation, 1988).
    ``roughness`` 0…1 is what rubbing is heard of; ``slab_m`` how thick a table top of it is.
    """

    name: str
    density: float
    young: float
    poisson: float
    loss: float
    roughness: float
    slab_m: float

    @property
    def sound_speed(self) -> float:
        """√(E/ρ), m/s: how fast a wave runs along a bar of it."""
        return sqrt(self.young / self.density)

    @property
    def contact_stiffness(self) -> float:
        """E / (1 − ν²), Pa: the material's part in a Hertzian contact."""
        return self.young / (1 - self.poisson**2)


def material(name: str, library: PresetLibrary) -> Material:
    """Read a preset; raises InvalidInput where it is missing or says what cannot be."""
    section = Section.of(library.get("materials", name))
    return Material(
        name=name,
        density=section.number("density_kg_m3", lowest=1),
        young=section.number("young_gpa", lowest=1e-6) * 1e9,
        poisson=min(section.number("poisson", lowest=0), 0.49),
        loss=section.number("loss", lowest=1e-5),
        roughness=section.number("roughness", lowest=0),
        slab_m=section.number("slab_mm", lowest=0.1) / 1000,
    )


def contact_s(mass_kg: float, radius_m: float, speed_m_s: float, a: Material, b: Material) -> float:
    """How long a blow lasts: 2.87 (m² / (R E*² v))^⅕ seconds, E* of both materials in series.

    Hertz's contact of a sphere with a plane (Johnson, Contact Mechanics, 1985, eq. 11.24). Soft
    things touch longer, and leave the treble out.
    """
    joint = 1 / (1 / a.contact_stiffness + 1 / b.contact_stiffness)
    return float(2.87 * (mass_kg**2 / (radius_m * joint**2 * max(speed_m_s, 0.01))) ** 0.2)
