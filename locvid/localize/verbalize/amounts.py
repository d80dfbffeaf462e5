"""Money, percentages and measures."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from locvid.localize.verbalize.figures import before, number_pattern, value_of
from locvid.localize.verbalize.speech import Speech

UNITS = {
    "km/h": "speed-kilometer-per-hour", "mph": "speed-mile-per-hour",
    "m/s": "speed-meter-per-second",
    "km²": "area-square-kilometer", "m²": "area-square-meter", "m2": "area-square-meter",
    "km": "length-kilometer", "cm": "length-centimeter", "mm": "length-millimeter",
    "m": "length-meter", "mi": "length-mile",
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
    "$": "USD", "¥": "JPY", "￥": "JPY", "元": "CNY", "円": "JPY",
}  # fmt: skip
_CODES = "EUR|USD|GBP|CHF|JPY|CAD|AUD|MXN|BRL|INR|CNY|SEK|DKK|NOK|PLN"
_CURRENCY = re.compile("|".join((*map(re.escape, _SYMBOLS), _CODES)))
_WITH_CENTS = ("EUR", "USD", "CAD", "AUD", "BRL", "MXN")


def money(text: str, speech: Speech) -> str:
    """``€12.50``, ``12,50 €``, ``USD 5 million``."""

    if not _CURRENCY.search(text):
        return text

    def said(match: re.Match[str]) -> str:
        value = value_of(match["number"], speech, match["sign"])
        return _price(value, match["times"], _currency(match["unit"], speech), speech)

    for pattern in _prices(speech):
        text = pattern.sub(said, text)
    return text


@lru_cache(maxsize=32)
def _prices(speech: Speech) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The currency before the figure, then behind it."""
    signs = "|".join(map(re.escape, _SYMBOLS))
    many = "|".join(map(re.escape, sorted(speech.reading.multipliers, key=len, reverse=True)))
    apart = r"[ \u00a0]" if speech.reading.spaced else r"\s?"
    end = r"(?!\w)" if speech.reading.spaced else ""
    figure = rf"{number_pattern(speech)}(?:{apart}(?P<times>{many}){end})?"
    start = before(speech, also="$€£¥")
    front = rf"{start}(?P<unit>{signs}|(?:{_CODES})(?=[\s\d]))\s?{figure}(?![.,]?\d)"
    behind = rf"{start}{figure}\s?(?P<unit>{signs}|(?:{_CODES}))(?![A-Za-z])"
    return re.compile(front), re.compile(behind)


def percentages(text: str, speech: Speech) -> str:
    """``20 %`` and ``20%``."""
    template = speech.reading.percent
    if not template or not ("%" in text or "％" in text):
        return text
    return re.sub(
        rf"{before(speech)}{number_pattern(speech)}\s?[%％]",
        lambda m: template.format(number=speech.amount(value_of(m["number"], speech, m["sign"]))),
        text,
    )


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
        return f"{speech.amount(value)}{gap}{times}{joint}{many}"
    kind = "feminine" if currency in reading.feminine_currencies else "counting"
    whole, minor = divmod(abs(value), 1)
    name = one if whole == 1 else many
    sign = f"{reading.minus} " if value < 0 else ""
    if not minor:
        return f"{sign}{speech.amount(whole, kind)}{gap}{name}"
    if not reading.price or minor * 100 % 1:
        return f"{sign}{speech.amount(abs(value).normalize())}{gap}{many}"
    cents = int(minor * 100)
    if whole == 0 and reading.cents and currency in _WITH_CENTS:
        return sign + reading.cents.format(minor=speech.numeral(cents, "counting"))
    return sign + reading.price.format(
        amount=speech.amount(whole, kind), unit=name, minor=speech.numeral(cents, "plain")
    )


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
