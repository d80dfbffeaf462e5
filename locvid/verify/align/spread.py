"""Letters with times become phones with times: each phone takes its share of the letters it is
written with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from locvid.phonetics.inventory import is_vowel
from locvid.verify.align.base import AlignedPhone
from locvid.verify.align.pairing import pairs

_VOWEL_LETTERS = frozenset("aeiouyæøœıаеиоуыэюяёєіїαεηιουω")
_SAME_KIND, _OTHER_KIND = 0.5, 1.0
_SAME = {"ɡ": "g", "ɹ": "r", "ɾ": "r", "ʁ": "r", "ɛ": "e", "ɪ": "i", "ʊ": "u", "ɔ": "o", "ə": "e"}


def spread(letters: str, edges: Sequence[float], phones: Sequence[str]) -> list[AlignedPhone]:
    """Times for ``phones`` of one word, which is written ``letters``.

    ``edges`` are the samples where the letters begin, and where the last one ends. Vowels are
    paired with vowel letters and consonants with consonant letters by least edits; a phone with no
    letter of its own shares that of its neighbour.
    """
    if not phones or not letters:
        return []
    anchors = _anchors(letters, phones)
    of_phones, of_letters = np.array(anchors).T
    positions = np.interp(np.arange(len(phones) + 1), of_phones, of_letters)
    at = np.interp(positions, np.arange(len(letters) + 1), edges)
    return [
        AlignedPhone(phone, round(start), round(end))
        for phone, start, end in zip(phones, at[:-1], at[1:], strict=True)
    ]


def _anchors(letters: str, phones: Sequence[str]) -> list[tuple[float, float]]:
    """(phone, letter) boundaries known to coincide: where a paired phone begins, and the ends."""
    paired = pairs(phones, letters, _unlikeness)
    begins = [(float(i), float(j)) for i, j in paired if i and j]
    return [(0.0, 0.0), *begins, (float(len(phones)), float(len(letters)))]


def _unlikeness(phone: str, letter: str) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain == _SAME.get(phone, phone):
        return 0.0
    return _SAME_KIND if is_vowel(phone) == (plain in _VOWEL_LETTERS) else _OTHER_KIND
