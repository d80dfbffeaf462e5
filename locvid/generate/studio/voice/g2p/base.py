"""What reading a text yields: clauses of symbols in which every written word has its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from locvid.generate.studio.voice.g2p.written import SENTENCE_MARKS


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A written word and its part ``[start, end)`` of the clause's symbols."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Words up to a punctuation mark.

    ``symbols`` are letters of the model's alphabet with stress and spaces, without ``mark``,
    which is one of ``, ; : — . ! ? …`` or empty at the end of an unpunctuated text.
    ``unread`` are written words that gave no sound at all.
    """

    symbols: str
    words: tuple[ReadWord, ...]
    mark: str
    unread: tuple[str, ...] = ()

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence's pause follows rather than a comma's."""
        return self.mark in SENTENCE_MARKS


class TextReader(Protocol):
    """Reads one language."""

    def __call__(self, text: str) -> tuple[Clause, ...]:
        """Read a line of any length."""
        ...
