"""Pronunciations as people write them, in the International Phonetic Alphabet."""

from __future__ import annotations

import re
import unicodedata

from locvid.phonetics.inventory import base_phones, is_vowel

_MARKS = frozenset("ˈˌːˑ ‿.|ʰʱʲʷˠˤˀ˞ⁿˡʼ˥˦˧˨˩↑↓→↗↘")
"""Stress, length, breaks, secondary articulations and tones of the IPA chart (revised 2020)."""
_TYPED = str.maketrans({"'": "ˈ", "’": "ˈ", ":": "ː", "g": "ɡ", "\u200d": None})


def tidy(written: str) -> str:
    """``written`` without the slashes or brackets around it, with the IPA's own letters.

    What keyboards have stands for it: an apostrophe for the stress, a colon for the length, g.
    """
    plain = re.sub(r"^\s*[/\[]|[/\]]\s*$", "", written).translate(_TYPED)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def not_ipa(ipa: str) -> str:
    """The first sign that is no letter and no mark of the alphabet; empty where all are."""
    apart = unicodedata.normalize("NFD", ipa).replace("c\u0327", "ç")
    for sign in apart:
        if not (sign in _MARKS or unicodedata.combining(sign) or base_phones(sign)):
            return sign
    return ""


def syllables(ipa: str) -> int:
    """Runs of vowels, and consonants that are marked as syllables; at least one."""
    kinds = "".join(
        "v" if is_vowel(phone) else "c"
        for word in re.split(r"[ .]", ipa)
        for phone in (*base_phones(word), "p")
    )
    return max(1, len(re.findall("v+", kinds)) + unicodedata.normalize("NFD", ipa).count("\u0329"))


def has_sound(ipa: str) -> bool:
    """Whether there is a letter in it, and not marks alone."""
    return bool(base_phones(ipa))
