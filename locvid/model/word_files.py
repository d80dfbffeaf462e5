"""The files of words that a project names for all of its scripts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WordFiles:
    """The glossary and the lexicon of scripts that name none; None where there is none either."""

    glossary: Path | None = None
    lexicon: Path | None = None


NONE_NAMED = WordFiles()
