"""How one language says figures: numerals from CLDR's rules, the rest from its reading preset."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from locvid.localize.verbalize.reading import Reading, parse_reading, with_bases
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.presets.library import Preset, PresetLibrary, suggestion

if TYPE_CHECKING:
    from babel import Locale as CldrLocale
    from unicode_rbnf import RbnfEngine

MOST_DIGITS = 15
"""Longer figures are no amounts: they are read digit by digit."""


@dataclass(frozen=True, eq=False)
class Speech:
    """Says figures in ``locale`` as its ``reading`` asks; one object for the same presets."""

    locale: Locale
    reading: Reading

    @cached_property
    def cldr(self) -> CldrLocale:
        """Babel's data for the locale, or for its language where the region has none."""
        from babel import Locale as CldrLocale

        names = [self.locale.tag.replace("-", "_"), self.locale.language]
        found = CldrLocale.negotiate(names, _cldr_names(), sep="_")
        if found is None:
            raise _no_data(self.locale)
        return found

    @cached_property
    def decimal_sign(self) -> str:
        """What parts the fraction in figures."""
        return str(self.cldr.number_symbols["latn"]["decimal"])

    @cached_property
    def group_signs(self) -> str:
        """What may part the thousands in figures: the locale's own sign and thin spaces."""
        own = str(self.cldr.number_symbols["latn"]["group"])
        return "".join(dict.fromkeys(own + ("" if own in ",." else " ") + "\u00a0\u202f’'"))

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Names of the months as they stand in a date."""
        names = self.cldr.months["format"]["wide"]
        return tuple(str(names[number]) for number in range(1, 13))

    @property
    def keeps_figures(self) -> bool:
        """Whether the voice itself reads figures better than words written for it (Japanese)."""
        return not self.reading.numerals

    @property
    def gap(self) -> str:
        """What parts two words."""
        return " " if self.reading.spaced else ""

    def numeral(self, number: int, kind: str) -> str:
        """``number`` as words; ``kind`` is a key of the reading's numerals, or a CLDR rule set."""
        if self.keeps_figures:
            return str(number)
        rules = self.reading.numerals.get(kind, kind)
        if rules == "digits":
            return self.digits(str(number))
        engine = _engine(self.locale)
        if rules not in engine.rulesets:
            raise InvalidInput(
                f"there is no rule set '{rules}' for numbers in {self.locale.name}",
                locale=self.locale.tag,
                hint=suggestion(rules, engine.rulesets),
            )
        return _spelled(engine, number, rules)

    def counting(self, noun: str) -> str:
        """The kind of numeral that counts ``noun``: by its gender where the language has it."""
        reading, word = self.reading, noun.lower()
        feminine = word in reading.feminine_words or (
            word.endswith(tuple(reading.feminine_endings)) and word not in reading.masculine_words
        )
        return "feminine" if feminine else "counting"

    def digits(self, figures: str) -> str:
        """Every digit by itself; other signs are left out."""
        said = [self.numeral(int(figure), "plain") for figure in figures if figure.isdigit()]
        return self.gap.join(said)

    def amount(self, value: Decimal, kind: str = "plain") -> str:
        """``value`` with its sign and fraction as words."""
        if self.keeps_figures:
            return f"{value.normalize():f}" if value % 1 else str(int(value))
        sign = f"{self.reading.minus}{self.gap}" if value < 0 else ""
        whole, _, fraction = f"{abs(value):f}".partition(".")
        said = self.numeral(int(whole), kind if not fraction else "plain")
        if not fraction:
            return sign + said
        return sign + self.gap.join((said, self.reading.decimal, self._fraction(fraction)))

    def _fraction(self, figures: str) -> str:
        """Digit by digit, or as a number after its zeros, as the language has it."""
        if self.reading.fraction == "digits" or len(figures) > 3:
            return self.digits(figures)
        zeros = len(figures) - len(figures.lstrip("0"))
        parts = [self.numeral(0, "plain")] * zeros
        if figures.strip("0"):
            parts.append(self.numeral(int(figures), "plain"))
        return self.gap.join(parts)


@lru_cache(maxsize=64)
def speech_for(locale: Locale, library: PresetLibrary) -> Speech | None:
    """How ``locale`` is spoken; None for a language without a reading preset.

    A preset of the exact locale (``en-GB``) comes before that of its language.
    """
    for name in (locale.tag, locale.language):
        if library.has("readings", name):
            return _speech(locale, tuple(with_bases(library.get("readings", name), library)))
    return None


@lru_cache(maxsize=256)
def _speech(locale: Locale, presets: tuple[Preset, ...]) -> Speech:
    """A preset is one object as long as its file does not change."""
    return Speech(locale, parse_reading(presets))


@lru_cache(maxsize=4096)
def _spelled(engine: RbnfEngine, number: int, rules: str) -> str:
    return str(engine.format_number(number, ruleset_names=[rules]).text).replace("\u00ad", "")


@lru_cache(maxsize=32)
def _engine(locale: Locale) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    try:
        return RbnfEngine.for_language(locale.language)
    except ValueError as error:
        raise _no_data(locale) from error


def _no_data(locale: Locale) -> InvalidInput:
    return InvalidInput(
        f"Unicode's CLDR has no figures for {locale.name}",
        locale=locale.tag,
        hint="take away its preset in presets/readings: the voice then reads figures",
    )


@lru_cache(maxsize=1)
def _cldr_names() -> tuple[str, ...]:
    from babel.localedata import locale_identifiers

    return tuple(locale_identifiers())
