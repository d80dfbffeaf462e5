"""A resolved BCP-47 locale and the market that goes with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Locale:
    """A canonical BCP-47 tag with its parts: ``fr-FR`` is language ``fr`` in territory ``FR``.

    ``script`` is filled only where the tag carries it (``zh-Hant-TW``). ``name`` is the English
    display name (``French (France)``), ``native_name`` the autonym.
    """

    tag: str
    language: str
    territory: str
    script: str = ""
    name: str = ""
    native_name: str = ""
    right_to_left: bool = False

    def __str__(self) -> str:
        return self.tag


@dataclass(frozen=True, slots=True)
class Market:
    """How a market speaks and sounds; one YAML file in ``presets/markets``.

    ``syllables_per_second`` is the natural pace; ``pace_band`` the lowest and highest acceptable
    multiples of it. Pauses are seconds at a comma-like and a sentence-like break.
    ``answer_pause_s`` is how long somebody waits with the answer when another has ended.
    ``pause_band`` are the smallest and largest multiples of them that a shot may be fitted with.
    ``espeak_voice`` names the espeak-ng voice for phonemes; ``notes`` are free text for prompts.
    """

    name: str
    language_name: str
    accent: str
    syllables_per_second: float
    pace_band: tuple[float, float]
    comma_pause_s: float
    sentence_pause_s: float
    formality: str
    ambience_variant: str
    espeak_voice: str
    notes: str = ""
    pause_band: tuple[float, float] = (0.6, 1.5)
    answer_pause_s: float = 0.2
