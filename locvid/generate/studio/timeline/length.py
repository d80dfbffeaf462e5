"""Sets spoken lines into the length that the script gives their shot."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.script import Length

LEAD_IN_S, TAIL_S = 0.35, 0.5
"""A breath before the first word and a look after the last one."""
_LEAST_LEAD_IN_S, _LEAST_TAIL_S = 0.15, 0.2
_HELD_BEFORE, _MOST_HELD_BEFORE_S = 0.25, 0.5
"""Of the time that is to be filled, this share is held before the first word, up to a limit."""
_MOST_FASTER = 1.12
"""How far the voice may go beyond the planned rate: nineteen of twenty plans are nearer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Samples, on whole frames: how long a shot is at least and at most; None has no limit."""

    least: int = 0
    most: int | None = None

    @classmethod
    def of(cls, length: Length, video: VideoFormat) -> Limits:
        """The limits of ``length``; a fixed one goes to the nearest frame."""
        least_s, most_s = length.minimum_s, length.maximum_s
        if least_s is not None and least_s == most_s:
            frames = max(1, round(least_s * video.fps))
            return cls(video.sample_of_frame(frames), video.sample_of_frame(frames))
        least = video.frames_covering(round((least_s or 0) * SAMPLE_RATE))
        most = None if most_s is None else video.sample_of_frame(max(1, int(most_s * video.fps)))
        return cls(video.sample_of_frame(least), most)


def edges(speech: int, limits: Limits) -> tuple[int, int]:
    """Samples before and after ``speech`` samples, so that the shot keeps to its limits.

    Where even the least edges leave too little room, these are returned.
    """
    lead, tail = _samples(LEAD_IN_S), _samples(TAIL_S)
    spare = limits.least - (lead + speech + tail)
    if spare > 0:
        before = min(round(spare * _HELD_BEFORE), _samples(_MOST_HELD_BEFORE_S))
        return lead + before, tail + spare - before
    if limits.most is None or lead + speech + tail <= limits.most:
        return lead, tail
    least_lead, least_tail = _samples(_LEAST_LEAD_IN_S), _samples(_LEAST_TAIL_S)
    room = max(0, limits.most - speech - least_lead - least_tail)
    share = (lead - least_lead) / (lead + tail - least_lead - least_tail)
    before = round(room * share)
    return least_lead + before, least_tail + room - before


def faster(speech: int, silence: int, limits: Limits, prompt: PerformancePrompt) -> float:
    """The factor on the rate with which the speech still fits; 1 where it does already.

    ``silence`` are the samples of ``speech`` between its lines. Raises InvalidInput where it is
    too far from what was planned.
    """
    if limits.most is None:
        return 1.0
    room = limits.most - _samples(_LEAST_LEAD_IN_S) - _samples(_LEAST_TAIL_S)
    if speech <= room:
        return 1.0
    factor = (speech - silence) / max(1, room - silence)
    if factor > _MOST_FASTER:
        raise InvalidInput(
            f"the shot '{prompt.shot}' is {(speech - room) / SAMPLE_RATE:.1f} s too long for its "
            f"{prompt.length.maximum_s:g} s as the voice speaks it",
            locale=prompt.locale.tag,
            hint="shorten the text, or allow the shot more length",
        )
    return factor


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
