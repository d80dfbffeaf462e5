"""What a voice engine is: text in, sound with exact phone times out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from locvid.model.availability import Availability
from locvid.model.locale import Locale, Market
from locvid.model.performance import SpokenLine
from locvid.model.take import Samples


@dataclass(frozen=True, slots=True)
class SpokenPhone:
    """A phone as spoken: samples at 48 kHz from the utterance's start; ``word`` counts from 0."""

    ipa: str
    start: int
    end: int
    stress: int
    word: int


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A written word and when it sounds; ``emphasised`` by the delivery's wish."""

    text: str
    start: int
    end: int
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class SpokenLaugh:
    """A bout of laughter and its ``calls``, each from its first to its last sample."""

    name: str
    start: int
    end: int
    calls: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A spoken line: mono float32 at 48 kHz, with its phones and words.

    ``voice`` is the engine's voice that spoke; ``borrowed`` is true where it was made for another
    language. ``unspoken`` lists symbols that the voice could not say and left out.
    ``laughs`` are where the speaker laughs.
    """

    samples: Samples
    phones: tuple[SpokenPhone, ...]
    words: tuple[SpokenWord, ...]
    engine: str
    voice: str
    borrowed: bool
    unspoken: tuple[str, ...] = ()
    laughs: tuple[SpokenLaugh, ...] = ()


class VoiceEngine(Protocol):
    """Speaks lines. The same line, voice and version give the same samples."""

    name: str
    version: str

    def available(self) -> Availability:
        """Say whether it can speak here, without loading a model."""
        ...

    def speaks(self, language: str) -> bool:
        """Whether this engine has a voice, own or borrowed, for an ISO 639 language."""
        ...

    def speak(
        self, line: SpokenLine, locale: Locale, market: Market, voice: Mapping[str, object]
    ) -> Utterance:
        """Speak ``line``; ``voice`` is the content of a preset in ``presets/voices``."""
        ...
