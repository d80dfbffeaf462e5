"""The source document: cast, shots, lines, cues. Every element knows its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from locvid.model.errors import Location
from locvid.model.screen import ScreenText


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a line is performed. ``emotion`` and ``pace`` name presets in ``presets/deliveries``.

    ``pauses`` is ``short``, ``natural`` or ``long``; ``emphasis`` is ``none``,
    ``sentence-final``, ``first-word`` or ``every-phrase``. ``effort`` names a preset too: vocal
    effort, from ``whispered`` to ``shouted``.
    """

    emotion: str = "calm"
    pace: str = "natural"
    pauses: str = "natural"
    emphasis: str = "sentence-final"
    effort: str = "natural"


@dataclass(frozen=True, slots=True)
class Camera:
    """``framing``: close-up, medium-close-up, medium, wide or two-shot.

    A two-shot has both speakers of its shot in the picture; the others cut to whoever speaks.
    ``move``: static, slow-push-in, slow-pull-out, slow-pan-left, slow-pan-right.
    """

    framing: str = "medium-close-up"
    move: str = "static"


TWO_SHOT = "two-shot"
"""The framing with both speakers of a dialogue in one picture."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment of the performance. One of ``text``, ``word`` and ``gesture`` is given.

    ``text`` maps language tags to a word or words of the line in that language; ``word`` counts
    the words of ``line`` as they are spoken, both from 1; ``edge`` is before, with or after.
    ``gesture`` is nod, brow, blink, tilt, turn, smile or breath, the ``number``-th of the shot.
    """

    edge: str = "with"
    text: Mapping[str, str] = field(default_factory=dict)
    word: int = 0
    line: int = 0
    gesture: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound event tied to a thing in the picture.

    ``level``: soft, normal, loud; ``gain_db`` is added to it. ``at``: left, right, centre, near,
    far, and ``to`` the same for what moves there; empty where it stays or goes as it does. ``on``
    names the material under it and ``of`` its own, both presets in ``presets/materials``; empty
    means as the cue's preset says. ``size`` and ``speed`` are multiples of the preset's.
    ``time_s`` is seconds from the start of the shot, ``when`` a moment of the performance; with
    neither, the director may place it.
    """

    name: str
    level: str = "normal"
    at: str = "centre"
    time_s: float | None = None
    location: Location | None = None
    when: When | None = None
    gain_db: float = 0.0
    to: str = ""
    on: str = ""
    of: str = ""
    size: float = 1.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Length:
    """What a script allows a shot, in seconds; None is no limit, twice the same a fixed length."""

    minimum_s: float | None = None
    maximum_s: float | None = None


FREE = Length()
"""A shot that is as long as its performance."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """Where a line breaks into the one before it, which goes on to the end of its own text.

    At word ``word`` of that line (from 1, as it is spoken), or once ``share`` (0…1) of it is said;
    with neither, shortly before it ends, as the preset ``interruption`` in ``presets/turns`` says.
    """

    share: float | None = None
    word: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker says in a shot; ``text`` maps BCP-47 tags as written to the words.

    ``short`` maps some of these tags to a shorter wording, for where the text does not fit, and
    ``captions`` to a condensed one that is shown and not said.
    ``interrupts`` is None where the line waits until the one before it has ended.
    """

    speaker: str
    text: Mapping[str, str]
    delivery: Delivery
    location: Location
    text_locations: Mapping[str, Location] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)
    interrupts: Interruption | None = None


@dataclass(frozen=True, slots=True)
class Shot:
    """One camera set-up with its lines in order; script-level defaults are already filled in.

    ``room`` names the acoustics, a preset in ``presets/rooms``; empty leaves them to the setting.
    """

    id: str
    setting: str
    camera: Camera
    lines: tuple[Line, ...]
    cues: tuple[Cue, ...]
    location: Location
    screen: tuple[ScreenText, ...] = ()
    length: Length = FREE
    room: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A file of the project: its path from the script's folder, with slashes, and its content.

    ``sha256`` (hex) stands for the content, so that who knows the reference knows when it changes.
    """

    file: str
    sha256: str


OFF_SCREEN = "none"
"""The presenter of who is heard and never seen."""


@dataclass(frozen=True, slots=True)
class CastMember:
    """A speaker: a face (``presenter`` preset), a voice (``voice`` preset) and who they are.

    ``presenter`` is ``OFF_SCREEN`` for a narrator, who has no face.
    ``portrait`` is a picture of the person and ``voice_sample`` a recording of the voice, for
    generators that can work from them.
    """

    id: str
    presenter: str
    voice: str
    persona: str
    location: Location
    portrait: Reference | None = None
    voice_sample: Reference | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A validated source script. ``name`` is the file's stem and names the output folder.

    ``score`` says whether music plays under the film; None leaves it to the profile.
    ``template`` names a preset in presets/templates that words its prompts; empty for none.
    ``glossary`` and ``lexicon`` are files that it names in place of those that lie beside it.
    """

    name: str
    title: str
    source: str
    profile: str
    cast: Mapping[str, CastMember]
    shots: tuple[Shot, ...]
    location: Location
    score: bool | None = None
    template: str = ""
    glossary: Reference | None = None
    lexicon: Reference | None = None
