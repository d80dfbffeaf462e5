"""Market presets: how a market speaks and sounds, and which one serves a locale."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import langcodes

from locvid.model.locale import Locale, Market
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

GENERIC = "generic"
"""The market for a language that has none of its own."""

USUAL_ANSWER_PAUSE_S = 0.2
"""Mean over ten languages of how long people take to answer (Stivers et al. 2009, PNAS 106)."""

KEYS = (
    "description",
    "language_name",
    "accent",
    "syllables_per_second",
    "pace_band",
    "pause_band",
    "comma_pause_s",
    "sentence_pause_s",
    "answer_pause_s",
    "formality",
    "ambience_variant",
    "espeak_voice",
    "notes",
)


def market_for(locale: Locale, library: PresetLibrary) -> tuple[Market, tuple[str, ...]]:
    """The market of ``locale`` and a warning where it is not exactly that.

    Looked up by the tag, then the nearest other region of the language (CLDR language matching),
    then ``generic``, which speaks the locale's language at an average pace.
    """
    if library.has("markets", locale.tag):
        return parse_market(library.get("markets", locale.tag)), ()
    relatives = [name for name in library.names("markets") if _language(name) == locale.language]
    if relatives:
        likely = langcodes.Language.get(locale.language).maximize().territory
        # Of equally near regions, the one where most speakers of the language live.
        nearest = min(
            relatives,
            key=lambda name: (
                langcodes.tag_distance(locale.tag, name),
                langcodes.Language.get(name).territory != likely,
            ),
        )
        warning = f"there is no market preset for {locale.tag} ({locale.name}): taking {nearest}"
        return parse_market(library.get("markets", nearest)), (warning,)
    generic = replace(
        parse_market(library.get("markets", GENERIC)),
        language_name=language_name(locale),
        accent=f"the accent of {langcodes.Language.get(locale.tag).territory_name('en')}",
        espeak_voice=locale.language,
    )
    warning = f"there is no market preset for {locale.tag} ({locale.name}): taking the generic one"
    return generic, (warning,)


@lru_cache(maxsize=256)
def parse_market(preset: Preset) -> Market:
    """A Market from its preset; raises InvalidInput naming file and key."""
    fields = Fields(preset, KEYS)
    usual: dict[str, tuple[float, float]] = {}
    if "pause_band" in preset.content:
        usual["pause_band"] = fields.pair("pause_band", 0.1, 4)
    return Market(
        name=preset.name,
        language_name=fields.text("language_name"),
        accent=fields.text("accent"),
        syllables_per_second=fields.number("syllables_per_second", 1, 15),
        pace_band=fields.pair("pace_band", 0.5, 2),
        comma_pause_s=fields.number("comma_pause_s", 0, 3),
        sentence_pause_s=fields.number("sentence_pause_s", 0, 5),
        answer_pause_s=fields.number("answer_pause_s", 0, 3, default=USUAL_ANSWER_PAUSE_S),
        formality=fields.text("formality"),
        ambience_variant=fields.text("ambience_variant"),
        espeak_voice=fields.text("espeak_voice"),
        notes=fields.text("notes", default=""),
        **usual,
    )


def language_name(locale: Locale) -> str:
    """The English name of the language without its territory (``French``)."""
    return str(
        langcodes.Language.make(locale.language, script=locale.script or None).display_name()
    )


def _language(name: str) -> str | None:
    return None if name == GENERIC else str(langcodes.Language.get(name).language)
