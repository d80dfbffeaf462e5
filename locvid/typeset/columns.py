"""How wide a text is, in columns, before it is known in which font.

East Asian wide characters are two columns, combining marks none (UAX #11), so that 42 columns are
21 characters of Japanese or Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WHITE = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029]+")

FIRST_MARK = "\u0300"
"""The first combining mark of Unicode: before it every letter takes one column."""

_SOFT_HYPHEN = "\u00ad"


def normalised(text: str) -> str:
    """One space for every run of breaking white space or control characters.

    No-break spaces are kept.
    """
    return " ".join(part for part in _WHITE.split(text) if part)


def width(text: str) -> int:
    """Columns that ``text`` takes."""
    if text.isascii():
        return len(text)
    if max(text) < FIRST_MARK:
        return len(text) - text.count(_SOFT_HYPHEN)
    return sum(map(columns_of, text))


@lru_cache(maxsize=4096)
def columns_of(character: str) -> int:
    """Columns that one character takes."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
