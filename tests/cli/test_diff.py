"""``locvid diff`` as its user sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode


@pytest.fixture
def film(shell, judge, project) -> Path:
    """The manifest of a film, with a copy of it beside."""
    shell.render("--stems")
    manifest = project / "out" / "film" / "film.fr-FR.json"
    shutil.copy(manifest, project / "before.json")
    return manifest


def changes(shell, *paths: str) -> dict[tuple[str, str], tuple[object, object]]:
    said = shell("diff", "--json", *paths)
    assert said.code is ExitCode.OK, said.err
    listed = json.loads(said.out)["changes"]
    return {(each["place"], each["what"]): (each["before"], each["after"]) for each in listed}


def test_the_same_film_has_no_changes(shell, film):
    assert shell("diff", "before.json", "out/film/film.fr-FR.json").out == "Nothing changed.\n"


def test_a_changed_word_and_what_follows_from_it_are_named(shell, film, project):
    script = project / "film.yaml"
    script.write_text(script.read_text().replace("À demain.", "À bientôt."))
    said = shell.render("--stems", "--profile", "tiny")
    assert "bye: rendered" in said.err
    assert "hello: taken from the cache" in said.err
    found = changes(shell, "before.json", "out/film/film.fr-FR.json")
    assert found["shot bye", "lines.1.text"] == ("À demain.", "À bientôt.")
    assert ("result", "files.film.fr-FR.mp4") in found
    assert not [place for place, _ in found if place == "shot hello"]
    told = shell("diff", "before.json", "out/film/film.fr-FR.json").out
    assert "À bientôt." in told


def test_a_shot_that_came_is_named(shell, film, project):
    manifest = json.loads(film.read_text())
    manifest["shots"] = manifest["shots"][:1]
    (project / "before.json").write_text(json.dumps(manifest))
    found = changes(shell, "before.json", "out/film/film.fr-FR.json")
    assert found["shot bye", "shot"] == (None, "there")
    assert found["film", "shots"] == ("hello", "hello, bye")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"shots": 1}', '{"shots": [{"id": 1}]}'])
def test_what_is_no_manifest_is_told(shell, project, content):
    (project / "a.json").write_text(content)
    said = shell("diff", "a.json", "a.json")
    assert said.code is ExitCode.USAGE
    assert "a.json: this is not the manifest of a film" in said.errors[0]


def test_a_file_that_is_not_there_is_told(shell, project):
    assert "cannot be read" in shell("diff", "a.json", "b.json").errors[0]


def test_brackets_and_colons_in_a_text_are_shown_as_they_are_written(shell, project):
    texts = ("in [en: cloud native] style", "no [/end] to it", ":smile: is no smile")
    for number, text in enumerate(texts):
        shots = [{"id": "hello", "prompt": {"lines": [{"text": text}]}}]
        (project / f"{number}.json").write_text(json.dumps({"shots": shots}))
    told = [shell("diff", "0.json", f"{number}.json") for number in (1, 2)]
    assert [said.code for said in told] == [ExitCode.OK, ExitCode.OK], told[0].err
    assert texts[0] in told[0].out
    assert texts[1] in told[0].out
    assert texts[2] in told[1].out
