"""English by espeak-ng, respelled as misaki does for words outside its lexicon (Apache-2.0)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from locvid.generate.studio.voice.g2p.european import TIE, EspeakReader

_BOTH = {
    "ʔˌn\u0329": "tn", "ʔn\u0329": "tn", "ʔn": "tn", "ʔ": "t", f"a{TIE}ɪ": "I", f"a{TIE}ʊ": "W",
    f"d{TIE}ʒ": "ʤ", f"e{TIE}ɪ": "A", "e": "A", f"t{TIE}ʃ": "ʧ", f"ɔ{TIE}ɪ": "Y",
    f"ə{TIE}l": "ᵊl", "ʲo": "jo", "ʲə": "jə", "ʲ": "", "ɚ": "əɹ", "r": "ɹ", "x": "k", "ç": "k",
    "ɐ": "ə", "ɬ": "l", "\u0303": "",
}  # fmt: skip
_AMERICAN = {
    f"o{TIE}ʊ": "O", f"ɜː{TIE}ɹ": "ɜɹ", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", f"ɪ{TIE}ə": "iə", "ɪə": "iə",
    "ː": "", "ɾ": "T",
}  # fmt: skip
_BRITISH = {
    f"e{TIE}ə": "ɛː", f"i{TIE}ə": "ɪə", "iə": "ɪə", f"ə{TIE}ʊ": "Q", f"o{TIE}ʊ": "Q",
}  # fmt: skip

_PRESENT_READ = re.compile(
    r"\b(to|will|can|may|must|should|would|could|might|please|let's|don't|didn't|doesn't|not)"
    r"\s+read\b",
    re.IGNORECASE,
)
"""espeak-ng takes "has to read" for the perfect tense."""


class EnglishReader(EspeakReader):
    """General American or southern British."""

    def __init__(self, british: bool) -> None:
        super().__init__("en-gb" if british else "en-us")
        longest_first = sorted(_BOTH.items(), key=lambda pair: -len(pair[0]))
        first = [pair for pair in _BRITISH.items() if british and "e" in pair[0]]
        self._table = [*first, *longest_first, *(_BRITISH if british else _AMERICAN).items()]

    def symbols(self, texts: Sequence[str]) -> list[str]:
        """Symbols of each text; "read" is in the present after an auxiliary."""
        return super().symbols([_PRESENT_READ.sub(r"\1 reed", text) for text in texts])

    def respell(self, ipa: str) -> str:
        """IPA of espeak-ng in the model's English alphabet."""
        for letters, symbol in self._table:
            ipa = ipa.replace(letters, symbol)
        ipa = re.sub(r"(\S)\u0329", r"ᵊ\1", ipa)
        return " ".join(ipa.replace(TIE, "").replace("-", "").split())
