"""Which captions will go by too fast to be read, foreseen before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from locvid.direct.duration import BREATH_S, gap_s, phrases
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.take import WordSpan
from locvid.phonetics import syllables
from locvid.typeset.columns import normalised, width
from locvid.typeset.reading import (
    caption_reading_s,
    characters,
    columns_too_many,
    missing_reading_s,
)


@dataclass(frozen=True, slots=True)
class TooFast:
    """A line whose captions are gone before they are read, in all by ``missing_s`` seconds.

    ``line`` counts from 0 in the shot. Its caption has so many ``characters``, of which
    ``readable`` can be read.
    """

    line: int
    missing_s: float
    characters: int
    readable: int


def too_fast(prompt: PerformancePrompt, profile: Profile) -> tuple[TooFast, ...]:
    """The lines of ``prompt`` whose captions will be too fast, as its fit lets expect."""
    if not _is_suspect(prompt):
        return ()
    from locvid.deliver.captions import foreseen_captions

    length = round(prompt.duration.natural_s * SAMPLE_RATE)
    texts = [line.caption for line in prompt.lines]
    words = list(_words(prompt))
    missing_s = [0.0] * len(texts)
    language = prompt.locale.language
    for cue in foreseen_captions(texts, words, length, prompt.locale, profile):
        shown_s = (cue.end - cue.start) / SAMPLE_RATE
        missing_s[cue.line] += missing_reading_s(cue.lines, shown_s, language)
    found = []
    for number, (text, missing) in enumerate(zip(texts, missing_s, strict=True)):
        if missing:
            columns = width(normalised(text))
            readable = max(2, columns - columns_too_many(missing, language))
            counts = (characters(each, language) for each in (columns, readable))
            found.append(TooFast(number, missing, *counts))
    return tuple(found)


def _is_suspect(prompt: PerformancePrompt) -> bool:
    """Whether a closer look is needed: reading some caption takes longer than saying its line.

    Captions that take no longer are slow enough one by one as well, for they need not keep to the
    word, and the shot has a breath before and a look after.
    """
    if prompt.fit is None:
        return False
    for line, own in zip(prompt.lines, prompt.fit.lines, strict=True):
        if caption_reading_s([line.caption], prompt.locale.language) > own.speech_s:
            return True
    return False


def _words(prompt: PerformancePrompt) -> Iterator[WordSpan]:
    """What is said between two pauses as one word each, where the fit lets expect it."""
    assert prompt.fit is not None
    at_s = BREATH_S
    for number, (line, own) in enumerate(zip(prompt.lines, prompt.fit.lines, strict=True)):
        if number:
            at_s += gap_s(prompt.lines[number - 1], line, prompt.market)
        pieces = [
            (piece, pause_s * line.pause_scale, max(1, syllables.count(piece, prompt.locale)))
            for piece, pause_s in phrases(line.text, prompt.market)
        ]
        spoken_s = max(0.0, own.speech_s - sum(pause_s for _, pause_s, _ in pieces))
        total = sum(count for _, _, count in pieces)
        for piece, pause_s, count in pieces:
            end_s = at_s + spoken_s * count / total
            yield WordSpan(piece, number, round(at_s * SAMPLE_RATE), round(end_s * SAMPLE_RATE))
            at_s = end_s + pause_s
