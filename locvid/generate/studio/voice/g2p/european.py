"""Languages that espeak-ng reads, written as the model was taught them.

The table follows misaki's ``EspeakG2P`` (Apache-2.0), which made the training texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from locvid.generate.studio.voice.g2p.base import Clause
from locvid.generate.studio.voice.g2p.words import place_words
from locvid.generate.studio.voice.g2p.written import written_clauses
from locvid.phonetics.espeak import phonemes_of_each

TIE = "\u0361"

LIGATURES = {
    f"a{TIE}ɪ": "I", f"a{TIE}ʊ": "W", f"d{TIE}z": "ʣ", f"d{TIE}ʒ": "ʤ", f"e{TIE}ɪ": "A",
    f"o{TIE}ʊ": "O", f"ə{TIE}ʊ": "Q", f"s{TIE}s": "S", f"t{TIE}s": "ʦ", f"t{TIE}ʃ": "ʧ",
    f"ɔ{TIE}ɪ": "Y",
}  # fmt: skip
"""Pairs that are one symbol of the model."""


class EspeakReader:
    """Reads with an espeak-ng voice."""

    def __init__(self, voice: str) -> None:
        self._voice = voice

    def __call__(self, text: str) -> tuple[Clause, ...]:
        """Read a line, clause by clause."""
        read = []
        for clause in written_clauses(text):
            whole, *alone = self.symbols([" ".join(clause.words), *clause.words])
            unread = tuple(
                word for word, symbols in zip(clause.words, alone, strict=True) if not symbols
            )
            words = place_words(whole, clause.words, alone) if whole else ()
            read.append(Clause(whole, words, clause.mark, unread))
        return tuple(read)

    def symbols(self, texts: Sequence[str]) -> list[str]:
        """Symbols of each text, groups between single spaces."""
        return [self.respell(_letters(ipa)) for ipa in phonemes_of_each(texts, self._voice)]

    def respell(self, ipa: str) -> str:
        """IPA of espeak-ng in the model's alphabet."""
        for pair, symbol in LIGATURES.items():
            ipa = ipa.replace(pair, symbol)
        return " ".join(ipa.replace(TIE, "").replace("-", "").split())


def _letters(ipa: str) -> str:
    """Without punctuation, and decomposed so that a nasal vowel is a letter and its tilde."""
    ipa = re.sub(r"[^\w\s\u0300-\u036fˈˌːʰʲᵝ.-]|(?<=\w)\.", "", ipa)
    return unicodedata.normalize("NFD", ipa).replace("c\u0327", "ç")
