"""Abbreviations and signs that are words."""

from __future__ import annotations

import re

from locvid.localize.verbalize.speech import Speech


def abbreviations(text: str, speech: Speech) -> str:
    """``Dr.``, ``z. B.``, ``etc.`` in full; spaces inside an abbreviation may be missing."""
    for short, full in speech.reading.abbreviations.items():
        pattern = re.escape(short).replace(r"\ ", r"\s?")
        ends = "" if short.endswith(".") else r"(?!\w)"
        text = re.sub(rf"(?<!\w){pattern}{ends}", full.replace("\\", r"\\"), text)
    return text


def signs(text: str, speech: Speech) -> str:
    """``&`` and a plus between words."""
    reading = speech.reading
    for sign, word in (("&", reading.ampersand), ("+", reading.plus)):
        if word:
            text = re.sub(rf"(?<=\s){re.escape(sign)}(?=\s)", word, text)
    return text
