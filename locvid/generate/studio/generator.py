"""The embedded generator: a shot's voice, sound and picture, all read from one timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version as installed_version

from locvid.generate.base import (
    NO_PROPS,
    Accompaniment,
    Capabilities,
    HeardVoice,
    Props,
    Stretch,
)
from locvid.model.availability import READY, Availability
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.script import TWO_SHOT
from locvid.model.take import Samples, Take
from locvid.presets.library import PresetLibrary


class StudioGenerator:
    """Renders a presenter on the CPU, in every language that has a voice."""

    name = "studio"

    def __init__(self, library: PresetLibrary | None = None) -> None:
        self._library = library or PresetLibrary()

    @property
    def version(self) -> str:
        """The version of locvid, as the studio is part of it."""
        return installed_version("locvid")

    def available(self) -> Availability:
        """Whether drawing, sound and the voice engines are installed."""
        from importlib.util import find_spec

        from locvid.generate.studio.voice.choose import engines

        needed = {"skia": "skia-python", "scipy": "scipy", "pyroomacoustics": "pyroomacoustics"}
        missing = [package for module, package in needed.items() if find_spec(module) is None]
        if missing:
            return Availability(
                False, f"not installed: {', '.join(missing)}", f"pip install {' '.join(missing)}"
            )
        states = [engine.available() for engine in engines()]
        return next((state for state in states if not state.ok), READY)

    def capabilities(self) -> Capabilities:
        """Every language with a market or an espeak-ng voice; no limit of length."""
        return Capabilities(languages=None, longest_shot_s=None, dialogue=True)

    def score(
        self, stretches: Sequence[Stretch], speech: Sequence[tuple[int, int]], seed: int
    ) -> Iterator[Samples]:
        """Compose and play an underscore in the stretches' emotions."""
        from locvid.generate.studio.score.underscore import underscore

        return underscore(stretches, speech, seed, self._library)

    def accompany(
        self, prompt: PerformancePrompt, voice: HeardVoice, video: VideoFormat
    ) -> Accompaniment:
        """The sound of the shot around a voice that was performed elsewhere."""
        from locvid.generate.studio.sound.around import around

        return around(prompt, voice, video, self._library)

    def remarks(self, prompt: PerformancePrompt) -> tuple[str, ...]:
        """Sounds of a pronunciation that the voice lacks.

        Raises where no voice speaks a language, or the setting has no place for two.
        """
        if prompt.camera.framing == TWO_SHOT:
            from locvid.generate.studio.timeline.blocking import check_place

            check_place(prompt, self._library)
        if prompt.lines:
            from locvid.generate.studio.voice.choose import refuse_unspoken

            refuse_unspoken(prompt.locale)
        if not any(line.marked for line in prompt.lines):
            return ()
        from locvid.generate.studio.voice.lacking import remarks

        return remarks(prompt)

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        """Speak the lines, set everything to them, then mix; frames are drawn on demand."""
        from locvid.generate.studio.picture.film import frames, screen_of
        from locvid.generate.studio.sound.mix import perform_sound
        from locvid.generate.studio.timeline.build import build

        performance = build(prompt, video, self._library)
        timeline = performance.timeline
        screen = screen_of(timeline, prompt, video, self._library)
        stems = perform_sound(timeline, performance.dialogue, prompt, self._library)
        return Take(
            format=video,
            frame_count=timeline.frame_count,
            sample_count=timeline.end,
            frames=frames(timeline, prompt, video, self._library, screen),
            stems=stems,
            words=timeline.words,
            provenance={
                "generator": self.name,
                "version": self.version,
                "seed": prompt.seed,
                "lines": [placed.provenance() for placed in performance.lines],
                "events": [
                    {
                        "cue": event.cue,
                        "start": event.start,
                        "end": event.end,
                        "seed": event.seed,
                        "contacts": [beat.at for beat in event.beats],
                        "seen": event.seen,
                    }
                    for event in timeline.events
                ],
                **({"screen": screen.provenance()} if screen is not None else {}),
            },
        )
