"""Where a line breaks into another, and what that does to the voice that is interrupted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from locvid.generate.studio.timeline.placed import PlacedLine
from locvid.generate.studio.voice.base import Utterance
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import Overlap, SpokenLine
from locvid.model.take import Samples
from locvid.phonetics.turns import begins_s

_DASHES, _DOTS = ("-", "–", "—", "―"), ("…", "...")
"""How scripts write that somebody is cut off, and that they trail off."""
_QUOTES = "\"'»”’)]』」"
_YIELDING_S = 0.12
_CUT_OFF_S = 0.04
_LONGEST_LAST_PHONE_S = 0.15
"""Voices draw out the end of a sentence; nobody does whose word is cut off."""
_TRAILING_S, _TRAILING_DB = 0.9, 10.0


def breaks_in_at(before: PlacedLine, overlap: Overlap, utterance: Utterance, tag: str) -> int:
    """The sample at which a line begins so that its first sound falls where ``overlap`` says.

    Raises InvalidInput where the line before has no such word.
    """
    words = before.utterance.words
    until = before.sounds_until - before.start
    if overlap.word:
        if overlap.word > len(words):
            raise InvalidInput(
                f"a line breaks in at word {overlap.word}, but the line before has "
                f"{len(words)} words",
                locale=tag,
                hint="as the voice divides it: " + " | ".join(word.text for word in words),
            )
        at = words[overlap.word - 1].start
    else:
        length_s = until / SAMPLE_RATE
        at = round(begins_s(overlap.share, overlap.lead_s, length_s) * SAMPLE_RATE)
    first = utterance.phones[0].start if utterance.phones else 0
    return before.start + max(at - first, 1)


def heard(placed: PlacedLine, following: PlacedLine | None) -> Samples:
    """The sound of a line: softer from where ``following`` breaks into it.

    One whose text ends in dots dies away.
    """
    sound = placed.utterance.samples
    if following is None or following.line.overlap is None:
        return sound
    at = max(following.start - placed.start, 0)
    fall = round(_YIELDING_S * SAMPLE_RATE)
    time = np.arange(sound.size)
    lower_db = following.line.overlap.yields_db * np.clip((time - at) / fall, 0.0, 1.0)
    if _written(placed.line).endswith(_DOTS):
        last = placed.sounds_until - placed.start
        begins = last - round(_TRAILING_S * SAMPLE_RATE)
        lower_db = lower_db + _TRAILING_DB * np.clip((time - begins) / (last - begins), 0.0, 1.0)
    return np.asarray(sound * 10 ** (-lower_db / 20), np.float32)


def cut_off(line: SpokenLine, spoken: Utterance) -> Utterance:
    """``spoken`` as it sounds where ``line`` is broken off, if its text ends in a dash."""
    if not spoken.phones or not spoken.words or not _written(line).endswith(_DASHES):
        return spoken
    last = spoken.phones[-1]
    end = min(last.end, last.start + round(_LONGEST_LAST_PHONE_S * SAMPLE_RATE))
    samples = spoken.samples[:end].copy()
    fade = min(round(_CUT_OFF_S * SAMPLE_RATE), end)
    samples[end - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    word = spoken.words[-1]
    return replace(
        spoken,
        samples=samples,
        phones=(*spoken.phones[:-1], replace(last, end=end)),
        words=(*spoken.words[:-1], replace(word, end=min(word.end, end))),
    )


def _written(line: SpokenLine) -> str:
    return line.caption.rstrip(_QUOTES + " ")
