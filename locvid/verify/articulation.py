"""What the lips should do while phones sound: a model of gestures that overlap and anticipate.

Lips are not a table read at the times of the sound. Every phone pulls at the opening with a
dominance that decays away from it, and earlier phones yield before later ones sound (Cohen &
Massaro 1993, after the gestures of Löfqvist 1990): consonants made inside the mouth leave the lips
to the vowels around them, and a vowel's opening begins in the consonant before it. What looks like
a general lead of the lips is mostly that (Schwartz & Savariaux 2014). Only where the lips
themselves make the sound are sight and sound simultaneous: see ``labials``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import gaussian_filter1d

from locvid.phonetics.inventory import SIBILANT, VELAR, VOWELS
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.curves import RATE
from locvid.verify.lips import Curve

OPENNESS: dict[str, float] = {
    **dict.fromkeys("aɑɶ", 1.0),
    **dict.fromkeys("æɐʌɒ", 0.85),
    **dict.fromkeys("ɛɜœɞɔ", 0.65),
    **dict.fromkeys("eəɘɤ", 0.48),
    **dict.fromkeys("oøɵ", 0.42),
    **dict.fromkeys("ɪʏʊ", 0.32),
    **dict.fromkeys("iɨɯ", 0.25),
    **dict.fromkeys("uyʉ", 0.18),
    **dict.fromkeys("hɦʔħʕ", 0.4),
    **dict.fromkeys("kɡŋxɣɰqɢɴχʁʀ", 0.3),
    **dict.fromkeys("lɫɭrɾɹɻɽʎɺ", 0.32),
    **dict.fromkeys("tdnʈɖɳθðɲcɟj", 0.24),
    **dict.fromkeys("szɕʑ", 0.14),
    **dict.fromkeys("ʃʒʂʐç", 0.18),
    **dict.fromkeys("wʍɥ", 0.12),
    **dict.fromkeys("fvʋɱ", 0.05),
    **dict.fromkeys("βɸ", 0.06),
    **dict.fromkeys("pbmʙ", 0.0),
    **dict.fromkeys("ɚɝ", 0.45),
}
"""How far the lips part for a phone, open vowel = 1. Order of heights as in the IPA chart."""

_UNKNOWN = 0.3
_DOMINANCE: dict[str, float] = {
    **dict.fromkeys(VOWELS, 1.0),
    **dict.fromkeys(VELAR | frozenset("hɦʔħʕqɢɴχʁʀ"), 0.2),
    **dict.fromkeys(SIBILANT, 0.6),
    **dict.fromkeys("ʃʒʂʐɕʑ", 0.7),
    **dict.fromkeys("wʍɥ", 0.9),
    **dict.fromkeys("pbmʙɸβfvʋɱ", 1.0),
}
"""How much a phone insists on its opening: sounds of the throat and of the tongue do not."""
_OTHER_DOMINANCE = 0.35

_BEFORE_S, _AFTER_S = 0.06, 0.04
"""Decay of the dominance ahead of a phone and behind it; anticipation reaches further. On three
clips of people the offset moves by less than 10 ms for any value from 40 to 150 ms."""
_REST, _REST_DOMINANCE = 0.12, 0.02
_LIPS_S = 0.03
_REACH_S = 0.5


def expected_aperture(phones: Sequence[AlignedPhone], length: int) -> Curve:
    """How far the lips should be open: [length] at RATE, open vowel = 1, nearly shut in pauses.

    ``F = Σ D·T / Σ D`` over all phones with targets ``T`` and dominances ``D``, which are full
    within the middle half of a phone and decay exponentially around it.
    """
    wanted = np.full(length, _REST * _REST_DOMINANCE)
    weight = np.full(length, _REST_DOMINANCE)
    for phone in phones:
        start, end = phone.start / ALIGN_RATE, phone.end / ALIGN_RATE
        first = max(round((start - _REACH_S) * RATE), 0)
        last = min(round((end + _REACH_S) * RATE), length)
        away = np.arange(first, last) / RATE - (start + end) / 2
        outside = np.maximum(np.abs(away) - (end - start) / 4, 0)
        decay = np.where(away < 0, _BEFORE_S, _AFTER_S)
        dominance = np.exp(-outside / decay) * _DOMINANCE.get(phone.ipa, _OTHER_DOMINANCE)
        wanted[first:last] += dominance * OPENNESS.get(phone.ipa, _UNKNOWN)
        weight[first:last] += dominance
    return np.asarray(gaussian_filter1d(wanted / weight, _LIPS_S * RATE))
