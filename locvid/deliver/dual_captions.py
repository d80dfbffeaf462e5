"""Captions of two who speak at once: the end of one line and the beginning of the next, together.

A line each, marked with a hyphen, is how captioners show it (Netflix English Timed Text Style
Guide, dual speakers; the same in most languages, in French with a space after it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locvid.deliver.caption_text import cues
from locvid.deliver.caption_timing import CaptionClock
from locvid.model.media import SAMPLE_RATE
from locvid.typeset.breaks import Unit, joined
from locvid.typeset.columns import width

AT_ONCE_SAMPLES = 3 * SAMPLE_RATE // 20
"""Lines that overlap by less are shown one after the other."""

_BEFORE_SAMPLES = 2 * SAMPLE_RATE
"""How long before the interruption the caption of both may begin, so that it breaks well."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A line in pieces, and when each is heard."""

    pieces: tuple[Unit, ...]
    clock: CaptionClock

    @property
    def start(self) -> int:
        """When the line begins to be heard."""
        return self.clock.starts(self.pieces[0].start)


@dataclass(frozen=True, slots=True)
class Joint:
    """The pieces of the interrupted line from ``tail`` on, and those of the next up to ``head``."""

    tail: int
    head: int


def joint(one: Speech, since: int, other: Speech, columns: int, longest: int) -> Joint | None:
    """What of two lines stands in one caption; None where a line of it would be too wide.

    ``since`` is the first piece of ``one`` that no caption has shown yet; ``longest`` is the most
    samples that a caption may last.
    """
    room = columns - width(hyphen(""))

    def lasts(first: Unit, last: Unit) -> bool:
        return other.clock.ends(last.end) - other.start <= longest - _BEFORE_SAMPLES

    head = len(cues(other.pieces, room, 1, lasts)[0])
    if width(joined(other.pieces[:head])) > room:
        return None
    fitting = [
        index
        for index in range(since, len(one.pieces))
        if width(joined(one.pieces[index:])) <= room
        and one.clock.starts(one.pieces[index].start) <= other.start
    ]
    if not fitting:
        return None
    near = [
        index
        for index in fitting
        if other.start - one.clock.starts(one.pieces[index].start) <= _BEFORE_SAMPLES
    ]

    def cost(index: int) -> tuple[float, int]:
        return (one.pieces[index - 1].cost if index else 0.0, -index)

    return Joint(min(near, key=cost) if near else fitting[-1], head)


def dual(tail: Sequence[Unit], head: Sequence[Unit], language: str) -> tuple[str, str]:
    """The two lines of a caption."""
    return hyphen(joined(tail), language), hyphen(joined(head), language)


def hyphen(words: str, language: str = "fr") -> str:
    """``words`` of one of two speakers."""
    return f"- {words}" if language == "fr" else f"-{words}"
