"""One shot: passes of the model, joined into one picture and one sound without a jump."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from locvid.generate.base import GivenSound, Props
from locvid.generate.grid import Grid
from locvid.generate.ltx2.call import Request, run
from locvid.generate.ltx2.recipe import Recipe
from locvid.generate.ltx2.version import Version
from locvid.generate.memory import MemoryPlan
from locvid.generate.passes import passes
from locvid.generate.picture import Pictures, Reel, last_frames, portrait
from locvid.generate.sound import fitted, joined
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Samples

PORTRAIT, GIVEN_SOUND, LAST_FRAMES, SEED = (
    "reference picture",
    "given sound",
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

    def shot(self, prompt: PerformancePrompt, video: VideoFormat, props: Props) -> Shot:
        """Make the shot; the prompt is written pass by pass with ``props.write``."""
        grid = Grid(
            self.pipeline.vae_temporal_compression_ratio,
            self.pipeline.vae_spatial_compression_ratio,
        )
        width, height = grid.canvas(video, round(self.recipe.pixels * self.plan.area))
        start, means = self._start(prompt, props, grid, width, height)
        parts = passes(_as_long_as(prompt, props.sound, video), self.recipe.best_pass_s)
        lengths = _lengths(parts, props.sound, video)
        reel = Reel(width, height)
        sound: Samples | None = None
        told: list[dict[str, object]] = []
        for number, (part, own) in enumerate(zip(parts, lengths, strict=True)):
            begins = 0 if start is None or start.ndim == 3 else len(start)
            request = Request(
                text=_written(part, props),
                width=width,
                height=height,
                frames=grid.frames_for(begins + own),
                fps=float(video.fps),
                seed=prompt.seed,
                start=start,
                sound=_slice(props.sound, video, reel.count - begins),
            )
            frames, heard = run(
                self.pipeline,
                self.version,
                self.recipe.full,
                request,
                _part_of(props.report, number, len(parts)),
            )
            # Where sound is given the picture must not run past this pass's share of it.
            until = begins + own if props.sound is not None else len(frames)
            # What it began with is shown already, by the pass or the shot before.
            reel.add(frames[begins:until])
            if heard is not None:
                sound = _added(sound, heard, video, reel.count, begins, number > 0)
            told.append({"frames": request.frames, "begins_with": begins, "prompt": request.text})
            start = _tail(frames[:until], self.recipe.overlap_frames, grid)
        if len(parts) > 1 and LAST_FRAMES not in means:
            means = (*means, LAST_FRAMES)
        given = (GIVEN_SOUND,) if props.sound is not None else ()
        return Shot(reel, sound, (*given, *means, SEED), tuple(told))

    def _start(
        self, prompt: PerformancePrompt, props: Props, grid: Grid, width: int, height: int
    ) -> tuple[Pictures | None, tuple[str, ...]]:
        """What the shot begins with: the shot before, or the portrait of its only speaker."""
        if props.before is not None:
            before = last_frames(props.before, self.recipe.overlap_frames)
            return _tail(before, self.recipe.overlap_frames, grid), (LAST_FRAMES,)
        shown = [speaker.portrait for speaker in prompt.speakers]
        if len(shown) == 1 and shown[0] is not None:
            return portrait(props.project / shown[0].file, width, height), (PORTRAIT,)
        return None, ()


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


def _tail(frames: Pictures, most: int, grid: Grid) -> Pictures:
    """The last frames, in a count that the model takes: 8k+1."""
    count = min(most, len(frames))
    count = (count - 1) // grid.frames * grid.frames + 1
    return frames[len(frames) - count :]


def _added(
    sound: Samples | None,
    heard: Samples,
    video: VideoFormat,
    frames: int,
    begins: int,
    overlaps: bool,
) -> Samples:
    """The shot's sound with a pass's, as long as the ``frames`` that are on the reel now.

    A pass that goes on from the one before overlaps it; one that goes on from another shot drops
    what that shot has already let hear.
    """

    if sound is None or not overlaps:
        return fitted(heard[video.sample_of_frame(begins) :], video.sample_of_frame(frames))
    whole = joined(sound, heard, video.sample_of_frame(begins))
    return fitted(whole, video.sample_of_frame(frames))


def _part_of(report: Callable[[float], None], number: int, count: int) -> Callable[[float], None]:
    return lambda share: report((number + share) / count)
