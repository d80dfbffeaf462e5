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
    OFF_SCREEN,
    TWO_SHOT,
    Camera,
    CastMember,
    Cue,
    Delivery,
    Interruption,
    Length,
    Line,
    Reference,
    Script,
    Shot,
    When,
)
from locvid.script.checks import check, number
from locvid.script.form import SCRIPT
from locvid.script.moments import timing
from locvid.script.reference import read_reference
from locvid.script.tree import (
    Node,
    Scalar,
    Table,
    child,
    entries_of,
    items_of,
    line_of,
    text_of,
)
from locvid.script.wording import check_tag, read_wordings

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
        source = text_of(tree, "source")
        check_tag(source, line_of(tree, "source"), self._problems)
        cast = {
            id_: self._member(id_, node, line_of(child(tree, "cast"), id_))
            for id_, node in entries_of(child(tree, "cast"))
        }
        return Script(
            name=unicodedata.normalize("NFC", self._file.stem),
            title=text_of(tree, "title", self._file.stem),
            source=source,
            profile=text_of(tree, "profile", DEFAULT_PROFILE),
            cast=cast,
            shots=self._shots(tree, cast),
            location=self._at(tree.line),
            score={"on": True, "off": False}.get(text_of(tree, "score")),
            template=text_of(tree, "template"),
            glossary=self._reference(tree, "glossary"),
            lexicon=self._reference(tree, "lexicon"),
        )

    def _member(self, id_: str, node: Node, line: int) -> CastMember:
        return CastMember(
            id=id_,
            presenter=text_of(node, "presenter"),
            voice=text_of(node, "voice"),
            persona=text_of(node, "persona", ""),
            location=self._at(line),
            portrait=self._reference(node, "portrait"),
            voice_sample=self._reference(node, "voice_sample"),
        )

    def _reference(self, node: Node, key: str) -> Reference | None:
        name = text_of(node, key)
        if not name:
            return None
        try:
            return read_reference(self._file.parent, name)
        except InvalidInput as error:
            self._problems.add(f"{key}: {error.message}", line_of(node, key), error.hint)
            return None

    def _shots(self, tree: Node, cast: Mapping[str, CastMember]) -> tuple[Shot, ...]:
        delivery = _delivery(tree, Delivery())
        camera = _camera(tree, Camera())
        setting, room = text_of(tree, "setting", ""), text_of(tree, "room", "")
        length = self._length(tree, FREE)
        first_lines: dict[str, int] = {}
        shots = []
        for node in items_of(child(tree, "shots")):
            shot = self._shot(node, setting, room, delivery, camera, length, cast)
            # Ids become file names, and some file systems do not tell Hook from hook.
            folded = unicodedata.normalize("NFC", shot.id).casefold()
            if folded in first_lines:
                self._problems.add(
                    f"there are two shots with the id '{shot.id}'",
                    line_of(node, "id"),
                    f"the first is in line {first_lines[folded]}",
                )
            first_lines.setdefault(folded, line_of(node, "id"))
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
        id_ = text_of(node, "id")
        own_setting = text_of(node, "setting", setting)
        if not own_setting:
            self._problems.add(
                f"shot '{id_}' has no 'setting'",
                node.line,
                "name one in the shot, or one for all shots at the top of the script",
            )
        lines = child(node, "lines")
        spoken = items_of(lines)
        if child(node, "speaker") is not None:
            spoken = (node,)
        delivery = _delivery(node, delivery)
        length = self._length(node, length)
        cues = items_of(child(node, "sound"))
        self._check_cues(cues, length)
        camera = _camera(node, camera)
        said = tuple(self._line(line, delivery, cast) for line in spoken)
        self._check_turns(id_, said, camera, node)
        self._check_unseen(id_, said, camera, node, cast)
        return Shot(
            id=id_,
            setting=own_setting,
            camera=camera,
            lines=said,
            cues=tuple(self._cue(cue) for cue in cues),
            location=self._at(node.line),
            screen=tuple(self._screen(text) for text in items_of(child(node, "screen"))),
            length=length,
            room=text_of(node, "room", room),
        )

    def _screen(self, node: Node) -> ScreenText:
        words = read_wordings(child(node, "text"), self._file, self._problems)
        return ScreenText(
            kind=text_of(node, "kind"),
            text=words.text,
            location=self._at(node.line),
            opens=Moment.parse(text_of(node, "from")),
            closes=Moment.parse(text_of(node, "until")),
            text_locations=words.places,
        )

    def _length(self, node: Node, inherited: Length) -> Length:
        own = child(node, "length")
        if own is None:
            return inherited
        if isinstance(own, Scalar):
            fixed_s = _seconds(own)
            return Length(fixed_s, fixed_s)
        least_s, most_s = _seconds(child(own, "min")), _seconds(child(own, "max"))
        if least_s is not None and most_s is not None and least_s > most_s:
            message = f"'min' is more than 'max': {least_s:g} s and {most_s:g} s"
            self._problems.add(message, line_of(node, "length"))
        return Length(least_s, most_s)

    def _check_cues(self, cues: tuple[Node, ...], length: Length) -> None:
        for cue in cues:
            time = child(cue, "time")
            at_s = number(time) if time is not None else None
            if at_s is not None and length.maximum_s is not None and at_s >= length.maximum_s:
                self._problems.add(
                    f"the sound at {at_s:g} s begins after the shot has ended, "
                    f"which lasts {length.maximum_s:g} s at most",
                    line_of(cue, "time"),
                )

    def _check_turns(self, id_: str, lines: tuple[Line, ...], camera: Camera, shot: Node) -> None:
        """Who breaks in needs somebody else who speaks, and a two-shot has two people."""
        before: Line | None = None
        for line in lines:
            if line.interrupts is not None and (before is None or before.speaker == line.speaker):
                whom = "nobody speaks before it" if before is None else "the line before is its own"
                self._problems.add(
                    f"this line of '{line.speaker}' has 'interrupts', but {whom}",
                    line.location.line or shot.line,
                    "it breaks into the line before it, which somebody else says",
                )
            before = line
        people = len({line.speaker for line in lines})
        if camera.framing == TWO_SHOT and people not in (0, 2):
            self._problems.add(
                f"shot '{id_}' is a two-shot, and {people} speak{'s' if people == 1 else ''} in it",
                shot.line,
                "give both of its people a line, or choose another framing",
            )

    def _check_unseen(
        self,
        id_: str,
        lines: tuple[Line, ...],
        camera: Camera,
        shot: Node,
        cast: Mapping[str, CastMember],
    ) -> None:
        """A narrator is heard over a picture without people."""
        speakers = {line.speaker for line in lines if line.speaker in cast}
        unseen = {name for name in speakers if cast[name].presenter == OFF_SCREEN}
        if not unseen:
            return
        if unseen != speakers:
            self._problems.add(
                f"in shot '{id_}' '{min(speakers - unseen)}' is seen and '{min(unseen)}' is not",
                shot.line,
                f"who has 'presenter: {OFF_SCREEN}' speaks in shots of their own",
            )
        elif camera.framing == TWO_SHOT:
            self._problems.add(
                f"shot '{id_}' is a two-shot, and whoever speaks in it is not seen",
                shot.line,
                "choose another framing",
            )

    def _line(self, node: Node, delivery: Delivery, cast: Mapping[str, CastMember]) -> Line:
        speaker = text_of(node, "speaker")
        if speaker not in cast:
            self._problems.add(
                f"'{speaker}' is not in the cast",
                line_of(node, "speaker"),
                did_you_mean(speaker, cast),
            )
        words = read_wordings(child(node, "text"), self._file, self._problems)
        return Line(
            speaker=speaker,
            text=words.text,
            # A shot in short form is its own line: its delivery is already in `delivery`.
            delivery=_delivery(node, delivery),
            location=self._at(node.line),
            text_locations=words.places,
            short=words.short,
            captions=words.captions,
            interrupts=_interrupts(node),
        )

    def _cue(self, node: Node) -> Cue:
        usual = Cue(name=text_of(node, "cue"))
        level = child(node, "level")
        gain_db = number(level) if level is not None else None
        when = timing(node, self._problems)
        return Cue(
            name=usual.name,
            level=text_of(node, "level", usual.level) if gain_db is None else usual.level,
            at=text_of(node, "at", usual.at),
            time_s=when.time_s,
            location=self._at(node.line),
            when=self._checked(when.when, node),
            gain_db=gain_db or 0.0,
            to=text_of(node, "to"),
            on=text_of(node, "on"),
            of=text_of(node, "of"),
            size=_number(node, "size", usual.size),
            speed=_number(node, "speed", usual.speed),
        )

    def _checked(self, when: When | None, cue: Node) -> When | None:
        """Language tags of the words must be tags that there are."""
        for tag in when.text if when is not None else ():
            check_tag(tag, line_of(cue, "when"), self._problems)
        return when

    def _at(self, line: int) -> Location:
        return Location(self._file, line)


def _interrupts(node: Node) -> Interruption | None:
    own = child(node, "interrupts")
    if own is None or text_of(node, "interrupts") in ("false", "no"):
        return None
    word = child(own, "word")
    return Interruption(share=number(own), word=int(number(word) or 0) if word else 0)


def _delivery(node: Node, inherited: Delivery) -> Delivery:
    own = child(node, "delivery")
    return replace(inherited, **{key: text_of(own, key) for key, _ in entries_of(own)})


def _camera(node: Node, inherited: Camera) -> Camera:
    own = child(node, "camera")
    return replace(inherited, **{key: text_of(own, key) for key, _ in entries_of(own)})


def _seconds(node: Node | None) -> float | None:
    """The seconds of ``6s``; None for ``free`` and for what is not there."""
    if not isinstance(node, Scalar) or node.text.strip() == "free":
        return None
    return float(node.text.strip().removesuffix("s"))


def _number(node: Node, key: str, default: float) -> float:
    value = child(node, key)
    found = number(value) if value is not None else None
    return default if found is None else found
