"""Text to the symbols of the Kokoro voices, one file per way of reading."""

from __future__ import annotations

from functools import cache

from locvid.generate.studio.voice.g2p.base import Clause, TextReader
from locvid.model.locale import Locale

ESPEAK_VOICES = {
    "fr": "fr-fr", "es": "es", "it": "it", "pt": "pt-br", "hi": "hi",
    "de": "de", "nl": "nl", "pl": "pl", "ru": "ru",
}  # fmt: skip
"""Languages read by espeak-ng, with the espeak voice that the model was trained on or fits."""

LANGUAGES = frozenset(ESPEAK_VOICES) | {"en", "ja", "zh"}


def clauses(text: str, locale: Locale) -> tuple[Clause, ...]:
    """``text`` clause by clause in Kokoro symbols; ``locale.language`` is one of ``LANGUAGES``."""
    return _reader(locale.language, locale.territory)(text)


@cache
def _reader(language: str, territory: str) -> TextReader:
    if language == "ja":
        from locvid.generate.studio.voice.g2p.japanese import JapaneseReader

        return JapaneseReader()
    if language == "zh":
        from locvid.generate.studio.voice.g2p.chinese import ChineseReader

        return ChineseReader()
    if language == "en":
        from locvid.generate.studio.voice.g2p.english import EnglishReader

        return EnglishReader(british=territory not in ("US", "CA", "PH", ""))
    from locvid.generate.studio.voice.g2p.european import EspeakReader

    return EspeakReader(ESPEAK_VOICES[language])
