"""Text to the symbols of the Kokoro voices, one file per way of reading."""

from __future__ import annotations

from functools import cache

from locvid.generate.studio.voice.g2p.base import Clause, TextReader
from locvid.model.locale import Locale
from locvid.phonetics.pieces import pieces, voice_of

ESPEAK_VOICES = {
    "fr": "fr-fr", "es": "es", "it": "it", "pt": "pt-br", "hi": "hi",
    "de": "de", "nl": "nl", "pl": "pl", "ru": "ru",
}  # fmt: skip
"""Languages read by espeak-ng, with the espeak voice that the model was trained on or fits."""

LANGUAGES = frozenset(ESPEAK_VOICES) | {"en", "ja", "zh"}


def clauses(said: str, locale: Locale) -> tuple[Clause, ...]:
    """``said`` clause by clause in Kokoro symbols; ``locale.language`` is one of ``LANGUAGES``.

    Its marks (``locvid.phonetics.pieces``) may be of any language that espeak-ng reads.
    """
    parts = pieces(said)
    if all(part.is_plain for part in parts):
        return _reader(locale.language, locale.territory)("".join(part.text for part in parts))
    from locvid.generate.studio.voice.g2p.mixed import mixed_clauses

    def reader_of(tag: str) -> TextReader:
        language, _, territory = (tag or f"{locale.language}-{locale.territory}").partition("-")
        return _reader(language, territory)

    return tuple(mixed_clauses(parts, reader_of))


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

    return EspeakReader(ESPEAK_VOICES.get(language) or voice_of(language))
