"""Texts from content systems: what nobody would say is told, and what people write is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.localize.leftovers import found_in, leftovers
from locvid.localize.locales import resolve
from locvid.localize.text import localize
from locvid.script.reading import read_script

SCRIPT = """\
locvid: 1
source: en
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: one
    setting: office
    speaker: maya
    text:
      en: "Good morning, {name}."
      fr: Bonjour.
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Our <b>new</b> app", "markup, '<b>', '</b>':"),
        ("One<br/>two", "markup, '<br/>':"),
        ("Tea &amp; milk&#8217;s", "markup, '&amp;', '&#8217;':"),
        ("Hello {name}", "placeholder, '{name}':"),
        ("Hello {{ user.name }}", "placeholder, '{{ user.name }}':"),
        ("Hello ${x} and %1$s, %s", "placeholder, '${x}', '%1$s', '%s':"),
        ("[lagh] Hello", "'[lagh]' is no mark: it is spoken and shown as it stands (did you mean"),
        ("Hello [sigh]", "'[sigh]' is no mark: it is spoken and shown as it stands"),
    ],
)
def test_what_nobody_says_is_told(text: str, told: str) -> None:
    (sentence,) = found_in(text)
    assert told in sentence


@pytest.mark.parametrize(
    "text",
    [
        "Tea & milk, R&D; and 5 < 6 > 4",
        "50 % des gens, 20 %d'abord, 100%",
        "[laugh] It works. [chuckle]",
        "Une [en: cloud native] et [/θɪŋ/: thing]",
        "an \\[aside\\] and a \\\\ backslash",
        "<3 for ever",
        "version [12]",
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert list(found_in(text)) == []


def test_file_line_and_language_are_named(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    script = read_script(path)
    (told,) = leftovers(localize(script, resolve("en-GB")[0]))
    assert told.startswith(f"{path}:9: [en-GB] the text holds a placeholder, '{{name}}'")
    assert leftovers(localize(script, resolve("fr")[0])) == ()
