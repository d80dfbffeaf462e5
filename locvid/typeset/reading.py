"""How much text can be read: characters a line and a second, by language.

Source: the Netflix Timed Text Style Guides (https://partnerhelp.netflixstudios.com, sections
character limitation and reading speed, adult programmes), as Subtitle Edit holds files against
them too (https://github.com/SubtitleEdit/subtitleedit, ``NetflixQualityController``). A wide
character counts two columns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from locvid.typeset.columns import FIRST_MARK, width

_LINE_COLUMNS = {"ja": 26, "zh": 32, "yue": 32, "ko": 32, "th": 35}
"""13 wide characters in Japanese, 16 in Chinese and Korean; 42 columns elsewhere."""

_READ_ALONE = {"ar": 20, "en": 20, "hi": 22, "ja": 8, "zh": 18, "yue": 18, "ko": 24}
"""Subtitles: 4 wide characters a second in Japanese, 9 in Chinese, 12 in Korean."""

_HEARD_AS_WELL = {"ar": 23, "hi": 25, "ja": 14, "zh": 22, "yue": 22, "ko": 28}
"""Captions in the language that is spoken (SDH): 7 wide characters a second in Japanese, 11 in
Chinese, 14 in Korean."""

_WIDE = frozenset({"ja", "zh", "yue", "ko"})
"""Their characters take two columns (UAX #11)."""

_ROUNDING_S = 0.002
"""Caption files tell whole milliseconds, at both ends of a cue."""

_USUAL_COLUMNS, _USUAL_ALONE, _USUAL_HEARD = 42, 17, 20


def line_columns(language: str, most: int) -> int:
    """Columns of a caption line in ``language`` (ISO 639) where a profile allows ``most``."""
    return min(most, _LINE_COLUMNS.get(language, _USUAL_COLUMNS))


def columns_per_second(language: str) -> int:
    """Columns of ``language`` that adults read in a second, of words that nobody says."""
    return _READ_ALONE.get(language, _USUAL_ALONE)


def caption_columns_per_second(language: str) -> int:
    """Columns of ``language`` that adults follow in a second, of words that are said as well.

    Faster than what is read alone: the guides want captions to keep to what is said.
    """
    return _HEARD_AS_WELL.get(language, _USUAL_HEARD)


def caption_reading_s(lines: Sequence[str], language: str) -> float:
    """Seconds that it takes to read ``lines`` of words in ``language`` that are heard as well.

    The guides count every character. So a vowel sign that takes no column of its own is counted,
    as Hindi and Thai have them, but for the points of Arabic and Hebrew.
    """
    counted = sum(map(width, lines)) + sum(map(_vowel_signs, lines))
    return counted / caption_columns_per_second(language)


def missing_reading_s(lines: Sequence[str], shown_s: float, language: str) -> float:
    """Seconds by which a caption of ``lines`` is gone too early; 0 where it can be read."""
    missing_s = caption_reading_s(lines, language) - shown_s
    return missing_s if missing_s > _ROUNDING_S else 0.0


def columns_too_many(missing_s: float, language: str) -> int:
    """Columns of a caption in ``language`` that are read in ``missing_s`` seconds, rounded up."""
    return ceil(missing_s * caption_columns_per_second(language) - 1e-6)


def characters(columns: int, language: str) -> int:
    """How many characters of ``language`` that many columns hold, as people count them."""
    return columns // 2 if language in _WIDE else columns


def _vowel_signs(text: str) -> int:
    return sum(map(_is_vowel_sign, text)) if max(text, default="") >= FIRST_MARK else 0


@lru_cache(maxsize=4096)
def _is_vowel_sign(character: str) -> bool:
    return unicodedata.category(character) == "Mn" and not "\u0590" <= character <= "\u08ff"
