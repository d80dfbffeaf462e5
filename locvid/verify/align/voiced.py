"""Where there is a voice within a span, and parts of speech cut to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from locvid.phonetics.inventory import PLOSIVES
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone, AlignedWord

HOP = 160
"""Samples from one frame of ``speech`` to the next (10 ms)."""

_KEPT_PAUSE, _KEPT_CLOSURE = 2, 8
_LEAST_SPEECH_S = 0.06
_EDGE_S = 0.1
_Part = TypeVar("_Part", AlignedPhone, AlignedWord)


def tight_span(speech: NDArray[np.bool_], span: tuple[int, int]) -> tuple[int, int] | None:
    """``span`` from a little before the first voice to a little after the last one.

    ``speech`` is one value per HOP from the start of ``span``. None where no voice lasts 60 ms.
    """
    voiced = np.flatnonzero(speech)
    if len(voiced) * HOP < _LEAST_SPEECH_S * ALIGN_RATE:
        return None
    start, end = span
    edge = round(_EDGE_S * ALIGN_RATE)
    return (
        max(start, start + int(voiced[0]) * HOP - edge),
        min(end, start + int(voiced[-1] + 1) * HOP + edge),
    )


def cut_to_voice(
    parts: Sequence[_Part], speech: NDArray[np.bool_], start: int
) -> tuple[_Part, ...]:
    """Phones or words cut to where there is a voice: an aligner lets the first and the last one of
    a phrase reach into the pause. A plosive keeps the silence of its closure.
    """
    cut = []
    for part in parts:
        first, last = (round((at - start) / HOP) for at in (part.start, part.end))
        voiced = np.flatnonzero(speech[first:last])
        if len(voiced) == 0:
            cut.append(part)
            continue
        plosive = isinstance(part, AlignedPhone) and part.ipa in PLOSIVES
        early = max(int(voiced[0]) - (_KEPT_CLOSURE if plosive else _KEPT_PAUSE), 0)
        late = max(last - first - 1 - int(voiced[-1]) - _KEPT_PAUSE, 0)
        cut.append(replace(part, start=part.start + early * HOP, end=part.end - late * HOP))
    return tuple(cut)


def words_of(
    words: Sequence[tuple[str, Sequence[AlignedPhone]]],
) -> tuple[AlignedWord, ...]:
    """Each word from its first phone to its last; one without phones where its neighbour ends."""
    timed: list[AlignedWord] = []
    for text, phones in words:
        before = timed[-1].end if timed else (phones[0].start if phones else 0)
        start, end = (phones[0].start, phones[-1].end) if phones else (before, before)
        timed.append(AlignedWord(text, start, end))
    return tuple(timed)
