"""Shots to draw, small and short."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from locvid.generate.studio.timeline.model import Event, Timeline, Turn, Waypoint
from locvid.model.locale import Locale, Market
from locvid.model.media import VideoFormat
from locvid.model.performance import DurationRange, PerformancePrompt, Speaker
from locvid.model.script import Camera
from locvid.presets.library import PresetLibrary

ASPECTS = {"wide": (320, 180), "tall": (180, 320), "square": (200, 200)}


@pytest.fixture(scope="session")
def library() -> PresetLibrary:
    return PresetLibrary()


@pytest.fixture(params=ASPECTS, scope="module")
def video(request: pytest.FixtureRequest) -> VideoFormat:
    width, height = ASPECTS[request.param]
    return VideoFormat(width, height, Fraction(25))


@pytest.fixture
def shot() -> Callable[..., tuple[Timeline, PerformancePrompt]]:
    """Make a silent shot of some frames at 25 fps, the speakers taking turns evenly."""

    def make(
        setting: str = "office",
        camera: Camera | None = None,
        frames: int = 6,
        speakers: tuple[str, ...] = ("maya",),
        car: tuple[Waypoint, ...] = (),
        seed: int = 7,
    ) -> tuple[Timeline, PerformancePrompt]:
        end = frames * 1920
        cuts = [frames * index // len(speakers) * 1920 for index in range(len(speakers) + 1)]
        turns = tuple(
            Turn(speaker, cuts[index], cuts[index + 1], "calm")
            for index, speaker in enumerate(speakers)
        )
        events = (Event("car", 0, end, "normal", car, seed=3),) if car else ()
        timeline = Timeline(end, frames, (), (), frozenset(), (), events, turns)
        prompt = PerformancePrompt(
            script="test",
            shot="one",
            locale=Locale("en-US", "en", "US"),
            market=Market("en-US", "English", "", 6.0, (0.9, 1.1), 0.2, 0.4, "", "", "en-us"),
            speakers=tuple(Speaker(name, name, "", "", "") for name in dict.fromkeys(speakers)),
            lines=(),
            setting=setting,
            setting_description="",
            camera=camera or Camera(),
            soundscape=(),
            duration=DurationRange(1.0, 1.0, 1.0),
            lip_sync="",
            seed=seed,
        )
        return timeline, prompt

    return make
