"""The rows that every written-out format shares: who says what, and what is seen and heard.

A shot of a Markdown, subtitle, Fountain or DOCX script is made of rows such as these::

    SETTING: cafe
    LENGTH: min: 4s, max: 7s
    CAMERA: close-up, slow-push-in
    SFX: cup (soft, left, 1.5 s, on: marble); steps (when: after the word quick); car
    MAYA (warm): Everything your team needs is now in one place.
    [fr] Tout ce dont votre équipe a besoin se trouve désormais au même endroit.
    [fr short] Tout est désormais au même endroit.
    [fr caption] Tout ce qu'il vous faut, au même endroit.

``SHOT`` names the shot and ``DELIVERY`` holds for all its lines. A speaker is a member of the
cast, in capitals or not. A row that is none of these goes on with the text before it; where the
cast has one member only, it is what that member says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from locvid.documents.problems import shown
from locvid.model.errors import InvalidInput, Location
from locvid.script.form import CAMERA, CUE, DELIVERY, LIMITS, Choice, Keys, Number, OneOf
from locvid.script.tree import Items, Node, Scalar, Table

NO_SOURCE = "source"
"""Stands for the language of a script that does not say it; the form refuses such a script."""

_NAMED = re.compile(
    r"([^\s:：\[\](){}][^:：\[\](){}]{0,63}?)\s*(?:[(（]([^()（）]*)[)）])?\s*[:：](.*)"
)
BESIDE = ("short", "caption")
"""After a language tag and a space, they mark other wordings of a text, as the form calls them."""

_IN_LANGUAGE = re.compile(
    rf"\[([A-Za-z]{{2,8}}(?:[-_][A-Za-z0-9]{{1,8}})*(?: (?:{'|'.join(BESIDE)}))?)\]\s*(.*)"
)
_CUE = re.compile(r"([^()]*?)\s*(?:\(([^()]*)\))?\s*")
_DIRECTIONS = ("shot", "setting", "room", "length", "camera", "delivery", "sfx", "sound")


@dataclass(slots=True)
class _Speech:
    """A line that is still being read: the words by language, and where each language began."""

    speaker: str | None
    line: int
    delivery: Table | None = None
    words: dict[str, list[str]] = field(default_factory=dict)
    began: dict[str, int] = field(default_factory=dict)
    tag: str = ""
    interrupts: bool = False


class ShotRows:
    """Reads the rows of one shot, in order, into the table of a shot."""

    def __init__(self, head: Table, id_: str, line: int, file: Path) -> None:
        self._source = source_of(head)
        self._cast = _cast_of(head)
        self._file = file
        self._line = line
        self._entries: dict[str, Node] = {"id": Scalar(id_, line, plain=False)}
        self._key_lines = {"id": line}
        self._cues: list[Node] = []
        self._speech: list[_Speech] = []

    def take(self, row: str, line: int, begins: bool = True) -> None:
        """Read one row; ``begins`` is false where it only wraps the paragraph above it.

        Raises InvalidInput for what stands twice and for words that nobody says.
        """
        row = row.strip()
        if not row:
            return
        if self.direct(row, line):
            return
        if self._translates(row, line):
            return
        named = _NAMED.fullmatch(row)
        speaker = self._speaker(named[1], begins or named[2] is not None) if named else None
        if named and speaker:
            self.speak(speaker, named[2], line)
            self.say(named[3], line)
        else:
            self._go_on(row, line, begins)

    def direct(self, row: str, line: int) -> bool:
        """Whether ``row`` is a direction for picture or sound; it is read if so."""
        named = _NAMED.fullmatch(row.strip())
        if not named or named[2] or named[1] in self._cast:
            return False
        what, value = named[1].casefold(), named[3].strip()
        if what not in _DIRECTIONS:
            return False
        if what in ("sfx", "sound"):
            self._cues += cues(value, line, self._file)
        elif what == "shot":
            self._entries["id"] = Scalar(value, line, plain=False)
            self._key_lines["id"] = line
        elif what in ("setting", "room"):
            self.put(what, Scalar(value, line, plain=False), line)
        elif what == "length":
            length: Node = Scalar(value, line)
            if ":" in value:
                length = options(value, line, LIMITS, "max", self._file)
            self.put("length", length, line)
        elif what == "camera":
            self.put("camera", options(value, line, CAMERA, "framing", self._file), line)
        else:
            self.put("delivery", options(value, line, DELIVERY, "emotion", self._file), line)
        return True

    def speaks(self, name: str) -> bool:
        """Whether ``name`` is a member of the cast, in whatever spelling."""
        return self._id(name.strip()) in self._cast

    def is_speech(self, row: str) -> bool:
        """Whether ``row`` says who speaks, as ``MAYA: …`` does."""
        named = _NAMED.fullmatch(row.strip())
        return named is not None and self.speaks(named[1])

    def put(self, key: str, value: Node, line: int) -> None:
        """Set a key of the shot; raises InvalidInput where it is there already."""
        if key in self._entries:
            raise self._twice(key, self._key_lines[key], line)
        self._entries[key] = value
        self._key_lines[key] = line

    def speak(
        self, name: str | None, manner: str | None, line: int, interrupts: bool = False
    ) -> None:
        """Begin a line of ``name``, who says it in the manner of ``(warm, pace: calm)``.

        ``interrupts`` where it breaks into the line before it.
        """
        speech = _Speech(
            self._id(name) if name else None, line, tag=self._source, interrupts=interrupts
        )
        if manner and manner.strip():
            speech.delivery = options(manner, line, DELIVERY, "emotion", self._file)
        self._speech.append(speech)

    def manner(self, manner: str, line: int) -> None:
        """How the same speaker goes on: of a line without words yet, or of a new one."""
        speech = self._speech[-1]
        if speech.words:
            speech = _Speech(speech.speaker, line, tag=self._source)
            self._speech.append(speech)
        speech.delivery = options(manner, line, DELIVERY, "emotion", self._file)

    def words(self, row: str, line: int) -> None:
        """Words of the line that is being read, or their translation."""
        if not self._translates(row, line):
            self.say(row, line)

    def say(self, words: str, line: int) -> None:
        """Add words to the text that is being read."""
        speech = self._speech[-1]
        if words.strip():
            speech.began.setdefault(speech.tag, line)
            speech.words.setdefault(speech.tag, []).append(words.strip())

    def texts(self, texts: Mapping[str, str], line: int) -> None:
        """The words of the line that is being read, by language."""
        speech = self._speech[-1]
        for tag, words in texts.items():
            speech.words[tag] = [words]
            speech.began[tag] = line

    def table(self) -> Table:
        """The shot as the form wants it."""
        entries, key_lines = dict(self._entries), dict(self._key_lines)
        if self._cues:
            entries["sound"] = Items(tuple(self._cues), self._cues[0].line)
            key_lines["sound"] = self._cues[0].line
        if self._speech:
            first = self._speech[0].line
            entries["lines"] = Items(tuple(_line(speech) for speech in self._speech), first)
            key_lines["lines"] = first
        return Table(entries, self._line, key_lines)

    def _translates(self, row: str, line: int) -> bool:
        """Whether ``row`` begins the text of another language; it is read if so."""
        match = _IN_LANGUAGE.fullmatch(row)
        if not match:
            return False
        tag, words = match[1], match[2]
        if not self._speech:
            raise InvalidInput(
                f"the text for '{tag}' stands before the line that it translates",
                Location(self._file, line),
            )
        speech = self._speech[-1]
        if tag in speech.began:
            raise self._twice(tag, speech.began[tag], line)
        speech.tag = tag
        speech.began[tag] = line
        speech.words[tag] = []
        self.say(words, line)
        return True

    def _go_on(self, row: str, line: int, begins: bool) -> None:
        """Words without a speaker: they go on, or the only member of the cast says them."""
        translated = bool(self._speech) and self._speech[-1].tag != self._source
        if not self._speech or (begins and translated):
            self.speak(next(iter(self._cast)) if len(self._cast) == 1 else None, None, line)
        self.say(row, line)

    def _speaker(self, name: str, begins: bool) -> str | None:
        """The speaker that ``name`` means, or None where the colon belongs to the text."""
        if (known := self._id(name)) in self._cast:
            return known
        if name.isupper() and len(name) > 1:
            return name
        like_one = bool(get_close_matches(name.casefold(), [id_.casefold() for id_ in self._cast]))
        alone = begins and len(self._cast) > 1 and not any(map(str.isspace, name))
        return name if begins and (like_one or alone) else None

    def _id(self, name: str) -> str:
        """The id in the cast that ``name`` spells in its own way: MAYA LOPEZ is maya-lopez."""
        folded = {_folded(id_): id_ for id_ in self._cast}
        written = name if name in self._cast else folded.get(_folded(name), name)
        return written.lower() if written.isupper() and written not in self._cast else written

    def _twice(self, key: str, first: int, line: int) -> InvalidInput:
        return InvalidInput(
            f"'{shown(key)}' stands twice, first in line {first}", Location(self._file, line)
        )


def options(written: str, line: int, form: Keys, otherwise: str, file: Path) -> Table:
    """What ``close-up, move: static`` sets: each word finds its key by what the key may hold.

    A word that no key knows belongs to the key ``otherwise``, where the form judges it. Raises
    InvalidInput where a key is set twice.
    """
    entries: dict[str, Node] = {}
    for part in filter(None, (part.strip() for part in written.split(","))):
        key, colon, value = (piece.strip() for piece in part.partition(":"))
        if not colon:
            key, value = _key_for(part, form, otherwise), part
        if key in entries:
            raise InvalidInput(
                f"'{shown(written)}' says '{shown(key)}' twice", Location(file, line)
            )
        known = form.keys.get(key)
        if known is not None and re.fullmatch(r"[\d.]+\s*s", value):
            value = value.removesuffix("s").strip()
        entries[key] = Scalar(value, line)
    return Table(entries, line, dict.fromkeys(entries, line))


def cues(written: str, line: int, file: Path) -> list[Node]:
    """The sound events in ``cup (soft, left, 1.5 s); car``."""
    found: list[Node] = []
    for part in filter(None, (part.strip() for part in written.split(";"))):
        match = _CUE.fullmatch(part)
        name, how = (match[1], match[2] or "") if match else (part, "")
        set_ = options(how, line, CUE, "level", file)
        entries: Mapping[str, Node] = {"cue": Scalar(name, line, plain=False), **set_.entries}
        found.append(Table(entries, line, dict.fromkeys(entries, line)))
    return found


def slug(words: str) -> str:
    """``words`` as an id: spaces become hyphens, and what no file name may have is left out."""
    return re.sub(r"""[/\\:*?"'<>|\x00-\x1f\x7f]""", "", re.sub(r"\s+", "-", words.strip()))


def source_of(head: Table) -> str:
    """The language tag of the script's own text."""
    source = head.entries.get("source")
    return source.text.strip() if isinstance(source, Scalar) and source.text else NO_SOURCE


def with_shots(head: Table, shots: list[Table], line: int, file: Path) -> Table:
    """The whole script: ``head`` and its shots, which begin in ``line``.

    Raises InvalidInput where the head has shots of its own.
    """
    if "shots" in head.entries:
        at = Location(file, head.key_lines.get("shots", head.line))
        raise InvalidInput("'shots' is not a key of the head: they follow below it", at)
    entries = {**head.entries, "shots": Items(tuple(shots), line)}
    return Table(entries, head.line, {**head.key_lines, "shots": line})


def _key_for(word: str, form: Keys, otherwise: str) -> str:
    for name, key in form.keys.items():
        forms = key.form.forms if isinstance(key.form, OneOf) else (key.form,)
        if any(isinstance(each, Choice) and word in each.values for each in forms):
            return name
        if isinstance(key.form, Number) and re.fullmatch(r"[\d.]+\s*s?", word):
            return name
    return otherwise


def divided(tag: str) -> tuple[str, str]:
    """``fr short`` as the language and the wording; of ``fr`` the wording is the ``text``."""
    language, _, wording = tag.rpartition(" ")
    return (language, wording) if wording in BESIDE and language else (tag, "text")


def _line(speech: _Speech) -> Table:
    entries: dict[str, Node] = {}
    key_lines: dict[str, int] = {}
    if speech.speaker is not None:
        entries["speaker"] = Scalar(speech.speaker, speech.line, plain=False)
    if speech.delivery is not None:
        entries["delivery"] = speech.delivery
    if speech.interrupts:
        entries["interrupts"] = Scalar("true", speech.line)
    if speech.words:
        entries["text"] = _texts(speech)
    key_lines = dict.fromkeys(entries, speech.line)
    return Table(entries, speech.line, key_lines)


def _texts(speech: _Speech) -> Table:
    """The words by language; a text with others beside it is a table of them."""
    said = {
        tag: Scalar(" ".join(words), speech.began.get(tag, speech.line), plain=False)
        for tag, words in speech.words.items()
    }
    texts: dict[str, Node] = {}
    for language in dict.fromkeys(divided(tag)[0] for tag in said):
        there: dict[str, Node] = {
            divided(tag)[1]: node for tag, node in said.items() if divided(tag)[0] == language
        }
        lines = {name: node.line for name, node in there.items()}
        first = min(lines.values())
        texts[language] = there["text"] if list(there) == ["text"] else Table(there, first, lines)
    began = {tag: node.line for tag, node in texts.items()}
    return Table(texts, speech.line, began)


def _cast_of(head: Table) -> tuple[str, ...]:
    cast = head.entries.get("cast")
    return tuple(cast.entries) if isinstance(cast, Table) else ()


def _folded(name: str) -> str:
    return re.sub(r"[\s_]+", "-", unicodedata.normalize("NFC", name).casefold())
