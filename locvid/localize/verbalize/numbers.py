"""Ranges, ordinals and plain numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from locvid.localize.verbalize.figures import after, before, letter, number_pattern, value_of
from locvid.localize.verbalize.speech import MOST_DIGITS, Speech

_DASH = re.compile("[–—-]")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


def ranges(text: str, speech: Speech) -> str:
    """``10–20`` as *ten to twenty*; a hyphen only where a unit or a percentage follows."""
    if not speech.reading.range or not _DASH.search(text):
        return text
    first, last = number_pattern(speech, "first"), number_pattern(speech, "last")
    unit = r"(?=\s?(?:[%€$£¥°]|[^\W\d_]{1,4}\b))"
    dash = rf"(?:\s?[–—]\s?|-(?=[\d.,]+{unit}))"
    clock = r"(?<![\d.,:])(?P<from>\d{1,2}:\d{2})\s?[–—-]\s?(?P<to>\d{1,2}:\d{2})"
    joint = f"{speech.gap}{speech.reading.range}{speech.gap}"
    text = re.sub(clock, rf"\g<from>{joint}\g<to>", text)
    found = rf"(?<![{letter(speech)}.,:/-]){first}{dash}{last}(?!-|[.,:]?\d)"
    return re.sub(found, rf"\g<first>{joint}\g<last>", text)


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

    def said(match: re.Match[str]) -> str:
        word = match["word"] or ""
        kind = kinds.get(word.strip().lower())
        if kind is None and match.string[match.end() :].lstrip().startswith(months):
            kind = kinds["*"]
        return word + speech.numeral(int(match["number"]), kind) if kind else match[0]

    return re.sub(
        r"(?P<word>(?<!\w)[^\W\d_]+\s)?(?<![\w.,])(?P<number>\d{1,3})\.(?=\s[^\W\d_])", said, text
    )


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
    # What is left holds letters or stops: versions, models, scores.
    text = re.sub(r"(?<=\d)\.(?=\d)", f" {speech.reading.dot} ", text)
    return re.sub(
        r"\d+", lambda match: _spaced(match, speech.amount(value_of(match[0], speech))), text
    )


def _spaced(match: re.Match[str], said: str) -> str:
    """Words of a figure apart from the letters that touch it; hanzi and kanji touch words."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    left = " " if before.isalnum() and before.isascii() else ""
    right = " " if after.isalnum() and after.isascii() else ""
    return f"{left}{said}{right}"


def _kind(match: re.Match[str], speech: Speech) -> str:
    """Counting takes another form than naming a number, and may follow the noun's gender."""
    following = _NEXT_WORD.match(match.string, match.end())
    if following is None:
        return "plain"
    word = following[1].lower()
    masculine = word in speech.reading.masculine_words
    feminine = word.endswith(tuple(speech.reading.feminine_endings)) and not masculine
    return "feminine" if feminine else "counting"
