"""The form of a script, version 1, as one table: the reader checks with it, the schema prints it.

A **Form** says what a value must look like. ``SCRIPT`` is the whole document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locvid.model.script import TWO_SHOT

VERSION = 1
MAX_LINE_CHARS = 2_000
"""Characters of one spoken line: about two minutes of speech. Longer text belongs in more lines."""


MAX_SCREEN_CHARS = 200
"""Characters of one text in the picture: nobody reads more while somebody speaks."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words. ``pattern`` is a regular expression that must match as a whole; ``rule`` says it."""

    max_chars: int = 200
    pattern: str = ""
    rule: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number from ``low`` to ``high``, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of several forms, no two of which are of one kind (words, number, keys and values).

    A number is a word too: number forms are tried before words.
    """

    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """At least ``least`` values of one form."""

    item: Form
    least: int = 0


@dataclass(frozen=True, slots=True)
class MapOf:
    """Free keys of the form ``key``, each with a value of the form ``item``; at least one."""

    key: Text
    item: Form
    keys_are: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: what it holds, what it is for, whether it must be there."""

    form: Form
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A table with known keys. Exactly one of the groups in ``either`` must be there in full.

    With one of the keys in ``alone`` there may be none of them.
    """

    name: str
    keys: Mapping[str, Key]
    either: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()


Form = Text | Choice | Number | OneOf | ListOf | MapOf | Keys

# Ids become names of files and folders: nothing that a shell or a file system takes for its own,
# and none of the invisible marks that make two names look alike.
_NOT_IN_NAMES = r"""\s/\\:*?"'<>|\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"""

NAME = Text(
    max_chars=64,
    pattern=rf"[^.\-{_NOT_IN_NAMES}][^{_NOT_IN_NAMES}]*",
    rule="has no spaces, slashes, quotes or any of : * ? < > | and does not begin with . or -",
)
PRESET = Text(max_chars=64)
FILE = Text(
    max_chars=255,
    pattern=r"(?![A-Za-z]:)(?!.*(?:^|/)\.\.(?:/|$))[^/\\\x00-\x1f\x7f][^\\\x00-\x1f\x7f]*",
    rule="is a path inside the script's folder, with slashes and without '..'",
)
TAG = Text(
    max_chars=35,
    pattern=r"[A-Za-z0-9]+([_\-][A-Za-z0-9]+)*",
    rule="is a BCP-47 language tag such as fr, fr-CA or zh-Hant-TW",
)
MOMENT = Text(
    max_chars=12,
    pattern=r"start|end|-?[0-9]+(\.[0-9]+)?",
    rule="is start, end, or seconds: negative ones count from the end of the shot",
)
WRITTEN = MapOf(key=TAG, item=Text(max_chars=MAX_SCREEN_CHARS), keys_are="language tags")
WORDS = Text(max_chars=MAX_LINE_CHARS)
WORDING = Keys(
    "text",
    {
        "text": Key(WORDS, "the words", True),
        "short": Key(WORDS, "a shorter wording, for where the words do not fit into the shot"),
        "caption": Key(WORDS, "a condensed wording for the captions, where speech is too fast"),
    },
)
SPOKEN = MapOf(key=TAG, item=OneOf((WORDS, WORDING)), keys_are="language tags")

SECONDS = Text(
    max_chars=12,
    pattern=r"(?!0+(\.0*)?\s*s?$)[0-9]{1,4}(\.[0-9]{1,3})?\s*s?",
    rule="is a number of seconds such as 6s",
)
LIMITS = Keys(
    "length",
    {
        "min": Key(SECONDS, "the least length: the shot is held until then"),
        "max": Key(SECONDS, "the greatest length: what is said is fitted into it"),
    },
)
LENGTH = OneOf(
    (
        Text(
            max_chars=12,
            pattern=rf"free|{SECONDS.pattern}",
            rule="is 'free', or a number of seconds such as 6s",
        ),
        LIMITS,
    )
)

DELIVERY = Keys(
    "delivery",
    {
        "emotion": Key(PRESET, "an emotion in presets/deliveries, such as calm or excited"),
        "pace": Key(PRESET, "a pace in presets/deliveries, such as natural or brisk"),
        "effort": Key(
            PRESET, "vocal effort, in presets/deliveries: whispered, soft, natural, loud or shouted"
        ),
        "pauses": Key(Choice(("short", "natural", "long")), "how long to pause"),
        "emphasis": Key(
            Choice(("none", "sentence-final", "first-word", "every-phrase")), "what to stress"
        ),
    },
)
CAMERA = Keys(
    "camera",
    {
        "framing": Key(
            Choice(("close-up", "medium-close-up", "medium", "wide", TWO_SHOT)),
            "how near the speaker is; a two-shot shows both speakers of a dialogue",
        ),
        "move": Key(
            Choice(("static", "slow-push-in", "slow-pull-out", "slow-pan-left", "slow-pan-right")),
            "how the camera moves during the shot",
        ),
    },
)
PLACE = Choice(("left", "right", "centre", "near", "far"))
EDGE = Key(Choice(("before", "with", "after")), "which end of the word; with it where left out")
WHEN = Keys(
    "when",
    {
        "word": Key(Number(1, 500), "the number of the word in its line, as it is spoken"),
        "text": Key(SPOKEN, "a word or words of the line, by language"),
        "gesture": Key(
            Choice(("nod", "brow", "blink", "tilt", "turn", "smile", "breath")),
            "a movement of whoever speaks",
        ),
        "seconds": Key(Number(0, 3600), "seconds from the start of the shot"),
        "edge": EDGE,
        "line": Key(Number(1, 500), "the number of the line in the shot; 1 where left out"),
        "number": Key(Number(1, 100), "the how many-th of these gestures; 1 where left out"),
    },
    either=(("word",), ("text",), ("gesture",), ("seconds",)),
)
CUE = Keys(
    "sound",
    {
        "cue": Key(NAME, "what happens, a preset in presets/cues, such as keyboard or steps", True),
        "level": Key(
            OneOf((Number(-24, 12), Choice(("soft", "normal", "loud")))),
            "how loud it is, in a word or in dB against normal",
        ),
        "at": Key(PLACE, "where it is"),
        "time": Key(
            Number(0, 3600), "seconds from the start of the shot; left out, it is placed for you"
        ),
        "to": Key(PLACE, "where it goes, for what moves"),
        "on": Key(PRESET, "what is under it, a preset in presets/materials"),
        "of": Key(PRESET, "what it is made of, a preset in presets/materials"),
        "size": Key(Number(0.3, 3), "how large it is; 1 is usual"),
        "speed": Key(Number(0.3, 3), "how fast it moves or hits; 1 is usual"),
        "when": Key(
            OneOf((Number(0, 3600), Text(), WHEN)),
            "at which moment: seconds, {word: 4}, {gesture: nod}, or words such as 'after the "
            "word quick'",
        ),
    },
)
SCREEN = Keys(
    "screen text",
    {
        "kind": Key(PRESET, "how it looks: a preset in presets/screens, such as title-card", True),
        "text": Key(WRITTEN, "the words, by language; the first line is the large one", True),
        "from": Key(MOMENT, "when it appears; else as the kind says"),
        "until": Key(MOMENT, "when it goes; else as the kind says"),
    },
)
INTERRUPTS = OneOf(
    (
        Number(0.1, 0.95),
        Choice(("true", "yes", "false", "no")),
        Keys(
            "interrupts",
            {"word": Key(Number(2, 500), "the number of the word in the line before", True)},
        ),
    )
)
LINE = Keys(
    "line",
    {
        "speaker": Key(NAME, "a member of the cast", True),
        "delivery": Key(DELIVERY, "what differs from the shot's delivery"),
        "text": Key(
            SPOKEN, "the words, by language; [laugh] or [chuckle] where somebody laughs", True
        ),
        "interrupts": Key(
            INTERRUPTS,
            "whether it begins before the line before it has ended: true, the share of that line "
            "after which it begins (0.7), or {word: 4}",
        ),
    },
)
SHOT = Keys(
    "shot",
    {
        "id": Key(NAME, "a name that no other shot has", True),
        "setting": Key(PRESET, "a preset in presets/settings"),
        "room": Key(PRESET, "how the place sounds, a preset in presets/rooms; else the setting's"),
        "camera": Key(CAMERA, "what differs from the script's camera"),
        "delivery": Key(DELIVERY, "what differs from the script's delivery"),
        "length": Key(LENGTH, "how long the shot is: 6s, {min: 4s, max: 7s}, or free"),
        "sound": Key(ListOf(CUE), "sound events tied to things in the picture"),
        "screen": Key(ListOf(SCREEN), "texts in the picture: titles, names, calls to action"),
        "speaker": Key(NAME, "a member of the cast, where one person says one line"),
        "text": Key(SPOKEN, "the words of that line, by language"),
        "lines": Key(ListOf(LINE, least=1), "a dialogue, in place of speaker and text"),
    },
    either=(("speaker", "text"), ("lines",)),
    alone=("screen", "length"),
)
MEMBER = Keys(
    "cast member",
    {
        "presenter": Key(
            PRESET,
            "the face, a preset in presets/presenters; none for a narrator",
            True,
        ),
        "voice": Key(PRESET, "the voice, a preset in presets/voices", True),
        "persona": Key(Text(max_chars=500, may_be_empty=True), "who this is, in a few words"),
        "portrait": Key(FILE, "a picture of the person, for generators that work from one"),
        "voice_sample": Key(FILE, "a recording of the voice, for generators that work from one"),
    },
)
SCRIPT = Keys(
    "script",
    {
        "locvid": Key(Choice((str(VERSION),)), "the version of this form", True),
        "title": Key(Text(), "the title of the film; the file's name where it is left out"),
        "source": Key(TAG, "the language the script was written in", True),
        "profile": Key(PRESET, "a preset in presets/profiles; web where it is left out"),
        "score": Key(
            Choice(("on", "off")),
            "whether music plays under the film; the profile's where left out",
        ),
        "template": Key(PRESET, "a preset in presets/templates that words the prompts"),
        "glossary": Key(FILE, "the glossary; glossary.csv, .tsv or .tbx beside it where left out"),
        "lexicon": Key(FILE, "how names are said; lexicon.csv or .tsv beside it where left out"),
        "setting": Key(PRESET, "the setting of shots that name none"),
        "room": Key(PRESET, "the room of shots that name none, a preset in presets/rooms"),
        "camera": Key(CAMERA, "the camera of shots that say nothing else"),
        "delivery": Key(DELIVERY, "the delivery of shots and lines that say nothing else"),
        "length": Key(LENGTH, "the length of shots that say nothing else; free where left out"),
        "cast": Key(MapOf(NAME, MEMBER, "names of speakers"), "who speaks", True),
        "shots": Key(ListOf(SHOT, least=1), "the shots, in order", True),
    },
)
