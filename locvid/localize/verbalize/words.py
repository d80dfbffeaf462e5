"""Abbreviations and signs that are words."""

from __future__ import annotations

import re
from functools import lru_cache

from locvid.localize.verbalize.speech import Speech


def abbreviations(text: str, speech: Speech) -> str:
    """``Dr.``, ``z. B.``, ``etc.`` in full; spaces inside an abbreviation may be missing."""
    # Most texts have none: one look for all of them.
    if not _any_abbreviation(speech).search(text):
        return text
    for short, full in speech.reading.abbreviations.items():
        text = re.sub(_abbreviation(short), full.replace("\\", r"\\"), text)
    return text


@lru_cache(maxsize=64)
def _any_abbreviation(speech: Speech) -> re.Pattern[str]:
    patterns = "|".join(map(_open_abbreviation, speech.reading.abbreviations))
    return re.compile(rf"(?<!\w)(?:{patterns})" if patterns else r"(?!)")


def _abbreviation(short: str) -> str:
    return rf"(?<!\w){_open_abbreviation(short)}"


def _open_abbreviation(short: str) -> str:
    pattern = re.escape(short).replace(r"\ ", r"\s?")
    ends = "" if short.endswith(".") else r"(?!\w)"
    return pattern + ends


def signs(text: str, speech: Speech) -> str:
    """``&`` and a plus between words."""
    reading = speech.reading
    for sign, word in (("&", reading.ampersand), ("+", reading.plus)):
        if word and sign in text:
            text = re.sub(rf"(?<=\s){re.escape(sign)}(?=\s)", word, text)
    return text
