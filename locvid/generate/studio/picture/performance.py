"""Timeline -> the whole face of one speaker in every frame: mouth, eyes, brows, head, breath."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.picture.expression import (
    ATTENTIVE,
    Expression,
    expressions,
    with_effort,
)
from locvid.generate.studio.picture.laughing import add_laughter
from locvid.generate.studio.picture.motion import blink, bump, drift, hold, smoothstep
from locvid.generate.studio.picture.pose import PoseTrack
from locvid.generate.studio.picture.visemes import MOUTH_CHANNELS, mouth_track
from locvid.generate.studio.timeline.model import Gesture, Timeline
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.presets.library import PresetLibrary

FloatArray = NDArray[np.float64]

_NOD_DEG, _TURN_DEG, _TILT_DEG = 4.0, 9.0, 4.5
"""Degrees of a gesture of amount 1; conversational nods stay well below 10 degrees."""

_CHIN_DEG = 2.2
"""How far the chin is raised in a posture of 1 and sinks in one of −1."""

_CROSSFADE_S = 0.5
_BLINK_S = 0.24
_EASE_S = 0.22


def pose_track(
    timeline: Timeline,
    speaker: str,
    video: VideoFormat,
    prompt: PerformancePrompt,
    library: PresetLibrary,
) -> PoseTrack:
    """How ``speaker`` performs the shot, frame by frame; one who only listens is alive too.

    The same prompt gives the same poses. Raises InvalidInput for an emotion without a preset.
    """
    time = np.arange(timeline.frame_count) / float(video.fps)
    rng = np.random.default_rng([prompt.seed & 0xFFFFFFFFFFFFFFFF, crc32(speaker.encode())])
    faces = expressions((turn.emotion for turn in timeline.turns), library)
    mouth = mouth_track(
        timeline, speaker, video, {name: face.opening for name, face in faces.items()}
    ).values
    talking = _talking(timeline, speaker, time)

    channels = {name: mouth[:, column] for column, name in enumerate(MOUTH_CHANNELS)}
    channels.update(_mood(timeline, speaker, faces, time))
    channels.update(_idle_head(rng, time, channels.pop("liveliness"), talking))
    channels["pitch"] = channels["pitch"] - _CHIN_DEG * channels["posture"] + channels.pop("lean")
    channels.update(_idle_eyes(rng, time, talking))
    gestures = [gesture for gesture in timeline.gestures if gesture.speaker == speaker]
    if not any(gesture.kind == "blink" for gesture in gestures):
        gestures += _blinks(rng, timeline.end, speaker)
    _apply(gestures, channels, time)
    add_laughter(gestures, channels, time, library)
    # A mouth that smiles while it speaks gives way to the sounds that need the lips.
    channels["smile"] = channels["smile"] * (1.0 - 0.6 * channels["round"])
    widest = max((turn.effort.opening for turn in timeline.turns), default=1.0)
    limits = {**_LIMITS, "jaw": (0.0, max(1.0, widest))}
    return PoseTrack({name: _limited(name, values, limits) for name, values in channels.items()})


def _talking(timeline: Timeline, speaker: str, time: FloatArray) -> FloatArray:
    """1 where the speaker speaks, 0 where they listen, eased over a quarter of a second."""
    level = np.zeros(len(time))
    for turn in timeline.turns:
        if turn.speaker == speaker:
            start, end = turn.start / SAMPLE_RATE, turn.end / SAMPLE_RATE
            level = np.maximum(level, hold(time, start - 0.25, end + 0.25, 0.25))
    return level


def _mood(
    timeline: Timeline, speaker: str, faces: dict[str, Expression], time: FloatArray
) -> dict[str, FloatArray]:
    """The expression of every frame: turns crossfade, and a listener mirrors it half-way."""
    names = Expression.__dataclass_fields__.keys() - {"opening"}
    mood = {name: np.full(len(time), getattr(ATTENTIVE, name)) for name in sorted(names)}
    for index, turn in enumerate(timeline.turns):
        begin = turn.start / SAMPLE_RATE - _CROSSFADE_S / 2
        into = (
            np.ones(len(time))
            if index == 0
            else smoothstep(np.clip((time - begin) / _CROSSFADE_S, 0.0, 1.0))
        )
        share = 1.0 if turn.speaker == speaker else 0.55
        face = faces[turn.emotion]
        if turn.speaker == speaker:
            face = with_effort(face, turn.effort)
        for name, values in mood.items():
            neutral = getattr(ATTENTIVE, name)
            target = neutral + share * (getattr(face, name) - neutral)
            mood[name] = values * (1.0 - into) + target * into
    return mood


def _idle_head(
    rng: np.random.Generator, time: FloatArray, liveliness: FloatArray, talking: FloatArray
) -> dict[str, FloatArray]:
    """Slow sway of somebody who stands and is awake; livelier in speech."""
    amount = liveliness * (0.65 + 0.6 * talking)
    return {
        "yaw": 1.5 * amount * drift(rng, time, 0.08, 0.45),
        "pitch": 0.8 * amount * drift(rng, time, 0.1, 0.6),
        "roll": 0.8 * amount * drift(rng, time, 0.06, 0.4),
        "breath": 0.5 - 0.5 * np.cos(2 * np.pi * (0.24 * time + rng.uniform())),
    }


def _idle_eyes(
    rng: np.random.Generator, time: FloatArray, talking: FloatArray
) -> dict[str, FloatArray]:
    """Small fixations about the camera: eyes jump, within a frame or two, then rest."""
    length = float(time[-1]) if len(time) else 0.0
    gaze_x, gaze_y = np.zeros(len(time)), np.zeros(len(time))
    at = float(rng.uniform(0.3, 1.2))
    while at < length:
        rest = float(rng.uniform(0.5, 1.9))
        looks_away = rng.uniform() < 0.14
        reach = 0.3 if looks_away else 0.07
        jump = hold(time, at, at + rest, 0.06)
        gaze_x += jump * rng.normal() * reach
        gaze_y += jump * rng.normal() * reach * 0.5
        at += rest + float(rng.uniform(0.2, 1.4))
    return {"gaze_x": gaze_x * (1.0 - 0.3 * talking), "gaze_y": gaze_y * (1.0 - 0.3 * talking)}


def _blinks(rng: np.random.Generator, end: int, speaker: str) -> list[Gesture]:
    """About 14 blinks a minute, for a speaker whose blinks the timeline does not set."""
    found, at = [], float(rng.uniform(0.6, 2.4))
    while at + _BLINK_S < end / SAMPLE_RATE:
        start = int(at * SAMPLE_RATE)
        found.append(Gesture("blink", start, start + int(_BLINK_S * SAMPLE_RATE), 1.0, speaker))
        at += float(rng.uniform(2.2, 6.2))
    return found


def _apply(gestures: list[Gesture], channels: dict[str, FloatArray], time: FloatArray) -> None:
    """Add gestures to the channels, in place."""
    lids = np.zeros(len(time))
    for gesture in gestures:
        start, end = gesture.start / SAMPLE_RATE, gesture.end / SAMPLE_RATE
        amount = gesture.amount
        if gesture.kind == "blink":
            # Shorter than this, a blink would fall between two frames.
            end = max(end, start + _BLINK_S)
            lids = np.maximum(lids, abs(amount) * blink(time, start, end))
        elif gesture.kind == "nod":
            channels["pitch"] += _NOD_DEG * amount * bump(time, start, end)
        elif gesture.kind == "turn":
            channels["yaw"] += _TURN_DEG * amount * hold(time, start, end, 2 * _EASE_S)
        elif gesture.kind == "tilt":
            channels["roll"] += _TILT_DEG * amount * hold(time, start, end, 2 * _EASE_S)
        elif gesture.kind in ("gaze-x", "gaze-y"):
            channels[gesture.kind.replace("-", "_")] += amount * hold(time, start, end, 0.07)
        elif gesture.kind == "brow":
            channels["brow"] += amount * bump(time, start, end)
        elif gesture.kind == "smile":
            channels["smile"] += amount * hold(time, start, end, _EASE_S)
        elif gesture.kind == "breath":
            channels["breath"] += amount * bump(time, start, end)
    # Lids follow the gaze downwards, and eyes dip a little in a blink.
    channels["gaze_y"] += 0.12 * lids
    channels["blink_left"] = lids
    channels["blink_right"] = lids.copy()


def _limited(
    name: str, values: FloatArray, limits: Mapping[str, tuple[float, float]]
) -> FloatArray:
    """Values kept within what the drawing is made for."""
    low, high = limits.get(name, (0.0, 1.0))
    return np.clip(values, low, high)


_LIMITS = {
    "smile": (-0.5, 1.0),
    "posture": (-1.0, 1.0),
    "brow": (-1.0, 1.0),
    "gaze_x": (-1.0, 1.0),
    "gaze_y": (-1.0, 1.0),
    "yaw": (-16.0, 16.0),
    "pitch": (-10.0, 10.0),
    "roll": (-7.0, 7.0),
}
