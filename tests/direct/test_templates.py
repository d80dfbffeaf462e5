"""A team words its prompts itself: slots are filled, mistakes are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.direct.dialects.base import Dialect
from locvid.direct.dialects.kling import KlingDialect
from locvid.direct.dialects.ltx2 import Ltx2Dialect
from locvid.direct.templates import Templated, paragraph_of
from locvid.model.errors import InvalidInput
from locvid.run.direction import Project, open_project, prompts_for, resolve_locales

SCRIPT = """\
locvid: 1
source: en
template: house
setting: office
cast: {maya: {presenter: maya, voice: warm-female, persona: a founder}}
shots:
  - id: hook
    speaker: maya
    delivery: {emotion: warm, pace: brisk}
    text: {en: We open today., ja: 本日開店です。}
"""
TEMPLATE = """\
description: Ours
version: 2026-11
dialects: [plain, ltx2]
text: |
  {language} | {locale} | {emotion} | {pacing} | {seconds} {{s}}
  {speaker_style}
  {dialogue}
  {ambience} {effects}
markets:
  ja: {line: "{speaker}「{text}」"}
"""


def project(folder: Path, template: str = TEMPLATE, script: str = SCRIPT) -> Project:
    presets = folder / "presets" / "templates"
    presets.mkdir(parents=True)
    (presets / "house.yaml").write_text(template)
    (folder / "film.yaml").write_text(script)
    return open_project(folder / "film.yaml")


def test_slots_are_filled_and_the_words_are_verbatim(tmp_path: Path) -> None:
    opened = project(tmp_path)
    english, japanese = (
        prompts_for(opened, locale, 0)[0][0] for locale in resolve_locales(("en", "ja"))[0]
    )
    assert english.template is not None
    assert (english.template.name, english.template.version) == ("house", "2026-11")
    rows = paragraph_of(english).split("\n")
    assert rows[0].startswith("English | en-US | warm | brisk pace | ")
    assert rows[0].endswith(" {s}")
    assert "(a founder)" in rows[1]
    assert "Maya says in English" in rows[2]
    assert "“We open today.”" in rows[2]
    assert rows[3].startswith("the quiet ambience of")
    assert paragraph_of(japanese).split("\n")[2] == "Maya「本日開店です。」"


@pytest.mark.parametrize(("dialect", "own"), [(Ltx2Dialect(), True), (KlingDialect(), False)])
def test_a_template_holds_for_the_dialects_that_it_names(
    tmp_path: Path, dialect: Dialect, own: bool
) -> None:
    prompt = prompts_for(project(tmp_path), resolve_locales(("en",))[0][0], 0)[0][0]
    written = Templated(dialect).write(prompt)
    assert written.startswith("English | en-US") is own
    assert (written == dialect.write(prompt)) is not own


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ("{ambience}", "{ambiance}", 8, "unknown slot {ambiance}", "did you mean 'ambience'?"),
        ("「{text}」", "「{words}」", 10, "unknown slot {words}", "text"),
        ("  {dialogue}\n", "", 5, "has no {dialogue}", "put {dialogue}"),
        ("{{s}}", "{s", 5, "a brace", "{{"),
        ("{seconds}", "{seconds!r}", 5, "must stand alone", "{seconds}"),
        ("{seconds}", "{}", 5, "unknown slot {}", ""),
        ("version: 2026-11\n", "", None, "'version' in the template", ""),
        ("dialects: [plain, ltx2]", "dialects: plain", None, "must be a list of names", ""),
        ("{line: ", "{lines: ", None, "'markets.ja' in the template", ""),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int | None, message: str, hint: str
) -> None:
    assert old in TEMPLATE
    with pytest.raises(InvalidInput) as refused:
        project(tmp_path, TEMPLATE.replace(old, new))
    error = refused.value
    assert message in error.message
    assert error.where is not None
    assert (error.where.file.name, error.where.line) == ("house.yaml", line)
    assert hint in (error.hint or "")


def test_a_template_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is no template preset 'hause'") as refused:
        project(tmp_path, script=SCRIPT.replace("template: house", "template: hause"))
    assert refused.value.where is not None
    assert refused.value.hint == "did you mean 'house'?"


def test_no_template_leaves_the_prompts_as_they_are(tmp_path: Path) -> None:
    opened = project(tmp_path, script=SCRIPT.replace("template: house\n", ""))
    prompt = prompts_for(opened, resolve_locales(("en",))[0][0], 0)[0][0]
    assert prompt.template is None
    assert Templated(Ltx2Dialect()).write(prompt) == Ltx2Dialect().write(prompt)
