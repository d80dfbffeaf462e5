"""Two people in one picture: each where their mark is, each mouth with its own line only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from locvid.generate.studio.picture.film import frames
from locvid.generate.studio.picture.performance import pose_track
from locvid.generate.studio.timeline.blocking import marks_of
from locvid.generate.studio.timeline.model import Gesture, Phone, Timeline
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.script import TWO_SHOT, Camera
from locvid.presets.library import PresetLibrary

Shot = Callable[..., tuple[Timeline, PerformancePrompt]]
SIZES = {"wide": (640, 360), "square": (480, 480), "tall": (360, 640)}
FPS = 25


def two(
    shot: Shot, video: VideoFormat, frame_count: int = 50
) -> tuple[Timeline, PerformancePrompt]:
    """Maya speaks in the first half, jon in the second; in the middle both do."""
    timeline, prompt = shot(
        frames=frame_count, speakers=("maya", "jon"), camera=Camera(TWO_SHOT), seed=3
    )
    phones = []
    for speaker, first, last in (("maya", 4, 30), ("jon", 24, 46)):
        for number, frame in enumerate(range(first, last, 4)):
            start, end = frame * 1920, (frame + 4) * 1920
            phones.append(Phone("am"[number % 2], start, end, 1, 0, speaker))
    timeline = replace(
        timeline,
        phones=tuple(phones),
        marks=marks_of(["maya", "jon"], TWO_SHOT, video),
    )
    return timeline, prompt


def test_each_mouth_moves_with_its_own_line_only(shot: Shot, library: PresetLibrary) -> None:
    video = VideoFormat(640, 360, Fraction(FPS))
    timeline, prompt = two(shot, video)
    nods = tuple(
        Gesture(kind, 3 * 1920, 16 * 1920, 1.0, "jon") for kind in ("nod", "smile", "brow", "tilt")
    )
    timeline = replace(timeline, gestures=nods)
    for speaker, first, last in (("maya", 4, 30), ("jon", 24, 46)):
        channels = pose_track(timeline, speaker, video, prompt, library).channels
        aside = np.ones(timeline.frame_count, bool)
        aside[max(first - 8, 0) : last + 6] = False
        assert channels["jaw"][aside].max(initial=0.0) < 0.03
        assert channels["jaw"][first:last].max() > 0.3


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_both_are_whole_in_the_picture_and_a_stranger_finds_their_faces(
    shot: Shot, library: PresetLibrary, size: tuple[int, int]
) -> None:
    from locvid.verify.crowd import Crowd
    from locvid.verify.lips import aperture_of
    from locvid.verify.planes import planes_of

    video = VideoFormat(*size, Fraction(FPS))
    timeline, prompt = two(shot, video)
    crowd = Crowd()
    places: dict[int, list[float]] = {}
    gaps: dict[int, list[float]] = {}
    for picture in frames(timeline, prompt, video, library):
        for number, landmarks in crowd.follow(planes_of(picture[:, :, :3].copy())).items():
            left, right = landmarks[:, 0].min(), landmarks[:, 0].max()
            assert 0 < left < right < video.width
            places.setdefault(number, []).append(float((left + right) / 2))
            gaps.setdefault(number, []).append(aperture_of(landmarks))
    assert len(places) == 2
    assert all(len(found) == timeline.frame_count for found in places.values())
    left, right = sorted(places, key=lambda number: float(np.mean(places[number])))
    for number, mark in ((left, timeline.marks[0]), (right, timeline.marks[1])):
        assert np.mean(places[number]) == pytest.approx(
            (1 + mark.x) * video.width / 2, abs=0.035 * video.width
        )
    # In the pixels too: who listens keeps still.
    own, other = slice(4, 22), slice(32, 48)
    assert np.ptp(gaps[left][own]) > 4 * np.ptp(gaps[right][own])
    assert np.ptp(gaps[right][other]) > 4 * np.ptp(gaps[left][38:48])


def test_they_look_at_each_other(shot: Shot, library: PresetLibrary) -> None:
    """The middle of the nose lies to the other's side of the middle of the eyes."""
    from locvid.verify.crowd import Crowd
    from locvid.verify.planes import planes_of

    video = VideoFormat(640, 360, Fraction(FPS))
    timeline, prompt = two(shot, video, frame_count=10)
    picture = next(iter(frames(timeline, prompt, video, library)))
    found = Crowd().follow(planes_of(picture[:, :, :3].copy()))
    left, right = sorted(found.values(), key=lambda points: float(points[:, 0].mean()))
    nose, outer = 1, (33, 263)
    assert left[nose, 0] > left[outer, 0].mean() + 0.5
    assert right[nose, 0] < right[outer, 0].mean() - 0.5
