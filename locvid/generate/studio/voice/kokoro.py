"""The default voices: Kokoro-82M. What they can is told without loading what speaks."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.generate.studio.voice import g2p
from locvid.generate.studio.voice.base import Utterance
from locvid.generate.studio.voice.kokoro_packages import HINT, missing_packages
from locvid.model.availability import READY, Availability
from locvid.model.locale import Locale, Market
from locvid.model.performance import SpokenLine


class KokoroVoices:
    """Speaks nine languages with their own voices and four with borrowed ones."""

    name = "kokoro"
    version = "82M-v1.0-int8/1"

    def available(self) -> Availability:
        """Whether the model's packages are installed."""
        missing = missing_packages()
        if missing:
            return Availability(False, f"not installed: {', '.join(missing)}", HINT)
        return READY

    def speaks(self, language: str) -> bool:
        """Whether the model can read ``language``, with its own or a borrowed voice."""
        return language in g2p.LANGUAGES

    def speak(
        self, line: SpokenLine, locale: Locale, market: Market, voice: Mapping[str, object]
    ) -> Utterance:
        """Speak ``line``; raises InvalidInput where nothing in it can be said."""
        from locvid.generate.studio.voice.kokoro_speaking import speak

        return speak(self.name, line, locale, market, voice)
