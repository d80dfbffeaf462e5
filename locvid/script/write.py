"""Writes a Script as YAML, in the form that a person would write: short where it can be.

Reading the text gives the same Script but for places and the name of the file.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from locvid.media.atomic import replacing
from locvid.model.errors import InvalidInput, Location
from locvid.model.screen import Moment, ScreenText
from locvid.model.script import (
    FREE,
    Camera,
    CastMember,
    Cue,
    Delivery,
    Interruption,
    Length,
    Line,
    Script,
    Shot,
    When,
)
from locvid.script.build import DEFAULT_PROFILE
from locvid.script.form import VERSION


class _Row(dict[str, Any]):
    """A mapping that stands in one row: ``{framing: wide, move: static}``."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        # Lists inside mappings are indented, as in the examples.
        super().increase_indent(flow, False)


_Dumper.add_representer(
    _Row,
    lambda dumper, row: dumper.represent_mapping("tag:yaml.org,2002:map", row, flow_style=True),
)


def yaml_text(script: Script) -> str:
    """``script`` as the text of a YAML file."""
    head: dict[str, Any] = {"locvid": VERSION, "title": script.title, "source": script.source}
    if script.profile != DEFAULT_PROFILE:
        head["profile"] = script.profile
    if script.score is not None:
        head["score"] = "on" if script.score else "off"
    if script.template:
        head["template"] = script.template
    for key, named in (("glossary", script.glossary), ("lexicon", script.lexicon)):
        if named is not None:
            head[key] = named.file
    cast = {"cast": {id_: _member(member) for id_, member in script.cast.items()}}
    shots = [_dumped([_shot(shot)]) for shot in script.shots]
    listed = indent("\n".join(shots), "  ")
    return f"{_dumped(head)}\n{_dumped(cast)}\nshots:\n{listed}"


def write_new(text: str, target: Path, force: bool = False) -> None:
    """Write a script to ``target``.

    Raises InvalidInput where its name is none for YAML, and where a file is there already and
    ``force`` is not given.
    """
    if target.suffix.lower() not in (".yaml", ".yml"):
        raise InvalidInput(
            f"'{target.name}' is no name for YAML",
            Location(target),
            hint=f"use {target.stem}.yaml",
        )
    if target.exists() and not force:
        raise InvalidInput(
            f"'{target.name}' is there already",
            Location(target),
            hint="name another file, or add --force",
        )
    with replacing(target) as temporary:
        temporary.write_text(text, encoding="utf-8")


def _dumped(content: object) -> str:
    # Texts stay in one line each: an edit of one then changes one line.
    text: str = yaml.dump(
        content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000
    )
    return text


def _member(member: CastMember) -> _Row:
    row = _Row(presenter=member.presenter, voice=member.voice)
    if member.persona:
        row["persona"] = member.persona
    for key, reference in (("portrait", member.portrait), ("voice_sample", member.voice_sample)):
        if reference is not None:
            row[key] = reference.file
    return row


def _shot(shot: Shot) -> dict[str, Any]:
    entries: dict[str, Any] = {"id": shot.id, "setting": shot.setting}
    if shot.room:
        entries["room"] = shot.room
    if camera := _differing(shot.camera, Camera()):
        entries["camera"] = camera
    # With neither words nor texts its length is what says that nothing was forgotten.
    if shot.length != FREE or not (shot.lines or shot.screen):
        entries["length"] = _length(shot.length)
    if shot.cues:
        entries["sound"] = [_cue(cue) for cue in shot.cues]
    if shot.screen:
        entries["screen"] = [_screen(text) for text in shot.screen]
    lines = [_line(line) for line in shot.lines]
    if len(lines) == 1:
        entries |= lines[0]
    elif lines:
        entries["lines"] = lines
    return entries


def _screen(screen: ScreenText) -> dict[str, Any]:
    entries: dict[str, Any] = {"kind": screen.kind, "text": dict(screen.text)}
    for key, moment in (("from", screen.opens), ("until", screen.closes)):
        if moment is not None:
            entries[key] = _moment(moment)
    return entries


def _moment(moment: Moment) -> str | float:
    if moment.seconds == 0:
        return "end" if moment.from_end else "start"
    return moment.seconds


def _line(line: Line) -> dict[str, Any]:
    entries: dict[str, Any] = {"speaker": line.speaker}
    if delivery := _differing(line.delivery, Delivery()):
        entries["delivery"] = delivery
    if line.interrupts is not None:
        entries["interrupts"] = _interruption(line.interrupts)
    entries["text"] = {tag: _wording(line, tag) for tag in line.text}
    return entries


def _wording(line: Line, tag: str) -> str | _Row:
    beside = {"short": line.short, "caption": line.captions}
    others = {name: words[tag] for name, words in beside.items() if tag in words}
    return _Row(text=line.text[tag], **others) if others else line.text[tag]


def _interruption(interruption: Interruption) -> bool | float | _Row:
    if interruption.word:
        return _Row(word=interruption.word)
    return True if interruption.share is None else interruption.share


def _length(length: Length) -> str | _Row:
    if length == FREE:
        return "free"
    limits = {"min": length.minimum_s, "max": length.maximum_s}
    if limits["min"] == limits["max"]:
        return f"{length.minimum_s:g}s"
    return _Row({name: f"{value:g}s" for name, value in limits.items() if value is not None})


def _cue(cue: Cue) -> _Row:
    usual = Cue(cue.name)
    row = _Row(cue=cue.name) | _differing(cue, usual, ("level", "at"))
    if cue.gain_db:
        row["level"] = cue.gain_db
    row |= _differing(cue, usual, ("to", "on", "of", "size", "speed"))
    if cue.time_s is not None:
        row["time"] = cue.time_s
    if cue.when is not None:
        row["when"] = _Row(
            {
                name: dict(value) if name == "text" else value
                for name, value in _differing(cue.when, When()).items()
            }
        )
    return _Row(row)


def _differing(value: Any, usual: Any, names: tuple[str, ...] | None = None) -> _Row:
    names = names or tuple(value.__dataclass_fields__)
    return _Row(
        {
            name: getattr(value, name)
            for name in names
            if getattr(value, name) != getattr(usual, name)
        }
    )
