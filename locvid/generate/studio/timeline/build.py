"""Builds the one clock of a shot: lines are spoken first, everything else is set to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from locvid.generate.studio.timeline.events import events
from locvid.generate.studio.timeline.gestures import gestures
from locvid.generate.studio.timeline.model import Phone, Timeline, Turn
from locvid.generate.studio.timeline.placed import PlacedLine
from locvid.generate.studio.voice.choose import engine_for
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import PerformancePrompt, SpokenLine
from locvid.model.take import Samples, WordSpan
from locvid.presets.library import PresetLibrary

_LEAD_IN_S, _TAIL_S = 0.35, 0.5
_SHORTEST_GAP_S, _LONGEST_GAP_S = 0.25, 1.2
_ANSWER_GAP = 0.8
"""People answer each other sooner than they go on after a sentence of their own (Stivers 2009)."""
_CUT_AHEAD_S = 0.16
"""The picture cuts to a speaker this much before the first sound."""


@dataclass(frozen=True, slots=True)
class Performance:
    """A shot's timeline with its dry dialogue, mono float32 [timeline.end] for each speaker.

    ``lines`` are the spoken lines, for provenance.
    """

    timeline: Timeline
    dialogue: Mapping[str, Samples]
    lines: tuple[PlacedLine, ...]


def build(prompt: PerformancePrompt, video: VideoFormat, library: PresetLibrary) -> Performance:
    """Speak the lines of ``prompt`` and set gestures, turns and events to them.

    The shot is as long as its performance needs and ends on a whole frame.
    """
    lines = _placed(prompt, library)
    speech_end = lines[-1].end + _samples(_TAIL_S) if lines else _samples(prompt.duration.natural_s)
    # Only blinks depend on where the shot ends, and those up to here stay as they are.
    moved = gestures(prompt, lines, speech_end)
    happening = events(prompt, lines, moved, speech_end, library)
    last = max([speech_end, *(event.end for event in happening.fixed)])
    frame_count = video.frames_covering(last)
    end = video.sample_of_frame(frame_count)
    words, phones, emphasised = _words_and_phones(lines)
    timeline = Timeline(
        end=end,
        frame_count=frame_count,
        phones=phones,
        words=words,
        emphasised=emphasised,
        gestures=gestures(prompt, lines, end) if end > speech_end else moved,
        events=happening.within(end),
        turns=_turns(lines, end),
    )
    return Performance(timeline, _dialogue(lines, end), lines)


def _placed(prompt: PerformancePrompt, library: PresetLibrary) -> tuple[PlacedLine, ...]:
    voices = {
        speaker.id: library.get("voices", speaker.voice).content for speaker in prompt.speakers
    }
    engine = engine_for(prompt.locale.language)
    placed: list[PlacedLine] = []
    position = _samples(_LEAD_IN_S)
    for line in prompt.lines:
        utterance = engine.speak(line, prompt.locale, prompt.market, voices[line.speaker])
        if placed:
            position = placed[-1].end + _gap(placed[-1].line, line, prompt)
        placed.append(PlacedLine(line, utterance, position))
    return tuple(placed)


def _gap(before: SpokenLine, after: SpokenLine, prompt: PerformancePrompt) -> int:
    gap_s = prompt.market.sentence_pause_s * (before.pause_scale + after.pause_scale) / 2
    if before.speaker != after.speaker:
        gap_s *= _ANSWER_GAP
    return _samples(min(max(gap_s, _SHORTEST_GAP_S), _LONGEST_GAP_S))


def _words_and_phones(
    lines: Sequence[PlacedLine],
) -> tuple[tuple[WordSpan, ...], tuple[Phone, ...], frozenset[int]]:
    words: list[WordSpan] = []
    phones: list[Phone] = []
    emphasised: set[int] = set()
    for number, placed in enumerate(lines):
        first, start = len(words), placed.start
        for index, word in enumerate(placed.utterance.words):
            words.append(WordSpan(word.text, number, word.start + start, word.end + start))
            if word.emphasised:
                emphasised.add(first + index)
        phones.extend(
            Phone(
                ipa=phone.ipa,
                start=phone.start + start,
                end=phone.end + start,
                stress=phone.stress,
                word=first + phone.word,
                speaker=placed.line.speaker,
            )
            for phone in placed.utterance.phones
        )
    return tuple(words), tuple(phones), frozenset(emphasised)


def _turns(lines: Sequence[PlacedLine], end: int) -> tuple[Turn, ...]:
    """One turn a line, from shortly before its first sound to the next turn."""
    starts = [0, *(max(0, placed.start - _samples(_CUT_AHEAD_S)) for placed in lines[1:])]
    ends = [*starts[1:], end]
    return tuple(
        Turn(placed.line.speaker, start, stop, placed.line.emotion)
        for placed, start, stop in zip(lines, starts, ends, strict=False)
    )


def _dialogue(lines: Sequence[PlacedLine], end: int) -> dict[str, Samples]:
    tracks: dict[str, Samples] = {}
    for placed in lines:
        track = tracks.setdefault(placed.line.speaker, np.zeros(end, np.float32))
        sound = placed.utterance.samples[: end - placed.start]
        track[placed.start : placed.start + sound.size] += sound
    return tracks


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
