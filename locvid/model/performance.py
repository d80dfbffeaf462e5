"""The structured instruction for one shot in one locale: what every generator performs."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.locale import Locale, Market
from locvid.model.screen import ShownText
from locvid.model.script import FREE, Camera, Length, Reference


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is in the picture. ``description`` says in words what the presenter looks like.

    ``voice_description`` says in words what the voice sounds like. ``portrait`` and
    ``voice_sample`` are files of the project that show and let hear the person.
    """

    id: str
    presenter: str
    voice: str
    persona: str
    description: str
    voice_description: str = ""
    portrait: Reference | None = None
    voice_sample: Reference | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """A line begins before the one before it has ended: who is interrupted goes on to the end.

    It begins at word ``word`` of that line (from 1, as the voice divides it), or once ``share`` of
    it is said, or, with neither, ``lead_s`` before its end.
    ``yields_db`` is by how much the interrupted voice falls while both are heard.
    """

    lead_s: float
    yields_db: float = 0.0
    share: float | None = None
    word: int = 0


@dataclass(frozen=True, slots=True)
class VocalEffort:
    """How a voice is produced, from a whisper to a shout, beside its pace, pitch and level.

    ``voicing`` is the share of the voice in the sound, 0 (a whisper) to 1.
    ``tilt_db_per_octave`` is added to the spectrum of voiced sounds; ``first_formant`` and
    ``formants`` multiply the frequency of the first and of the higher ones. Vowels are
    ``vowel_length`` times as long as other sounds would have it, while the line lasts as long.
    For the face: ``opening`` multiplies the jaw's, ``brow`` (−1…1) is added, ``strain`` is 0…1,
    ``lean`` in degrees lowers the head towards whoever listens.
    """

    name: str = "natural"
    voicing: float = 1.0
    tilt_db_per_octave: float = 0.0
    first_formant: float = 1.0
    formants: float = 1.0
    vowel_length: float = 1.0
    opening: float = 1.0
    brow: float = 0.0
    strain: float = 0.0
    lean: float = 0.0


NATURAL_EFFORT = VocalEffort()


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line to perform, with every delivery preset resolved to numbers.

    ``rate`` multiplies the natural pace, ``pitch_semitones`` moves the voice, ``pitch_range``
    multiplies its excursions, ``energy_db`` its level, ``pause_scale`` every pause.
    ``marked`` is ``text`` in the notation of ``locvid.phonetics.pieces`` where parts of it are in
    another language or have a pronunciation of their own, else empty.
    ``instruction`` is the delivery in words, for prompts. ``smile`` (0…1), ``brow`` (−1 drawn
    together … 1 raised) and ``gesture_energy`` (a multiple of head gestures) are for the face.
    ``wording`` is ``text``, or ``short`` where the translator's shorter text is said. ``overlap``
    says where the line breaks into the one before it, None where it waits for its turn.
    ``effort`` has what rate, pitch and level do not tell of a whisper or a shout. ``off_screen``
    is for a narrator, whom nobody sees.
    """

    speaker: str
    text: str
    caption: str
    emotion: str
    pace: str
    emphasis: str
    rate: float
    pitch_semitones: float
    pitch_range: float
    energy_db: float
    pause_scale: float
    instruction: str
    smile: float = 0.0
    brow: float = 0.0
    gesture_energy: float = 1.0
    wording: str = "text"
    marked: str = ""
    overlap: Overlap | None = None
    effort: VocalEffort = NATURAL_EFFORT
    off_screen: bool = False

    @property
    def said(self) -> str:
        """What voices speak and verification expects: ``text`` with its marks."""
        return self.marked or self.text


@dataclass(frozen=True, slots=True)
class CueMoment:
    """A moment of the performance, in this locale.

    Either ``edge`` (before, with, after) of words of ``line`` (from 0): those that hold the
    characters ``span`` of its spoken text, or, where ``span`` is None, word number ``word`` (from
    1) as the voice divides the line; or the ``number``-th ``gesture`` of the shot, where given.
    """

    edge: str = "with"
    line: int = 0
    span: tuple[int, int] | None = None
    word: int = 0
    gesture: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class SoundLayer:
    """One layer of the soundscape: ``kind`` is ambience, effect or score.

    ``depth`` is where it lies in the mix: foreground or midground, empty for what is behind all.
    ``name`` is the setting (ambience), the cue, or the emotion of the music; ``level``, ``at``,
    ``gain_db``, ``to``, ``on``, ``of``, ``size`` and ``speed`` as in ``Cue``. ``time_s`` is from
    the start of the shot, ``moment`` in the performance, both None where the generator places it.
    ``description`` says it in words.
    """

    kind: str
    name: str
    level: str
    at: str
    time_s: float | None
    description: str
    moment: CueMoment | None = None
    gain_db: float = 0.0
    to: str = ""
    on: str = ""
    of: str = ""
    size: float = 1.0
    speed: float = 1.0
    depth: str = ""


@dataclass(frozen=True, slots=True)
class DurationRange:
    """Seconds: the length of the performance and what the pace band allows around it.

    Where the script gives a shot its length, ``natural_s`` is what was decided within it.
    """

    minimum_s: float
    natural_s: float
    maximum_s: float


@dataclass(frozen=True, slots=True)
class LineFit:
    """One line of a fitted shot: what it takes as delivered, and as fitted, in seconds."""

    syllables: int
    natural_s: float
    speech_s: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How a shot was fitted into its length; seconds with a breath before and a look after.

    ``natural_s`` is what its words take as delivered, ``speech_s`` with the lines ``rate`` times as
    fast and their pauses ``pause_scale`` times as long (which the lines have in them already), and
    ``length_s`` how long the shot is: ``speech_s``, or more where it is held to a minimum.
    """

    natural_s: float
    speech_s: float
    length_s: float
    rate: float = 1.0
    pause_scale: float = 1.0
    lines: tuple[LineFit, ...] = ()


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """A team's own words for the prompt of a shot, as they hold in one market.

    ``text`` and, for each line in it, ``line`` have slots in braces. ``dialects`` are those whose
    text it replaces; models with a form of their own keep theirs.
    """

    name: str
    version: str
    text: str
    line: str
    dialects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PerformancePrompt:
    """Everything a generator needs to perform one shot in one locale, and nothing of the others.

    ``seed`` derives from content, locale and the user's seed. ``script`` and ``shot`` name the
    origin for messages; ``setting_description`` and ``lip_sync`` are sentences for prompts.
    ``screen`` are the texts in the picture.
    ``length`` is what the script allows the shot, and ``fit`` how that was met. ``template`` is
    the team's own wording, where one is named. ``room`` names the acoustics that the script asks
    for; empty where they are the setting's.
    """

    script: str
    shot: str
    locale: Locale
    market: Market
    speakers: tuple[Speaker, ...]
    lines: tuple[SpokenLine, ...]
    setting: str
    setting_description: str
    camera: Camera
    soundscape: tuple[SoundLayer, ...]
    duration: DurationRange
    lip_sync: str
    seed: int
    screen: tuple[ShownText, ...] = ()
    length: Length = FREE
    fit: Fit | None = None
    template: PromptTemplate | None = None
    room: str = ""

    @property
    def off_screen(self) -> bool:
        """Whether a narrator speaks: nobody is in the picture."""
        return any(line.off_screen for line in self.lines)
