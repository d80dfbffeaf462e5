"""One shot: passes of the model, joined into one picture and one sound without a jump."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from locvid.generate.base import GivenSound, Props
from locvid.generate.grid import Grid
from locvid.generate.ltx2.call import Request, run
from locvid.generate.ltx2.recipe import Recipe
from locvid.generate.ltx2.track import Track
from locvid.generate.ltx2.version import Version
from locvid.generate.memory import MemoryPlan
from locvid.generate.passes import passes
from locvid.generate.picture import Pictures, Reel, as_made, dissolved, last_frames, portrait
from locvid.generate.sound import fitted, last_sound
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Samples

PORTRAIT, GIVEN_SOUND, LAST_SOUND, LAST_FRAMES, SEED = (
    "reference picture",
    "given sound",
    "last sound",
    "last frames",
    "seed",
)


@dataclass(frozen=True, slots=True)
class Shot:
    """What was made: frames on the reel, the mixed sound (None where it was given), and how."""

    reel: Reel
    sound: Samples | None
    means: tuple[str, ...]
    passes: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """A loaded pipeline with everything that says how to call it."""

    pipeline: Any
    version: Version
    recipe: Recipe
    plan: MemoryPlan
    fps: Fraction

    def shot(self, prompt: PerformancePrompt, film: VideoFormat, props: Props) -> Shot:
        """Make the shot at ``fps``; the prompt is written pass by pass with ``props.write``."""
        step, video = film.fps / self.fps, replace(film, fps=self.fps)
        if props.sound is not None and step != 1:
            count = ceil(props.sound.frame_count / step)
            props = replace(props, sound=replace(props.sound, frame_count=count))
        grid = Grid(
            self.pipeline.vae_temporal_compression_ratio,
            self.pipeline.vae_spatial_compression_ratio,
        )
        width, height = grid.canvas(video, round(self.recipe.pixels * self.plan.area))
        start, means = self._start(prompt, props, grid, (width, height), step)
        parts = passes(_as_long_as(prompt, props.sound, video), self.recipe.best_pass_s)
        lengths = _lengths(parts, props.sound, video)
        reel, track = Reel(width, height), Track(self.pipeline)
        own_sound = props.sound is None
        # The track begins where the first pass does: with what the shot before let hear.
        lead = _count(start)
        if own_sound and lead and props.before_sound:
            seconds = lead / float(video.fps)
            track.begin_with(last_sound(props.before_sound, video.sample_of_frame(lead)), seconds)
            means = (LAST_SOUND, *means)
        told: list[dict[str, object]] = []
        waiting: Pictures | None = None
        done = 0
        for number, (part, own) in enumerate(zip(parts, lengths, strict=True)):
            begins = _count(start)
            second = (lead + done - begins) / float(video.fps)
            request = Request(
                text=_written(part, props),
                width=width,
                height=height,
                frames=grid.frames_for(begins + own),
                fps=float(video.fps),
                seed=prompt.seed,
                start=start,
                sound=_slice(props.sound, video, done - begins),
                heard=track.since(second) if own_sound else None,
            )
            frames, heard = run(
                self.pipeline,
                self.version,
                self.recipe.full,
                request,
                _part_of(props.report, number, len(parts)),
            )
            if own_sound:
                track.add(second, heard)
            if waiting is not None:
                reel.add(dissolved(waiting, frames[:begins]))
            # Where sound is given the picture must not run past this pass's share of it.
            new = frames[begins : None if own_sound else begins + own]
            done += len(new)
            if number + 1 < len(parts):
                # What the next pass begins with waits for it: it is shown from both.
                start = waiting = _tail(new, self.recipe.overlap_frames, grid)
                new = new[: len(new) - len(waiting)]
            reel.add(new)
            told.append({"frames": request.frames, "begins_with": begins, "prompt": request.text})
        sound = None
        if own_sound:
            heard = track.heard()[video.sample_of_frame(lead) :]
            sound = fitted(heard, video.sample_of_frame(reel.count))
        if len(parts) > 1:
            held = (LAST_SOUND, LAST_FRAMES) if own_sound else (LAST_FRAMES,)
            means = (*means, *(each for each in held if each not in means))
        given = () if own_sound else (GIVEN_SOUND,)
        return Shot(reel, sound, (*given, *means, SEED), tuple(told))

    def _start(
        self,
        prompt: PerformancePrompt,
        props: Props,
        grid: Grid,
        size: tuple[int, int],
        step: Fraction,
    ) -> tuple[Pictures | None, tuple[str, ...]]:
        """What the shot begins with: the shot before, or the portrait of its only speaker."""
        if props.before is not None:
            before = last_frames(props.before, self.recipe.overlap_frames, step)
            start = _tail(before, self.recipe.overlap_frames, grid)
            return as_made(start, *size), (LAST_FRAMES,)
        shown = [speaker.portrait for speaker in prompt.speakers]
        if len(shown) == 1 and shown[0] is not None:
            return portrait(props.project / shown[0].file, *size), (PORTRAIT,)
        return None, ()


def made_at(fps: Fraction) -> Fraction:
    """The rate at which the model makes a film of ``fps`` frames a second.

    It is trained around 24 to 30, and 60 (SNAP_CONDITIONING_FPS_ABOVE of diffusers). Between them
    the library has it believe in 60, and lips then run ahead of sound that is given; half the rate
    is true, and every picture is shown twice.
    """
    if fps <= 30 or fps > 59:
        return fps
    return fps / 2 if fps >= 46 else Fraction(24)


def _as_long_as(
    prompt: PerformancePrompt, given: GivenSound | None, video: VideoFormat
) -> PerformancePrompt:
    """The prompt with the length of the sound that is given."""
    if given is None:
        return prompt
    seconds = float(given.frame_count / video.fps)
    return replace(prompt, duration=replace(prompt.duration, natural_s=seconds))


def _lengths(
    parts: Sequence[PerformancePrompt], given: GivenSound | None, video: VideoFormat
) -> list[int]:
    """Frames of each pass beside those it begins with; together those of the given sound."""
    frames = [max(1, -int(-part.duration.natural_s * video.fps // 1)) for part in parts]
    if given is not None:
        frames[-1] = max(1, given.frame_count - sum(frames[:-1]))
    return frames


def _written(prompt: PerformancePrompt, props: Props) -> str:
    if props.write is None:
        raise ValueError("ltx2 reads a written prompt: Props.write must be given")
    return props.write(prompt)


def _slice(given: GivenSound | None, video: VideoFormat, first_frame: int) -> Samples | None:
    """The mix of the given sound from a frame on; silence before its beginning."""
    if given is None:
        return None
    mix: Samples = np.add.reduce(list(given.stems.values()))
    if first_frame < 0:
        return np.pad(mix, ((video.sample_of_frame(-first_frame), 0), (0, 0)))
    return mix[video.sample_of_frame(first_frame) :]


def _count(start: Pictures | None) -> int:
    """Frames that a pass begins with and that have been shown; a portrait has not."""
    return 0 if start is None or start.ndim == 3 else len(start)


def _tail(frames: Pictures, most: int, grid: Grid) -> Pictures:
    """The last frames, in a count that the model takes: 8k+1."""
    count = min(most, len(frames))
    count = (count - 1) // grid.frames * grid.frames + 1
    return frames[len(frames) - count :]


def _part_of(report: Callable[[float], None], number: int, count: int) -> Callable[[float], None]:
    return lambda share: report((number + share) / count)
