"""Who breaks into whose line, and who shares a picture: read from scripts, and written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.model.errors import InvalidInput
from locvid.model.script import Interruption
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

HEAD = """\
locvid: 1
source: en
cast:
  maya: {presenter: maya, voice: warm-female}
  jon: {presenter: jon, voice: deep-male}
"""


def written(tmp_path: Path, interrupts: str, framing: str = "two-shot", other: str = "jon") -> Path:
    file = tmp_path / "film.yaml"
    file.write_text(
        f"{HEAD}shots:\n"
        f"  - id: talk\n    setting: office\n    camera: {{framing: {framing}}}\n    lines:\n"
        "      - {speaker: maya, text: {en: We could wait until —}}\n"
        f"      - {{speaker: {other}, {interrupts}text: {{en: No}}}}\n"
    )
    return file


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("", None),
        ("interrupts: no, ", None),
        ("interrupts: true, ", Interruption()),
        ("interrupts: 0.6, ", Interruption(share=0.6)),
        ("interrupts: {word: 3}, ", Interruption(word=3)),
    ],
)
def test_a_line_may_break_into_the_one_before(
    tmp_path: Path, key: str, meant: Interruption | None
) -> None:
    script = read_script(written(tmp_path, key))
    assert script.shots[0].lines[1].interrupts == meant
    again = tmp_path / "again.yaml"
    again.write_text(yaml_text(script))
    assert read_script(again).shots[0].lines[1].interrupts == meant


@pytest.mark.parametrize(
    ("key", "framing", "other", "said"),
    [
        ("interrupts: 1.5, ", "medium", "jon", "from 0.1 to 0.95"),
        ("interrupts: maybe, ", "medium", "jon", "cannot be 'maybe'"),
        ("interrupts: {words: 3}, ", "medium", "jon", "'words'"),
        ("interrupts: true, ", "medium", "maya", "the line before is its own"),
        ("", "two-shot", "maya", "1 speaks in it"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, key: str, framing: str, other: str, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said) as raised:
        read_script(written(tmp_path, key, framing, other))
    assert raised.value.where is not None
    assert raised.value.where.line is not None


def test_nobody_breaks_into_silence(tmp_path: Path) -> None:
    file = tmp_path / "film.yaml"
    file.write_text(
        f"{HEAD}shots:\n  - id: a\n    setting: office\n    lines:\n"
        "      - {speaker: maya, interrupts: true, text: {en: Well}}\n"
    )
    with pytest.raises(InvalidInput, match="nobody speaks before it"):
        read_script(file)


def test_fountain_s_dual_dialogue_is_an_interruption(tmp_path: Path) -> None:
    file = tmp_path / "film.fountain"
    file.write_text(
        "Locvid: 1\nSource: en\nCast:\n"
        "    maya: {presenter: maya, voice: warm-female}\n"
        "    jon: {presenter: jon, voice: deep-male}\n\n"
        "INT. OFFICE\n\nMAYA\nWe could wait until —\n\nJON ^\nNo.\n"
    )
    first, second = read_script(file).shots[0].lines
    assert (first.interrupts, second.interrupts) == (None, Interruption())
