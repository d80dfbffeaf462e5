"""Places the cues of a soundscape: when they happen, and where in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from locvid.generate.studio.timeline.model import Event, Waypoint
from locvid.generate.studio.timeline.placed import Phrase, PlacedLine, silences
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt, SoundLayer
from locvid.presets.library import PresetLibrary

PLACES = {
    "left": (-0.75, 1.8), "right": (0.75, 1.8), "centre": (0.0, 1.5), "near": (0.3, 0.9),
    "far": (0.5, 5.0),
}  # fmt: skip
"""x in the picture and metres for what stands still."""

_STREET_M = 8.0
_BEYOND_EDGE = 1.3
_PASSING = frozenset({"car"})
_SHORT_S = 2.5
"""Cues up to this long are put into a pause; longer ones run under the speech."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Events with a time of their own, which the shot must be long enough for, and the others."""

    fixed: tuple[Event, ...]
    free: tuple[Event, ...]

    def within(self, end: int) -> tuple[Event, ...]:
        """All events in order, none longer than the shot."""
        kept = [replace(event, end=min(event.end, end)) for event in (*self.fixed, *self.free)]
        return tuple(sorted(kept, key=lambda event: (event.start, event.cue)))


def events(
    prompt: PerformancePrompt, lines: Sequence[PlacedLine], end: int, library: PresetLibrary
) -> Happening:
    """Events of the effects in ``prompt.soundscape`` for a shot of ``end`` samples."""
    fixed, free = [], []
    pauses = silences(lines, end)
    effects = [layer for layer in prompt.soundscape if layer.kind == "effect"]
    for number, layer in enumerate(effects):
        rng = np.random.default_rng([prompt.seed & (2**64 - 1), number, 2])
        length = round(_duration_s(layer, library) * SAMPLE_RATE)
        if layer.time_s is not None:
            start = round(layer.time_s * SAMPLE_RATE)
            fixed.append(_event(layer, start, length, rng))
            continue
        if layer.name in _PASSING:
            length = min(length, end)
            start = round((end - length) * float(rng.uniform(0.2, 0.8)))
        elif length <= _SHORT_S * SAMPLE_RATE:
            start = _into_a_pause(pauses, length, end, rng)
        else:
            start = round(max(0, end - length) * float(rng.uniform(0.0, 0.25)))
        free.append(_event(layer, start, length, rng))
    return Happening(tuple(fixed), tuple(free))


def _duration_s(layer: SoundLayer, library: PresetLibrary) -> float:
    preset = library.get("cues", layer.name)
    seconds = preset.content.get("duration_s")
    if not isinstance(seconds, int | float) or seconds <= 0:
        raise InvalidInput(
            f"the cue preset '{layer.name}' needs a positive 'duration_s'", where=preset.location
        )
    return float(seconds)


def _event(layer: SoundLayer, start: int, length: int, rng: np.random.Generator) -> Event:
    end = start + length
    if layer.name in _PASSING:
        begins = _BEYOND_EDGE if layer.at == "right" else -_BEYOND_EDGE
        if layer.at not in ("left", "right") and rng.random() < 0.5:
            begins = -begins
        path: tuple[Waypoint, ...] = (
            Waypoint(start, begins, _STREET_M),
            Waypoint(end, -begins, _STREET_M),
        )
    else:
        x, distance_m = PLACES[layer.at]
        path = (Waypoint(start, x + float(rng.uniform(-0.08, 0.08)), distance_m),)
    return Event(layer.name, start, end, layer.level, path, int(rng.integers(2**31)))


def _into_a_pause(pauses: Sequence[Phrase], length: int, end: int, rng: np.random.Generator) -> int:
    """A start in the longest or second longest pause; the shot's edges count as pauses."""
    longest = sorted(pauses, key=lambda pause: pause.start - pause.end)[:2]
    if not longest:
        return 0
    pause = longest[int(rng.integers(len(longest)))]
    spare = max(0, pause.end - pause.start - length)
    return max(0, min(pause.start + spare // 2, end - length))
