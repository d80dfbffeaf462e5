"""Small synthetic takes: a white frame with a click at its first sample, over faint noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from limits import LIMITS

from locvid.deliver.shot import write_shot
from locvid.model.deliverable import ShotFiles
from locvid.model.locale import Locale, Market
from locvid.model.media import VideoFormat
from locvid.model.performance import DurationRange, PerformancePrompt, SpokenLine
from locvid.model.profile import Profile
from locvid.model.script import Camera
from locvid.model.take import AMBIENCE, DIALOGUE, FOREGROUND, MIDGROUND, Frame, Take, WordSpan
from locvid.model.verdict import Gate

FRENCH = Locale("fr-FR", "fr", "FR")


@pytest.fixture
def profile() -> Callable[..., Profile]:
    def make(
        fps: Fraction = Fraction(25), lufs: float = -16.0, peak: float = -1.0, **more: Any
    ) -> Profile:
        return Profile(
            name="test",
            video=VideoFormat(160, 96, fps),
            crf=23,
            x264_preset="veryfast",
            audio_bitrate=160_000,
            loudness_lufs=lufs,
            true_peak_dbtp=peak,
            caption_chars=42,
            caption_lines=2,
            caption_seconds=7.0,
            score=False,
            gate=Gate("EBU R37", -40, 60, 0.3, 0.1, 60, 0.2),
            limits=LIMITS,
            **more,
        )

    return make


@pytest.fixture
def prompt() -> Callable[..., PerformancePrompt]:
    def make(shot: str, captions: Sequence[str] = ("Bonjour, le monde !",)) -> PerformancePrompt:
        return PerformancePrompt(
            script="test",
            shot=shot,
            locale=FRENCH,
            market=Market("fr-FR", "French", "", 6.0, (0.9, 1.2), 0.2, 0.4, "", "", "fr-fr"),
            speakers=(),
            lines=tuple(
                SpokenLine("maya", text, text, "calm", "natural", "none", 1, 0, 1, 0, 1, "")
                for text in captions
            ),
            setting="office",
            setting_description="",
            camera=Camera(),
            soundscape=(),
            duration=DurationRange(1, 1, 1),
            lip_sync="",
            seed=1,
        )

    return make


@pytest.fixture
def take() -> Callable[..., Take]:
    def make(
        video: VideoFormat,
        frame_count: int = 40,
        flash: int = 20,
        seed: int = 0,
        level: float = 0.002,
    ) -> Take:
        samples = video.sample_of_frame(frame_count)
        random = np.random.default_rng(seed)
        dialogue = random.normal(0, level, (samples, 2)).astype(np.float32)
        click = -int(-flash * 48_000 // video.fps)
        dialogue[click : click + 48] += 0.5
        ambience = random.normal(0, level / 4, (samples, 2)).astype(np.float32)

        def frames() -> Iterator[Frame]:
            frame = np.empty((video.height, video.width, 4), np.uint8)
            for index in range(frame_count):
                frame[:] = 255 if index == flash else 16
                yield frame

        return Take(
            format=video,
            frame_count=frame_count,
            sample_count=samples,
            frames=frames(),
            stems={
                DIALOGUE: dialogue,
                FOREGROUND: np.zeros_like(dialogue),
                MIDGROUND: np.zeros_like(dialogue),
                AMBIENCE: ambience,
            },
            words=(
                WordSpan("Bonjour", 0, samples // 10, samples // 3),
                WordSpan("le", 0, samples // 3, samples // 2),
                WordSpan("monde", 0, samples // 2, samples * 4 // 5),
            ),
            provenance={"generator": "synthetic"},
        )

    return make


@pytest.fixture
def shots(
    take: Callable[..., Take], prompt: Callable[..., PerformancePrompt], tmp_path: Path
) -> Callable[..., list[ShotFiles]]:
    """Written shots with the given numbers of frames, each with its flash at frame 20."""

    def make(profile: Profile, *frame_counts: int, level: float = 0.002) -> list[ShotFiles]:
        return [
            write_shot(
                take(profile.video, count, 20, seed, level),
                prompt(f"shot-{seed}"),
                profile,
                tmp_path / f"shot-{seed}",
            )
            for seed, count in enumerate(frame_counts)
        ]

    return make
