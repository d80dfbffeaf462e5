"""Small prompts for tests of generators, voices and timelines."""

from __future__ import annotations

from typing import Any

from locvid.localize.locales import resolve
from locvid.model.locale import Locale, Market
from locvid.model.performance import (
    DurationRange,
    PerformancePrompt,
    SoundLayer,
    Speaker,
    SpokenLine,
)
from locvid.model.script import Camera
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for

LIBRARY = PresetLibrary()


def locale(tag: str) -> Locale:
    return resolve(tag)[0]


def market(tag: str) -> Market:
    return market_for(locale(tag), LIBRARY)[0]


def line(text: str, **changes: Any) -> SpokenLine:
    plain: dict[str, Any] = {
        "speaker": "maya", "text": text, "caption": text, "emotion": "calm", "pace": "natural",
        "emphasis": "sentence-final", "rate": 1.0, "pitch_semitones": 0.0, "pitch_range": 1.0,
        "energy_db": 0.0, "pause_scale": 1.0, "instruction": "",
    }  # fmt: skip
    return SpokenLine(**(plain | changes))


def prompt(tag: str, *lines: SpokenLine, seed: int = 7, cues: tuple[SoundLayer, ...] = ()) -> Any:
    described = {"persona": "", "description": "", "voice_description": ""}
    speakers = tuple(
        Speaker(id=name, presenter=presenter, voice=voice, **described)
        for name, presenter, voice in (
            ("maya", "maya", "warm-female"),
            ("jon", "jon", "deep-male"),
        )
        if any(one.speaker == name for one in lines)
    )
    return PerformancePrompt(
        script="test",
        shot="one",
        locale=locale(tag),
        market=market(tag),
        speakers=speakers,
        lines=lines,
        setting="office",
        setting_description="an office",
        camera=Camera(),
        soundscape=(SoundLayer("ambience", "office", "soft", "centre", None, ""), *cues),
        duration=DurationRange(1.0, 2.0, 3.0),
        lip_sync="",
        seed=seed,
    )


def cue(name: str, at: str = "centre", time_s: float | None = None) -> SoundLayer:
    return SoundLayer("effect", name, "normal", at, time_s, "")


def drawn_presenter(side: int = 360) -> Any:
    """A close picture of a drawn presenter, uint8 [side, side, 3] in BGR: a portrait for tests."""
    from dataclasses import replace
    from fractions import Fraction

    from locvid.generate.studio.picture.film import frames
    from locvid.generate.studio.timeline.model import Timeline, Turn
    from locvid.model.media import VideoFormat

    timeline = Timeline(1920, 1, (), (), frozenset(), (), (), (Turn("maya", 0, 1920, "calm"),))
    close = replace(prompt("en-US", line("Hello.")), camera=Camera(framing="close-up"))
    video = VideoFormat(side, side, Fraction(25))
    return next(iter(frames(timeline, close, video, LIBRARY)))[:, :, :3].copy()
