"""Turns a tree into a Script: checks its form, then what only the whole can tell.

Any reader whose format maps onto the form of ``locvid.script.form`` can hand its tree in here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.model.errors import InvalidInput, Location
from locvid.model.screen import Moment, ScreenText
from locvid.model.script import (
    FREE,
    Camera,
    CastMember,
    Cue,
    Delivery,
    Length,
    Line,
    Reference,
    Script,
    Shot,
    When,
)
from locvid.phonetics import tags
from locvid.phonetics.pieces import bad_mark
from locvid.script.checks import check, number
from locvid.script.form import SCRIPT
from locvid.script.moments import timing
from locvid.script.reference import read_reference
from locvid.script.tree import Items, Node, Scalar, Table

DEFAULT_PROFILE = "web"


def build_script(tree: Node, file: Path) -> Script:
    """The Script that ``tree`` describes; ``file`` names it and stands in every message.

    Raises one InvalidInput that tells every problem of form, or, where the form is right, every
    unknown speaker, double id, wrong language tag and line without words.
    """
    problems = Problems(file)
    _check_version(tree, problems)
    problems.raise_any()
    check(tree, SCRIPT, "script", tree.line, problems)
    problems.raise_any()
    script = _Builder(file, problems).script(tree)
    problems.raise_any()
    return script


def _check_version(tree: Node, problems: Problems) -> None:
    """Another version is told alone: the rest of its form cannot be judged."""
    if isinstance(tree, Table) and isinstance(version := tree.entries.get("locvid"), Scalar):
        numbered = number(version)
        if numbered is not None and numbered != 1:
            problems.add(
                f"the script is of version {shown(version.text)}; this locvid reads version 1",
                version.line,
            )


class _Builder:
    """Reads a tree of the right form; the accessors rely on the form having been checked."""

    def __init__(self, file: Path, problems: Problems) -> None:
        self._file = file
        self._problems = problems

    def script(self, tree: Node) -> Script:
        source = _text(tree, "source")
        self._check_tag(source, _line_of(tree, "source"))
        cast = {
            id_: self._member(id_, node, _line_of(_child(tree, "cast"), id_))
            for id_, node in _entries(_child(tree, "cast"))
        }
        return Script(
            name=unicodedata.normalize("NFC", self._file.stem),
            title=_text(tree, "title", self._file.stem),
            source=source,
            profile=_text(tree, "profile", DEFAULT_PROFILE),
            cast=cast,
            shots=self._shots(tree, cast),
            location=self._at(tree.line),
            score={"on": True, "off": False}.get(_text(tree, "score")),
            template=_text(tree, "template"),
        )

    def _member(self, id_: str, node: Node, line: int) -> CastMember:
        return CastMember(
            id=id_,
            presenter=_text(node, "presenter"),
            voice=_text(node, "voice"),
            persona=_text(node, "persona", ""),
            location=self._at(line),
            portrait=self._reference(node, "portrait"),
            voice_sample=self._reference(node, "voice_sample"),
        )

    def _reference(self, node: Node, key: str) -> Reference | None:
        name = _text(node, key)
        if not name:
            return None
        try:
            return read_reference(self._file.parent, name)
        except InvalidInput as error:
            self._problems.add(f"{key}: {error.message}", _line_of(node, key), error.hint)
            return None

    def _shots(self, tree: Node, cast: Mapping[str, CastMember]) -> tuple[Shot, ...]:
        delivery = _delivery(tree, Delivery())
        camera = _camera(tree, Camera())
        setting, room = _text(tree, "setting", ""), _text(tree, "room", "")
        length = self._length(tree, FREE)
        first_lines: dict[str, int] = {}
        shots = []
        for node in _items(_child(tree, "shots")):
            shot = self._shot(node, setting, room, delivery, camera, length, cast)
            # Ids become file names, and some file systems do not tell Hook from hook.
            folded = unicodedata.normalize("NFC", shot.id).casefold()
            if folded in first_lines:
                self._problems.add(
                    f"there are two shots with the id '{shot.id}'",
                    _line_of(node, "id"),
                    f"the first is in line {first_lines[folded]}",
                )
            first_lines.setdefault(folded, _line_of(node, "id"))
            shots.append(shot)
        return tuple(shots)

    def _shot(
        self,
        node: Node,
        setting: str,
        room: str,
        delivery: Delivery,
        camera: Camera,
        length: Length,
        cast: Mapping[str, CastMember],
    ) -> Shot:
        id_ = _text(node, "id")
        own_setting = _text(node, "setting", setting)
        if not own_setting:
            self._problems.add(
                f"shot '{id_}' has no 'setting'",
                node.line,
                "name one in the shot, or one for all shots at the top of the script",
            )
        lines = _child(node, "lines")
        spoken = _items(lines) if lines is not None else (node,)
        delivery = _delivery(node, delivery)
        length = self._length(node, length)
        cues = _items(_child(node, "sound"))
        self._check_cues(cues, length)
        return Shot(
            id=id_,
            setting=own_setting,
            camera=_camera(node, camera),
            lines=tuple(self._line(line, delivery, cast) for line in spoken),
            cues=tuple(self._cue(cue) for cue in cues),
            location=self._at(node.line),
            screen=tuple(self._screen(text) for text in _items(_child(node, "screen"))),
            length=length,
            room=_text(node, "room", room),
        )

    def _screen(self, node: Node) -> ScreenText:
        texts, places = self._texts(_child(node, "text"))
        return ScreenText(
            kind=_text(node, "kind"),
            text=texts,
            location=self._at(node.line),
            opens=Moment.parse(_text(node, "from")),
            closes=Moment.parse(_text(node, "until")),
            text_locations=places,
        )

    def _length(self, node: Node, inherited: Length) -> Length:
        own = _child(node, "length")
        if own is None:
            return inherited
        if isinstance(own, Scalar):
            fixed_s = _seconds(own)
            return Length(fixed_s, fixed_s)
        least_s, most_s = _seconds(_child(own, "min")), _seconds(_child(own, "max"))
        if least_s is not None and most_s is not None and least_s > most_s:
            message = f"'min' is more than 'max': {least_s:g} s and {most_s:g} s"
            self._problems.add(message, _line_of(node, "length"))
        return Length(least_s, most_s)

    def _check_cues(self, cues: tuple[Node, ...], length: Length) -> None:
        for cue in cues:
            time = _child(cue, "time")
            at_s = number(time) if time is not None else None
            if at_s is not None and length.maximum_s is not None and at_s >= length.maximum_s:
                self._problems.add(
                    f"the sound at {at_s:g} s begins after the shot has ended, "
                    f"which lasts {length.maximum_s:g} s at most",
                    _line_of(cue, "time"),
                )

    def _line(self, node: Node, delivery: Delivery, cast: Mapping[str, CastMember]) -> Line:
        speaker = _text(node, "speaker")
        if speaker not in cast:
            self._problems.add(
                f"'{speaker}' is not in the cast",
                _line_of(node, "speaker"),
                did_you_mean(speaker, cast),
            )
        table = _child(node, "text")
        texts, places = self._texts(table)
        return Line(
            speaker=speaker,
            text=texts,
            # A shot in short form is its own line: its delivery is already in `delivery`.
            delivery=_delivery(node, delivery),
            location=self._at(node.line),
            text_locations=places,
            short=self._shorts(table),
        )

    def _texts(self, table: Node | None) -> tuple[dict[str, str], dict[str, Location]]:
        """The words of a table by language, and where they stand."""
        texts = {tag: _words(node, "text") or "" for tag, node in _entries(table)}
        self._check_texts(texts, table)
        return texts, {tag: self._at(_line_of(table, tag)) for tag in texts}

    def _shorts(self, table: Node | None) -> dict[str, str]:
        """The shorter wordings beside the words, by language."""
        shorts: dict[str, str] = {}
        for tag, node in _entries(table):
            short = _words(node, "short")
            if short is None:
                continue
            shorts[tag] = short
            if not _says_something(short):
                self._problems.add(
                    f"the short text for '{tag}' has nothing to say: '{shown(short)}'",
                    _line_of(node, "short"),
                    "write at least one word",
                )
        return shorts

    def _check_texts(self, texts: Mapping[str, str], table: Node | None) -> None:
        canonical: dict[str, str] = {}
        for tag, text in texts.items():
            line = _line_of(table, tag)
            spelled = self._check_tag(tag, line)
            if spelled is not None and spelled in canonical:
                self._problems.add(f"'{tag}' and '{canonical[spelled]}' are one language", line)
            canonical.setdefault(spelled or tag, tag)
            if not _says_something(text):
                self._problems.add(
                    f"the text for '{tag}' has nothing to say: '{shown(text)}'",
                    line,
                    "write at least one word",
                )
            if bad := bad_mark(text):
                self._problems.add(f"[{tag}] {bad.message}", line, bad.hint)

    def _check_tag(self, tag: str, line: int) -> str | None:
        spelled = tags.canonical(tag)
        if spelled is None:
            meant = tags.suggested(tag)
            hint = f"did you mean '{meant}'?" if meant else "write a BCP-47 tag such as fr or fr-CA"
            self._problems.add(f"there is no language '{tag}'", line, hint)
        return spelled

    def _cue(self, node: Node) -> Cue:
        usual = Cue(name=_text(node, "cue"))
        level = _child(node, "level")
        gain_db = number(level) if level is not None else None
        when = timing(node, self._problems)
        return Cue(
            name=usual.name,
            level=_text(node, "level", usual.level) if gain_db is None else usual.level,
            at=_text(node, "at", usual.at),
            time_s=when.time_s,
            location=self._at(node.line),
            when=self._checked(when.when, node),
            gain_db=gain_db or 0.0,
            to=_text(node, "to"),
            on=_text(node, "on"),
            of=_text(node, "of"),
            size=_number(node, "size", usual.size),
            speed=_number(node, "speed", usual.speed),
        )

    def _checked(self, when: When | None, cue: Node) -> When | None:
        """Language tags of the words must be tags that there are."""
        for tag in when.text if when is not None else ():
            self._check_tag(tag, _line_of(cue, "when"))
        return when

    def _at(self, line: int) -> Location:
        return Location(self._file, line)


def _delivery(node: Node, inherited: Delivery) -> Delivery:
    own = _child(node, "delivery")
    return replace(inherited, **{key: _text(own, key) for key, _ in _entries(own)})


def _camera(node: Node, inherited: Camera) -> Camera:
    own = _child(node, "camera")
    return replace(inherited, **{key: _text(own, key) for key, _ in _entries(own)})


def _words(node: Node, which: str) -> str | None:
    """A wording of a text: a single value is the ``text``, a table may have a ``short`` too."""
    found = node if isinstance(node, Scalar) and which == "text" else _child(node, which)
    return found.text if isinstance(found, Scalar) else None


def _says_something(text: str) -> bool:
    # Letters and numbers of any script are what a voice can say.
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def _seconds(node: Node | None) -> float | None:
    """The seconds of ``6s``; None for ``free`` and for what is not there."""
    if not isinstance(node, Scalar) or node.text.strip() == "free":
        return None
    return float(node.text.strip().removesuffix("s"))


def _child(node: Node | None, key: str) -> Node | None:
    return node.entries.get(key) if isinstance(node, Table) else None


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else ()


def _entries(node: Node | None) -> tuple[tuple[str, Node], ...]:
    return tuple(node.entries.items()) if isinstance(node, Table) else ()


def _text(node: Node | None, key: str, default: str = "") -> str:
    value = _child(node, key)
    if not isinstance(value, Scalar) or value.is_null:
        return default
    return unicodedata.normalize("NFC", value.text).strip()


def _number(node: Node, key: str, default: float) -> float:
    value = _child(node, key)
    found = number(value) if value is not None else None
    return default if found is None else found


def _line_of(node: Node | None, key: str) -> int:
    if isinstance(node, Table):
        return node.key_lines.get(key, node.line)
    return node.line if node is not None else 1
