"""Timing presets: how long the studio's voices take for a written text, language by language.

Spelling tells it well enough for planning: each letter adds its mean share. ``bench/fit.py`` makes
the presets and measures how well they predict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from locvid.model.locale import Locale
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

KIND = "timing"


@dataclass(frozen=True, eq=False)
class Timing:
    """Milliseconds at the natural pace, without pauses; letters are small ones.

    A word has ``word_ms``, its ``letters_ms``, and ``last_letter_ms`` for how it ends; each of its
    syllables has ``syllable_ms``. ``line_ms`` is what a line has once, ``stress_ms`` every
    emphasised word. ``voices`` maps a voice preset to its multiple of all but ``line_ms``.
    """

    name: str
    syllable_ms: float
    word_ms: float
    line_ms: float
    stress_ms: float
    letters_ms: Mapping[str, float] = field(default_factory=dict)
    last_letter_ms: Mapping[str, float] = field(default_factory=dict)
    voices: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def usual_letter_ms(self) -> float:
        """What a letter takes that the preset does not have: the mean of those it has."""
        return sum(self.letters_ms.values()) / len(self.letters_ms)


KEYS = (
    "description",
    "syllable_ms",
    "word_ms",
    "line_ms",
    "stress_ms",
    "letters_ms",
    "last_letter_ms",
    "voices",
)


def timing_for(locale: Locale, library: PresetLibrary) -> Timing | None:
    """The preset of the locale or else of its language; None where there is neither."""
    for name in (locale.tag, locale.language):
        if library.has(KIND, name):
            return parse_timing(library.get(KIND, name))
    return None


@lru_cache(maxsize=256)
def parse_timing(preset: Preset) -> Timing:
    """A Timing from its preset; raises InvalidInput naming file and key."""
    fields = Fields(preset, KEYS)
    return Timing(
        name=preset.name,
        syllable_ms=fields.number("syllable_ms", 0, 1000, default=0),
        word_ms=fields.number("word_ms", -500, 1000, default=0),
        line_ms=fields.number("line_ms", -1000, 3000, default=0),
        stress_ms=fields.number("stress_ms", 0, 1000, default=0),
        letters_ms=_numbers(preset, "letters_ms", -500, 1000),
        last_letter_ms=_numbers(preset, "last_letter_ms", -500, 1000),
        voices=_numbers(preset, "voices", 0.3, 3),
    )


def _numbers(preset: Preset, key: str, low: float, high: float) -> dict[str, float]:
    if key not in preset.content:
        return {}
    names = preset.content[key]
    known = tuple(names) if isinstance(names, dict) else ()
    fields = Fields(preset, known, prefix=f"{key}.")
    return {str(name): fields.number(name, low, high) for name in known}
