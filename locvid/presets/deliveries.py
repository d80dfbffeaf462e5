"""Delivery presets: what an emotion, a pace or a habit of pausing does to voice and face.

One folder holds the three kinds, so a file's name begins with its kind: ``emotion-calm``,
``pace-calm``, ``pauses-short``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from locvid.model.errors import InvalidInput, Location
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary, suggestion

EMOTION, PACE, PAUSES = "emotion", "pace", "pauses"
DELIVERY_KINDS = (EMOTION, PACE, PAUSES)


@dataclass(frozen=True, slots=True)
class Emotion:
    """How a feeling sounds and looks.

    ``rate``, ``pitch_range`` and ``pause_scale`` multiply what pace and voice have;
    ``pitch_semitones`` and ``energy_db`` are added. ``smile`` is 0…1, ``brow`` −1 (drawn
    together) … 1 (raised), ``gesture_energy`` multiplies head and brow gestures. ``posture`` is
    −1 (sunken) … 1 (upright), ``camera_energy`` multiplies the speed of camera moves.
    """

    name: str
    rate: float
    pitch_semitones: float
    pitch_range: float
    energy_db: float
    pause_scale: float
    smile: float
    brow: float
    gesture_energy: float
    posture: float
    camera_energy: float
    instruction: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast: ``rate`` multiplies the market's natural pace, ``pause_scale`` its pauses."""

    name: str
    rate: float
    pause_scale: float
    instruction: str


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long to pause: ``pause_scale`` multiplies the market's pauses."""

    name: str
    pause_scale: float
    instruction: str


def emotion(name: str, library: PresetLibrary, where: Location | None = None) -> Emotion:
    """The emotion called ``name``; raises InvalidInput naming file and key."""
    return _emotion(name, _of_kind(EMOTION, name, library, where))


@lru_cache(maxsize=256)
def _emotion(name: str, preset: Preset) -> Emotion:
    fields = Fields(
        preset,
        (
            "kind",
            "description",
            "rate",
            "pitch_semitones",
            "pitch_range",
            "energy_db",
            "pause_scale",
            "smile",
            "brow",
            "gesture_energy",
            "posture",
            "camera_energy",
            "instruction",
        ),
    )
    return Emotion(
        name=name,
        rate=fields.number("rate", 0.5, 2),
        pitch_semitones=fields.number("pitch_semitones", -12, 12),
        pitch_range=fields.number("pitch_range", 0, 3),
        energy_db=fields.number("energy_db", -20, 12),
        pause_scale=fields.number("pause_scale", 0, 5),
        smile=fields.number("smile", 0, 1),
        brow=fields.number("brow", -1, 1),
        gesture_energy=fields.number("gesture_energy", 0, 3),
        posture=fields.number("posture", -1, 1, default=0.0),
        camera_energy=fields.number("camera_energy", 0, 3, default=1.0),
        instruction=fields.text("instruction"),
    )


def pace(name: str, library: PresetLibrary, where: Location | None = None) -> Pace:
    """The pace called ``name``; raises InvalidInput naming file and key."""
    return _pace(name, _of_kind(PACE, name, library, where))


@lru_cache(maxsize=256)
def _pace(name: str, preset: Preset) -> Pace:
    fields = Fields(preset, ("kind", "description", "rate", "pause_scale", "instruction"))
    return Pace(
        name=name,
        rate=fields.number("rate", 0.5, 2),
        pause_scale=fields.number("pause_scale", 0, 5),
        instruction=fields.text("instruction"),
    )


def pauses(name: str, library: PresetLibrary, where: Location | None = None) -> Pauses:
    """The habit of pausing called ``name``; raises InvalidInput naming file and key."""
    return _pauses(name, _of_kind(PAUSES, name, library, where))


@lru_cache(maxsize=256)
def _pauses(name: str, preset: Preset) -> Pauses:
    fields = Fields(preset, ("kind", "description", "pause_scale", "instruction"))
    return Pauses(
        name=name,
        pause_scale=fields.number("pause_scale", 0, 5),
        instruction=fields.text("instruction"),
    )


def delivery_names(kind: str, library: PresetLibrary) -> tuple[str, ...]:
    """The names of one kind (``emotion``, ``pace``, ``pauses``) as a script writes them."""
    start = f"{kind}-"
    names = library.names("deliveries")
    return tuple(name.removeprefix(start) for name in names if name.startswith(start))


def _of_kind(kind: str, name: str, library: PresetLibrary, where: Location | None) -> Preset:
    if not library.has("deliveries", f"{kind}-{name}"):
        hint = suggestion(name, delivery_names(kind, library))
        raise InvalidInput(f"there is no {kind} preset '{name}'", where=where, hint=hint)
    preset = library.get("deliveries", f"{kind}-{name}", where)
    if preset.content.get("kind") != kind:
        raise InvalidInput(
            f"'kind' in the deliveries preset '{preset.name}' must be '{kind}'",
            where=preset.location,
            hint="a delivery preset's file name begins with its kind",
        )
    return preset
