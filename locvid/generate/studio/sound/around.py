"""The studio's sound around a voice that somebody else performed: all stems but the dialogue."""

from __future__ import annotations

from locvid.generate.base import Accompaniment, HeardVoice
from locvid.generate.studio.sound.levels import DIALOGUE_LUFS, gain, loudness_lufs
from locvid.generate.studio.sound.mix import surroundings
from locvid.generate.studio.sound.room import Room
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.timeline.heard import heard_timeline
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.presets.library import PresetLibrary
from locvid.presets.rooms import room_of

_LEAST_VOICE_LUFS = -50.0
"""What is quieter is no voice to set a level by."""


def around(
    prompt: PerformancePrompt, voice: HeardVoice, video: VideoFormat, library: PresetLibrary
) -> Accompaniment:
    """Set the place and the things of ``prompt`` to the words that were heard.

    Levels are those of the studio's own shots, moved to the loudness of this voice; one too quiet
    to measure counts as one of the studio's. Raises InvalidInput for an unknown cue.
    """
    timeline, notes = heard_timeline(prompt, voice, video, library)
    room = Room.read(Section.of(room_of(prompt.room, prompt.setting, library)))
    stems = surroundings(timeline, prompt, library, room)
    measured = loudness_lufs(voice.sound)
    moved_db = 0.0
    if measured > _LEAST_VOICE_LUFS:
        energies = [line.energy_db for line in prompt.lines]
        usual = DIALOGUE_LUFS + (sum(energies) / len(energies) if energies else 0.0)
        moved_db = measured - usual
    for stem in stems.values():
        stem *= gain(moved_db)
    return Accompaniment(
        stems=stems,
        moved_db=moved_db,
        provenance={
            "seed": prompt.seed,
            "events": [
                {"cue": event.cue, "start": event.start, "end": event.end, "seed": event.seed}
                for event in timeline.events
            ],
        },
        notes=notes,
    )
