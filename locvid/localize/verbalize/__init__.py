"""Turns figures, signs and addresses into the words that a market says; captions keep the figures.

Numerals, units, months and plural forms come from Unicode's CLDR (through unicode-rbnf and Babel);
what CLDR does not say, how a clock or a price is read, stands in ``presets/readings``.
"""

from __future__ import annotations

from locvid.localize.verbalize import addresses, amounts, dates, numbers, words
from locvid.localize.verbalize.speech import speech_for
from locvid.model.locale import Locale
from locvid.presets.library import PresetLibrary

_WITHOUT_FIGURES = (
    words.abbreviations,
    addresses.emails,
    addresses.web_addresses,
    words.signs,
)
_RULES = (
    words.abbreviations,
    addresses.emails,
    addresses.web_addresses,
    dates.numeric_dates,
    addresses.phone_numbers,
    dates.decades,
    numbers.ranges,
    dates.times,
    dates.days_of_months,
    amounts.money,
    amounts.percentages,
    amounts.units,
    numbers.ordinals,
    dates.years,
    numbers.cardinals,
    words.signs,
)
"""Most particular first: what one has read holds no figures for the next."""


def verbalized(text: str, locale: Locale, library: PresetLibrary | None = None) -> str:
    """``text`` as it is said in ``locale``; unchanged in a language without a reading preset.

    The voice's own reading of figures stands in there. Raises InvalidInput where the preset is
    not usable.
    """
    speech = speech_for(locale, library or PresetLibrary())
    if speech is None:
        return text
    for rule in _RULES if has_figures(text) else _WITHOUT_FIGURES:
        text = rule(text, speech)
    return text


def has_figures(text: str) -> bool:
    """Whether there is a digit in ``text``."""
    return any(map(str.isdigit, text))


def reads(locale: Locale, library: PresetLibrary) -> bool:
    """Whether there is a reading preset for the language of ``locale``."""
    return speech_for(locale, library) is not None


__all__ = ["has_figures", "reads", "verbalized"]
