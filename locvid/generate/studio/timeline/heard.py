"""The clock of a shot whose voice was performed elsewhere: cues are set to the words heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from locvid.generate.base import HeardVoice
from locvid.generate.studio.timeline.events import events
from locvid.generate.studio.timeline.model import Phone, Timeline
from locvid.generate.studio.timeline.moments import sample_of
from locvid.generate.studio.timeline.placed import PlacedLine
from locvid.generate.studio.voice.base import SpokenPhone, SpokenWord, Utterance
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import CueMoment, PerformancePrompt, SoundLayer
from locvid.model.take import WordSpan
from locvid.presets.library import PresetLibrary


def heard_timeline(
    prompt: PerformancePrompt, voice: HeardVoice, video: VideoFormat, library: PresetLibrary
) -> tuple[Timeline, tuple[str, ...]]:
    """A timeline as long as ``voice``, without gestures, and what could not be set to it.

    A cue that waits for a gesture, or for a word that was not found, happens when it suits:
    nothing is known of what is seen, and a take is not lost for a sound.
    """
    end = len(voice.sound)
    said = _placed(prompt, voice.words)
    lines = tuple(said.values())
    layers, notes = _possible(prompt, said, end)
    happening = events(replace(prompt, soundscape=layers), lines, (), end, library)
    timeline = Timeline(
        end=end,
        frame_count=video.frames_covering(end),
        phones=_spoken(lines),
        words=voice.words,
        emphasised=frozenset(),
        gestures=(),
        events=happening.within(end),
        turns=(),
    )
    return timeline, notes


def _placed(prompt: PerformancePrompt, words: Sequence[WordSpan]) -> dict[int, PlacedLine]:
    """The lines in which words were found, by number. A word counts as one long phone."""
    placed = {}
    for number, line in enumerate(prompt.lines):
        own = [word for word in words if word.line == number]
        if not own:
            continue
        start = own[0].start
        spoken = tuple(SpokenWord(w.text, w.start - start, w.end - start) for w in own)
        phones = tuple(
            SpokenPhone("", word.start, word.end, 1, index) for index, word in enumerate(spoken)
        )
        # Only the length of its samples is asked for: the sound itself is in the take.
        silence = np.broadcast_to(np.float32(0.0), spoken[-1].end)
        utterance = Utterance(silence, phones, spoken, engine="", voice="", borrowed=False)
        placed[number] = PlacedLine(line, utterance, start)
    return placed


def _possible(
    prompt: PerformancePrompt, said: Mapping[int, PlacedLine], end: int
) -> tuple[tuple[SoundLayer, ...], tuple[str, ...]]:
    """The soundscape with moments that the take has, and notes of what had to be otherwise."""
    layers, notes = [], []
    for layer in prompt.soundscape:
        moment = layer.moment
        if layer.time_s is not None and layer.time_s * SAMPLE_RATE >= end:
            notes.append(f"the sound '{layer.name}' is left out: the take ends before it")
            continue
        if moment is not None and (moment := _found(moment, said, prompt.locale.tag)) is None:
            notes.append(
                f"the sound '{layer.name}' happens when it suits: what it waits for was not found "
                "in the take"
            )
        layers.append(replace(layer, moment=moment))
    return tuple(layers), tuple(notes)


def _found(moment: CueMoment, said: Mapping[int, PlacedLine], tag: str) -> CueMoment | None:
    """``moment`` counted among the lines that were heard; None where it is not among them."""
    if moment.gesture or moment.line not in said:
        return None
    counted = replace(moment, line=list(said).index(moment.line))
    try:
        sample_of(counted, tuple(said.values()), (), tag)
    except InvalidInput:
        return None
    return counted


def _spoken(lines: Sequence[PlacedLine]) -> tuple[Phone, ...]:
    return tuple(
        Phone("", phone.start + placed.start, phone.end + placed.start, 1, 0, placed.line.speaker)
        for placed in lines
        for phone in placed.utterance.phones
    )
