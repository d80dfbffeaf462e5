"""Words of another language in a script: bad marks are told with file, line and language."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.localize.locales import resolve
from locvid.localize.text import localize
from locvid.model.errors import InvalidInput
from locvid.script.reading import read_script

HEAD = """\
locvid: 1
source: en
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: one
    setting: office
    speaker: maya
    text:
"""


def write(tmp_path: Path, *texts: str) -> Path:
    path = tmp_path / "film.yaml"
    path.write_text(HEAD + "".join(f"      {text}\n" for text in texts), encoding="utf-8")
    return path


def test_all_bad_marks_of_a_script_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "en: 'a [fr: b'", "fr: 'c [english: d]'", "de: '[en: e [fr: f]]'")
    with pytest.raises(InvalidInput) as caught:
        read_script(path)
    said = str(caught.value)
    assert "film.yaml:9: [en] the mark '[fr: …' is not closed" in said
    assert "film.yaml:10: [fr] there is no language 'english'" in said
    assert "did you mean 'en'?" in said
    assert "film.yaml:11: [de] a mark stands inside the mark '[en: …]'" in said


def test_a_marked_line_is_shown_without_its_marks(tmp_path: Path) -> None:
    script = read_script(write(tmp_path, "fr: 'Une [en: 5 apps] à 5 €'"))
    ((line,),) = localize(script, resolve("fr")[0]).shots
    assert line.caption == "Une 5 apps à 5 €"
    assert line.spoken == "Une five apps à cinq euros"
    assert line.marked == "Une [en-US: five apps] à cinq euros"
