"""Dates, years and times of day."""

from __future__ import annotations

import datetime
import re

from locvid.localize.verbalize.figures import letter
from locvid.localize.verbalize.speech import Speech

_PARTED, _FOUR = re.compile(r"\d[./-]\d"), re.compile(r"\d{4}")
"""What every date in figures has, and every year."""

_TIMED = re.compile(r"\d(?::|\s?[AaPp])")
"""What every time of day has."""

_HALF = r"\s?(?P<half>[AaPp])\.?[Mm]\b\.?"
_CLOCK = rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])(?:{_HALF})?"
_HOUR = rf"(?P<hour>1?\d)(?P<minute>){_HALF}"


def numeric_dates(text: str, speech: Speech) -> str:
    """``2026-11-25`` and the market's own order of day, month and year in figures."""
    if not speech.reading.date or not _PARTED.search(text):
        return text

    def said(match: re.Match[str]) -> str:
        try:
            date = datetime.date(*(int(match[part]) for part in ("year", "month", "day")))
        except ValueError:
            return match[0]
        return _date(date, speech)

    year, month, day = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    own = {"d": day, "M": month, "y": year}
    order = "".join(dict.fromkeys(re.findall("[dMy]", speech.cldr.date_formats["short"].pattern)))
    patterns = [rf"{year}-{month}-{day}", rf"{year}/{month}/{day}"]
    patterns.append(r"[./-]".join(own[letter] for letter in order))
    for pattern in patterns:
        text = re.sub(rf"(?<![\d./-]){pattern}(?![\d/-]|\.\d)", said, text)
    return text


def days_of_months(text: str, speech: Speech) -> str:
    """A day beside the name of a month, where it is said as an ordinal."""
    reading, lowered = speech.reading, text.lower()
    if not any(month.lower() in lowered for month in speech.months):
        return text
    months = "|".join(sorted(map(re.escape, speech.months), key=len, reverse=True))
    if reading.month_day:
        # November 25, 2026
        text = re.sub(
            rf"\b(?P<month>{months}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,:]\d)",
            lambda m: f"{m['month']} {speech.numeral(int(m['day']), 'ordinal')}",
            text,
        )
        text = re.sub(
            rf"(?:\bthe )?(?<![\w.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?"
            rf"(?P<month>{months})\b",
            lambda m: reading.month_day.format(
                day=speech.numeral(int(m["day"]), "ordinal"), month=m["month"]
            ),
            text,
        )
    elif reading.first_day:
        text = re.sub(
            rf"(?<![\w.,])1(?= (?:de )?(?:{months})\b)",
            lambda _: speech.numeral(1, reading.first_day),
            text,
            flags=re.IGNORECASE,
        )
    return text


def years(text: str, speech: Speech) -> str:
    """Four figures that are a year: after a month or a word like *in*, or of our times."""
    if "year" not in speech.reading.numerals or not _FOUR.search(text):
        return text
    if not speech.reading.spaced:
        return re.sub(r"(?<!\d)(\d{4})(?=年)", lambda m: speech.numeral(int(m[1]), "year"), text)
    words = "|".join(map(re.escape, (*speech.reading.year_words, *speech.months)))
    pattern = (
        rf"(?P<before>\b(?:{words}),? )?(?<![\w.,:/])(?P<year>1\d{{3}}|20\d\d)(?![\w%]|[.,:]\d)"
    )

    def said(match: re.Match[str]) -> str:
        number = int(match["year"])
        if match["before"] is None and not 1900 <= number <= 2099:
            return match[0]
        return f"{match['before'] or ''}{speech.numeral(number, 'year')}"

    return re.sub(pattern, said, text, flags=re.IGNORECASE)


def times(text: str, speech: Speech) -> str:
    """``15:30``, ``3:30 PM``, and ``15 h 30`` where hours are written so."""
    if not speech.reading.clock:
        return text
    for sign in speech.reading.clock_signs:
        # French 15 h 30 and Portuguese 15h30 become 15:30 first.
        escaped = re.escape(sign)
        text = re.sub(rf"(?<![\w.,:])(\d{{1,2}})\s?{escaped}\s?([0-5]\d)(?!\d)", r"\1:\2", text)
        text = re.sub(rf"(?<=\d:\d\d)\s{escaped}(?!\w)\.?", "", text)
    if not _TIMED.search(text):
        return text
    start = rf"(?<![{letter(speech)}.,:/])"
    for pattern in (_CLOCK, _HOUR):
        text = re.sub(start + pattern, lambda match: _time(match, speech), text)
    return text


def _time(match: re.Match[str], speech: Speech) -> str:
    templates = speech.reading.clock
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    kind = "whole" if minute == 0 else "padded" if minute < 10 else "other"
    if match["half"] and minute == 0:
        kind = "whole_half"
    feminine = speech.reading.feminine_hours
    said = templates.get(kind, templates["other"]).format(
        hour=speech.numeral(hour, "feminine" if feminine else "plain"),
        minute=speech.numeral(minute, "plain"),
    )
    return f"{said} {match['half'].upper()}M" if match["half"] else said


def _date(date: datetime.date, speech: Speech) -> str:
    reading = speech.reading
    kind = reading.first_day if date.day == 1 and reading.first_day else reading.day
    return reading.date.format(
        day=speech.numeral(date.day, kind),
        month=speech.months[date.month - 1],
        month_number=speech.numeral(date.month, "plain"),
        year=speech.numeral(date.year, "year" if "year" in reading.numerals else "plain"),
    )
