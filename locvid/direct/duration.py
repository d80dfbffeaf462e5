"""Estimates how long a shot lasts, from syllables, the market's pace and its pauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from locvid.model.locale import Locale, Market
from locvid.model.performance import DurationRange, SpokenLine
from locvid.phonetics import syllables

# A break counts where words follow: the end of the text is no pause. Marks of Latin, Greek,
# Arabic, Devanagari, Armenian, Ethiopic and East Asian writing; "3.5" and "1,000" have no break.
_SENTENCE_BREAK = re.compile(r"(?:[.!?…؟۔।]+[\"'»”’)\]]*\s+|[。！？]+[」』）]?\s*|[:։።]\s+)(?=\S)")
_COMMA_BREAK = re.compile(r"(?:[,;،؛፣]\s+|\s[–—-]\s|[、，；：]\s*)(?=\S)")


EDGES_S = 0.85
"""A breath before the first word and a look after the last one, together."""


def estimate(lines: Sequence[SpokenLine], locale: Locale, market: Market) -> DurationRange:
    """Seconds of a shot in which ``lines`` follow each other with a sentence's pause between.

    The market's pace band stretches speech, not pauses: the maximum is at its slow end.
    """
    speech_s = 0.0
    pauses_s = EDGES_S
    for number, line in enumerate(lines):
        nuclei = syllables.count_said(line.said, locale)
        speech_s += nuclei / (market.syllables_per_second * line.rate)
        sentences = len(_SENTENCE_BREAK.findall(line.text)) + (number > 0)
        commas = len(_COMMA_BREAK.findall(line.text))
        pauses_s += line.pause_scale * (
            sentences * market.sentence_pause_s + commas * market.comma_pause_s
        )
    slow, fast = market.pace_band
    return DurationRange(
        minimum_s=round(speech_s / fast + pauses_s, 2),
        natural_s=round(speech_s + pauses_s, 2),
        maximum_s=round(speech_s / slow + pauses_s, 2),
    )
