"""Figures as they are written in a locale: how to find them and what they are worth."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from locvid.localize.verbalize.speech import Speech


@lru_cache(maxsize=64)
def number_pattern(speech: Speech, name: str = "number") -> str:
    """A pattern for a number with the locale's thousands and fraction signs, as a named group."""
    groups, decimal = re.escape(speech.group_signs), re.escape(speech.decimal_sign)
    # India parts 12,34,567 in twos.
    return (
        rf"(?P<{name}>(?:\d{{1,3}}(?:[{groups}]\d{{2,3}})*[{groups}]\d{{3}}|\d+)(?:{decimal}\d+)?)"
    )


def letter(speech: Speech) -> str:
    """The inside of a character class: what touches a figure that is no number of its own.

    Where no spaces part words, any hanzi or kana may stand beside a number.
    """
    return r"\w" if speech.reading.spaced else "A-Za-z0-9_"


def before(speech: Speech, also: str = "") -> str:
    """What stands before a number of its own: no letter, no other figure; perhaps a minus."""
    return rf"(?<![{letter(speech)}.,:/{also}])(?P<sign>[-−](?=\d))?"


def after(speech: Speech) -> str:
    """What may not follow a number of its own."""
    return rf"(?![{letter(speech)}]|[.,:/]\d)"


def value_of(figures: str, speech: Speech, sign: str | None = None) -> Decimal:
    """What ``figures`` are worth."""
    bare = re.sub(rf"[{re.escape(speech.group_signs)}]", "", figures)
    value = Decimal(bare.replace(speech.decimal_sign, "."))
    return -value if sign else value
