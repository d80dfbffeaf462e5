"""Texts in the picture, and how long a shot is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from yaml_scripts import HEAD, SHOT, line_of, read, refused

from locvid.model.screen import Moment
from locvid.model.script import Length
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

SCREEN = (
    HEAD
    + """\
shots:
  - id: hook
    setting: office
    speaker: maya
    text: {en: Hello, fr: Bonjour}
    screen:
      - kind: lower-third
        text:
          en: |-
            Maya
            Founder
        from: 0.5
        until: end
      - {kind: call-to-action, text: {en: Try it}, from: -3}
"""
)


def test_texts_in_the_picture_have_kinds_words_and_times(tmp_path: Path) -> None:
    name, call = read(tmp_path, SCREEN).shots[0].screen
    assert (name.kind, name.text["en"], name.location.line) == ("lower-third", "Maya\nFounder", 12)
    assert (name.opens, name.closes) == (Moment(0.5), Moment(0.0, from_end=True))
    assert (call.opens, call.closes) == (Moment(-3.0, from_end=True), None)


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("from: -3", "from: later", 19, "'later' cannot be used as 'from'"),
        ("kind: lower-third", "kid: lower-third", 12, "unknown key 'kid' in screen text"),
        ("{en: Try it}", "{en: Try it, xx-yy-zz: Hi}", 19, "there is no language"),
        ("{en: Try it}", "{en: '—'}", 19, "has nothing to say"),
    ],
)
def test_what_is_wrong_with_a_text_in_the_picture_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, line: int, told: str
) -> None:
    error = refused(tmp_path, SCREEN.replace(before, after))
    assert told in error.message
    assert line_of(error) == line


def test_texts_in_the_picture_are_written_as_they_were_read(tmp_path: Path) -> None:
    script = read(tmp_path, SCREEN)
    again = read(tmp_path, yaml_text(script), "again.yaml")
    for one, other in zip(script.shots[0].screen, again.shots[0].screen, strict=True):
        assert replace(one, location=other.location, text_locations={}) == replace(
            other, text_locations={}
        )


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("6s", Length(6.0, 6.0)),
        ("6.5 s", Length(6.5, 6.5)),
        ("7", Length(7.0, 7.0)),
        ("{min: 4s, max: 7s}", Length(4.0, 7.0)),
        ("{max: 7}", Length(None, 7.0)),
        ("{min: 4.25s}", Length(4.25, None)),
        ("free", Length()),
    ],
)
def test_a_shot_is_as_long_as_it_says_or_the_script_says(
    tmp_path: Path, written: str, length: Length
) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(HEAD.replace("source:", "length: 3s\nsource:") + SHOT)
    assert read_script(path).shots[0].length == Length(3.0, 3.0)
    shot = SHOT.replace("    setting:", f"    length: {written}\n    setting:")
    path.write_text(HEAD.replace("source:", "length: 3s\nsource:") + shot)
    script = read_script(path)
    assert script.shots[0].length == length
    if length != Length():
        path.write_text(yaml_text(script))
        assert read_script(path).shots[0].length == length


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("length: 0s", "'0s' cannot be used as 'length'"),
        ("length: six", "is 'free', or a number of seconds such as 6s"),
        ("length: {min: 7s, max: 4s}", "'min' is more than 'max': 7 s and 4 s"),
        ("length: {least: 4s}", "unknown key 'least' in length"),
        ("length: [4s, 7s]", "'length' must be text, not a list"),
        ("length: 2s\n    sound: [{cue: cup, time: 2.5}]", "begins after the shot has ended"),
    ],
)
def test_a_length_that_cannot_be_is_refused(tmp_path: Path, written: str, message: str) -> None:
    shot = SHOT.replace("    setting:", f"    {written}\n    setting:")
    assert message in refused(tmp_path, HEAD + shot).message
