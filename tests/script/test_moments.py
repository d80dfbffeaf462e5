"""When a cue happens, as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.model.errors import InvalidInput
from locvid.model.script import Cue, When
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

HEAD = """locvid: 1
source: en
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: one
    setting: office
    speaker: maya
    text: {en: Hello quick world, fr: Bonjour le monde rapide}
    sound:
"""


def cue(tmp_path: Path, written: str) -> Cue:
    file = tmp_path / "film.yaml"
    file.write_text(f"{HEAD}      - {written}\n", encoding="utf-8")
    found = read_script(file).shots[0].cues[0]
    # What is written anew reads back the same.
    again = tmp_path / "again.yaml"
    again.write_text(yaml_text(read_script(file)), encoding="utf-8")
    other = read_script(again).shots[0].cues[0]
    assert (other.when, other.time_s, other.on, other.gain_db) == (
        found.when, found.time_s, found.on, found.gain_db,
    )  # fmt: skip
    return found


def test_a_cue_with_all_its_parameters(tmp_path: Path) -> None:
    found = cue(
        tmp_path,
        "{cue: glass-set-down, on: marble, of: metal, at: right, level: -6, size: 1.5, speed: 0.5,"
        ' when: "après le mot rapide"}',
    )
    assert (found.name, found.on, found.of, found.at) == (
        "glass-set-down", "marble", "metal", "right",
    )  # fmt: skip
    assert (found.level, found.gain_db, found.size, found.speed) == ("normal", -6.0, 1.5, 0.5)
    assert found.when == When("after", {"fr": "rapide"})


@pytest.mark.parametrize("written", ["1.5", "1.5s", "1.5 s"])
def test_seconds_may_be_written_as_lengths_are(tmp_path: Path, written: str) -> None:
    found = cue(tmp_path, f"{{cue: cup, when: {written}}}")
    assert (found.time_s, found.when) == (1.5, None)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("after the word quick", When("after", {"en": "quick"})),
        ("before the word “quick”", When("before", {"en": "quick"})),
        ("nach dem Wort schnell", When("after", {"de": "schnell"})),
        ("después de la palabra rápido", When("after", {"es": "rápido"})),
        ("prima della parola veloce", When("before", {"it": "veloce"})),
        ("depois da palavra rápida", When("after", {"pt": "rápida"})),
        ("na palavra rápida", When("with", {"pt": "rápida"})),
        ("sulla parola veloce", When("with", {"it": "veloce"})),
        ("beim Wort schnell", When("with", {"de": "schnell"})),
        ("apr\u00e8s le mot e\u0301te\u0301", When("after", {"fr": "\u00e9t\u00e9"})),
        ("「速い」の後", When("after", {"ja": "速い"})),
        ("在“快”之后", When("after", {"zh": "快"})),
    ],
)
def test_words_in_the_language_of_the_line(tmp_path: Path, written: str, when: When) -> None:
    assert cue(tmp_path, f"{{cue: cup, when: '{written}'}}").when == when


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("{word: 4}", When(word=4)),
        ("{word: 2, line: 1, edge: before}", When("before", word=2, line=1)),
        ("{gesture: nod, number: 2}", When(gesture="nod", number=2)),
        (
            "{text: {en: quick, fr: rapide}, edge: after}",
            When("after", {"en": "quick", "fr": "rapide"}),
        ),
    ],
)
def test_moments_as_tables(tmp_path: Path, written: str, when: When) -> None:
    assert cue(tmp_path, f"{{cue: cup, when: {written}}}").when == when


@pytest.mark.parametrize("written", ["2.5", "{seconds: 2.5}"])
def test_seconds(tmp_path: Path, written: str) -> None:
    found = cue(tmp_path, f"{{cue: cup, when: {written}}}")
    assert (found.time_s, found.when) == (2.5, None)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{cue: cup, when: some time later}", "'when' cannot be 'some time later'"),
        ("{cue: cup, when: {word: 0}}", "'word' must be a number from 1"),
        ("{cue: cup, when: {word: 1.5}}", "'word' must be a whole number"),
        ("{cue: cup, when: {word: 1, gesture: nod}}", "has too much"),
        ("{cue: cup, when: {word: 1, number: 2}}", "'number' belongs to 'gesture'"),
        ("{cue: cup, when: {edge: after}}", "says nothing"),
        ("{cue: cup, when: {text: {xx-nope: a}}}", "there is no language 'xx-nope'"),
        ("{cue: cup, when: [1, 2]}", "'when' must be text"),
        ("{cue: cup, time: 1, when: 2}", "'time' and a 'when'"),
        ("{cue: cup, level: -90}", "'level' must be a number from -24 to 12"),
        ("{cue: cup, level: quiet}", "'level' cannot be 'quiet'"),
        ("{cue: cup, size: 9}", "'size' must be a number from 0.3 to 3"),
        ("{cue: cup, onto: marble}", "unknown key 'onto'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, written: str, message: str) -> None:
    with pytest.raises(InvalidInput) as error:
        cue(tmp_path, written)
    assert message in str(error.value)
    assert error.value.where is not None
    assert error.value.where.line == 10
