"""Cuts a written line into words and clauses, for scripts that put spaces between words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MARKS = {
    ",": ",", "،": ",", "、": ",", "，": ",", ";": ";", "؛": ";", "；": ";", ":": ":", "：": ":",
    "—": "—", "–": "—", ".": ".", "。": ".", "।": ".", "॥": ".", "!": "!", "！": "!",
    "?": "?", "？": "?", "؟": "?", "…": "…",
}  # fmt: skip
"""Punctuation that is heard, as the model writes it."""

_READ_ALOUD = "%&@#§*"
"""Punctuation by Unicode, but words when read."""

MOST_WORDS = 40
"""A clause without punctuation is given a breath after this many words."""

SENTENCE_MARKS = (".", "!", "?", "…")

_ABBREVIATION = re.compile(
    r"(?:(?:\w\.)+|(?:dr|mr|mrs|ms|prof|st|sr|sra|srta|mme|mlle|vs|nr|ca|bzw|ggf|evtl|ing)\.)",
    re.IGNORECASE,
)


_ONLY_BEFORE_FIGURES = ("no.",)
"""Abbreviations that are words elsewhere: "No. 5", but "No. I will stay."."""


@dataclass(frozen=True, slots=True)
class WrittenClause:
    """Words with no punctuation around them, and the mark that follows (empty at the end)."""

    words: tuple[str, ...]
    mark: str

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence's pause follows rather than a comma's."""
        return self.mark in SENTENCE_MARKS


def written_clauses(text: str) -> list[WrittenClause]:
    """Clauses of ``text`` in order; a clause has at least one word."""
    clauses: list[WrittenClause] = []
    words: list[str] = []
    tokens = re.sub(r"\s*(?:--+|[—–](?=\D))\s*", " — ", text.replace("...", "…")).split()
    for index, token in enumerate(tokens):
        core, trailing = _strip_punctuation(token)
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if _is_abbreviated(token.lstrip("(«„“\"'"), following):
            core, trailing = core + ".", ""
        if core:
            words.append(core)
        mark = next((MARKS[sign] for sign in trailing if sign in MARKS), "")
        if not mark and len(words) == MOST_WORDS and index + 1 < len(tokens):
            mark = ","
        if mark and words:
            clauses.append(WrittenClause(tuple(words), mark))
            words = []
    if words:
        clauses.append(WrittenClause(tuple(words), ""))
    return clauses


def _is_abbreviated(token: str, following: str) -> bool:
    """Whether the full stop of ``token`` ends no sentence; the last one of a text always does."""
    if token.lower() in _ONLY_BEFORE_FIGURES:
        return following[:1].isdigit()
    return bool(following) and _ABBREVIATION.fullmatch(token) is not None


def leading_mark(text: str) -> str:
    """The mark that ``text`` begins with, which ends what came before it; empty without one."""
    leading = _LEADING.match(text)
    return next((MARKS[sign] for sign in (leading[0] if leading else "") if sign in MARKS), "")


_LEADING = re.compile(r"\s*[^\w\s]*")


def _strip_punctuation(token: str) -> tuple[str, str]:
    """The token without punctuation around it, and the punctuation that followed."""
    core = token
    while core and _is_punctuation(core[0]):
        core = core[1:]
    end = len(core)
    while end and _is_punctuation(core[end - 1]):
        end -= 1
    return core[:end], (core[end:] if end else token)


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign).startswith("P") and sign not in _READ_ALOUD
