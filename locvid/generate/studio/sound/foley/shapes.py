"""Frequencies at which simple shapes of a material ring."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.sound.material import Material

_HIGHEST_HZ = 16_000.0


def ring_hz(made_of: Material, radius_m: float, wall_m: float, count: int) -> NDArray[np.float64]:
    """The wall of a glass, cup or tin, bending in 2, 3, 4 … waves around.

    f = h / (2π √12 R²) · √(E/ρ) · n (n² − 1) / √(n² + 1): a thin ring (Fletcher & Rossing, The
    Physics of Musical Instruments, § 2.16; French, "In vino veritas", Am. J. Phys. 51, 1983).
    """
    n = np.arange(2, 2 + count)
    base = wall_m / (2 * pi * sqrt(12) * radius_m**2) * made_of.sound_speed
    return _heard(base * n * (n**2 - 1) / np.sqrt(n**2 + 1))


def plate_hz(
    made_of: Material, sides_m: tuple[float, float], thick_m: float, count: int
) -> NDArray[np.float64]:
    """A plate supported at its edges: f = π/2 √(D/ρh) ((m/a)² + (n/b)²), the lowest ``count``.

    Fletcher & Rossing, § 3.5; D is the bending stiffness E h³ / 12 (1 − ν²).
    """
    m, n = np.meshgrid(np.arange(1, 16), np.arange(1, 16))
    bending = thick_m * made_of.sound_speed / sqrt(12 * (1 - made_of.poisson**2))
    modes = pi / 2 * bending * ((m / sides_m[0]) ** 2 + (n / sides_m[1]) ** 2)
    return _heard(np.sort(modes.ravel())[:count])


def mobility(made_of: Material, thick_m: float) -> float:
    """How readily a wide plate moves under a force: 1 / (8 √(D m″)), m/s per newton.

    Cremer, Heckl & Petersson, Structure-Borne Sound (2005), § 5.3.
    """
    stiffness = made_of.young * thick_m**3 / (12 * (1 - made_of.poisson**2))
    return 1 / (8 * sqrt(stiffness * made_of.density * thick_m))


def _heard(modes: NDArray[np.float64]) -> NDArray[np.float64]:
    heard = modes[modes < _HIGHEST_HZ]
    return heard if len(heard) else np.array([_HIGHEST_HZ])
