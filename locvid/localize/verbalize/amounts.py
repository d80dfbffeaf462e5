"""Money, percentages and measures."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from locvid.localize.verbalize.figures import before, letter, number_pattern, value_of
from locvid.localize.verbalize.speech import Speech

UNITS = {
    "km/h": "speed-kilometer-per-hour", "mph": "speed-mile-per-hour",
    "m/s": "speed-meter-per-second",
    "km²": "area-square-kilometer", "m²": "area-square-meter", "m2": "area-square-meter",
    "km": "length-kilometer", "cm": "length-centimeter", "mm": "length-millimeter",
    "m": "length-meter", "mi": "length-mile",
    "ft": "length-foot", "yd": "length-yard",
    "lbs": "mass-pound", "lb": "mass-pound", "oz": "mass-ounce",
    "kg": "mass-kilogram", "mg": "mass-milligram", "g": "mass-gram",
    "ml": "volume-milliliter", "cl": "volume-centiliter", "l": "volume-liter", "L": "volume-liter",
    "°C": "temperature-celsius", "°F": "temperature-fahrenheit",
    "TB": "digital-terabyte", "GB": "digital-gigabyte", "MB": "digital-megabyte",
    "To": "digital-terabyte", "Go": "digital-gigabyte", "Mo": "digital-megabyte",
    "Ko": "digital-kilobyte", "KB": "digital-kilobyte", "kB": "digital-kilobyte",
    "kWh": "energy-kilowatt-hour",
    "kW": "power-kilowatt", "MW": "power-megawatt", "W": "power-watt",
    "GHz": "frequency-gigahertz", "MHz": "frequency-megahertz", "kHz": "frequency-kilohertz",
    "Hz": "frequency-hertz",
    "min": "duration-minute", "ms": "duration-millisecond", "s": "duration-second",
    "h": "duration-hour",
}  # fmt: skip
"""Signs of the International System and its kin (octets in French), with CLDR's units."""

_SYMBOLS = {
    "US$": "USD", "R$": "BRL", "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "MX$": "MXN",
    "$": "USD", "¥": "JPY", "￥": "JPY", "元": "CNY", "円": "JPY",
}  # fmt: skip
_CODES = "EUR|USD|GBP|CHF|JPY|CAD|AUD|MXN|BRL|INR|CNY|SEK|DKK|NOK|PLN"
_CURRENCY = re.compile("|".join((*map(re.escape, _SYMBOLS), _CODES)))
_WITH_CENTS = ("EUR", "USD", "CAD", "AUD", "BRL", "MXN")
_SIGNS = "|".join(map(re.escape, _SYMBOLS))


def money(text: str, speech: Speech) -> str:
    """``€12.50``, ``12,50 €``, ``-$5``, ``USD 5 million``, ``$5M``."""

    if not _CURRENCY.search(text):
        return text

    def said(match: re.Match[str]) -> str:
        parts = match.groupdict()
        sign = parts["sign"] or parts.get("inner")
        short = parts["short"] or parts.get("apart") or ""
        times = parts["times"] or speech.reading.short_multipliers.get(short)
        value = value_of(match["number"], speech, sign)
        return _price(value, times, _currency(match["unit"], speech), speech)

    for pattern in _prices(speech):
        text = pattern.sub(said, text)
    return text


def price_ranges(text: str, joint: str, speech: Speech) -> str:
    """``$5–$10`` and ``$5–10``: the currency is said once, behind the second figure."""
    if not _CURRENCY.search(text):
        return text
    first, last = number_pattern(speech, "first"), number_pattern(speech, "last")
    return re.sub(
        rf"(?<![\w$€£¥-])(?P<unit>{_SIGNS})\s?{first}\s?[–—-]\s?(?:(?P=unit)\s?)?{last}(?!-|[.,:]?\d)",
        rf"\g<first>{joint}\g<unit>\g<last>",
        text,
    )


@lru_cache(maxsize=32)
def _prices(speech: Speech) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The currency before the figure, then behind it."""
    reading, number = speech.reading, number_pattern(speech)
    many = "|".join(map(re.escape, sorted(reading.multipliers, key=len, reverse=True)))
    few = "|".join(map(re.escape, sorted(reading.short_multipliers, key=len, reverse=True)))
    apart = r"[ \u00a0]" if reading.spaced else r"\s?"
    end = r"(?!\w)" if reading.spaced else ""
    times = rf"{apart}(?P<times>{many}){end}|(?P<short>{few or '(?!)'})"
    start = rf"(?<![{letter(speech)}.,:/$€£¥])"
    front = (
        rf"{start}(?P<sign>[-−])?(?P<unit>{_SIGNS}|(?:{_CODES})(?=[\s\d]))\s?"
        rf"(?P<inner>[-−](?=\d))?{number}(?:{times}{end})?(?![.,]?\d)"
    )
    behind = (
        rf"{before(speech, also='$€£¥')}{number}(?:{times}|\s(?P<apart>{few or '(?!)'}))?"
        rf"\s?(?P<unit>{_SIGNS}|(?:{_CODES}))(?![A-Za-z])"
    )
    return re.compile(front), re.compile(behind)


def percentages(text: str, speech: Speech) -> str:
    """``20 %`` and ``20%``."""
    template = speech.reading.percent
    if not template or not ("%" in text or "％" in text):
        return text

    def said(match: re.Match[str]) -> str:
        first, sign = match.groupdict().get("first"), match["sign"]
        said = speech.amount(value_of(first or match["number"], speech, sign))
        if first:
            last = value_of(match["number"], speech, match["negative"])
            said += speech.reading.range + speech.amount(last)
        return template.format(number=said)

    number, start = number_pattern(speech), before(speech)
    if speech.reading.range and not template.startswith("{number}"):
        # What stands before the number (百分之) stands before a whole range.
        first, joint = number_pattern(speech, "first"), re.escape(speech.reading.range)
        number = rf"(?:{first}{joint}(?P<negative>[-−])?)?{number}"
    return re.sub(rf"{start}{number}\s?[%％]", said, text)


def units(text: str, speech: Speech) -> str:
    """``5 km``, ``21 °C``, ``16 GB`` with the unit's name in the right number."""
    return _measures(speech).sub(lambda match: _measure(match, speech), text)


@lru_cache(maxsize=32)
def _measures(speech: Speech) -> re.Pattern[str]:
    signs = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
    end = r"(?![\w²])" if speech.reading.spaced else r"(?![A-Za-z0-9²])"
    number = f"{before(speech)}{number_pattern(speech)}"
    return re.compile(rf"{number}[ \u00a0\u202f]?(?P<unit>{signs}){end}")


def _measure(match: re.Match[str], speech: Speech) -> str:
    from babel.units import format_unit

    value, unit = value_of(match["number"], speech, match["sign"]), UNITS[match["unit"]]
    kind = "feminine" if unit in speech.reading.feminine_units else "counting"
    said = speech.amount(value, kind)
    own = speech.reading.units.get(unit)
    if own is not None:
        return f"{said}{speech.gap}{own[0] if abs(value) == 1 else own[-1]}"
    named = format_unit(value, unit, length="long", locale=speech.cldr)
    # The figure that CLDR's pattern holds gives way to its words.
    return re.sub(r"[-−‑]?\d(?:[\d.,\u00a0\u202f’]*\d)?", lambda _: said, named, count=1).strip()


def _price(value: Decimal, times: str | None, currency: str, speech: Speech) -> str:
    reading = speech.reading
    one, many = _names(currency, speech)
    gap = speech.gap
    if times:
        joint = reading.of
        if reading.of_before_vowel and many[0].lower() in "aeiouéh":
            joint = reading.of_before_vowel
        return f"{speech.amount(value, speech.counting(times))}{gap}{times}{joint}{many}"
    kind = "feminine" if currency in reading.feminine_currencies else "counting"
    whole, minor = divmod(abs(value), 1)
    name = one if whole == 1 else many
    sign = f"{reading.minus} " if value < 0 else ""
    if not minor:
        return f"{sign}{speech.amount(whole, kind)}{gap}{name}"
    cents = int(minor * 100)
    cent = _minor(currency, cents, speech)
    if not reading.price or minor * 100 % 1 or (cent is None and "{cent}" in reading.price):
        return f"{sign}{speech.amount(abs(value).normalize())}{gap}{many}"
    if whole == 0 and reading.cents and cent is not None:
        return sign + reading.cents.format(minor=speech.numeral(cents, "counting"), cent=cent)
    counted = speech.numeral(cents, "counting" if "{cent}" in reading.price else "plain")
    return sign + reading.price.format(
        amount=speech.amount(whole, kind), unit=name, minor=counted, cent=cent or ""
    )


def _minor(currency: str, cents: int, speech: Speech) -> str | None:
    """The name of the hundredth part, for one or for many; None where the reading has none."""
    names = speech.reading.minors.get(currency)
    if names is None and currency in _WITH_CENTS:
        names = speech.reading.minors.get("*", ("",))
    if names is None:
        return None
    return names[0] if cents == 1 else names[-1]


def _names(currency: str, speech: Speech) -> tuple[str, str]:
    """The currency's name for one and for many."""
    from babel.numbers import get_currency_name

    own = speech.reading.currencies.get(currency)
    if own is not None:
        return own[0], own[-1]
    one, many = (str(get_currency_name(currency, count=n, locale=speech.cldr)) for n in (1, 5))
    return one, many


def _currency(sign: str, speech: Speech) -> str:
    """ISO 4217 code of a sign; a bare $ or ¥ is the market's own where it has one."""
    return speech.reading.symbols.get(sign) or _SYMBOLS.get(sign, sign)
