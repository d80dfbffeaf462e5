"""Where the lips go for every speech sound: targets and how strongly a sound insists on them.

Openings follow the vowel chart (open vowels open, close vowels close), groups follow the 15
visemes of the Oculus lip-sync reference; weights follow Cohen & Massaro (1993): sounds made with
the lips or the tip of the tongue dominate, the others give way to their neighbours.
"""

from __future__ import annotations

from typing import NamedTuple


class Viseme(NamedTuple):
    """Targets 0…1 of the mouth channels, then dominance of the jaw and of the lips (0…1)."""

    jaw: float
    wide: float = 0.0
    round: float = 0.0
    press: float = 0.0
    bite: float = 0.0
    tongue: float = 0.0
    jaw_weight: float = 0.7
    lip_weight: float = 0.5


REST = Viseme(0.0, 0.05, 0.0, 0.05, jaw_weight=0.9, lip_weight=0.5)
IN_BREATH = Viseme(0.14, 0.1, 0.05, jaw_weight=0.8, lip_weight=0.3)

_CLOSED = Viseme(0.0, 0.0, 0.05, press=1.0, jaw_weight=1.0, lip_weight=0.6)
_BITE = Viseme(0.08, 0.15, 0.0, bite=1.0, jaw_weight=0.95, lip_weight=0.7)
_THROAT = Viseme(0.34, 0.05, 0.0, jaw_weight=0.12, lip_weight=0.08)
_VELAR = Viseme(0.3, 0.15, 0.0, jaw_weight=0.4, lip_weight=0.2)
_TONGUE_TIP = Viseme(0.2, 0.3, 0.0, tongue=0.45, jaw_weight=0.6, lip_weight=0.3)
_HISS = Viseme(0.1, 0.55, 0.0, jaw_weight=0.95, lip_weight=0.6)
_HUSH = Viseme(0.12, 0.0, 0.62, jaw_weight=0.9, lip_weight=0.8)
_PALATAL = Viseme(0.14, 0.45, 0.12, jaw_weight=0.8, lip_weight=0.5)
_RHOTIC = Viseme(0.3, 0.05, 0.1, tongue=0.3, jaw_weight=0.45, lip_weight=0.2)


def _vowel(jaw: float, wide: float = 0.0, rounded: float = 0.0) -> Viseme:
    return Viseme(jaw, wide, rounded, jaw_weight=1.0, lip_weight=0.85)


VISEMES: dict[str, Viseme] = {
    **dict.fromkeys(("a", "aː"), _vowel(0.98, 0.25)),
    **dict.fromkeys(("ɑ", "ɑː"), _vowel(0.96, 0.05, 0.05)),
    "ɶ": _vowel(0.85, 0.0, 0.3),
    "æ": _vowel(0.88, 0.5),
    "ɐ": _vowel(0.78, 0.2),
    "ʌ": _vowel(0.76, 0.12),
    "ɒ": _vowel(0.8, 0.0, 0.35),
    "ɛ": _vowel(0.64, 0.55),
    "ɞ": _vowel(0.55, 0.0, 0.3),
    "e": _vowel(0.5, 0.7),
    "ə": Viseme(0.44, 0.15, jaw_weight=0.7, lip_weight=0.4),
    "ɚ": Viseme(0.4, 0.0, 0.3, jaw_weight=0.7, lip_weight=0.5),
    "ɘ": _vowel(0.42, 0.25),
    "ɵ": _vowel(0.4, 0.0, 0.6),
    "ɜ": _vowel(0.52, 0.1, 0.12),
    "ɝ": _vowel(0.45, 0.0, 0.35),
    "ɔ": _vowel(0.7, 0.0, 0.6),
    "o": _vowel(0.52, 0.0, 0.85),
    "œ": _vowel(0.58, 0.05, 0.55),
    "ø": _vowel(0.44, 0.0, 0.8),
    "ɤ": _vowel(0.44, 0.2),
    "ɪ": _vowel(0.34, 0.6),
    **dict.fromkeys(("ɨ", "ᵻ", "ᵊ"), _vowel(0.3, 0.45)),
    "i": _vowel(0.26, 0.92),
    "ɯ": _vowel(0.28, 0.4, 0.1),
    "ʊ": _vowel(0.32, 0.0, 0.75),
    "ʉ": _vowel(0.24, 0.0, 0.85),
    "ʏ": _vowel(0.28, 0.0, 0.8),
    "u": _vowel(0.2, 0.0, 1.0),
    "y": _vowel(0.2, 0.0, 0.95),
    **dict.fromkeys(("m", "b", "p", "ɓ", "ʙ"), _CLOSED),
    **dict.fromkeys(("β", "ɸ"), Viseme(0.06, 0.2, 0.15, 0.2, jaw_weight=0.9, lip_weight=0.6)),
    **dict.fromkeys(("f", "v", "ʋ", "ɱ", "pf", "ⱱ"), _BITE),
    **dict.fromkeys(("θ", "ð"), Viseme(0.2, 0.25, tongue=1.0, jaw_weight=0.8, lip_weight=0.5)),
    **dict.fromkeys(("t", "d", "n", "ʈ", "ɖ", "ɳ", "ɗ"), _TONGUE_TIP),
    **dict.fromkeys(
        ("l", "ɫ", "ɭ", "ɬ", "ɮ", "ɺ"),
        Viseme(0.32, 0.25, tongue=0.9, jaw_weight=0.55, lip_weight=0.25),
    ),
    **dict.fromkeys(("s", "z", "ts", "dz", "ʂ", "ʐ"), _HISS),
    **dict.fromkeys(("ʃ", "ʒ", "tʃ", "dʒ", "ʧ", "ʤ", "ʦ", "ʣ"), _HUSH),
    **dict.fromkeys(("ɕ", "ʑ", "tɕ", "dʑ", "ʨ", "ʥ"), _PALATAL),
    **dict.fromkeys(("ç", "ʝ", "c", "ɟ", "ɲ", "ʎ"), Viseme(0.22, 0.5, jaw_weight=0.6)),
    **dict.fromkeys(("ɹ", "ɻ"), Viseme(0.24, 0.0, 0.5, tongue=0.2, jaw_weight=0.6)),
    **dict.fromkeys(("r", "ɾ", "ɽ"), _RHOTIC),
    **dict.fromkeys(("ʁ", "ʀ", "χ", "x", "ɣ", "k", "ɡ", "g", "ŋ", "ʟ", "q", "ɢ", "ɴ", "ɠ"), _VELAR),
    **dict.fromkeys(("h", "ɦ", "ʔ", "ħ", "ʕ", "ʜ", "ʢ"), _THROAT),
    "j": Viseme(0.24, 0.75, jaw_weight=0.7, lip_weight=0.6),
    "ɥ": Viseme(0.16, 0.0, 0.95, jaw_weight=0.9, lip_weight=0.95),
    "w": Viseme(0.13, 0.0, 1.0, jaw_weight=0.95, lip_weight=1.0),
    "ʍ": Viseme(0.13, 0.0, 1.0, jaw_weight=0.95, lip_weight=1.0),
    "ɰ": Viseme(0.26, 0.2, jaw_weight=0.5),
}
"""Per base IPA symbol. A symbol that is not here is read as its first letter, then as velar."""

UNKNOWN = _VELAR


def viseme_of(ipa: str) -> Viseme:
    """The viseme of a symbol; marks of length, aspiration and tone do not change it."""
    return VISEMES.get(ipa) or VISEMES.get(ipa[:2]) or VISEMES.get(ipa[:1]) or UNKNOWN
