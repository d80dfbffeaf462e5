"""The nearest sound that a voice has, for one that it has not."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from locvid.phonetics import inventory as ipa

_PLACES = (
    ipa.BILABIAL, ipa.LABIODENTAL, ipa.DENTAL, ipa.ALVEOLAR, ipa.POSTALVEOLAR, ipa.RETROFLEX,
    ipa.PALATAL, ipa.VELAR, ipa.UVULAR, ipa.GLOTTAL,
)  # fmt: skip
_MANNERS = (ipa.PLOSIVES, ipa.NASALS, ipa.FRICATIVES, ipa.APPROXIMANTS, ipa.TRILLS)
_VOICELESS = frozenset("pɸftθsʃɕʈʂcçkxqχʔħhɬʍʜʡɧ")
_HEIGHT = {
    **dict.fromkeys("iyɨʉɯu", 0.0), **dict.fromkeys("ɪʏʊ", 0.8), **dict.fromkeys("eøɘɵɤo", 2.0),
    **dict.fromkeys("əɚ", 3.0), **dict.fromkeys("ɛœɜɝɞʌɔ", 4.0), **dict.fromkeys("æɐ", 5.0),
    **dict.fromkeys("aɶɑɒ", 5.5),
}  # fmt: skip
"""Steps down the vowel chart of the IPA (revised 2020)."""

_MANNER, _PLACE, _VOICE = 3.0, 1.0, 1.5
"""What listeners confuse least weighs most: manner, then voicing, then place (Miller & Nicely
1955, table XVIII, order of the information transmitted in noise)."""


def nearest(phone: str, available: Collection[str]) -> str:
    """The one of ``available`` that is most like ``phone``; empty where none is of its kind.

    ``phone`` is a base symbol of the inventory. Vowels stand for vowels only, consonants for
    consonants; of equals the first in Unicode's order is taken.
    """
    if phone in available:
        return phone
    return _nearest(phone, frozenset(available))


@lru_cache(maxsize=4096)
def _nearest(phone: str, available: frozenset[str]) -> str:
    alike = ipa.VOWELS if phone in ipa.VOWELS else ipa.CONSONANTS
    distance = _between_vowels if phone in ipa.VOWELS else _between_consonants
    there = sorted(available & alike)
    return min(there, key=lambda other: distance(phone, other), default="")


def _between_vowels(one: str, other: str) -> float:
    backness = abs(_backness(one) - _backness(other))
    rounding = (one in ipa.ROUNDED) != (other in ipa.ROUNDED)
    return abs(_HEIGHT[one] - _HEIGHT[other]) + backness + 1.5 * rounding


def _backness(vowel: str) -> int:
    return 0 if vowel in ipa.FRONT else 2 if vowel in ipa.BACK else 1


def _between_consonants(one: str, other: str) -> float:
    manner = not any(one in group and other in group for group in _MANNERS)
    hiss = (one in ipa.SIBILANT) != (other in ipa.SIBILANT)
    voice = (one in _VOICELESS) != (other in _VOICELESS)
    place = abs(_place(one) - _place(other))
    return _MANNER * manner + _VOICE * (hiss + voice) + _PLACE * place


def _place(consonant: str) -> int:
    return next(number for number, place in enumerate(_PLACES) if consonant in place)
