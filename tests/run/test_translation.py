"""Whatever words a script has, they reach the translator and come back to their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locvid import plugins
from locvid.localize.exchange.files import GROUP
from locvid.localize.text import caption
from locvid.run.receiving import import_files
from locvid.run.sending import export
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

SCRIPT = """\
# comment
locvid: 1
source: en
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - {id: a, setting: office, speaker: maya, text: {en: One., fr: Un.}} # first
  - id: b-é
    setting: office
    lines:
      - speaker: maya
        text:
          en: Two.
          fr: Deux.
      - {speaker: maya, text: {en: Three.}}
"""
# Letters first, so that there is something to say; XML cannot hold what has no character.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=25).map(
    lambda text: caption("a" + text)
)


@pytest.mark.parametrize("name", plugins.names(GROUP))
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(english=st.lists(WORDS, min_size=3, max_size=3), french=st.lists(WORDS, max_size=2))
def test_words_go_to_the_translator_and_come_back(
    tmp_path: Path, name: str, english: list[str], french: list[str]
) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT)
    (tmp_path / "film.translations.json").unlink(missing_ok=True)
    script = read_script(path)
    lines = [line for shot in script.shots for line in shot.lines]
    for line, own in zip(lines, english, strict=True):
        line.text["en"] = own  # type: ignore[index]
    for line, own in zip(lines, french, strict=False):
        line.text["fr"] = own  # type: ignore[index]
    full = yaml_text(script)
    path.write_text(full, encoding="utf-8")

    files = export(path, ("fr", "de"), name, tmp_path)
    assert [done.changed for done in import_files(files)] == [0, 0]
    assert path.read_text("utf-8") == full

    # Into a script that has lost its translations; it keeps its comments.
    path.write_text(SCRIPT, encoding="utf-8")
    import_files(files)
    after = path.read_text("utf-8")
    assert "# comment" in after
    assert "# first" in after
    back = [line.text.get("fr") for shot in read_script(path).shots for line in shot.lines]
    assert back == [line.text.get("fr") for line in lines]
