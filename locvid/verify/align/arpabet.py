"""ARPAbet, the phone names of the CMU dictionary and its acoustic models, to IPA and back."""

from __future__ import annotations

import re

IPA = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "B": "b", "CH": "tʃ",
    "D": "d", "DH": "ð", "EH": "ɛ", "ER": "ɜɹ", "EY": "eɪ", "F": "f", "G": "ɡ", "HH": "h",
    "IH": "ɪ", "IY": "i", "JH": "dʒ", "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ",
    "OW": "oʊ", "OY": "ɔɪ", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ",
    "UH": "ʊ", "UW": "u", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip
"""The 39 phones without stress digits (CMU Pronouncing Dictionary)."""

# How espeak-ng writes English where it differs from the table above; vowels of other languages
# go to their nearest neighbour in English.
_ALSO = {
    "ə": "AH", "ɐ": "AH", "ɚ": "ER", "ɜ": "ER", "ɝ": "ER", "a": "AA", "ɒ": "AA", "e": "EH",
    "o": "OW", "əʊ": "OW", "ɾ": "D", "r": "R", "ʔ": "T", "x": "K", "ç": "HH", "ɲ": "N",
    "y": "UW", "ø": "ER", "œ": "ER", "ʁ": "R", "ʊɹ": "UH R", "c": "K", "ɟ": "JH", "ɫ": "L",
}  # fmt: skip
_NAMES = {ipa: name for name, ipa in IPA.items()} | _ALSO
_LONGEST_FIRST = re.compile("|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)))


def from_ipa(ipa: str) -> list[str]:
    """The nearest ARPAbet names; stress, length and what has no neighbour fall away."""
    plain = ipa.replace("\u0361", "").replace("g", "ɡ")
    return [name for found in _LONGEST_FIRST.findall(plain) for name in _NAMES[found].split()]
