"""Which of an engine's other translations may stand in where the first one is too long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from locvid.localize.glossary.base import Glossary
from locvid.model.locale import Locale
from locvid.phonetics import syllables

LEAST_KEPT = 0.7
"""Share of the words of a translation that a shorter one must keep: with fewer it says less."""

# Chinese, Japanese, Thai, Lao, Khmer and Burmese part no words by spaces: characters count there.
_WORD = re.compile(
    r"[぀-ヿ㐀-鿿豈-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
    r"|(?:(?![぀-ヿ㐀-鿿豈-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
    r"[^\s.,;:!?…،؛؟।«»“”„\"()\[\]—–-])+"
)


def shorter(
    text: str, candidates: Sequence[str], source: str, locale: Locale, tag: str, glossary: Glossary
) -> str | None:
    """The candidate with the fewest syllables that may stand in for ``text``; None if none may.

    It has fewer syllables than ``text``, keeps the glossary's terms of ``source``, and at least
    70 % of the words of ``text``.
    """
    most = syllables.count(text, locale)
    counted = [
        (syllables.count(each, locale), number, each)
        for number, each in enumerate(candidates)
        if kept(text, each) >= LEAST_KEPT and not any(glossary.broken(source, each, tag))
    ]
    fewest = min(counted, default=(most, 0, ""))
    return fewest[2] if 0 < fewest[0] < most else None


def kept(text: str, candidate: str) -> float:
    """Share of the words of ``text`` that ``candidate`` has too, 0…1, in any order."""
    words = Counter(_WORD.findall(text.casefold()))
    both = words & Counter(_WORD.findall(candidate.casefold()))
    return both.total() / words.total() if words else 0.0
