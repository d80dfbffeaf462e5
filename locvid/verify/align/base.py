"""What a forced aligner is: sound and its words in, phone and word times out."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
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
    """``score`` is 0…1, higher is a better fit of text and sound; positions as in ALIGN_RATE.

    ``least_score`` is the aligner's own measure of what the right text reaches at least: scores
    of two aligners are comparable only in units of it. Without phones nothing was found.
    """

    phones: tuple[AlignedPhone, ...]
    words: tuple[AlignedWord, ...]
    score: float
    backend: str
    version: str
    least_score: float = 0.0


class Aligner(Protocol):
    """Finds where the words of a text are in a sound."""

    name: str

    @property
    def version(self) -> str:
        """Changes whenever the same sound may give other times."""
        ...

    def available(self) -> Availability:
        """Say whether it can run here, without loading a model."""
        ...

    def align(
        self, samples: Samples, text: str, locale: Locale, span: tuple[int, int] | None = None
    ) -> Alignment:
        """Align ``text`` within ``span`` (samples; None is the whole sound).

        Where there is no voice, or no way to put the text on it, nothing is found: no phones, no
        words, score 0. Raises InvalidInput where there is nothing to say or the language is not
        known, MissingDependency where the model for it is not here.
        """
        ...


def nothing_found(aligner: Aligner, least_score: float) -> Alignment:
    """The alignment of a sound that holds no voice or another text entirely."""
    return Alignment((), (), 0.0, aligner.name, aligner.version, least_score)


def version_of(package: str) -> str:
    """The version of an aligner that is a package of its own."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
