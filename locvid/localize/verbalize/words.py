"""Abbreviations and signs that are words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from locvid.localize.verbalize.speech import Speech


def abbreviations(text: str, speech: Speech) -> str:
    """``Dr.``, ``z. B.``, ``etc.`` in full; spaces inside an abbreviation may be missing."""
    # Most texts have none: one look for all of them.
    if not _any_abbreviation(speech).search(text):
        return text
    for short, full in _abbreviations(speech).items():
        pattern = _abbreviation(short, figure_follows=short in speech.reading.before_figures)
        text = re.sub(pattern, partial(_in_full, full), text)
    return text


def _in_full(full: str, match: re.Match[str]) -> str:
    """What was one word with a figure is two; a full stop at the end still ends a sentence."""
    if match["figure"] is not None:
        return f"{full} "
    return full if match["last"] is None else f"{full}."


def _abbreviations(speech: Speech) -> Mapping[str, str]:
    return {**speech.reading.abbreviations, **speech.reading.before_figures}


@lru_cache(maxsize=64)
def _any_abbreviation(speech: Speech) -> re.Pattern[str]:
    patterns = "|".join(map(_open_abbreviation, _abbreviations(speech)))
    return re.compile(rf"(?<!\w)(?:{patterns})" if patterns else r"(?!)")


def _abbreviation(short: str, figure_follows: bool) -> str:
    """``figure_follows`` where the same letters are a word: *No. 5*, but *No. I do not.*"""
    before = r"(?<![\w.,])" if short[0].isdigit() else r"(?<!\w)"
    last = r"(?P<last>(?=[\s\"'’”»«)\]]*$))?" if short.endswith(".") else "(?P<last>(?!))?"
    there = r"(?=\s?\d)" if figure_follows else ""
    return rf"{before}{_open_abbreviation(short)}{there}(?P<figure>(?=\d))?{last}"


def _open_abbreviation(short: str) -> str:
    ends = r"(?!\w)" if short[-1].isdigit() else r"(?![^\W\d_])"
    return re.escape(short).replace(r"\ ", r"\s?") + ends


def signs(text: str, speech: Speech) -> str:
    """``&`` and a plus between words."""
    reading = speech.reading
    for sign, word in (("&", reading.ampersand), ("+", reading.plus)):
        if word and sign in text:
            text = re.sub(rf"(?<=\s){re.escape(sign)}(?=\s)", word, text)
    return text
