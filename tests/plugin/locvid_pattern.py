"""Generators for tests, plugged in as any other: cheap pictures and tones made from the prompt."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from locvid.generate.base import NO_PROPS, Capabilities, Props, Stretch
from locvid.model.availability import READY, Availability
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import STEMS, Frame, Samples, Take
from locvid.presets.library import PresetLibrary


class PatternGenerator:
    """A moving bar and a tone.

    LOCVID_PATTERN_PAUSE is slept before each frame, in seconds. In the folder LOCVID_PATTERN_LOG
    each shot leaves a file when it begins, which holds the process number, and one when it ends.
    """

    name = "pattern"
    version = "1"

    def __init__(self, library: PresetLibrary) -> None:
        self.library = library

    def available(self) -> Availability:
        return READY

    def capabilities(self) -> Capabilities:
        return Capabilities(languages=None, longest_shot_s=None, dialogue=True)

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        frames = round(video.fps)
        samples = video.sample_of_frame(frames)
        pitch = 200 + prompt.seed % 400
        tone = 0.1 * np.sin(np.arange(samples) * 2 * np.pi * pitch / SAMPLE_RATE)
        stereo = np.stack([tone, tone], axis=1).astype(np.float32)
        return Take(
            format=video,
            frame_count=frames,
            sample_count=samples,
            frames=_logged(prompt, _bar(prompt.seed, video, frames)),
            stems=dict.fromkeys(STEMS, stereo),
            provenance={"generator": self.name, "seed": prompt.seed},
        )

    def score(
        self, stretches: Sequence[Stretch], speech: Sequence[tuple[int, int]], seed: int
    ) -> Iterator[Samples]:
        """A hum whose level tells the emotions apart."""
        for stretch in stretches:
            level = 0.01 * len(stretch.emotion)
            yield np.full((stretch.end - stretch.start, 2), level, np.float32)


class TitleGenerator(PatternGenerator):
    """Shows the same in every language, as a title or a landscape with a voice over it does."""

    name = "title"

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        take = super().perform(prompt, video, props)
        return replace(take, frames=_bar(len(prompt.shot), video, take.frame_count))


class BrokenGenerator(PatternGenerator):
    """Fails with a bug."""

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        raise ZeroDivisionError("a bug in a plug-in")


class DyingGenerator(PatternGenerator):
    """Is killed while it performs, as the kernel does when memory runs out."""

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("not reached")


def _logged(prompt: PerformancePrompt, frames: Iterator[Frame]) -> Iterator[Frame]:
    folder = os.environ.get("LOCVID_PATTERN_LOG")
    name = f"{prompt.shot}.{prompt.locale.tag}.{prompt.seed}.{time.monotonic_ns()}"
    if folder:
        Path(folder, f"{name}.begun").write_text(f"{os.getpid()}")
    yield from frames
    if folder:
        Path(folder, f"{name}.done").touch()


def _bar(seed: int, video: VideoFormat, count: int) -> Iterator[Frame]:
    pause_s = float(os.environ.get("LOCVID_PATTERN_PAUSE", "0"))
    for number in range(count):
        time.sleep(pause_s)
        frame = np.full((video.height, video.width, 4), seed % 200, np.uint8)
        frame[:, (number * 8) % video.width :][:, :8] = 255
        yield frame
