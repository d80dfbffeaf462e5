"""Dates, years and times of day."""

from __future__ import annotations

import datetime
import re

from locvid.localize.verbalize.figures import letter
from locvid.localize.verbalize.numbers import ordinal_kind
from locvid.localize.verbalize.speech import Speech

_LONGEST_WORDS = 40
"""Letters in which the two words before a date are looked for."""

_PARTED, _FOUR = re.compile(r"\d[./-]\d"), re.compile(r"\d{4}")
"""What every date in figures has, and every year."""

_TIMED = re.compile(r"\d(?::|\s?[AaPp])")
"""What every time of day has."""

_HALF = r"\s?(?P<half>[AaPp])(?:[Mm]\b|\.[Mm]\b(?P<stop>\.)?)"
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
        kind = ordinal_kind(text[: match.start()][-_LONGEST_WORDS:], speech)
        return _date(date, speech, kind)

    year, month, day = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    own = {"d": day, "M": month, "y": year}
    order = "".join(dict.fromkeys(re.findall("[dMy]", speech.cldr.date_formats["short"].pattern)))
    patterns = [rf"{year}-{month}-{day}", rf"{year}/{month}/{day}"]
    patterns.append(r"[./-]".join(own[letter] for letter in order))
    for pattern in patterns:
        text = re.sub(rf"(?<![\d./-]){pattern}(?![\d/-]|\.\d)", said, text)
    return _day_and_month(text, speech) if speech.reading.ordinal_after else text


def _day_and_month(text: str, speech: Speech) -> str:
    """``am 25.11.`` where a full stop makes ordinals; after other words it may be a version."""

    def said(match: re.Match[str]) -> str:
        day, month = int(match["day"]), int(match["month"])
        kind = ordinal_kind(match["word"], speech)
        if kind is None or not (1 <= day <= 31 and 1 <= month <= 12):
            return match[0]
        return f"{match['word']}{speech.numeral(day, kind)} {speech.numeral(month, kind)}"

    return re.sub(
        r"(?P<word>(?<!\w)[^\W\d_]+ )(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?![\d/-])", said, text
    )


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


def decades(text: str, speech: Speech) -> str:
    """``the 1990s``, ``die 90er Jahre``: the numeral with another end."""
    ends = dict(speech.reading.decades)
    if not ends or "0" not in text:
        return text
    sign, after = ends.pop("sign"), ends.pop("after", "")

    def said(match: re.Match[str]) -> str:
        figures = match["figures"]
        numeral = speech.numeral(int(figures), "year" if len(figures) == 4 else "plain")
        old = next((end for end in ends if numeral.endswith(end)), "")
        return numeral.removesuffix(old) + ends.get(old, "") + match["more"]

    own = rf"(?P<figures>[12]\d\d0|{after}[1-9]0)"
    return re.sub(rf"(?<![\w.,:/])['’]?{own}{sign}(?P<more>n?)(?!\w)", said, text)


def years(text: str, speech: Speech) -> str:
    """Four figures that are a year: after a month or a word like *in*, or of our times."""
    if "year" not in speech.reading.numerals or not _FOUR.search(text):
        return text
    if not speech.reading.spaced:
        joint = re.escape(speech.reading.range)
        year = rf"(?<!\d)(\d{{4}})(?=年|{joint}\d{{4}}年)"
        return re.sub(year, lambda m: speech.numeral(int(m[1]), "year"), text)
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
        minute = r"([0-5]\d)(?!\d)(?:\s?min\b)?"
        text = re.sub(rf"(?<![\w.,:])(\d{{1,2}})\s?{escaped}\s?{minute}", r"\1:\2", text)
        if speech.decimal_sign != ".":
            # German 15.30 Uhr, Spanish 15.30 h
            point = rf"(?<![\w.,:])([01]?\d|2[0-4])\.([0-5]\d)(?=\s?{escaped}(?!\w))"
            text = re.sub(point, r"\1:\2", text)
        text = re.sub(rf"(?<=\d:\d\d)\s?{escaped}(?!\w)", "", text)
    for word in speech.reading.clock_words:
        text = re.sub(rf"(?<=\d:\d\d)\s{re.escape(word)}(?!\w)", "", text)
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
    template = templates.get(kind, templates["other"])
    if hour == 1:
        template = templates.get("one_other" if minute else "one_whole", template)
    # ein Uhr, 两点; from three on a number that counts and one that names are the same.
    few = "counting" if hour < 3 else "plain"
    said = template.format(
        hour=speech.numeral(hour, "feminine" if speech.reading.feminine_hours else few),
        minute=speech.numeral(minute, "plain"),
    )
    if not match["half"]:
        return said
    stop = "." if match["stop"] and _ends_sentence(match, speech) else ""
    return f"{said} {match['half'].upper()}M{stop}"


def _ends_sentence(match: re.Match[str], speech: Speech) -> bool:
    """Whether the last stop of ``p.m.`` is also that of its sentence: nothing follows, or *We*."""
    rest = match.string[match.end() :].lstrip("\"'”’)] ")
    names = (*speech.months, *map(str, speech.cldr.days["format"]["wide"].values()))
    return not rest.strip() or (
        rest[0].isupper() and not rest[:2].isupper() and not rest.startswith(names)
    )


def _date(date: datetime.date, speech: Speech, after: str | None = None) -> str:
    reading = speech.reading
    kind = reading.first_day if date.day == 1 and reading.first_day else after or reading.day
    return reading.date.format(
        day=speech.numeral(date.day, kind),
        month=speech.months[date.month - 1],
        month_number=speech.numeral(date.month, "plain"),
        year=speech.numeral(date.year, "year" if "year" in reading.numerals else "plain"),
    )
