"""How the things of cues move, and when they touch: what the picture and the sound both read.

A cue's preset names its motion under ``motion``: ``still`` (left out: it stands where it is),
``beside`` (the same where nothing draws it: out of the picture), ``pass``, ``set-down``, ``walk``,
``slide``, ``type`` or ``door``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import cos, hypot, pi
from typing import Any

import numpy as np

from locvid.generate.studio.timeline.model import Beat, Waypoint
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import SoundLayer
from locvid.presets.library import Preset

PLACES = {
    "left": (-0.75, 1.8), "right": (0.75, 1.8), "centre": (0.0, 1.5), "near": (0.3, 0.9),
    "far": (0.5, 5.0),
}  # fmt: skip
"""x in the picture and metres for what stands still."""

_OUT_OF_PICTURE = 1.4
"""How far aside is what is heard and not drawn, where it is at one side."""
_IN_THE_WALL = (0.56, 4.3)
"""x of a door at one side of the picture, and metres: nearer to the middle than what stands in the
corners of a room, and at the back of it."""

_KEY_SPREAD = 0.28
"""Standard deviation of the logarithm of the interval between keys: skilled typing."""
_LAST_KEY_S = 0.09
_OPENS, _OPEN, _SHUT = 0.06, 0.44, 0.66
"""Shares of a door's time: it begins to move, it stands open, it is back in its frame."""
_UNLATCHED = 0.7

_WALKS = {
    "left": (-1.25, None), "right": (1.25, None), "centre": (0.0, None), "near": (1.2, 1.15),
    "far": (0.40, 3.5),
}  # fmt: skip
"""The same for somebody who walks: out of the picture and back, at the preset's distance."""

CROSSING = ("pass", "walk")
"""Motions through the picture."""
_BEYOND_EDGE = 1.3
_EASED = 17
"""Waypoints of a push, which begins and ends at rest."""


@dataclass(frozen=True, slots=True)
class Course:
    """A motion that begins at sample 0: where, how long, and its contacts."""

    length: int
    path: tuple[Waypoint, ...]
    beats: tuple[Beat, ...] = ()

    def within(self, most: int) -> Course:
        """The same, hurried so that it lasts at most ``most`` samples."""
        if self.length <= most:
            return self
        share = most / self.length
        path = tuple(
            Waypoint(round(point.at * share), point.x, point.distance_m) for point in self.path
        )
        beats = tuple(Beat(round(beat.at * share), beat.force) for beat in self.beats)
        return Course(most, path, beats)

    def from_(self, start: int) -> Course:
        """The same, beginning at ``start``."""
        return Course(
            self.length,
            tuple(Waypoint(point.at + start, point.x, point.distance_m) for point in self.path),
            tuple(Beat(beat.at + start, beat.force) for beat in self.beats),
        )


def course(
    layer: SoundLayer, preset: Preset, rng: np.random.Generator, seen: bool = True
) -> Course:
    """The motion of one cue; raises InvalidInput for a preset that makes no sense.

    What stands somewhere and is not ``seen`` does so out of the picture.
    """
    name = preset.content.get("motion", "still")
    if name not in _MOTIONS:
        raise InvalidInput(
            f"the cue preset '{preset.name}' has the motion {name!r}, which nobody knows",
            where=preset.location,
            hint=f"there are: {', '.join(sorted(_MOTIONS))}",
        )
    moved = _MOTIONS[name](layer, preset, rng)
    return moved if seen or name in CROSSING else _moved_out(moved, layer)


def _moved_out(moved: Course, layer: SoundLayer) -> Course:
    """To the side that the script names; what is in the middle is behind us, or below."""
    if layer.at not in ("left", "right", "far"):
        return moved
    here = moved.path[0].x
    aside = (_OUT_OF_PICTURE if here > 0 else -_OUT_OF_PICTURE) - here
    path = tuple(replace(point, x=point.x + aside) for point in moved.path)
    return replace(moved, path=path)


def _still(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    return Course(_length(preset), (_place(layer, rng),))


def _beside(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    return _moved_out(_still(layer, preset, rng), layer)


def _pass(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    """Evenly across the whole picture, at one distance."""
    begins = _BEYOND_EDGE if layer.at == "right" else -_BEYOND_EDGE
    if layer.at not in ("left", "right") and rng.random() < 0.5:
        begins = -begins
    length = round(_length(preset) / layer.speed)
    distance_m = _number(preset, preset.content, "distance_m")
    path = (Waypoint(0, begins, distance_m), Waypoint(length, -begins, distance_m))
    return Course(length, path)


def _set_down(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    """It touches at once, and rocks: every smaller contact comes sooner and softer."""
    sound = _sound(preset)
    gap = _number(preset, sound, "first_rock_ms") / 1000 * SAMPLE_RATE * layer.size**0.5
    beats, at, force = [Beat(0)], 0.0, 1.0
    for _ in range(int(_number(preset, sound, "rocks"))):
        at += gap * float(rng.uniform(0.9, 1.1))
        gap *= 0.55
        force *= 0.38 * float(rng.uniform(0.8, 1.2))
        beats.append(Beat(round(at), force))
    return Course(_length(preset), (_place(layer, rng),), tuple(beats))


def _type(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    """Words of a few keys, and time to think between them; each contact is a key at its bottom."""
    sound, here = _sound(preset), _place(layer, rng)
    gap = SAMPLE_RATE / _number(preset, sound, "keys_per_second", positive=True) / layer.speed
    fewest, most = (round(keys) for keys in _range(preset, sound, "keys_in_a_burst"))
    shortest, longest = _range(preset, sound, "pause_s")
    length = _length(preset)
    beats: list[Beat] = []
    at = 0.0
    while at < length - _LAST_KEY_S * SAMPLE_RATE:
        for _ in range(int(rng.integers(fewest, most + 1))):
            beats.append(Beat(round(at), float(rng.lognormal(0.0, 0.25))))
            at += gap * float(rng.lognormal(0.0, _KEY_SPREAD))
        at += float(rng.uniform(shortest, longest)) * SAMPLE_RATE
    last = length - _LAST_KEY_S * SAMPLE_RATE
    return Course(length, (here,), tuple(beat for beat in beats if beat.at < last or beat.at == 0))


def _door(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    """The latch, the hinge from where it moves to where it stands, and the door in its frame."""
    length, here = _length(preset), _place(layer, rng)
    if layer.at in ("left", "right", "far"):
        aside, distance_m = _IN_THE_WALL
        here = Waypoint(0, aside if here.x > 0 else -aside, distance_m)
    shares = ((0.0, _UNLATCHED), (_OPENS, 0.0), (_OPEN, 0.0), (_SHUT, 1.0))
    beats = tuple(Beat(round(share * length), force) for share, force in shares)
    return Course(length, (here,), beats)


def _slide(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    """Pushed along its table, slowly at both ends; to ``to`` or by the preset's ``travel``."""
    here = _place(layer, rng)
    outwards = -1.0 if here.x < 0 else 1.0
    half = _number(preset, preset.content, "travel") / 2
    if layer.to:
        begins, ends = here.x, PLACES[layer.to][0]
    else:
        # Somebody beside the picture pushes it in.
        begins, ends = here.x + outwards * half, here.x - outwards * half
    length = round(_length(preset) / layer.speed)
    shares = [index / (_EASED - 1) for index in range(_EASED)]
    path = tuple(
        Waypoint(
            round(share * length),
            begins + (ends - begins) * (1 - cos(pi * share)) / 2,
            here.distance_m,
        )
        for share in shares
    )
    return Course(length, path, (Beat(0), Beat(length)))


def _walk(layer: SoundLayer, preset: Preset, rng: np.random.Generator) -> Course:
    """Somebody walks; their speed sets the length and the rate of their steps.

    Step length over steps a minute is about 6.5 mm for adults at any comfortable speed
    (Sekiya & Nagasaki, J. Phys. Ther. Sci. 10, 1998), so the rate is √(60 v / ratio).
    """
    begins, ends = _ends(layer, preset, rng)
    metres = hypot(ends[0] * ends[1] - begins[0] * begins[1], ends[1] - begins[1])
    pace = float(rng.lognormal(0.0, 0.04))
    speed = _number(preset, preset.content, "speed_m_s") * layer.speed * pace
    ratio = _number(preset, preset.content, "walk_ratio_m")
    step = SAMPLE_RATE * 60 / (60 * speed / ratio) ** 0.5
    length = max(round(metres / speed * SAMPLE_RATE), 1)
    # Nobody walks quite evenly: one foot comes a little later than half a stride.
    limp = float(rng.normal(0.0, 0.012))
    beats = []
    for number in range(int(length / step) + 1):
        late = limp * (number % 2) + float(rng.normal(0.0, 0.006))
        at = round(number * step + (late * step if number else 0.0))
        beats.append(Beat(at, float(rng.lognormal(0.0, 0.04))))
    return Course(length, (Waypoint(0, *begins), Waypoint(length, *ends)), tuple(beats))


def _ends(
    layer: SoundLayer, preset: Preset, rng: np.random.Generator
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the walk begins and ends: x and metres."""
    usual = _number(preset, preset.content, "distance_m")

    def place(name: str) -> tuple[float, float]:
        x, distance_m = _WALKS[name]
        return x, distance_m or usual

    if layer.to:
        begins, ends = place(layer.at), place(layer.to)
        if layer.to == "far" and layer.at in ("left", "right"):
            # Nobody crosses the whole picture on the way into the distance.
            ends = (abs(ends[0]) * (1 if begins[0] > 0 else -1), ends[1])
        return begins, ends
    side = {"left": -1.0, "right": 1.0}.get(layer.at) or (1.0 if rng.random() < 0.5 else -1.0)
    distance_m = {"near": 2.4, "far": 3.5}.get(layer.at, usual)
    return (1.25 * side, distance_m), (-1.25 * side, distance_m)


def _place(layer: SoundLayer, rng: np.random.Generator) -> Waypoint:
    x, distance_m = PLACES[layer.at]
    return Waypoint(0, x + float(rng.uniform(-0.08, 0.08)), distance_m)


def _length(preset: Preset) -> int:
    return round(_number(preset, preset.content, "duration_s", positive=True) * SAMPLE_RATE)


def _sound(preset: Preset) -> Mapping[str, Any]:
    sound = preset.content.get("sound")
    if not isinstance(sound, Mapping):
        raise InvalidInput(
            f"the cue preset '{preset.name}' needs a 'sound' section", where=preset.location
        )
    return sound


def _number(preset: Preset, section: Mapping[str, Any], key: str, positive: bool = False) -> float:
    value = section.get(key)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or value < 0
        or (positive and value == 0)
    ):
        wanted = "a positive" if positive else "a number as"
        raise InvalidInput(
            f"the cue preset '{preset.name}' needs {wanted} '{key}'", where=preset.location
        )
    return float(value)


def _range(preset: Preset, section: Mapping[str, Any], key: str) -> tuple[float, float]:
    value = section.get(key)
    if (
        not isinstance(value, list)
        or len(value) != 2
        or any(isinstance(each, bool) or not isinstance(each, int | float) for each in value)
        or not 0 < value[0] <= value[1]
    ):
        raise InvalidInput(
            f"the cue preset '{preset.name}' needs two numbers, from and to, as '{key}'",
            where=preset.location,
        )
    return float(value[0]), float(value[1])


_MOTIONS: dict[str, Callable[[SoundLayer, Preset, np.random.Generator], Course]] = {
    "still": _still,
    "beside": _beside,
    "door": _door,
    "pass": _pass,
    "set-down": _set_down,
    "slide": _slide,
    "type": _type,
    "walk": _walk,
}
