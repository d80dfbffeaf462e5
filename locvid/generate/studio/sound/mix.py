"""Performs the sound of a shot: voices in their room, things in their places, the place itself."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from locvid.generate.studio.sound.ambience.weave import ambience
from locvid.generate.studio.sound.convolution import add_convolved
from locvid.generate.studio.sound.ducking import Ducking
from locvid.generate.studio.sound.foley.base import foley_of
from locvid.generate.studio.sound.levels import (
    DIALOGUE_LUFS,
    gain,
    loudness_lufs,
    peak_loudness_lufs,
)
from locvid.generate.studio.sound.limiter import limit
from locvid.generate.studio.sound.room import Room, diffuse_response, voice_response
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.sound.space import place
from locvid.generate.studio.timeline.model import Event, Timeline
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt
from locvid.model.take import AMBIENCE, DIALOGUE, EFFECTS, Samples
from locvid.presets.library import PresetLibrary

_CEILING_DBFS = -1.5
_MONO_IN_BOTH_CHANNELS_DB = 3.01
_CUT_FADE = SAMPLE_RATE // 200


def perform_sound(
    timeline: Timeline,
    dialogue: Mapping[str, Samples],
    prompt: PerformancePrompt,
    library: PresetLibrary,
) -> dict[str, Samples]:
    """The stems dialogue, effects and ambience, each float32 [timeline.end, 2] at 48 kHz.

    ``dialogue`` maps each speaker to dry mono float32 [timeline.end]. Their sum is the mix:
    speech at −20 LUFS (plus the mean ``energy_db`` of the speaker's lines), peaks below −1 dBFS.
    Every position in the timeline is where the thing is first heard. Raises InvalidInput for an
    unknown cue or a preset that lacks what sound needs.
    """
    setting = Section.of(library.get("settings", prompt.setting))
    room = Room.read(setting.section("room"))
    stems = {
        DIALOGUE: _voices(timeline, dialogue, prompt, room),
        EFFECTS: _effects(timeline, room, library),
        AMBIENCE: ambience(
            timeline.end,
            DIALOGUE_LUFS,
            prompt.seed,
            prompt.market.ambience_variant,
            setting.section("ambience"),
        ),
    }
    spoken = [(phone.start, phone.end) for phone in timeline.phones]
    ducking = Ducking(spoken, timeline.end, setting.section("ducking"))
    ducking.apply(stems[EFFECTS])
    ducking.apply(stems[AMBIENCE])
    limit(stems, _CEILING_DBFS)
    return stems


def _voices(
    timeline: Timeline, dialogue: Mapping[str, Samples], prompt: PerformancePrompt, room: Room
) -> Samples:
    """All voices in the middle of the picture, in the room."""
    stem = np.zeros((timeline.end, 2), dtype=np.float32)
    response = voice_response(room)
    for speaker, dry in dialogue.items():
        heard = np.zeros_like(stem)
        add_convolved(heard, dry, response)
        measured = loudness_lufs(heard)
        if measured == float("-inf"):
            continue
        energies = [line.energy_db for line in prompt.lines if line.speaker == speaker]
        wanted = DIALOGUE_LUFS + (sum(energies) / len(energies) if energies else 0.0)
        heard *= np.float32(gain(wanted - measured))
        stem += heard
    _fade_out(stem)
    return stem


def _effects(timeline: Timeline, room: Room, library: PresetLibrary) -> Samples:
    stem = np.zeros((timeline.end, 2), dtype=np.float32)
    for event in timeline.events:
        if event.start < min(event.end, timeline.end):
            _add_effect(stem, event, room, Section.of(library.get("cues", event.cue)))
    _fade_out(stem)
    return stem


def _add_effect(stem: Samples, event: Event, room: Room, preset: Section) -> None:
    """One event: its direct sound where it is, and the room's answer to it."""
    dry = foley_of(preset).sound(
        event.end - event.start, np.random.default_rng(event.seed), preset.section("sound")
    )
    wanted = (
        DIALOGUE_LUFS + preset.number("level_db") + preset.section("levels_db").number(event.level)
    )
    dry *= np.float32(gain(wanted - peak_loudness_lufs(dry) - _MONO_IN_BOTH_CHANNELS_DB))
    reference_m = preset.number("reference_m", lowest=0.1)
    placed = place(dry, event.path, event.start, reference_m)
    space = stem[event.start : event.start + len(placed)]
    space += placed[: len(space)]
    level_at_1_m = np.float32(preset.number("room_m", lowest=0))
    add_convolved(stem, dry * level_at_1_m, diffuse_response(room), event.start)


def _fade_out(stem: Samples) -> None:
    """The next shot cuts in: a tail that is still ringing ends in 5 ms, without a click."""
    fade = min(_CUT_FADE, len(stem))
    stem[len(stem) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)[:, None]
