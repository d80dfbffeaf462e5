"""Timelines and prompts as small as sound needs them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from locvid.generate.studio.timeline.model import Event, Phone, Timeline, Waypoint
from locvid.model.locale import Locale, Market
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import DurationRange, PerformancePrompt
from locvid.model.script import Camera
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary

MARKET = Market("fr-FR", "French", "", 6.0, (0.9, 1.1), 0.2, 0.4, "formal", "europe", "fr")


@pytest.fixture(scope="session")
def library() -> PresetLibrary:
    return PresetLibrary()


@pytest.fixture
def make_prompt() -> Callable[..., PerformancePrompt]:
    def make(setting: str, seed: int = 7) -> PerformancePrompt:
        return PerformancePrompt(
            script="film", shot="one", locale=Locale("fr-FR", "fr", "FR"), market=MARKET,
            speakers=(), lines=(), setting=setting, setting_description="", camera=Camera(),
            soundscape=(), duration=DurationRange(1, 1, 1), lip_sync="", seed=seed,
        )  # fmt: skip

    return make


@pytest.fixture
def make_timeline() -> Callable[..., Timeline]:
    def make(
        seconds: float, events: tuple[Event, ...] = (), speech: tuple[tuple[float, float], ...] = ()
    ) -> Timeline:
        phones = tuple(Phone("a", _at(a), _at(b), 0, 0, "maya") for a, b in speech)
        return Timeline(
            end=_at(seconds), frame_count=int(seconds * 25), phones=phones, words=(),
            emphasised=frozenset(), gestures=(), events=events, turns=(),
        )  # fmt: skip

    return make


@pytest.fixture
def make_event() -> Callable[..., Event]:
    def make(cue: str, start: float, end: float, x: float = 0.0, distance_m: float = 1.0) -> Event:
        where = Waypoint(_at(start), x, distance_m)
        return Event(cue, _at(start), _at(end), "normal", (where,), seed=3)

    return make


@pytest.fixture
def make_speech() -> Callable[..., Samples]:
    """A buzz with a syllable rhythm between two times: as loud and as peaky as a voice."""

    def make(seconds: float, start: float, end: float) -> Samples:
        time_s = np.arange(_at(seconds)) / SAMPLE_RATE
        buzz = sum(np.sin(2 * np.pi * 120 * order * time_s) / order for order in range(1, 30))
        syllables = np.sin(2 * np.pi * 2.5 * time_s) ** 2
        talking = (time_s >= start) & (time_s < end)
        return np.asarray(0.1 * buzz * syllables * talking, dtype=np.float32)

    return make


def _at(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
