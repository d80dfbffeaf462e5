"""Abbreviations and signs that are words."""

from __future__ import annotations

import re
from functools import lru_cache

from locvid.localize.verbalize.speech import Speech


def abbreviations(text: str, speech: Speech) -> str:
    """``Dr.``, ``z. B.``, ``etc.`` in full; spaces inside an abbreviation may be missing."""
    for short, full in speech.reading.abbreviations.items():
        text = _abbreviation(short).sub(full.replace("\\", r"\\"), text)
    return text


@lru_cache(maxsize=1024)
def _abbreviation(short: str) -> re.Pattern[str]:
    pattern = re.escape(short).replace(r"\ ", r"\s?")
    ends = "" if short.endswith(".") else r"(?!\w)"
    return re.compile(rf"(?<!\w){pattern}{ends}")


def signs(text: str, speech: Speech) -> str:
    """``&`` and a plus between words."""
    reading = speech.reading
    for sign, word in (("&", reading.ampersand), ("+", reading.plus)):
        if word and sign in text:
            text = re.sub(rf"(?<=\s){re.escape(sign)}(?=\s)", word, text)
    return text
