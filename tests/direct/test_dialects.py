"""Prompts as text: golden paragraphs, and what every dialect owes to the dialogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid import plugins
from locvid.direct.director import direct
from locvid.direct.paragraph import paragraph
from locvid.localize.locales import resolve
from locvid.localize.text import localize
from locvid.model.performance import PerformancePrompt
from locvid.presets.library import PresetLibrary
from locvid.script.reading import read_script

LAUNCH = Path(__file__).parents[2] / "examples/launch/script.yaml"
GOLDEN = Path(__file__).parent / "golden"


def prompts(library: PresetLibrary, lang: str) -> tuple[PerformancePrompt, ...]:
    return direct(localize(read_script(LAUNCH), resolve(lang)[0]), library)


@pytest.mark.parametrize("lang", ["en-US", "fr-FR", "es-MX", "de-DE", "ja-JP"])
def test_paragraphs_are_as_agreed(library: PresetLibrary, lang: str) -> None:
    written = "\n\n".join(paragraph(prompt) for prompt in prompts(library, lang)) + "\n"
    assert written == (GOLDEN / f"launch.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", plugins.names("locvid.dialects"))
@pytest.mark.parametrize("lang", ["fr-FR", "ja-JP"])
def test_every_dialect_keeps_lines_verbatim_and_names_the_language(
    library: PresetLibrary, lang: str, name: str
) -> None:
    dialect = plugins.load("locvid.dialects", name)()
    assert dialect.name == name
    for prompt in prompts(library, lang):
        written = dialect.write(prompt)
        assert all(line.caption in written for line in prompt.lines)
        assert prompt.market.language_name in written
        assert dialect.write(prompt) == written


def test_the_paragraph_says_all_that_a_model_needs(library: PresetLibrary) -> None:
    talk = prompts(library, "fr-FR")[1]
    written = paragraph(talk)
    assert "\n" not in written
    for needed in (
        f"{talk.duration.natural_s:.1f} seconds",
        "French",
        "Parisian accent",
        "formal",
        "Maya",
        "dry-humoured head of engineering",
        "amused",
        "ip movements must match the lines",
        "only the one who speaks",
        "cafe",
        "a car driving past outside on the right",
        "(soft)",
    ):
        assert needed in written
    assert not [word for word in ("None", "{", "}", "()", "  ") if word in written]
