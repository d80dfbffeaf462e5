"""Delivery presets: what an emotion, a pace, vocal effort or a habit of pausing does to a line.

One folder holds the four kinds, so a file's name begins with its kind: ``emotion-calm``,
``pace-calm``, ``pauses-short``, ``effort-whispered``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from locvid.model.errors import InvalidInput, Location
from locvid.model.performance import VocalEffort
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary, suggestion

EMOTION, PACE, PAUSES, EFFORT = "emotion", "pace", "pauses", "effort"


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
    """How fast: ``rate`` multiplies the market's natural pace, ``pause_scale`` its pauses.

    Where ``syllables_per_second`` is given, every line is said at that pace, pauses left out (in
    Japanese morae), whatever is natural and whatever the emotion does to it.
    """

    name: str
    rate: float
    pause_scale: float
    instruction: str
    syllables_per_second: float | None = None


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
    keys = ("kind", "description", "rate", "syllables_per_second", "pause_scale", "instruction")
    fields = Fields(preset, keys)
    fixed = "syllables_per_second" in preset.content
    return Pace(
        name=name,
        rate=fields.number("rate", 0.5, 2, default=1.0 if fixed else None),
        pause_scale=fields.number("pause_scale", 0, 5),
        instruction=fields.text("instruction"),
        syllables_per_second=(fields.number("syllables_per_second", 2, 12) if fixed else None),
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


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of a voice is given: numbers as in ``Emotion``, and ``vocal`` for all the rest."""

    name: str
    rate: float
    pitch_semitones: float
    pitch_range: float
    energy_db: float
    gesture_energy: float
    vocal: VocalEffort
    instruction: str


def effort(name: str, library: PresetLibrary, where: Location | None = None) -> Effort:
    """The vocal effort called ``name``; raises InvalidInput naming file and key."""
    return _effort(name, _of_kind(EFFORT, name, library, where))


_VOCAL = {
    "voicing": (0, 1),
    "tilt_db_per_octave": (-12, 12),
    "first_formant": (0.7, 1.5),
    "formants": (0.8, 1.3),
    "vowel_length": (0.5, 2),
    "opening": (0.5, 1.35),
    "brow": (-1, 1),
    "strain": (0, 1),
    "lean": (-6, 6),
}
"""Keys of a ``VocalEffort``, and the least and the most that each can be."""


@lru_cache(maxsize=256)
def _effort(name: str, preset: Preset) -> Effort:
    usual = VocalEffort()
    own = ("rate", "pitch_semitones", "pitch_range", "energy_db", "gesture_energy")
    fields = Fields(preset, ("kind", "description", "instruction", *own, *_VOCAL))
    vocal = {
        key: fields.number(key, low, high, default=getattr(usual, key))
        for key, (low, high) in _VOCAL.items()
    }
    return Effort(
        name=name,
        rate=fields.number("rate", 0.5, 2),
        pitch_semitones=fields.number("pitch_semitones", -12, 12),
        pitch_range=fields.number("pitch_range", 0, 3),
        energy_db=fields.number("energy_db", -20, 12),
        gesture_energy=fields.number("gesture_energy", 0, 3),
        vocal=VocalEffort(name, **vocal),
        instruction=fields.text("instruction", default=""),
    )


def delivery_names(kind: str, library: PresetLibrary) -> tuple[str, ...]:
    """The names of one kind (``emotion``, ``pace``, …) as a script writes them."""
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
