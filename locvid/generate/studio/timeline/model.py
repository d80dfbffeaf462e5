"""The one clock of a shot: picture and sound are both read from this, nothing is aligned later.

All positions are samples at 48 kHz from the start of the shot.
"""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.performance import NATURAL_EFFORT, VocalEffort
from locvid.model.take import WordSpan


@dataclass(frozen=True, slots=True)
class Phone:
    """One speech sound: ``ipa`` is a base symbol of ``phonetics.inventory`` (``m``, ``a``, ``ʃ``).

    ``stress`` is 0, 1 (primary) or 2 (secondary); ``word`` indexes ``Timeline.words``.
    """

    ipa: str
    start: int
    end: int
    stress: int
    word: int
    speaker: str


@dataclass(frozen=True, slots=True)
class Gesture:
    """A movement that is not speech. ``amount`` is 0…1, signed where a direction is meant.

    Kinds: blink, brow, nod, tilt, turn, gaze-x, gaze-y, breath, smile; for laughter the name of
    its preset (``laughter-laugh``), and that with ``-call`` for each of its calls.
    """

    kind: str
    start: int
    end: int
    amount: float
    speaker: str


@dataclass(frozen=True, slots=True)
class Waypoint:
    """Where a thing is at a moment: ``x`` −1 (left edge of the picture) … 1, distance in metres."""

    at: int
    x: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class Beat:
    """A contact that is seen and heard at one sample: ``force`` 1 is the thing's usual one."""

    at: int
    force: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """A thing that happens and sounds: ``cue`` names it, ``path`` says where it is meanwhile.

    A thing that stands still has one waypoint; one that passes has several in time order, of which
    the first may lie before the shot. ``start`` is where it is first heard. ``beats`` are its
    contacts in order: what touches, steps or knocks does it then, in the picture and in the sound.
    Those of a door are four: the latch, where it begins to open, where it stands, where it is shut.
    ``seen`` is false where the picture has no place for it: it is only heard.
    ``of`` and ``on`` name its material and that under it, empty where its preset's hold; ``size``
    and ``speed`` are multiples of the preset's, ``gain_db`` is added to ``level``.
    """

    cue: str
    start: int
    end: int
    level: str
    path: tuple[Waypoint, ...]
    seed: int
    beats: tuple[Beat, ...] = ()
    of: str = ""
    on: str = ""
    size: float = 1.0
    speed: float = 1.0
    gain_db: float = 0.0
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch in which one speaker has the picture; turns tile the shot without gaps."""

    speaker: str
    start: int
    end: int
    emotion: str
    effort: VocalEffort = NATURAL_EFFORT


@dataclass(frozen=True, slots=True)
class Mark:
    """Where somebody stands in a picture with several people: face at ``x``, −1…1 as a Waypoint.

    ``facing`` is 1 where they face the right of the picture, −1 where they face the left.
    """

    speaker: str
    x: float
    distance_m: float
    facing: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that happens in a shot. ``end`` is a whole number of video frames.

    ``phones`` and ``words`` come line by line; where one line breaks into another they overlap.
    ``marks`` are empty where the picture shows one speaker at a time.
    """

    end: int
    frame_count: int
    phones: tuple[Phone, ...]
    words: tuple[WordSpan, ...]
    emphasised: frozenset[int]
    gestures: tuple[Gesture, ...]
    events: tuple[Event, ...]
    turns: tuple[Turn, ...]
    marks: tuple[Mark, ...] = ()
