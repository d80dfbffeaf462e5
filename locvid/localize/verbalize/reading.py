"""A reading preset: the words and habits with which a language reads figures and signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from string import Formatter
from typing import Any

from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, PresetLibrary, suggestion


@dataclass(frozen=True, slots=True)
class Reading:
    """One YAML file in ``presets/readings``, named by language or locale.

    ``numerals`` maps plain, counting, feminine, year, ordinal and ordinal_feminine to rule sets of
    CLDR's number spelling, or to ``digits``; empty where the voice reads figures by itself.
    ``spaced`` is false where no spaces part words. ``fraction`` is ``digits`` or ``number``.
    Templates have named places: ``percent`` {number}, ``price`` {amount} {unit} {minor} {cent},
    ``cents`` {minor} {cent}, ``date`` {day} {month} {month_number} {year}, ``clock`` with the keys
    whole, other, padded (minutes below ten), whole_half (before a.m. or p.m.), one_whole and
    one_other (the hour one): {hour} {minute}; an empty template leaves such figures to more general
    rules. ``clock_signs`` stand between or behind hour and minute, ``clock_words`` behind a time
    that says them already. ``symbols`` maps currency signs to ISO codes where the market has its
    own, ``currencies`` those to names for one and for many, ``minors`` to those of the hundredth.
    ``multipliers`` are words like million, ``short_multipliers`` letters like the M of $5M, ``of``
    what joins them to a currency, ``units`` names for one and for many where CLDR's are not what
    people say. ``ordinals`` map a suffix to a rule set; ``ordinal_after`` maps a word (or two)
    before ``3.`` to one, ``*`` to that after any other. ``feminine_endings`` and ``feminine_words``
    tell the gender of a counted noun but for ``masculine_words``; ``not_counted`` are words before
    which a number is only named, ``counters`` those before which it counts where no spaces part
    words. ``feminine_units`` and ``feminine_currencies`` name CLDR units and ISO codes.
    ``year_words`` come before years; ``decades`` maps the end of a numeral to what it becomes in
    *nineties*, with ``sign`` for what is written behind the figures and ``after`` for a pattern of
    what stands before one without its century. ``before_figures`` are abbreviations that are
    words where no figure follows.
    """

    description: str
    numerals: Mapping[str, str]
    spaced: bool = True
    fraction: str = "digits"
    decimal: str = ""
    minus: str = ""
    plus: str = ""
    percent: str = ""
    range: str = ""
    ampersand: str = ""
    at: str = ""
    dot: str = ""
    slash: str = ""
    hyphen: str = ""
    underscore: str = ""
    price: str = ""
    cents: str = ""
    currencies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    feminine_currencies: Sequence[str] = ()
    minors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    multipliers: Sequence[str] = ()
    short_multipliers: Mapping[str, str] = field(default_factory=dict)
    of: str = " "
    of_before_vowel: str = ""
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)
    feminine_units: Sequence[str] = ()
    feminine_endings: Sequence[str] = ()
    feminine_words: Sequence[str] = ()
    masculine_words: Sequence[str] = ()
    not_counted: Sequence[str] = ()
    counters: Sequence[str] = ()
    date: str = ""
    first_day: str = ""
    day: str = "plain"
    month_day: str = ""
    clock: Mapping[str, str] = field(default_factory=dict)
    clock_signs: Sequence[str] = ()
    clock_words: Sequence[str] = ()
    feminine_hours: bool = False
    ordinals: Mapping[str, str] = field(default_factory=dict)
    ordinal_after: Mapping[str, str] = field(default_factory=dict)
    year_words: Sequence[str] = ()
    decades: Mapping[str, str] = field(default_factory=dict)
    phone: str = "digits"
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    before_figures: Mapping[str, str] = field(default_factory=dict)


_TYPES: Mapping[str, type] = {
    "Mapping[str, str]": dict,
    "Mapping[str, Sequence[str]]": dict,
    "Sequence[str]": list,
    "str": str,
    "bool": bool,
}


def with_bases(preset: Preset, library: PresetLibrary) -> Sequence[Preset]:
    """``preset``, the one that it ``extends``, and so on; InvalidInput where that has no end."""
    chain = [preset]
    while (base := chain[-1].content.get("extends")) is not None:
        chain.append(library.get("readings", str(base)))
        if chain[-1] in chain[:-1]:
            raise _problem(preset, "extends itself")
    return chain


def parse_reading(presets: Sequence[Preset]) -> Reading:
    """The reading in the first of ``presets``; the keys of the next hold where it has none.

    Raises InvalidInput naming file and key where it is not usable.
    """
    preset, *bases = presets
    content = {key: value for key, value in preset.content.items() if key != "extends"}
    known = {one.name: str(one.type) for one in fields(Reading)}
    for key, value in content.items():
        if key not in known:
            raise _problem(preset, f"has an unknown key '{key}'", suggestion(str(key), known))
        if not isinstance(value, _TYPES[known[key]]):
            raise _problem(preset, f"has a '{key}' that is no {_WORDS[_TYPES[known[key]]]}")
        content[key] = _texts(value)
        _check_templates(preset, key, content[key])
    if bases:
        return replace(parse_reading(bases), **content)
    missing = {"description", "numerals"} - content.keys()
    if missing:
        raise _problem(preset, f"lacks the key '{min(missing)}'")
    return Reading(**content)


_WORDS: Mapping[type, str] = {
    dict: "mapping of keys to values",
    list: "list",
    str: "text",
    bool: "true or false",
}


_PLACES: Mapping[str, frozenset[str]] = {
    "percent": frozenset({"number"}),
    "price": frozenset({"amount", "unit", "minor", "cent"}),
    "cents": frozenset({"minor", "cent"}),
    "date": frozenset({"day", "month", "month_number", "year"}),
    "month_day": frozenset({"day", "month"}),
    "clock": frozenset({"hour", "minute"}),
}
"""Templates, and the places that each can have."""


def _check_templates(preset: Preset, key: str, value: Any) -> None:
    """Refuse places that nothing fills, and lists and clocks that lack what is always needed."""
    if key == "clock" and value and "other" not in value:
        raise _problem(preset, "has a 'clock' without 'other'")
    if key in ("currencies", "units", "minors") and not all(map(_is_names, value.values())):
        raise _problem(preset, f"has a name in '{key}' that is no list of one or two names")
    if key not in _PLACES:
        return
    for template in value.values() if isinstance(value, dict) else (value,):
        try:
            named = {place for _, place, _, _ in Formatter().parse(template) if place is not None}
        except ValueError as error:
            raise _problem(preset, f"has a '{key}' that is no template: {error}") from error
        unknown = sorted(named - _PLACES[key])
        if unknown:
            places = ", ".join(f"{{{place}}}" for place in sorted(_PLACES[key]))
            raise _problem(preset, f"has '{{{unknown[0]}}}' in '{key}'", f"there are: {places}")


def _is_names(value: object) -> bool:
    return isinstance(value, tuple) and 1 <= len(value) <= 2


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return value


def _problem(preset: Preset, what: str, hint: str | None = None) -> InvalidInput:
    return InvalidInput(
        f"the readings preset '{preset.name}' {what}", where=preset.location, hint=hint
    )
