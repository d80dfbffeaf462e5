"""Pronunciations in IPA as the phoneme codes that espeak-ng takes in place of letters.

Which sound a code makes is asked of espeak-ng itself, voice by voice: every language has a table
of its own.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from locvid.phonetics.espeak import phones_of_codes
from locvid.phonetics.inventory import SECONDARY_STRESS, base_phones, is_vowel
from locvid.phonetics.nearest import nearest

_CONSONANTS = (
    "p b t d k g f v T D s z S Z h x C j l r R r- r/ m n N n^ J Q G ? w tS dZ ts dz t. d. n. "
    "s. z. r. l. l^ q c H B P L x^ w# R2 l/ g#"
)
_VOWELS = (
    "a A E e I i O o U u V 0 @ 3 8 y Y W & # a# a: A: E: e: i: I: O: o: u: U: y: Y: W: 3: @: "
    "V: E~ O~ A~ a~ e~ o~ i~ u~ W~ Q~ aI aU eI oU OI @U aI@ I2 i2 u2 U2 o2 O2 E2 e2 @2 @L a2 "
    'A2 u" i" I# E# o# ee oo'
)
"""Codes of the tables in espeak-ng 1.52 (docs/phonemes.md); a table may lack many of them."""
_STRESS = {"ˈ": "'", "ˌ": ","}
_LONGEST = 4


def codes_of(ipa: str, voice: str) -> str:
    """``ipa`` in the codes of ``voice``: its own sounds where it has them, else the nearest ones.

    Raises InvalidInput for a voice that espeak-ng does not have.
    """
    table = _table(voice)
    plain = {name: code for name, code in table.items() if len(base_phones(name)) == 1}
    singles = {base_phones(name)[0]: code for name, code in reversed(plain.items())}
    return " ".join(_word(word, table, singles) for word in _letters(ipa).split())


def phones_of_voice(voice: str) -> frozenset[str]:
    """Base phones that ``voice`` can be told to say."""
    return frozenset(phone for name in _table(voice) for phone in base_phones(name))


def _word(word: str, table: dict[str, str], singles: dict[str, str]) -> str:
    codes: list[str] = []
    stress, at = "", 0
    while at < len(word):
        if word[at] in _STRESS:
            stress, at = _STRESS[word[at]], at + 1
            continue
        size = next((n for n in range(_LONGEST, 0, -1) if word[at : at + n] in table), 0)
        taken = word[at : at + (size or 1)]
        code = table[taken] if size else _nearest(taken, singles)
        # IPA puts the stress before the syllable, espeak-ng before its vowel.
        if code and stress and any(map(is_vowel, base_phones(taken))):
            code, stress = stress + code, ""
        codes.append(code)
        at += len(taken)
    # A bar keeps two codes from being read as another one: t|S is not tS.
    return "|".join(filter(None, codes))


def _nearest(sign: str, singles: dict[str, str]) -> str:
    return "".join(singles.get(nearest(phone, singles.keys()), "") for phone in base_phones(sign))


def _letters(ipa: str) -> str:
    apart = unicodedata.normalize("NFD", ipa).replace("c\u0327", "ç")
    return "".join(sign for sign in apart if sign not in ".|‿\u0361\u035c")


@lru_cache(maxsize=64)
def _table(voice: str) -> dict[str, str]:
    """IPA name to code of every code that makes one sound; the first code of a name counts."""
    table: dict[str, str] = {}
    # At the end of a word consonants lose their voice and vowels their quality: not probed there.
    for codes, after in ((_CONSONANTS.split(), "|a"), (_VOWELS.split(), "|s")):
        probed = phones_of_codes([code + after for code in codes], voice)
        for code, names in zip(codes, probed, strict=True):
            name = _letters("".join(names[:-1])).replace("ˈ", "").replace(SECONDARY_STRESS, "")
            if base_phones(name):
                table.setdefault(name, code)
    return table
