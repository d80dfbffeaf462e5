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
from locvid.model.take import DIALOGUE, STEMS, Frame, Samples, Take
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


class TakeGenerator(PatternGenerator):
    """A moving bar and a voice in one mixed sound, as joint models make it; words are not told.

    What is wrong with the sound is the name of the shot, before a number: ``dry`` has nothing
    behind the voice, ``hiss`` white noise, ``loud`` a hum over the voice, ``clipped`` peaks cut
    off, ``fine`` an ambience as it should be, ``other`` a louder one.
    """

    name = "take"

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        from scipy.signal import lfilter

        voice = _spoken(prompt, self.library)
        frames = video.frames_covering(len(voice) + SAMPLE_RATE)
        samples = video.sample_of_frame(frames)
        sound = np.zeros(samples)
        sound[SAMPLE_RATE // 2 :][: len(voice)] = voice * (0.12 / voice.std())
        rng = np.random.default_rng(prompt.seed)
        noise = rng.normal(0, 1, samples)
        # A place: a noise that falls by 6 dB an octave and swells.
        place = lfilter([0.04], [1, -0.96], noise) * (1 + 0.3 * np.sin(np.arange(samples) / 9e3))
        fault = prompt.shot.rstrip("0123456789")
        sound += {
            "dry": 0 * place,
            "hiss": 0.01 * noise,
            "loud": 0.5 * place,
            "clipped": 0.02 * place,
            "fine": 0.02 * place,
            "other": 0.08 * place,
        }[fault]
        if fault == "clipped":
            sound = np.clip(sound * 6, -1, 1)
        mix = np.repeat(sound.astype(np.float32)[:, None], 2, axis=1)
        silence = np.zeros_like(mix)
        return Take(
            format=video,
            frame_count=frames,
            sample_count=samples,
            frames=_bar(prompt.seed, video, frames),
            stems={**dict.fromkeys(STEMS, silence), DIALOGUE: mix},
            provenance={"generator": self.name, "seed": prompt.seed},
        )


def _spoken(prompt: PerformancePrompt, library: PresetLibrary) -> Samples:
    """The first line, mono, by espeak-ng: quick, and in every language."""
    from locvid.generate.studio.voice.espeak import EspeakVoices

    (line,), (speaker,) = prompt.lines, prompt.speakers
    voice = library.get("voices", speaker.voice).content
    return EspeakVoices().speak(line, prompt.locale, prompt.market, voice).samples


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
