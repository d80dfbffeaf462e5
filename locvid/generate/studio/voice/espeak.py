"""espeak-ng as a voice, for every language that Kokoro does not speak."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.generate.studio.voice.base import Utterance
from locvid.model.availability import Availability
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale, Market
from locvid.model.performance import SpokenLine
from locvid.phonetics.espeak import available, synthesize


class EspeakVoices:
    """Formant synthesis with exact times: plain in sound, but there for 100+ languages."""

    name = "espeak"
    version = "1.52/1"

    def available(self) -> Availability:
        """Whether the library is installed."""
        return available()

    def speaks(self, language: str) -> bool:
        """Whether espeak-ng has a voice for ``language``."""
        try:
            synthesize("", language)
        except InvalidInput:
            return False
        return True

    def speak(
        self, line: SpokenLine, locale: Locale, market: Market, voice: Mapping[str, object]
    ) -> Utterance:
        """Speak ``line``; raises InvalidInput where nothing in it can be said."""
        from locvid.generate.studio.voice.espeak_speaking import speak

        return speak(self.name, line, locale, market, voice)
