"""Places the cues of a soundscape: when they happen, and where in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from locvid.generate.studio.timeline.blocking import speakers
from locvid.generate.studio.timeline.model import Event, Gesture
from locvid.generate.studio.timeline.moments import sample_of
from locvid.generate.studio.timeline.motion import CROSSING, Course, course
from locvid.generate.studio.timeline.placed import Phrase, PlacedLine, silences
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt, SoundLayer
from locvid.model.script import TWO_SHOT
from locvid.presets.library import Preset, PresetLibrary
from locvid.presets.staging import only_heard

_SHORT_S = 2.5
"""Cues up to this long are put into a pause; longer ones run under the speech."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Events with a time of their own, which the shot must be long enough for, and the others."""

    fixed: tuple[Event, ...]
    free: tuple[Event, ...]

    def within(self, end: int) -> tuple[Event, ...]:
        """All events in order, none longer than the shot."""
        kept = [
            replace(
                event,
                end=min(event.end, end),
                beats=tuple(beat for beat in event.beats if beat.at < end),
            )
            for event in (*self.fixed, *self.free)
        ]
        return tuple(sorted(kept, key=lambda event: (event.start, event.cue)))


def events(
    prompt: PerformancePrompt,
    lines: Sequence[PlacedLine],
    gestures: Sequence[Gesture],
    end: int,
    library: PresetLibrary,
) -> Happening:
    """Events of the effects in ``prompt.soundscape`` for a shot of ``end`` samples."""
    fixed, free = [], []
    # Where nobody is seen to speak, what happens does so at the same moment in every language.
    pauses = silences(() if prompt.off_screen else lines, end)
    setting = library.get("settings", prompt.setting)
    cuts = len(speakers(prompt.lines)) > 1 and prompt.camera.framing != TWO_SHOT
    effects = [layer for layer in prompt.soundscape if layer.kind == "effect"]
    for number, layer in enumerate(effects):
        rng = np.random.default_rng([prompt.seed & (2**64 - 1), number, 2])
        preset = library.get("cues", layer.name)
        # What is drawn for the motion must not move the other choices of the same cue.
        own = np.random.default_rng([prompt.seed & (2**64 - 1), number, 3])
        seen = not only_heard(preset, layer.at, setting, cuts)
        moved = course(layer, preset, own, seen)
        start = _told(layer, lines, gestures, prompt)
        if start is not None:
            fixed.append(_event(layer, moved, start, rng, seen))
            continue
        if preset.content.get("motion") == "pass":
            moved = moved.within(end)
        start = _chosen(preset, moved.length, pauses, end, rng)
        free.append(_event(layer, moved, start, rng, seen))
    return Happening(tuple(fixed), tuple(free))


def _told(
    layer: SoundLayer,
    lines: Sequence[PlacedLine],
    gestures: Sequence[Gesture],
    prompt: PerformancePrompt,
) -> int | None:
    """When the script wants it, None where it leaves that open."""
    if layer.time_s is not None:
        return round(layer.time_s * SAMPLE_RATE)
    if layer.moment is not None:
        return sample_of(layer.moment, lines, gestures, prompt.locale.tag)
    return None


def _chosen(
    preset: Preset, length: int, pauses: Sequence[Phrase], end: int, rng: np.random.Generator
) -> int:
    """When it suits: a walk may have begun before the shot, or goes on after it."""
    if preset.content.get("motion") in CROSSING:
        return round((end - length) * float(rng.uniform(0.2, 0.8)))
    if length <= _SHORT_S * SAMPLE_RATE:
        return _into_a_pause(pauses, length, end, rng)
    return round(max(0, end - length) * float(rng.uniform(0.0, 0.25)))


def _event(
    layer: SoundLayer, moved: Course, start: int, rng: np.random.Generator, seen: bool
) -> Event:
    placed = moved.from_(start)
    return Event(
        layer.name,
        max(start, 0),
        start + moved.length,
        layer.level,
        placed.path,
        int(rng.integers(2**31)),
        beats=tuple(beat for beat in placed.beats if beat.at >= 0),
        of=layer.of,
        on=layer.on,
        size=layer.size,
        speed=layer.speed,
        gain_db=layer.gain_db,
        seen=seen,
    )


def _into_a_pause(pauses: Sequence[Phrase], length: int, end: int, rng: np.random.Generator) -> int:
    """A start in the longest or second longest pause; the shot's edges count as pauses."""
    longest = sorted(pauses, key=lambda pause: pause.start - pause.end)[:2]
    if not longest:
        return 0
    pause = longest[int(rng.integers(len(longest)))]
    spare = max(0, pause.end - pause.start - length)
    return max(0, min(pause.start + spare // 2, end - length))
