"""What a forced aligner is: sound and its words in, phone and word times out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from locvid.model.availability import Availability
from locvid.model.locale import Locale
from locvid.model.take import Samples

ALIGN_RATE = 16_000
"""Hz; every aligner takes mono float32 at this rate, and its positions count at it."""


@dataclass(frozen=True, slots=True)
class AlignedPhone:
    """A phone found in the sound; ``ipa`` is a base symbol of ``phonetics.inventory``."""

    ipa: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A word found in the sound."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """``score`` is 0…1, higher is a better fit of text and sound; positions as in ALIGN_RATE."""

    phones: tuple[AlignedPhone, ...]
    words: tuple[AlignedWord, ...]
    score: float
    backend: str
    version: str


class Aligner(Protocol):
    """Finds where the words of a text are in a sound."""

    name: str
    version: str

    def available(self) -> Availability:
        """Say whether it can run here, without loading a model."""
        ...

    def align(
        self, samples: Samples, text: str, locale: Locale, span: tuple[int, int] | None = None
    ) -> Alignment:
        """Align ``text`` within ``span`` (samples; None is the whole sound)."""
        ...
