"""Compares what was read with what should be said, by how it sounds where spelling is no measure.

Japanese is compared as kana and Chinese as pinyin, so that homophones and simplified against
traditional characters make no difference. Numbers in digits, and words in another script (Whisper
writes some Hindi in Urdu letters), are compared by the phones that espeak-ng reads in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from locvid.phonetics.espeak import phonemes
from locvid.phonetics.inventory import base_phones
from locvid.phonetics.reading import reading

_MARKS = "\u0300-\u036f\u0610-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c"
"""Accents and vowel signs, and the joiner of Persian."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}'’])*")
_LONG_VOWEL = re.compile("(?<=[ウクスツヌフムユルグズヅブプュオコソトノホモヨロゴゾドボポョヲ])ウ")
"""チュウ and チュー are one sound; dictionaries write words that they do not know the first way."""
_SAME_SOUND = 0.25
"""Share of differing phones up to which two spellings count as the same words."""

_VOICES = {"zh": "cmn-latn-pinyin", "no": "nb"}
_VOICE_OF_SCRIPT = {("hi", "ARABIC"): "ur"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Error rates as edits over the length of the wanted text, and what differs.

    ``differing`` are pairs (wanted, heard), either of which may be empty. In Japanese and Chinese
    a "word" is a kana or a syllable.
    """

    character_error_rate: float
    word_error_rate: float
    differing: tuple[tuple[str, str], ...]


def compare(wanted: str, heard: str, language: str) -> Comparison:
    """Compare two texts in ``language``; a wanted text without letters has no errors."""
    one, other = words(wanted, language), words(heard, language)
    letters = wrong_letters = wrong_words = 0.0
    differing = []
    letters = sum(map(len, one))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, first, last, from_heard, to_heard in matcher.get_opcodes():
        if tag == "equal":
            continue
        for said, read in _side_by_side(one[first:last], other[from_heard:to_heard]):
            errors = _errors(said, read, language)
            if errors == 0:
                continue
            wrong_letters += errors
            wrong_words += max(len(said), len(read))
            joint = "" if language in ("ja", "zh") else " "
            differing.append((joint.join(said), joint.join(read)))
    return Comparison(
        wrong_letters / max(letters, 1), wrong_words / max(len(one), 1), tuple(differing)
    )


def words(text: str, language: str) -> list[str]:
    """Words in lower case without punctuation; kana of Japanese, pinyin syllables of Chinese."""
    if language == "ja":
        plain = "".join(sign for sign in text if sign.isalnum() or sign == "ー")
        return list(_LONG_VOWEL.sub("ー", letters(reading(plain, language))))
    if language == "zh":
        return [found for part in reading(text, language).split() if (found := letters(part))]
    return [letters(found.group()) for found in _WORD.finditer(text)]


def letters(text: str) -> str:
    """Letters, digits and their marks, case folded (NFKC): all that an error rate counts.

    ß folds to the ss that Switzerland writes for it.
    """
    lowered = unicodedata.normalize("NFKC", text).casefold()
    # Vowel signs of Indian scripts are marks that do not combine: the category tells them.
    return "".join(s for s in lowered if s.isalnum() or unicodedata.category(s).startswith("M"))


def edits(one: Sequence[str], other: Sequence[str]) -> int:
    """Levenshtein distance."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def _side_by_side(
    said: Sequence[str], read: Sequence[str]
) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
    """Word for word where there are as many on both sides, else all at once."""
    if len(said) != len(read) or _spelled_otherwise("".join(said), "".join(read)):
        return [(said, read)]
    return [([one], [other]) for one, other in zip(said, read, strict=True)]


def _errors(said: Sequence[str], read: Sequence[str], language: str) -> float:
    """Wrong letters where the words ``read`` stand for the words ``said``."""
    one, other = "".join(said), "".join(read)
    if one == other:
        return 0.0  # the same letters, parted into words in another way
    if one and other and _spelled_otherwise(one, other):
        wanted, heard = (_phones(" ".join(words), language) for words in (said, read))
        share = edits(wanted, heard) / max(len(wanted), 1)
        return 0.0 if share <= _SAME_SOUND else min(share, 1.0) * len(one)
    return edits(one, other)


def _spelled_otherwise(said: str, read: str) -> bool:
    digits = any(sign.isdigit() for sign in said) != any(sign.isdigit() for sign in read)
    return digits or _script(said) != _script(read)


def _script(text: str) -> str:
    """The first word of the Unicode name of the first letter: LATIN, DEVANAGARI, ARABIC."""
    letter = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _phones(text: str, language: str) -> tuple[str, ...]:
    voice = _VOICE_OF_SCRIPT.get((language, _script(text))) or _VOICES.get(language, language)
    return base_phones(phonemes(text, voice))
