"""Turn presets: how people break into each other, and what they do while they listen."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from locvid.model.performance import Overlap
from locvid.model.script import Interruption
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

KIND = "turns"


@dataclass(frozen=True, slots=True)
class Interrupting:
    """How a line breaks in: ``lead_s`` before the other has ended, where the script is silent.

    It is ``louder_db`` louder and ``higher_semitones`` higher than it would be, and who is
    interrupted falls by ``yields_db`` while both are heard.
    """

    lead_s: float
    louder_db: float
    higher_semitones: float
    yields_db: float

    def overlap(self, wanted: Interruption) -> Overlap:
        """What the script wants of one line."""
        return Overlap(self.lead_s, self.yields_db, wanted.share, wanted.word)


@dataclass(frozen=True, slots=True)
class Listening:
    """Probabilities: that a listener moves at a phrase's end or on a stressed word of the other,
    that a listener keeps looking at the next of the moments that come every 1.5 s or so, and that
    a speaker does where a phrase begins.
    """

    nods_at_phrase_end: float
    nods_on_stress: float
    brows_on_stress: float
    blinks_at_phrase_end: float
    looks_at_speaker: float
    looks_at_listener: float


def interruption(library: PresetLibrary) -> Interrupting:
    """The preset ``interruption``; raises InvalidInput where it is not usable."""
    return interrupting_of(library.get(KIND, "interruption"))


def listening(library: PresetLibrary) -> Listening:
    """The preset ``listening``; raises InvalidInput where it is not usable."""
    return listening_of(library.get(KIND, "listening"))


@lru_cache(maxsize=64)
def interrupting_of(preset: Preset) -> Interrupting:
    """What a preset of interruptions says; raises InvalidInput where it is not usable."""
    found = Fields(preset, ("description", *(each.name for each in fields(Interrupting))))
    return Interrupting(
        lead_s=found.number("lead_s", 0.05, 5),
        louder_db=found.number("louder_db", 0, 12),
        higher_semitones=found.number("higher_semitones", 0, 6),
        yields_db=found.number("yields_db", 0, 24),
    )


@lru_cache(maxsize=64)
def listening_of(preset: Preset) -> Listening:
    """What a preset of listening says; raises InvalidInput where it is not usable."""
    names = tuple(each.name for each in fields(Listening))
    found = Fields(preset, ("description", *names))
    return Listening(**{name: found.number(name, 0, 1) for name in names})
