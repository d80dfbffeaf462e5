"""Finds where in a film each line is spoken: a coarse warp of all lines at once over all sound."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.dtw import warp
from locvid.verify.align.reference import NATURAL_RATE, joined, speak
from locvid.verify.align.target import listen

_HOP = 320
_MARGIN_S = 0.25
_BAND_S = 30.0
_REACH_S = 0.3
_OF_THE_REST = 0.6
"""How far lines that overlap are looked for beyond the border between them, and its margin; the
second also in this share of what they overlap by beyond that. More, and the aligner loses itself
in the other's words."""


def find_spans(samples: Samples, texts: Sequence[str], locale: Locale) -> list[tuple[int, int]]:
    """First and last sample (ALIGN_RATE) of each text, in the order they are spoken.

    Spans carry a margin of a quarter second where the neighbours leave room, never overlap by
    more than the margin, and cover nothing twice. Time grows with the length of the sound.
    """
    target = listen(samples, _HOP)
    natural = [speak(text, locale, _HOP) for text in texts]
    spoken_s = max(target.speech.sum() * _HOP / ALIGN_RATE, 0.1)
    rate = NATURAL_RATE * sum(reference.seconds for reference in natural) / spoken_s
    references = [speak(text, locale, _HOP, rate) for text in texts]
    features, pause, owner = joined(references)
    band = round(_BAND_S * ALIGN_RATE / _HOP)
    path = warp(features, pause, target.features, target.pause_cost, band)
    spans = []
    for number in range(len(texts)):
        spoken = np.flatnonzero((owner == number) & ~pause)
        first, last = path.first[spoken[0]] * _HOP, (path.last[spoken[-1]] + 1) * _HOP
        margin = round(_MARGIN_S * ALIGN_RATE)
        spans.append((max(int(first) - margin, 0), min(int(last) + margin, len(samples))))
    return spans


def reaching_over(
    spans: Sequence[tuple[int, int]], overlaps_s: Sequence[float]
) -> list[tuple[int, int]]:
    """``spans`` of lines that break into the one before, and of those, reach into each other.

    One path through all lines gives every moment to one of them, and where two are heard mostly to
    the first: the aligner must look on both sides of the border.
    """
    wider = list(spans)
    for number, overlap_s in enumerate(overlaps_s):
        if not (overlap_s and number):
            continue
        (first, end), (start, last) = wider[number - 1], wider[number]
        ahead = _REACH_S + _OF_THE_REST * max(overlap_s - _REACH_S, 0.0)
        wider[number - 1] = (first, max(end, min(end + round(_REACH_S * ALIGN_RATE), last)))
        wider[number] = (min(start, max(start - round(ahead * ALIGN_RATE), first)), last)
    return wider
