"""Which words of a line are emphasised, from the delivery's wish."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KANA_ONLY = re.compile(r"[\u3040-\u309f]+")
_LOOK_BACK = 3
_AT_PHRASES = ("every-phrase",)
_AT_ENDS = ("every-phrase", "sentence-final")


def emphasised_words(phrases: Sequence[Sequence[str]], ends: Sequence[bool], wish: str) -> set[int]:
    """Indexes of emphasised words, counted over all ``phrases`` of the line.

    ``ends[i]`` tells whether phrase i ends a sentence; ``wish`` is ``none``, ``first-word``,
    ``sentence-final`` or ``every-phrase``. The nuclear stress of a phrase is taken to lie on its
    last content word (Chomsky and Halle 1968, for the Germanic and Romance languages).
    """
    if wish == "none":
        return set()
    chosen: set[int] = set()
    first, begins_sentence = 0, True
    for index, (phrase, ends_sentence) in enumerate(zip(phrases, ends, strict=True)):
        is_last = index + 1 == len(phrases)
        if phrase and wish == "first-word" and begins_sentence:
            chosen.add(first + _first_content(phrase))
        elif phrase and wish in (_AT_ENDS if ends_sentence or is_last else _AT_PHRASES):
            chosen.add(first + _last_content(phrase))
        first, begins_sentence = first + len(phrase), ends_sentence
    return chosen


def _first_content(words: Sequence[str]) -> int:
    return next((i for i, word in enumerate(words[:_LOOK_BACK]) if _is_content(word)), 0)


def _last_content(words: Sequence[str]) -> int:
    nearest = range(len(words) - 1, max(-1, len(words) - 1 - _LOOK_BACK), -1)
    return next((index for index in nearest if _is_content(words[index])), len(words) - 1)


def _is_content(word: str) -> bool:
    """Short words of alphabets and words all in hiragana are taken for function words."""
    if _KANA_ONLY.fullmatch(word):
        return False
    return len(word) > 3 or not word.isascii()
