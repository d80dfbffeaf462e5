"""Builds the one clock of a shot: lines are spoken first, everything else is set to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from locvid.generate.studio.timeline.blocking import marks
from locvid.generate.studio.timeline.events import events
from locvid.generate.studio.timeline.gestures import gestures
from locvid.generate.studio.timeline.length import Limits, edges, faster
from locvid.generate.studio.timeline.listening import reactions
from locvid.generate.studio.timeline.model import Phone, Timeline, Turn
from locvid.generate.studio.timeline.overlapping import breaks_in_at, cut_off, heard
from locvid.generate.studio.timeline.placed import PlacedLine
from locvid.generate.studio.voice.base import Utterance
from locvid.generate.studio.voice.choose import engine_for
from locvid.generate.studio.voice.performing import perform_line
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import PerformancePrompt, SpokenLine
from locvid.model.take import Samples, WordSpan
from locvid.phonetics.turns import answer_gap_s, gap_s
from locvid.presets.library import PresetLibrary

_MOST_TRIES = 3
"""At setting the rate so that the lines fit: it is met almost exactly by the first."""
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

    The shot is as long as its performance needs, within what the script allows, and ends on a
    whole frame. Raises InvalidInput where it does not fit.
    """
    limits = Limits.of(prompt.length, video)
    lines, speech_end = _placed(prompt, library, limits)
    # Only blinks depend on where the shot ends, and those up to here stay as they are.
    moved = gestures(prompt, lines, speech_end)
    happening = events(prompt, lines, moved, speech_end, library)
    last = max([speech_end, *(event.end for event in happening.fixed)])
    last = last if limits.most is None else min(last, limits.most)
    frame_count = video.frames_covering(last)
    end = video.sample_of_frame(frame_count)
    words, phones, emphasised = _words_and_phones(lines)
    together = marks(prompt, video)
    moved = gestures(prompt, lines, end) if end > speech_end else moved
    if together:
        moved = reactions(prompt, lines, moved, together, end, library)
    timeline = Timeline(
        end=end,
        frame_count=frame_count,
        phones=phones,
        words=words,
        emphasised=emphasised,
        gestures=moved,
        events=happening.within(end),
        turns=() if prompt.off_screen else _turns(lines, end),
        marks=together,
    )
    return Performance(timeline, _dialogue(lines, end), lines)


def _placed(
    prompt: PerformancePrompt, library: PresetLibrary, limits: Limits
) -> tuple[tuple[PlacedLine, ...], int]:
    """The lines at their places, and the sample at which nothing more has to be seen of them."""
    if not prompt.lines:
        return (), max(limits.least, _samples(prompt.duration.natural_s))
    lines = prompt.lines
    for _ in range(_MOST_TRIES):
        spoken = _spoken(prompt, lines, library)
        speech = max(each.end for each in spoken)
        silence = speech - sum(each.utterance.samples.size for each in spoken)
        factor = faster(speech, silence, limits, prompt)
        if factor == 1.0:
            break
        lines = tuple(replace(each, rate=each.rate * factor * _A_LITTLE) for each in lines)
    lead, tail = edges(speech, limits)
    placed = tuple(replace(each, start=each.start + lead) for each in spoken)
    return placed, max(each.end for each in placed) + tail


_A_LITTLE = 1.005
"""Faster than was worked out, for frames of the voice are whole."""


def _spoken(
    prompt: PerformancePrompt, lines: Sequence[SpokenLine], library: PresetLibrary
) -> tuple[PlacedLine, ...]:
    """The lines one after another, the first at 0."""
    voices = {
        speaker.id: library.get("voices", speaker.voice).content for speaker in prompt.speakers
    }
    engine = engine_for(prompt.locale.language)
    placed: list[PlacedLine] = []
    position, seed = 0, prompt.seed & (2**64 - 1)
    for number, line in enumerate(lines):
        voice = voices[line.speaker]
        utterance = perform_line(
            engine, line, prompt.locale, prompt.market, voice, library, seed + number
        )
        if number + 1 < len(lines) and lines[number + 1].overlap is not None:
            utterance = cut_off(line, utterance)
        if placed:
            position = _begins(placed, line, utterance, prompt)
        placed.append(PlacedLine(line, utterance, position))
    return tuple(placed)


def _begins(
    placed: Sequence[PlacedLine], line: SpokenLine, spoken: Utterance, prompt: PerformancePrompt
) -> int:
    """Where ``line`` begins after those that are ``placed``, or while the last is still heard."""
    before = placed[-1]
    if line.overlap is not None:
        return breaks_in_at(before, line.overlap, spoken, prompt.locale.tag)
    scale = (before.line.pause_scale + line.pause_scale) / 2
    if before.line.speaker == line.speaker:
        ended = max(each.end for each in placed)
        return ended + _samples(gap_s(prompt.market.sentence_pause_s, scale))
    # People time their answers by what they hear, not by the silence that voices put around it.
    ended = max(each.sounds_until for each in placed)
    first = spoken.phones[0].start if spoken.phones else 0
    return ended + _samples(answer_gap_s(prompt.market.answer_pause_s, scale)) - first


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
    starts = [0]
    for before, placed in pairwise(lines):
        ahead = placed.start - _samples(_CUT_AHEAD_S)
        waits = placed.line.overlap is None
        begins = max(ahead, min(before.sounds_until, placed.start) if waits else ahead, 0)
        # Who is broken into at once is still seen first.
        starts.append(max(begins, starts[-1]))
    ends = [*starts[1:], end]
    return tuple(
        Turn(placed.line.speaker, start, stop, placed.line.emotion, placed.line.effort)
        for placed, start, stop in zip(lines, starts, ends, strict=False)
    )


def _dialogue(lines: Sequence[PlacedLine], end: int) -> dict[str, Samples]:
    tracks: dict[str, Samples] = {}
    for number, placed in enumerate(lines):
        track = tracks.setdefault(placed.line.speaker, np.zeros(end, np.float32))
        following = lines[number + 1] if number + 1 < len(lines) else None
        sound = heard(placed, following)[: end - placed.start]
        track[placed.start : placed.start + sound.size] += sound
    return tracks


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
