"""How long a line takes to say, from its spelling, the timing of its language and its pauses.

No voice is asked: a script of thousands of lines is planned in a moment. ``make bench-fit`` says
how far that is from what the studio then speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from locvid.model.locale import Locale, Market
from locvid.model.performance import DurationRange, SpokenLine
from locvid.model.screen import ShownText
from locvid.phonetics import syllables, turns
from locvid.presets.timing import Timing
from locvid.typeset.columns import normalised, width
from locvid.typeset.reading import columns_per_second

BREATH_S = 0.35
"""Before the first word."""

EDGES_S = 0.85
"""A breath before the first word and a look after the last one, together."""

# A break counts where words follow: the end of the text is no pause. Marks of Latin, Greek,
# Arabic, Devanagari, Armenian, Ethiopic and East Asian writing; "3.5" and "1,000" have no break.
# The voices pause so (``written_clauses``): a colon and a dash are commas, a hyphen is none.
# Each begins with one set of all its marks: a text without them is gone through four times as fast.
_SENTENCE_BREAK = re.compile(
    r"[.!?…؟۔।。！？։።](?:"
    r"(?<=[.!?…؟۔।])[.!?…؟۔।]*[\"'»”’)\]]*\s+|(?<=[。！？])[。！？]*[」』）]?\s*|(?<=[։።])\s+"
    r")(?=\S)"
)
_COMMA_BREAK = re.compile(
    r"[,;:،؛፣、，；：—–-](?:"
    r"(?<=[,;:،؛፣])\s+|(?<=[、，；：])\s*|(?<=[—–])(?<!^.)(?<![,;:.!?…]\s.)(?!\d)\s*|(?<=-)-+\s*"
    r")(?=\S)"
)

_STRESSES = {"none": (0, 0), "every-phrase": (1, 1), "first-word": (1, 0), "sentence-final": (1, 0)}
"""Emphasised words for each sentence, and for each further phrase in it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Seconds of one line: ``speech_s`` at the natural pace, ``pauses_s`` of the market.

    ``laughter_s`` takes its time at any pace.
    """

    speech_s: float
    pauses_s: float
    syllables: int
    laughter_s: float = 0.0

    def at(self, rate: float, pause_scale: float) -> float:
        """Seconds at ``rate`` times the pace, with pauses ``pause_scale`` times as long."""
        return self.speech_s / rate + self.pauses_s * pause_scale + self.laughter_s


def spoken(
    text: str,
    locale: Locale,
    market: Market,
    timing: Timing | None = None,
    voice: str = "",
    emphasis: str = "sentence-final",
    said: str = "",
) -> Spoken:
    """Length of ``text``; without ``timing`` by syllables at the market's pace.

    ``voice`` is the name of a voice preset; ``said`` is ``text`` with its marks, where it has some.
    """
    count = syllables.count_said(said, locale) if said else syllables.count(text, locale)
    sentences = len(_SENTENCE_BREAK.findall(text))
    commas = len(_COMMA_BREAK.findall(text))
    pauses_s = sentences * market.sentence_pause_s + commas * market.comma_pause_s
    if timing is None:
        return Spoken(count / market.syllables_per_second, pauses_s, count)
    of_sentence, of_phrase = _STRESSES[emphasis]
    stresses = of_sentence * (sentences + 1) + of_phrase * commas
    words_ms = _words_ms(text, timing) + count * timing.syllable_ms + stresses * timing.stress_ms
    speech_ms = words_ms * timing.voices.get(voice, 1.0) + timing.line_ms
    return Spoken(max(speech_ms, _LEAST_MS) / 1000, pauses_s, count)


def phrases(text: str, market: Market) -> list[tuple[str, float]]:
    """The pieces of ``text`` between its pauses, each with the seconds of the pause after it."""
    sentence_ends = {match.end() for match in _SENTENCE_BREAK.finditer(text)}
    comma_ends = {match.end() for match in _COMMA_BREAK.finditer(text)} - sentence_ends
    found, since = [], 0
    for end in sorted(sentence_ends | comma_ends):
        pause_s = market.sentence_pause_s if end in sentence_ends else market.comma_pause_s
        found.append((text[since:end], pause_s))
        since = end
    return [*found, (text[since:], 0.0)]


def estimate(
    lines: Sequence[SpokenLine], locale: Locale, market: Market, timing: Timing | None = None
) -> DurationRange:
    """Seconds of a shot in which ``lines`` follow each other, in no particular voice.

    The market's pace band stretches speech, not pauses: the maximum is at its slow end.
    """
    speech_s, pauses_s = 0.0, EDGES_S
    before_s = 0.0
    for number, line in enumerate(lines):
        length = spoken(line.text, locale, market, timing, emphasis=line.emphasis, said=line.marked)
        speech_s += length.speech_s / line.rate
        pauses_s += length.pauses_s * line.pause_scale
        if line.overlap is not None:
            pauses_s -= overlap_s(lines[number - 1], line, before_s)
        elif number:
            pauses_s += gap_s(lines[number - 1], line, market)
        before_s = length.at(line.rate, line.pause_scale)
    slow, fast = market.pace_band
    return DurationRange(
        minimum_s=round(speech_s / fast + pauses_s, 2),
        natural_s=round(speech_s + pauses_s, 2),
        maximum_s=round(speech_s / slow + pauses_s, 2),
    )


def gap_s(before: SpokenLine, after: SpokenLine, market: Market, pauses: float = 1.0) -> float:
    """Seconds between two lines of a shot whose pauses are ``pauses`` times as long."""
    scale = pauses * (before.pause_scale + after.pause_scale) / 2
    if before.speaker == after.speaker:
        return turns.gap_s(market.sentence_pause_s, scale)
    return turns.answer_gap_s(market.answer_pause_s, scale) - turns.EDGES_S


def overlap_s(before: SpokenLine, after: SpokenLine, before_s: float) -> float:
    """Seconds that both are heard, where ``after`` breaks into ``before``, which takes that long.

    0 where it waits for its turn. Words count as equally long: no voice has been asked yet.
    """
    overlap = after.overlap
    if overlap is None:
        return 0.0
    words = max(len(before.text.split()), 1)
    share = min((overlap.word - 1) / words, 0.95) if overlap.word else overlap.share
    return before_s - turns.begins_s(share, overlap.lead_s, before_s)


def seen_s(texts: Sequence[ShownText], locale: Locale) -> float:
    """Seconds of a shot without speech: until each of its ``texts`` is read, and gone again."""
    return max([_SILENT_S, *(_until_read_s(text, locale) for text in texts)])


_SILENT_S = 3.0
"""The shortest of such shots where the script says nothing: a title that comes and goes."""


def _until_read_s(text: ShownText, locale: Locale) -> float:
    opens, closes = text.opens, text.closes
    if not closes.from_end:
        return closes.seconds
    reading_s = width(normalised(text.text)) / columns_per_second(locale.language)
    return (0.0 if opens.from_end else opens.seconds) + reading_s - closes.seconds


_LEAST_MS = 150.0
_FIGURE_MS = 300.0
"""A figure that nobody wrote out in words; most have two syllables."""


def _words_ms(text: str, timing: Timing) -> float:
    if not timing.letters_ms:
        return len(text.split()) * timing.word_ms
    return sum([_word_ms(word, timing) for word in text.lower().split()])


@lru_cache(maxsize=1 << 15)
def _word_ms(word: str, timing: Timing) -> float:
    letters, total, last = timing.letters_ms, 0.0, ""
    for char in word:
        if char.isdigit() and char not in letters:
            total += _FIGURE_MS
        elif char in letters or char.isalpha():
            total += letters.get(char, timing.usual_letter_ms)
            last = char
    return total + (timing.word_ms + timing.last_letter_ms.get(last, 0.0) if last else 0.0)
