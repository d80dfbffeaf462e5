"""What a generator is: the same protocol for a CPU renderer, a GPU model and a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from locvid.model.availability import Availability
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Take


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a generator can do; the planner refuses what it cannot.

    ``languages`` is None where every language is spoken; ``longest_shot_s`` is None without limit.
    """

    languages: frozenset[str] | None
    longest_shot_s: float | None
    dialogue: bool


class Generator(Protocol):
    """Performs prompts. Same prompt, format and version give the same bytes."""

    name: str
    version: str

    def available(self) -> Availability:
        """Say whether it can run here, without loading anything heavy."""
        ...

    def capabilities(self) -> Capabilities:
        """Say what it can do."""
        ...

    def perform(self, prompt: PerformancePrompt, video: VideoFormat) -> Take:
        """Perform one shot. Frames are drawn as the take's iterator is consumed."""
        ...
