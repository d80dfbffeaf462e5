"""A family of joint audio-video models: what it can be asked for, and what it takes to run it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """What one generation of a model may be asked for.

    ``languages`` are those that its makers name (ISO 639 codes), None where any is spoken.
    ``longest_s`` is None without limit; ``lengths_s`` are the only lengths there are, in
    ascending order, empty where any between shortest and longest will do. ``shots`` may be in
    one generation, and ``speakers`` may speak in one shot, without mixing up who speaks.
    ``spoken_words`` a shot, ``prompt_words`` and ``prompt_characters`` a prompt are None
    without limit. ``in_words``: it is told what to do in words, and may not do it.
    """

    languages: frozenset[str] | None = None
    shortest_s: float = 0.0
    longest_s: float | None = None
    lengths_s: tuple[float, ...] = ()
    shots: int = 1
    speakers: int = 2
    spoken_words: int | None = None
    prompt_words: int | None = None
    prompt_characters: int | None = None
    in_words: bool = True

    def clip_s(self, seconds: float) -> float:
        """The length to ask for so that ``seconds`` fit: the next one there is, or the longest.

        Whole seconds where the model makes any length, as hosted models count in them.
        """
        if self.lengths_s:
            longest_s = self.lengths_s[-1]
            return next((length for length in self.lengths_s if length >= seconds), longest_s)
        wanted_s = max(ceil(seconds), self.shortest_s)
        return wanted_s if self.longest_s is None else min(wanted_s, self.longest_s)


@dataclass(frozen=True, slots=True)
class Grid:
    """What sizes a model makes: ``frame_step`` times k plus ``frame_rest`` frames at ``fps``.

    Width and height are multiples of ``size_step`` pixels.
    """

    fps: int
    frame_step: int
    frame_rest: int
    size_step: int

    def frames(self, seconds: float) -> int:
        """The smallest number of frames on the grid that lasts ``seconds``."""
        wanted = seconds * self.fps - self.frame_rest
        # A hair less: 5 s asked for as 5.000001 s must not become a step more.
        steps = max(0, -int(-(wanted - 1e-6) // self.frame_step))
        return max(1, steps * self.frame_step + self.frame_rest)

    def side(self, pixels: int) -> int:
        """The multiple of ``size_step`` nearest to ``pixels``, at least one step."""
        return max(1, round(pixels / self.size_step)) * self.size_step


@dataclass(frozen=True, slots=True)
class Licence:
    """On what terms a model may be used; ``excluded`` are territories where it may not be.

    Where ``must_accept`` is true the user has to say so before anything is made or downloaded.
    """

    name: str
    url: str
    terms: str
    excluded: tuple[str, ...] = ()
    must_accept: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One set of weights on a hub.

    ``about_gb`` is its rough size in 10⁹ bytes. ``needs`` are patterns of which each must match
    a file, or the set is not complete; a ``|`` stands between two of which one is enough.
    ``fetch`` are the patterns to download, empty for all.
    ``gated`` weights want a login and a click on the hub first.
    """

    name: str
    repository: str
    about_gb: float
    needs: tuple[str, ...]
    fetch: tuple[str, ...] = ()
    gated: bool = False


@dataclass(frozen=True, slots=True)
class ModelFamily:
    """One preset in ``presets/models``.

    Hosted models have no ``checkpoints``, ``licence`` and ``grid``. ``retired`` says since when
    a model is gone, empty where it is there. ``vram_gb`` and ``ram_gb`` are the least that is
    known to work, None where nothing runs on this machine.
    """

    name: str
    title: str
    maker: str
    description: str
    limits: ModelLimits
    grid: Grid | None = None
    licence: Licence | None = None
    vram_gb: float | None = None
    ram_gb: float | None = None
    checkpoints: Mapping[str, Checkpoint] = field(default_factory=dict)
    retired: str = ""
