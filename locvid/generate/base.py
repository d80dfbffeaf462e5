"""What a generator is: the same protocol for a CPU renderer, a GPU model and a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from locvid.model.availability import Availability
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Samples, Take, WordSpan
from locvid.presets.library import PresetLibrary


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a generator can do; the planner refuses what it cannot.

    ``languages`` is None where every language is spoken; ``longest_shot_s`` is None without limit,
    as is ``frame_rates`` (the lowest and the highest, in frames a second). ``dialogue``: several
    people in one shot. ``dialect`` names the written form of a prompt that it reads, empty where
    it reads the prompt itself. The next four say which means of keeping a speaker the same it
    has: a reference picture, a sample of the voice, sound that is given and stays as it is, and
    the last frames of the shot before. ``workers`` bounds how many may run on one machine. A shot
    lasts at least ``shortest_shot_s``. ``pixels`` is how many a picture has at most as it is made;
    larger films are enlarged. ``most_portraits`` and ``most_voice_samples`` are those of one shot,
    ``portrait_sides`` how many times longer one side of a portrait may be than the other; None
    without limit.
    """

    languages: frozenset[str] | None
    longest_shot_s: float | None
    dialogue: bool
    frame_rates: tuple[float, float] | None = None
    dialect: str = ""
    portrait: bool = False
    voice_sample: bool = False
    given_sound: bool = False
    last_frames: bool = False
    workers: int | None = None
    shortest_shot_s: float = 0.0
    pixels: int | None = None
    most_portraits: int | None = None
    most_voice_samples: int | None = None
    portrait_sides: float | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may say about a generator that loads a model.

    ``model`` is a folder, ``vram_gb`` the graphics memory to reckon with (None: what is there),
    ``accepted_licences`` are names of licences whose terms the user has accepted.
    """

    model: Path | None = None
    vram_gb: int | None = None
    accepted_licences: frozenset[str] = frozenset()


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class GivenSound:
    """Sound that a picture is made to, sample for sample.

    ``stems`` and ``words`` as in ``Take``; ``frame_count`` is how long the picture has to be;
    ``provenance`` is that of the take it comes from.
    """

    stems: Mapping[str, Samples]
    words: tuple[WordSpan, ...]
    frame_count: int
    provenance: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Props:
    """What a generator is handed beside the prompt, as far as its capabilities ask for it.

    ``write`` gives a prompt as text in the generator's dialect; ``project`` is the folder that
    file names in the prompt start from; ``before`` is the encoded picture of the shot that this
    one goes on from, ``before_sound`` its stems as WAV; ``report`` takes the share of the work
    before the first frame, 0…1.
    """

    write: Callable[[PerformancePrompt], str] | None = None
    project: Path = Path()
    sound: GivenSound | None = None
    before: Path | None = None
    before_sound: tuple[Path, ...] = ()
    report: Callable[[float], None] = field(default=lambda share: None)


NO_PROPS = Props()


class Generator(Protocol):
    """Performs prompts. Same prompt, format, props, presets and version give the same bytes."""

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

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        """Perform one shot. Frames are drawn as the take's iterator is consumed."""
        ...


@dataclass(frozen=True, slots=True)
class HeardVoice:
    """The voice of a take that somebody else performed: when it speaks, and how it sounds.

    ``sound`` is what is left of the take's sound, float32 [n, 2] at 48 kHz; ``words`` are those
    that were found in it, empty where none were.
    """

    sound: Samples
    words: tuple[WordSpan, ...]


@dataclass(frozen=True, slots=True)
class Accompaniment:
    """All stems but the dialogue, each as long as the voice, at their levels relative to it.

    ``moved_db`` is how much louder they are than under a voice of the generator's own.
    ``provenance`` holds JSON-able facts; ``notes`` are for the user, a sentence each.
    """

    stems: Mapping[str, Samples]
    moved_db: float
    provenance: Mapping[str, object]
    notes: tuple[str, ...] = ()


@runtime_checkable
class Accompanying(Protocol):
    """A generator that can also make the sound of a shot around a voice that is there already."""

    def accompany(
        self, prompt: PerformancePrompt, voice: HeardVoice, video: VideoFormat
    ) -> Accompaniment:
        """The place, the things and the people of ``prompt``, set to the words of ``voice``.

        Same arguments, presets and version give the same samples.
        """
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a film in one emotion: samples at 48 kHz, end exclusive."""

    start: int
    end: int
    emotion: str


@runtime_checkable
class Scoring(Protocol):
    """A generator that can also play the music under a whole film, once its shots are there."""

    def score(
        self, stretches: Sequence[Stretch], speech: Sequence[tuple[int, int]], seed: int
    ) -> Iterator[Samples]:
        """Float32 [n, 2] blocks at 48 kHz, as long as the ``stretches``, which tile the film.

        ``speech`` are the spans (start, end) in samples in which someone speaks. Same arguments,
        presets and version give the same samples.
        """
        ...


@runtime_checkable
class Configurable(Protocol):
    """A generator that can be told which model to load, and how."""

    def configure(self, settings: Settings) -> None:
        """Called once, before anything is asked of it."""
        ...


@runtime_checkable
class Remarking(Protocol):
    """A generator that can tell, before it performs, what it will say otherwise than is written."""

    def remarks(self, prompt: PerformancePrompt) -> tuple[str, ...]:
        """One sentence each; raises InvalidInput for what it cannot say at all."""
        ...
