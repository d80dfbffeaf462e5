"""How much text can be read: characters a line and a second, by language.

Source: the Netflix Timed Text Style Guides (https://partnerhelp.netflixstudios.com, sections
character limitation and reading speed, adult programmes). A wide character counts two columns.
"""

from __future__ import annotations

_LINE_COLUMNS = {"ja": 26, "zh": 32, "yue": 32, "ko": 32, "th": 35}
"""13 wide characters in Japanese, 16 in Chinese and Korean; 42 columns elsewhere."""

_COLUMNS_PER_SECOND = {"en": 20, "ja": 8, "zh": 18, "yue": 18, "ko": 24}
"""4 wide characters a second in Japanese, 9 in Chinese, 12 in Korean."""

_USUAL_COLUMNS, _USUAL_PER_SECOND = 42, 17


def line_columns(language: str, most: int) -> int:
    """Columns of a caption line in ``language`` (ISO 639) where a profile allows ``most``."""
    return min(most, _LINE_COLUMNS.get(language, _USUAL_COLUMNS))


def columns_per_second(language: str) -> int:
    """Columns of ``language`` that adults read in a second."""
    return _COLUMNS_PER_SECOND.get(language, _USUAL_PER_SECOND)
