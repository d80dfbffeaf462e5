"""The phones of all languages by class, and how a phoneme's name is reduced to them.

Classes follow the IPA chart (revised 2020); symbols are single letters without diacritics.
"""

from __future__ import annotations

import unicodedata

BILABIAL = frozenset("pbmɸβʙ")
LABIODENTAL = frozenset("fvʋɱⱱ")
DENTAL = frozenset("θð")
ALVEOLAR = frozenset("tdnszlɹrɾɬɮɫɺ")
POSTALVEOLAR = frozenset("ʃʒɕʑ")
RETROFLEX = frozenset("ʈɖɳʂʐɻɭɽ")
PALATAL = frozenset("cɟɲçʝjʎɥ")
VELAR = frozenset("kɡŋxɣɰʟwʍɧ")
UVULAR = frozenset("qɢɴχʁʀ")
GLOTTAL = frozenset("hɦʔħʕʡʢʜ")

PLOSIVES = frozenset("pbtdʈɖcɟkɡqɢʔʡ")
NASALS = frozenset("mɱnɳɲŋɴ")
SIBILANT = frozenset("szʃʒʂʐɕʑ")
FRICATIVES = SIBILANT | frozenset("ɸβfvθðçʝxɣχʁħʕhɦɬɮʜʢɧ")
APPROXIMANTS = frozenset("ʋɹɻjɰlɭʎʟɫwʍɥ")
VOICELESS = frozenset("pɸftθsɬʃɕʈʂcçkxʍɧqχʔħhʡʜ")
"""Sounded by breath alone; all others have a voice."""
TRILLS = frozenset("rʙʀɾɽɺⱱ")

CLOSE = frozenset("iyɨʉɯuɪʏʊ")
MID = frozenset("eøɘɵɤoəɚɛœɜɝɞʌɔ")
OPEN = frozenset("æaɶɑɒɐ")
FRONT = frozenset("iyɪʏeøɛœæaɶ")
BACK = frozenset("ɯuʊɤoʌɔɑɒ")
VOWELS = CLOSE | MID | OPEN
ROUNDED = frozenset("yʏøœɶʉɵɞuʊoɔɒwʍɥ")
"""Vowels and glides with rounded lips."""

CONSONANTS = (
    BILABIAL | LABIODENTAL | DENTAL | ALVEOLAR | POSTALVEOLAR | RETROFLEX | PALATAL | VELAR
) | (UVULAR | GLOTTAL)
PHONES = VOWELS | CONSONANTS
"""Every base symbol there is."""

PRIMARY_STRESS, SECONDARY_STRESS = "ˈ", "ˌ"

_SPELLED_OUT = {
    "g": "ɡ", "ʦ": "ts", "ʣ": "dz", "ʧ": "tʃ", "ʤ": "dʒ", "ʨ": "tɕ", "ʥ": "dʑ", "ꭧ": "tʂ",
    "ᵻ": "ɪ", "ᵿ": "ʊ", "ᵊ": "ə", "ɿ": "ɨ", "ʅ": "ɨ", "ɷ": "ʊ", "ɩ": "ɪ", "ƈ": "c", "ɓ": "b",
    "ɗ": "d", "ɠ": "ɡ", "ʄ": "ɟ", "ʛ": "ɢ", "ʘ": "p", "ǀ": "t", "ǃ": "k", "ǂ": "c", "ǁ": "k",
    "ʞ": "k", "ɼ": "r",
}  # fmt: skip


def base_phones(ipa_name: str) -> tuple[str, ...]:
    """Base symbols of a phoneme's name: ``ˈaɪ`` is (a, ɪ), ``tʃ`` is (t, ʃ), ``n̩`` is (n,).

    Stress, length, tone, ties and other diacritics are left out, so that a pause or a lone mark
    gives an empty tuple. Every symbol returned is in ``PHONES``.
    """
    letters = unicodedata.normalize("NFD", ipa_name).replace("c\u0327", "ç")
    spelled = "".join(_SPELLED_OUT.get(letter, letter) for letter in letters)
    return tuple(letter for letter in spelled if letter in PHONES)


def is_vowel(phone: str) -> bool:
    """Whether a base symbol is a vowel."""
    return phone in VOWELS


def stress_of(ipa_name: str) -> int:
    """0 without a mark, 1 for primary and 2 for secondary stress."""
    if PRIMARY_STRESS in ipa_name:
        return 1
    return 2 if SECONDARY_STRESS in ipa_name else 0
