"""What an emotion does to a face at rest and in speech."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from locvid.model.performance import VocalEffort
from locvid.presets.deliveries import Emotion, emotion
from locvid.presets.library import PresetLibrary

_OPENING, _OPENING_PER_DB = 0.94, 0.03
"""Louder speech opens the mouth wider (Lombard effect; Garnier et al. 2010), up to its full."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A face in a mood. ``smile`` 0…1, ``brow`` −1…1, ``frown`` and ``squint`` 0…1.

    ``posture`` −1 (sunken) … 1 (upright). ``opening`` 0…1 is how far the mouth opens in speech,
    ``liveliness`` multiplies head movement. ``lean`` in degrees lowers the head.
    """

    smile: float
    brow: float
    frown: float
    squint: float
    opening: float
    liveliness: float
    posture: float = 0.0
    lean: float = 0.0


ATTENTIVE = Expression(
    smile=0.25, brow=0.05, frown=0.0, squint=0.06, opening=_OPENING, liveliness=1.0
)
"""Somebody who listens, before the mood of the other reaches them."""


def expressions(emotions: Iterable[str], library: PresetLibrary) -> dict[str, Expression]:
    """The expression of every emotion; InvalidInput for one without a usable preset."""
    return {name: _shown(emotion(name, library)) for name in sorted(set(emotions))}


def _shown(mood: Emotion) -> Expression:
    return Expression(
        smile=mood.smile,
        brow=mood.brow if mood.brow > 0 else 0.4 * mood.brow,
        frown=max(0.0, -1.4 * mood.brow),
        squint=0.25 * mood.smile,
        opening=min(1.0, max(0.75, _OPENING + _OPENING_PER_DB * mood.energy_db)),
        liveliness=mood.gesture_energy,
        posture=mood.posture,
    )


_FROWN, _SQUINT, _NO_SMILE = 0.9, 0.7, 0.8
"""Of somebody who strains their voice to the full: brows drawn together, lids narrowed, and what
the smile loses."""


def with_effort(face: Expression, effort: VocalEffort) -> Expression:
    """``face`` while the voice is used with ``effort``."""
    return replace(
        face,
        smile=face.smile * (1 - _NO_SMILE * effort.strain),
        brow=face.brow + effort.brow,
        frown=min(1.0, face.frown + _FROWN * effort.strain),
        squint=min(1.0, face.squint + _SQUINT * effort.strain),
        lean=face.lean + effort.lean,
    )
