"""Shots of a title alone: nobody speaks, and the film is not failed for it."""

from __future__ import annotations

import json

import pytest

from locvid.model.errors import ExitCode, InvalidInput
from locvid.run.direction import open_project, prompts_for, resolve_locales
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

HEAD = """\
locvid: 1
source: en
profile: tiny
setting: nature
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: title
    screen: [{kind: title-card, text: {en: A day at the river, fr: Une journée}}]
"""
SPOKEN = """\
  - id: hello
    speaker: maya
    text: {en: Good morning., fr: Bonjour.}
"""


@pytest.fixture
def film(project):
    path = project / "film.yaml"
    path.write_text(HEAD, encoding="utf-8")
    return path


def prompt_of(film, more=""):
    film.write_text(HEAD + more, encoding="utf-8")
    (locale,), _ = resolve_locales(("en",))
    return prompts_for(open_project(film), locale, 0)[0][0]


def test_a_film_of_titles_alone_passes_and_says_that_nobody_speaks(shell, film):
    said = shell("render", "--langs", "fr", "--generator", "studio", "--json")
    assert said.code is ExitCode.OK, said.err
    (made,) = json.loads(said.out)["films"]
    assert made["verdict"]["outcome"] == "pass"
    reasons = {check["name"]: check["reason"] for check in made["verdict"]["checks"]}
    assert reasons["lip-sync"] == "nobody speaks, so there is nothing to measure"
    assert "speech" not in reasons
    folder = film.parent / "out" / "film"
    assert (folder / "film.fr-FR.srt").read_text("utf-8") == ""
    assert json.loads((folder / "film.fr-FR.json").read_text())["delivery"]["captions"] == 0
    again = shell("render", "--langs", "fr", "--generator", "studio")
    assert "unchanged" in again.out


def test_a_title_stands_beside_shots_in_which_somebody_speaks(shell, judge, film):
    film.write_text(HEAD + SPOKEN, encoding="utf-8")
    assert shell.render().code is ExitCode.OK
    captions = (film.parent / "out" / "film" / "film.fr-FR.srt").read_text("utf-8")
    assert captions.count("-->") == 1
    assert "Bonjour." in captions


def test_a_title_is_seen_until_it_is_read_and_as_long_as_the_script_says(film):
    assert prompt_of(film).duration.natural_s >= 3.0
    film.write_text(HEAD, encoding="utf-8")
    assert prompt_of(film, "    length: 2s\n").duration.natural_s == 2.0
    assert prompt_of(film, "    length: {min: 6s}\n").duration.natural_s == 6.0
    assert prompt_of(film, SPOKEN).lines == ()
    film.write_text(
        HEAD.replace("kind: title-card,", "kind: title-card, until: end,").replace(
            "A day", "word " * 30
        ),
        encoding="utf-8",
    )
    (locale,), _ = resolve_locales(("en",))
    (prompt,) = prompts_for(open_project(film), locale, 0)[0]
    assert prompt.duration.natural_s > 150 / 20
    assert prompt.lines == prompt.speakers == ()


def test_a_title_survives_being_written_out(film):
    script = read_script(film)
    film.write_text(yaml_text(script), encoding="utf-8")
    assert read_script(film).shots[0].lines == ()


def test_a_shot_with_neither_words_nor_texts_is_refused(film):
    film.write_text(HEAD.replace("    screen:", "    # screen:"), encoding="utf-8")
    with pytest.raises(InvalidInput, match="or 'screen' alone, or 'length' alone"):
        read_script(film)


@pytest.mark.parametrize("length", ["4s", "free", "{min: 2s, max: 5s}"])
def test_a_length_alone_makes_a_shot_of_the_place(film, length):
    film.write_text(HEAD.partition("    screen:")[0] + f"    length: {length}\n", encoding="utf-8")
    script = read_script(film)
    (prompt,), _ = prompts_for(open_project(film), resolve_locales(("ja",))[0][0], 0)
    assert prompt.lines == prompt.speakers == prompt.screen == ()
    assert prompt.duration.natural_s == (4.0 if length == "4s" else 3.0)
    film.write_text(yaml_text(script), encoding="utf-8")
    assert read_script(film).shots[0].length == script.shots[0].length


def test_where_nobody_speaks_every_language_has_the_same_seed(film):
    film.write_text(HEAD + SPOKEN, encoding="utf-8")
    locales, _ = resolve_locales(("en", "fr"))
    english, french = (prompts_for(open_project(film), each, 0)[0] for each in locales)
    assert english[0].seed == french[0].seed
    assert english[1].seed != french[1].seed
