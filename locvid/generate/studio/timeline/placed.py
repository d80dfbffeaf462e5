"""A spoken line at its place in the shot, and the pauses around and inside lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locvid.generate.studio.voice.base import Utterance
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import SpokenLine

_SHORTEST_PAUSE = round(0.14 * SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as spoken, beginning at sample ``start`` of the shot."""

    line: SpokenLine
    utterance: Utterance
    start: int

    @property
    def end(self) -> int:
        """First sample after the line's sound."""
        return self.start + self.utterance.samples.size

    @property
    def sounds_until(self) -> int:
        """Where the last phone ends; voices add a little silence."""
        phones = self.utterance.phones
        return self.start + (phones[-1].end if phones else self.utterance.samples.size)

    def provenance(self) -> dict[str, object]:
        """Who spoke the line, and what of it could not be said."""
        return {
            "speaker": self.line.speaker,
            "engine": self.utterance.engine,
            "voice": self.utterance.voice,
            "borrowed": self.utterance.borrowed,
            "unspoken": list(self.utterance.unspoken),
        }


@dataclass(frozen=True, slots=True)
class Phrase:
    """Speech between two pauses, in samples of the shot."""

    start: int
    end: int


def phrases(placed: PlacedLine) -> list[Phrase]:
    """The line's phrases: phones with less than 0.14 s between them."""
    found: list[Phrase] = []
    for phone in placed.utterance.phones:
        start, end = phone.start + placed.start, phone.end + placed.start
        if found and start - found[-1].end < _SHORTEST_PAUSE:
            found[-1] = Phrase(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Phrase(start, end))
    return found


def silences(lines: Sequence[PlacedLine], end: int) -> list[Phrase]:
    """Stretches of the shot in which nobody speaks, the edges included."""
    spoken = sorted(
        (phrase for placed in lines for phrase in phrases(placed)),
        key=lambda phrase: (phrase.start, phrase.end),
    )
    silent, quiet_from = [], 0
    for phrase in [*spoken, Phrase(end, end)]:
        if phrase.start > quiet_from:
            silent.append(Phrase(quiet_from, phrase.start))
        quiet_from = max(quiet_from, phrase.end)
    return silent
