"""Performs the sound of a shot: voices in their room, things in their places, the place itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial

import numpy as np

from locvid.generate.studio.sound.ambience.weave import ambience
from locvid.generate.studio.sound.convolution import add_convolved
from locvid.generate.studio.sound.ducking import Ducking
from locvid.generate.studio.sound.foley.base import foley_of, play_of
from locvid.generate.studio.sound.foley.impact import softer_db
from locvid.generate.studio.sound.levels import (
    DIALOGUE_LUFS,
    gain,
    loudness_lufs,
    peak_loudness_lufs,
)
from locvid.generate.studio.sound.limiter import limit
from locvid.generate.studio.sound.masking import push_back
from locvid.generate.studio.sound.material import material
from locvid.generate.studio.sound.room import Room, diffuse_response, voice_response
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.sound.space import place
from locvid.generate.studio.timeline.model import Event, Mark, Timeline, Waypoint
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt
from locvid.model.take import AMBIENCE, DIALOGUE, FOREGROUND, MIDGROUND, Samples
from locvid.presets.library import PresetLibrary
from locvid.presets.rooms import crowd_of, room_of

_CEILING_DBFS = -1.5
_MONO_IN_BOTH_CHANNELS_DB = 3.01
_BEHIND_DB = 5.0
"""How far what lies behind a louder sound steps back."""
_IN_FRONT_M = 3.0
_FIRST_REFLECTIONS = SAMPLE_RATE * 3 // 100
_CUT_FADE = SAMPLE_RATE // 200


def perform_sound(
    timeline: Timeline,
    dialogue: Mapping[str, Samples],
    prompt: PerformancePrompt,
    library: PresetLibrary,
) -> dict[str, Samples]:
    """The stems of ``STEMS``, from front to back, each float32 [timeline.end, 2] at 48 kHz.

    ``dialogue`` maps each speaker to dry mono float32 [timeline.end]. Their sum is the mix:
    speech at −20 LUFS (plus the mean ``energy_db`` of the speaker's lines), peaks below −1 dBFS.
    Every position in the timeline is where the thing is first heard. Raises InvalidInput for an
    unknown cue or a preset that lacks what sound needs.
    """
    room = Room.read(Section.of(room_of(prompt.room, prompt.setting, library)))
    stems = {
        DIALOGUE: _voices(timeline, dialogue, prompt, room),
        **surroundings(timeline, prompt, library, room),
    }
    limit(stems, _CEILING_DBFS)
    return stems


def surroundings(
    timeline: Timeline, prompt: PerformancePrompt, library: PresetLibrary, room: Room
) -> dict[str, Samples]:
    """The stems behind the voice, for one at −20 LUFS: what is near, what is further, the place.

    They step back behind each other, and while anybody speaks.
    """
    setting = Section.of(library.get("settings", prompt.setting))
    stems = {
        **_effects(timeline, room, library),
        AMBIENCE: ambience(
            timeline.end,
            DIALOGUE_LUFS,
            prompt.seed,
            prompt.market.ambience_variant,
            setting.section("ambience"),
            crowd_of(library.get("settings", prompt.setting)),
        ),
    }
    push_back([stems[FOREGROUND]], stems[MIDGROUND], _BEHIND_DB)
    push_back([stems[FOREGROUND], stems[MIDGROUND]], stems[AMBIENCE], _BEHIND_DB)
    spoken = [(phone.start, phone.end) for phone in timeline.phones]
    ducking = Ducking(spoken, timeline.end, setting.section("ducking"))
    for stem in stems.values():
        ducking.apply(stem)
    return stems


def _voices(
    timeline: Timeline, dialogue: Mapping[str, Samples], prompt: PerformancePrompt, room: Room
) -> Samples:
    """All voices in the room: in the middle of the picture, or on the marks of who shares it.

    A narrator is in no room: the voice is dry, and in the middle.
    """
    stem = np.zeros((timeline.end, 2), dtype=np.float32)
    response = voice_response(room)
    marks = {mark.speaker: mark for mark in timeline.marks}
    for speaker, dry in dialogue.items():
        heard = np.zeros_like(stem)
        if prompt.off_screen:
            heard += dry[:, np.newaxis]
        elif speaker in marks:
            _add_aside(heard, dry, marks[speaker], response)
        else:
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


def _add_aside(stem: Samples, dry: Samples, mark: Mark, response: Samples) -> None:
    """A voice from where its mouth is: the direct sound there, the room's answer around it."""
    path = (Waypoint(0, mark.x, mark.distance_m),)
    stem += place(dry, path, 0, mark.distance_m, doppler=False)[: len(stem)]
    answer = response.copy()
    answer[0] = 0.0
    add_convolved(stem, dry, answer)


def _effects(timeline: Timeline, room: Room, library: PresetLibrary) -> dict[str, Samples]:
    """What happens near the speaker, and what happens further back."""
    stems = {
        name: np.zeros((timeline.end, 2), dtype=np.float32) for name in (FOREGROUND, MIDGROUND)
    }
    for event in timeline.events:
        if event.start < min(event.end, timeline.end):
            preset = Section.of(library.get("cues", event.cue))
            _add_effect(stems[_layer(event, preset)], event, room, preset, library)
    for stem in stems.values():
        _fade_out(stem)
    return stems


def _layer(event: Event, preset: Section) -> str:
    """The layer that the preset names; what is far away is never in front."""
    named = preset.word("layer") if preset.has("layer") else FOREGROUND
    if named not in (FOREGROUND, MIDGROUND):
        raise InvalidInput(
            f"'layer' must be {FOREGROUND} or {MIDGROUND}, not '{named}'", where=preset.location
        )
    nearest = min(point.distance_m for point in event.path)
    return MIDGROUND if nearest > _IN_FRONT_M else named


def _add_effect(
    stem: Samples, event: Event, room: Room, preset: Section, library: PresetLibrary
) -> None:
    """One event: its direct sound where it is, and the room's answer to it."""
    known = partial(material, library=library)
    parameters = preset.section("sound")
    play = play_of(event, preset, known)
    usual = play_of(replace(event, of="", on="", size=1.0, speed=1.0), preset, known)
    dry = foley_of(preset).sound(
        event.end - event.start, np.random.default_rng(event.seed), parameters, play
    )
    if not dry.any():
        return  # what the shot cuts off before it sounds has no level to be brought to
    wanted = (
        DIALOGUE_LUFS
        + preset.number("level_db")
        + preset.section("levels_db").number(event.level)
        + event.gain_db
        + softer_db(parameters, play, usual)
    )
    dry *= np.float32(gain(wanted - peak_loudness_lufs(dry) - _MONO_IN_BOTH_CHANNELS_DB))
    reference_m = preset.number("reference_m", lowest=0.1)
    doppler = preset.has("doppler") and preset.content["doppler"] is True
    placed = place(dry, event.path, event.start, reference_m, doppler)
    space = stem[event.start : event.start + len(placed)]
    space += placed[: len(space)]
    level_at_1_m = np.float32(preset.number("room_m", lowest=0))
    add_convolved(stem, dry * level_at_1_m, _around(room), event.start)


@lru_cache(maxsize=16)
def _around(room: Room) -> Samples:
    """The room's answer from all sides.

    Its first reflections are those of a thing in the middle: they would pull what is at the side
    there, so they rise only as the ear stops telling them from the sound itself.
    """
    answer = diffuse_response(room).copy()
    rise = min(_FIRST_REFLECTIONS, len(answer))
    answer[:rise] *= (np.arange(rise, dtype=np.float32) / rise)[:, None] ** 2
    return answer


def _fade_out(stem: Samples) -> None:
    """The next shot cuts in: a tail that is still ringing ends in 5 ms, without a click."""
    fade = min(_CUT_FADE, len(stem))
    stem[len(stem) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)[:, None]
