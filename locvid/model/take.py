"""One attempt at a prompt: a stream of frames and stereo stems on one clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from locvid.model.media import VideoFormat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# As text: what only plans a take does without NumPy.
Samples: TypeAlias = "NDArray[np.float32]"
Frame: TypeAlias = "NDArray[np.uint8]"

DIALOGUE, AMBIENCE = "dialogue", "ambience"
FOREGROUND, MIDGROUND = "foreground", "midground"
"""Effects: of things near the speaker, and of those further back."""
STEMS = (DIALOGUE, FOREGROUND, MIDGROUND, AMBIENCE)
"""From the front to the back: what stands earlier is in front of what stands later."""
SCORE = "score"
"""The stem of a whole film: music goes on over cuts, so no shot has it."""


@dataclass(frozen=True, slots=True)
class WordSpan:
    """When a word of line number ``line`` is spoken; samples at 48 kHz from the shot's start."""

    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Take:
    """What a generator hands over.

    ``frames`` yields ``frame_count`` arrays, uint8 [height, width, 4] in BGRA order, each valid
    until the next one is asked for (the buffer may be reused). ``stems`` maps each name of
    ``STEMS`` to float32 [sample_count, 2] at 48 kHz; their sum is the mix before loudness.
    ``sample_count`` equals ``format.sample_of_frame(frame_count)``. ``words`` may be empty where
    a generator does not know them. ``provenance`` holds JSON-able facts: generator, version,
    voices (and whether borrowed), seeds.
    """

    format: VideoFormat
    frame_count: int
    sample_count: int
    frames: Iterator[Frame]
    stems: Mapping[str, Samples]
    words: tuple[WordSpan, ...] = ()
    provenance: Mapping[str, object] = field(default_factory=dict)
