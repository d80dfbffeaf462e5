"""Presets of laughter: how somebody laughs where a text says ``[laugh]`` or ``[chuckle]``.

They lie in ``presets/deliveries``, in files that begin with ``laughter-``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from locvid.model.errors import InvalidInput
from locvid.phonetics.pieces import pieces
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

KIND = "laughter"


@dataclass(frozen=True, slots=True)
class Laughter:
    """A bout of ``calls`` ("ha"), ``calls_per_second``, each sounding for ``call_share`` of its
    time; half of a call is aspiration where ``voicing`` (0…1) is 0.5.

    The first call is at ``pitch`` times the pitch of speech and at ``level_db`` against its level;
    each next one is ``pitch_fall`` semitones lower and ``decay_db`` weaker. ``opening`` (0…1) is
    the jaw's in a call, ``smile`` the corners of the mouth, ``squint`` the lids, ``shake_deg`` the
    head. ``captions`` maps languages to what captioners write.
    """

    name: str
    calls: int
    calls_per_second: float
    call_share: float
    pitch: float
    pitch_fall: float
    level_db: float
    decay_db: float
    voicing: float
    opening: float
    smile: float
    squint: float
    shake_deg: float
    captions: Mapping[str, str]

    @property
    def bout_s(self) -> float:
        """Seconds from the first call to the end of the last one's time."""
        return self.calls / self.calls_per_second

    @property
    def seconds(self) -> float:
        """What a bout takes in a line, with the breath around it."""
        return self.bout_s + BEFORE_S + AFTER_S


BEFORE_S, AFTER_S = 0.12, 0.25
"""Between the last word and the first call; to breathe in before the next word."""


def laughter(name: str, library: PresetLibrary) -> Laughter:
    """The laughter called ``name``; raises InvalidInput naming file and key."""
    return _laughter(name, library.get("deliveries", f"{KIND}-{name}"))


def laughter_s(marked: str, library: PresetLibrary) -> float:
    """Seconds of all laughter in a text in the notation of ``locvid.phonetics.pieces``."""
    if "[" not in marked:
        return 0.0
    return sum(laughter(one.laughter, library).seconds for one in pieces(marked) if one.laughter)


_NUMBERS = {
    "calls_per_second": (2, 8),
    "call_share": (0.2, 0.9),
    "pitch": (0.7, 3),
    "pitch_fall": (0, 4),
    "level_db": (-20, 9),
    "decay_db": (0, 6),
    "voicing": (0, 1),
    "opening": (0, 1),
    "smile": (0, 1),
    "squint": (0, 1),
    "shake_deg": (0, 4),
}


@lru_cache(maxsize=64)
def _laughter(name: str, preset: Preset) -> Laughter:
    fields = Fields(preset, ("kind", "description", "captions", "calls", *_NUMBERS))
    captions = preset.content.get("captions", {})
    if not isinstance(captions, dict) or not all(isinstance(one, str) for one in captions.values()):
        raise InvalidInput(
            f"'captions' in the deliveries preset '{preset.name}' must map languages to words",
            where=preset.where("captions"),
        )
    numbers = {key: fields.number(key, low, high) for key, (low, high) in _NUMBERS.items()}
    return Laughter(
        name=name,
        calls=fields.whole("calls", 1, 20),
        captions={str(language): words.strip() for language, words in captions.items()},
        **numbers,
    )
