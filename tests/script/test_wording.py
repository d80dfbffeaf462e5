"""Wordings beside a text, in every format that has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaml_scripts import HEAD, SHOT, refused

from locvid.model.errors import InvalidInput
from locvid.script.edit import Wording, with_texts
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

SCRIPTS = {
    "film.yaml": """\
locvid: 1
source: en
setting: office
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: a
    speaker: maya
    text:
      en: {text: Nobody reads the manual any more., caption: Nobody reads the manual.}
      fr: {text: Plus personne ne lit le manuel., short: Personne ne le lit., caption: Qui le lit ?}
""",
    "film.md": """\
---
locvid: 1
source: en
setting: office
cast: {maya: {presenter: maya, voice: warm-female}}
---
## a
MAYA: Nobody reads the manual any more.

[en caption] Nobody reads the manual.

[fr] Plus personne ne lit le manuel.

[fr short] Personne ne le lit.

[fr caption] Qui le lit ?
""",
    "film.csv": """\
locvid,1
source,en
setting,office
cast.maya.presenter,maya
cast.maya.voice,warm-female
shot,speaker,en,en caption,fr,fr short,fr caption
a,maya,Nobody reads the manual any more.,Nobody reads the manual.,\
Plus personne ne lit le manuel.,Personne ne le lit.,Qui le lit ?
""",
}


def read(folder: Path, name: str, text: str):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_script(path)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_condensed_caption_stands_beside_its_text(tmp_path: Path, name: str) -> None:
    script = read(tmp_path, name, SCRIPTS[name])
    (line,) = script.shots[0].lines
    assert line.text["en"] == "Nobody reads the manual any more."
    assert line.short == {"fr": "Personne ne le lit."}
    assert line.captions == {"en": "Nobody reads the manual.", "fr": "Qui le lit ?"}
    (again,) = read(tmp_path, "again.yaml", yaml_text(script)).shots[0].lines
    assert (again.text, again.short, again.captions) == (line.text, line.short, line.captions)


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("'…'", "film.yaml:9: the caption for 'en' has nothing to say"),
        ("'[xx: Nobody] reads'", "film.yaml:9: [en] there is no language 'xx'"),
        (
            "Nobody reads the manual any more today.",
            "film.yaml:9: the caption for 'en' is longer than the text that it condenses",
        ),
    ],
)
def test_a_caption_that_condenses_nothing_is_told_with_its_line(tmp_path, caption, said) -> None:
    text = SCRIPTS["film.yaml"].replace("caption: Nobody reads the manual.", f"caption: {caption}")
    with pytest.raises(InvalidInput) as error:
        read(tmp_path, "film.yaml", text)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "    text: {en: Hello there}\n",
        "    text:\n      en: Hello there # said warmly\n",
        "    text:\n      en: {text: Hello there, caption: Hallo}\n",
        "    text:\n      en:\n        text: Hello there\n        short: Hi\n",
    ],
)
def test_a_caption_is_put_beside_a_text_that_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "film.yaml"
    head = SCRIPTS["film.yaml"].split("    text:")[0]
    path.write_text(head + text)
    after = with_texts(path, {(0, 0): {"en": Wording(caption="Hello"), "no": Wording("Hei")}})
    (line,) = read(tmp_path, "film.yaml", after).shots[0].lines
    assert line.text == {"en": "Hello there", "no": "Hei"}
    assert line.captions == {"en": "Hello"}
    assert ("# said warmly" in text) == ("# said warmly" in after)
    assert ("short: Hi" in text) == (line.short == {"en": "Hi"})


def test_a_short_text_needs_words_and_a_text(tmp_path: Path) -> None:
    for text, message in (
        ("{short: Hi}", "'text en' has no 'text'"),
        ("{text: Hello, short: '!'}", "the short text for 'en' has nothing to say"),
        ("{text: '?', short: Hi}", "the text for 'en' has nothing to say"),
        ("{text: Hello, shorter: Hi}", "unknown key 'shorter' in text"),
    ):
        shot = SHOT.replace("en: Hello", f"en: {text}")
        assert message in refused(tmp_path, HEAD + shot).message
