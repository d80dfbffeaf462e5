"""Did the voice say the line? A recogniser reads the film, and its reading is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from locvid.model.errors import MissingDependency
from locvid.model.verdict import Check
from locvid.phonetics.pieces import plain
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.checks.base import Observed, graded
from locvid.verify.recognise.base import Recogniser
from locvid.verify.recognise.compare import Comparison, compare

WORDS = "words"
_SHOWN = 5
_LONGEST_S = 28.0
"""Whisper reads half a minute at a time; longer stretches it cuts where it likes."""


def check_words(film: Observed, recogniser: Recogniser) -> tuple[Check, dict[str, Any]]:
    """Warns of words that are read otherwise, fails where hardly any are read as they should be.

    Also gives what was read and every difference. Raises MissingDependency for a language that
    the recogniser does not know.
    """
    language = film.locale.language
    if not recogniser.knows(language):
        raise MissingDependency(f"the recogniser {recogniser.name} does not know '{language}'")
    heard = " ".join(
        recogniser.read(film.samples[first:last], language) for first, last in _stretches(film)
    )
    result = compare(" ".join(map(plain, film.texts)), heard, language)
    doubtful, refused = film.demands.limits.misread
    rate = result.character_error_rate
    described = {
        "recogniser": f"{recogniser.name} {recogniser.version}",
        "heard": heard,
        "character_error_rate": round(rate, 4),
        "word_error_rate": round(result.word_error_rate, 4),
        "differing": [{"wanted": said, "heard": read} for said, read in result.differing],
    }
    return graded(WORDS, _reason(result), rate > refused, rate > doubtful), described


def _stretches(film: Observed) -> Iterator[tuple[int, int]]:
    """Samples to read at once: lines that follow one another, as many as fit."""
    run: tuple[int, int] | None = None
    for line in film.heard:
        first, last = line.span
        if run is not None and last - run[0] <= _LONGEST_S * ALIGN_RATE:
            run = (run[0], max(run[1], last))
            continue
        if run is not None:
            yield run
        run = (max(first, run[1]) if run is not None else first, last)
    if run is not None:
        yield run


def _reason(result: Comparison) -> str:
    if not result.differing:
        return "every word is read as it should be"
    shown = ", ".join(_pair(said, read) for said, read in result.differing[:_SHOWN])
    more = len(result.differing) - _SHOWN
    return (
        f"{result.character_error_rate:.1%} of the characters and {result.word_error_rate:.1%} of "
        f"the words are read otherwise: {shown}" + (f" and {more} more" if more > 0 else "")
    )


def _pair(said: str, read: str) -> str:
    if not said:
        return f"'{read}' too much"
    return f"'{read}' for '{said}'" if read else f"no '{said}'"
