"""What an emotion does to a face at rest and in speech; read from the delivery presets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary, suggestion


@dataclass(frozen=True, slots=True)
class Expression:
    """The ``face`` part of a delivery preset; what it leaves out keeps these values.

    ``smile`` −0.5…1, ``brow`` −1…1, ``frown`` and ``squint`` 0…1; ``opening`` 0…1 is how far the
    mouth opens in speech, ``liveliness`` multiplies head movement, ``tilt_deg`` leans the head.
    """

    smile: float = 0.22
    brow: float = 0.0
    frown: float = 0.0
    squint: float = 0.06
    opening: float = 0.92
    liveliness: float = 1.0
    tilt_deg: float = 0.0


def expressions(emotions: Iterable[str], library: PresetLibrary) -> dict[str, Expression]:
    """The expression of every emotion; raises InvalidInput for a preset that is not usable."""
    return {emotion: _expression(emotion, library) for emotion in sorted(set(emotions))}


def _expression(emotion: str, library: PresetLibrary) -> Expression:
    preset = library.get("deliveries", f"emotion-{emotion}")
    face = preset.content.get("face", {})
    known = [field.name for field in fields(Expression)]
    if not isinstance(face, dict):
        raise InvalidInput("'face' must map names to numbers", where=preset.location)
    for name, value in face.items():
        if name not in known:
            raise InvalidInput(
                f"'face' has no '{name}'", where=preset.location, hint=suggestion(str(name), known)
            )
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidInput(f"'face.{name}' must be a number", where=preset.location)
    return Expression(**{name: float(value) for name, value in face.items()})
