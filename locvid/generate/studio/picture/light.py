"""The light of a scene, as far as a figure in it must know it."""

from __future__ import annotations

from dataclasses import dataclass

NEUTRAL = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Light:
    """What falls on a presenter. Hashable: drawings are cached per light.

    ``tint`` multiplies linear-ish sRGB red, green, blue (1 is neutral; warm is (1.04, 1, 0.93)).
    ``key_side`` −1…1: the main light comes from the left of the picture, the middle, the right.
    ``strength`` 0…1: contrast between lit and shaded side. ``rim`` 0…1: light from behind on the
    edge away from the key, in ``rim_tint``. ``ambient`` −1…1 darkens or brightens the figure.
    """

    tint: tuple[float, float, float] = NEUTRAL
    key_side: float = -0.6
    strength: float = 0.6
    rim: float = 0.45
    rim_tint: tuple[float, float, float] = (1.0, 0.97, 0.92)
    ambient: float = 0.0
