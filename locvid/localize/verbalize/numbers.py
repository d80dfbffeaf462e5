"""Ranges, ordinals and plain numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from locvid.localize.verbalize import amounts
from locvid.localize.verbalize.figures import after, before, letter, number_pattern, value_of
from locvid.localize.verbalize.speech import MOST_DIGITS, Speech

_DASH = re.compile("[–—-]")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_YEARS = re.compile(r"(?<![\w.,:/-])(1\d{3}|20\d\d)-(1\d{3}|20\d\d)(?![\w/-]|[.,:]\d)")


def ranges(text: str, speech: Speech) -> str:
    """``10–20`` as *ten to twenty*; a hyphen only where a unit or a percentage follows."""
    if not speech.reading.range or not _DASH.search(text):
        return text
    first, last = number_pattern(speech, "first"), number_pattern(speech, "last")
    unit = r"(?=\s?(?:[%€$£¥°]|[^\W\d_]{1,4}\b))"
    dash = rf"(?:\s?[–—]\s?|-(?=[\d.,]+{unit}))"
    time = _time_of_day(speech)
    clock = rf"(?<![\d.,:])(?P<from>{time})\s?[–—-]\s?(?P<to>{time})"
    joint = f"{speech.gap}{speech.reading.range}{speech.gap}"
    text = re.sub(clock, rf"\g<from>{joint}\g<to>", text)
    text = _YEARS.sub(rf"\g<1>{joint}\g<2>", text)
    text = amounts.price_ranges(text, joint, speech)
    found = rf"(?<![{letter(speech)}.,:/-]){first}{dash}{last}(?!-|[.,:]?\d)"
    return re.sub(found, rf"\g<first>{joint}\g<last>", text)


@lru_cache(maxsize=64)
def _time_of_day(speech: Speech) -> str:
    """A pattern for ``9:30``, ``9 am`` and, where hours are written so, ``9 h`` and ``9h30``."""
    signs = "|".join(map(re.escape, speech.reading.clock_signs))
    half = r"\s?[AaPp]\.?[Mm]\b\.?"
    by_sign = rf"|\s?(?:{signs})(?:\s?\d\d)?\b" if signs else ""
    return rf"\d{{1,2}}(?::\d\d(?:{half})?|{half}{by_sign})"


def ordinals(text: str, speech: Speech) -> str:
    """``1st``, ``2e``, ``3.º`` and, where a full stop makes one, ``am 3. Oktober``."""
    # Most texts have none: one look for all of them.
    if _any_ordinal(speech).search(text):
        for suffix, kinds in speech.reading.ordinals.items():
            text = _with_suffix(text, suffix, kinds.split(), speech)
    return _with_full_stop(text, speech) if speech.reading.ordinal_after else text


@lru_cache(maxsize=64)
def _any_ordinal(speech: Speech) -> re.Pattern[str]:
    suffixes = "|".join(map(re.escape, speech.reading.ordinals))
    return re.compile(rf"\d\s?(?:{suffixes})" if suffixes else r"(?!)", re.IGNORECASE)


def _with_suffix(text: str, suffix: str, kinds: Sequence[str], speech: Speech) -> str:
    """Some are shorter before a noun: the first rule set is for there, the last for elsewhere."""

    def said(match: re.Match[str]) -> str:
        return speech.numeral(int(match[1]), kinds[-1] if match["noun"] is None else kinds[0])

    noun = r"(?P<noun>(?=\s[^\W\d_]))?"
    pattern = rf"(?<![\w.,])(\d{{1,9}})\s?{re.escape(suffix)}(?!\w){noun}"
    return re.sub(pattern, said, text, flags=re.IGNORECASE)


def _with_full_stop(text: str, speech: Speech) -> str:
    """``3.`` is an ordinal after certain words and before months; else it ends a sentence."""
    kinds = speech.reading.ordinal_after
    months = tuple(speech.months)
    # vom 3.–5. Mai
    joint = f". {speech.reading.range} "
    text = re.sub(r"(?<=\s\d|\d\d)\.\s?[–-]\s?(?=\d{1,2}\.\s)", joint, text)

    def said(match: re.Match[str]) -> str:
        word = match["word"] or ""
        kind = ordinal_kind(word, speech)
        if kind is None and match.string[match.end() :].lstrip().startswith(months):
            kind = kinds["*"]
        return word + speech.numeral(int(match["number"]), kind) if kind else match[0]

    return re.sub(
        r"(?P<word>(?<!\w)(?:[^\W\d_]+\s){1,2})?(?<![\w.,])(?P<number>\d{1,3})\.(?=\s[^\W\d_])",
        said,
        text,
    )


def ordinal_kind(before: str, speech: Speech) -> str | None:
    """The rule set for ``3.`` after the last words of ``before``: two of them, or one."""
    words = before.lower().split()
    kinds = speech.reading.ordinal_after
    return kinds.get(" ".join(words[-2:])) or (kinds.get(words[-1]) if words else None)


def cardinals(text: str, speech: Speech) -> str:
    """Every figure that is left: numbers, or digits where it cannot be one."""
    if speech.keeps_figures:
        return text

    def said(match: re.Match[str]) -> str:
        figures = match["number"]
        bare = re.sub(r"\D", "", figures)
        if len(bare) > MOST_DIGITS or (figures.isdigit() and len(bare) > 1 and bare[0] == "0"):
            return speech.digits(bare)
        return speech.amount(value_of(figures, speech, match["sign"]), _kind(match, speech))

    text = re.sub(before(speech) + number_pattern(speech) + after(speech), said, text)
    text = _millions(text, speech)
    # What is left holds letters or stops: versions, models, scores.
    text = re.sub(r"(?<=\d)\.(?=\d)", f" {speech.reading.dot} ", text)
    return re.sub(
        r"\d+", lambda match: _spaced(match, speech.amount(value_of(match[0], speech))), text
    )


def _millions(text: str, speech: Speech) -> str:
    """``1.5M``, which is no version."""
    words = speech.reading.short_multipliers
    if not words:
        return text
    shorts = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    def said(match: re.Match[str]) -> str:
        value = value_of(match["number"], speech, match["sign"])
        return f"{speech.amount(value)} {words[match['short']]}"

    number = f"{before(speech)}{number_pattern(speech)}"
    return re.sub(rf"{number}(?<=[.,]\d)(?P<short>{shorts})(?!\w)", said, text)


def _spaced(match: re.Match[str], said: str) -> str:
    """Words of a figure apart from the letters that touch it; hanzi and kanji touch words."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    left = " " if before.isalnum() and before.isascii() else ""
    right = " " if after.isalnum() and after.isascii() else ""
    return f"{left}{said}{right}"


def _kind(match: re.Match[str], speech: Speech) -> str:
    """Counting takes another form than naming a number, and may follow the noun's gender."""
    if not speech.reading.spaced:
        counted = match.string.startswith(tuple(speech.reading.counters), match.end())
        named = match.string[: match.start()].endswith("第")
        return "counting" if counted and not named else "plain"
    following = _NEXT_WORD.match(match.string, match.end())
    if following is None or following[1].lower() in speech.reading.not_counted:
        return "plain"
    if following[1] in speech.months:
        return "plain"
    return speech.counting(following[1])
