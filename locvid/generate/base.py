"""What a generator is: the same protocol for a CPU renderer, a GPU model and a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from locvid.model.availability import Availability
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Take
from locvid.presets.library import PresetLibrary


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a generator can do; the planner refuses what it cannot.

    ``languages`` is None where every language is spoken; ``longest_shot_s`` is None without limit.
    """

    languages: frozenset[str] | None
    longest_shot_s: float | None
    dialogue: bool


class Generator(Protocol):
    """Performs prompts. Same prompt, format, presets and version give the same bytes."""

    def __init__(self, library: PresetLibrary) -> None:
        """Made anew for each project: ``library`` holds the packaged presets and its own."""

    @property
    def name(self) -> str:
        """As registered in ``locvid.generators``."""
        ...

    @property
    def version(self) -> str:
        """Part of the key under which shots are kept: it changes whenever the bytes would."""
        ...

    def available(self) -> Availability:
        """Say whether it can run here, without loading anything heavy."""
        ...

    def capabilities(self) -> Capabilities:
        """Say what it can do."""
        ...

    def perform(self, prompt: PerformancePrompt, video: VideoFormat) -> Take:
        """Perform one shot. Frames are drawn as the take's iterator is consumed."""
        ...
