"""The generator h3 through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import soundfile

from locvid.model.errors import ExitCode
from locvid.presets.library import PresetLibrary

pytestmark = pytest.mark.gpu


def test_the_licence_is_accepted_first_and_films_are_made_in_two_languages(
    shell, inline, project, german, tiny_h3
):
    own = project / "presets" / "generators" / "h3.yaml"
    own.parent.mkdir()
    packaged = PresetLibrary().get("generators", "h3").location.file
    own.write_text(packaged.read_text().replace("steps: 50", "steps: 2"))
    options = ("--model", str(tiny_h3), "--json")
    said = shell.render(*options, langs="fr,de", generator="h3")
    assert said.code is ExitCode.MISSING
    (error,) = said.errors
    assert "the European Union, the United Kingdom, South Korea and the United States" in error
    assert "--accept-licence h3" in said.err

    shell.variables["LOCVID_ACCEPT_LICENCE"] = "minimax-h3"
    said = shell.render(*options, langs="fr,de", generator="h3")
    assert said.code is ExitCode.GATE_FAILED
    films = json.loads(said.out)["films"]
    assert [film["locale"] for film in films] == ["fr-FR", "de-DE"]
    assert [film["outcome"] for film in films] == ["cannot tell"] * 2
    assert films[0]["files"] != films[1]["files"]
    for film, spoken in zip(films, ("[French] Bonjour.", "[German] Guten Tag."), strict=True):
        first, _ = json.loads(Path(film["manifest"]).read_text())["shots"]
        assert "accepted by the user" in first["provenance"]["licence"]
        assert f"<d>{spoken}" in first["provenance"]["prompt"]
        assert 10 < film["seconds"] < 11


def test_a_language_it_does_not_speak_is_refused_by_the_plan(shell, project, tiny_h3):
    script = project / "film.yaml"
    script.write_text(script.read_text().replace("fr: Bonjour à tous.", "pl: Dzień dobry."))
    options = ("--model", str(tiny_h3), "--accept-licence", "minimax-h3")
    said = shell("plan", "--langs", "pl", "--generator", "h3", *options)
    assert said.code is ExitCode.USAGE
    assert "'h3' does not speak Polish" in said.err


def planned(shell, tiny_h3, *options: str):
    model = ("--model", str(tiny_h3), "--accept-licence", "minimax-h3")
    return shell("plan", "--langs", "fr", "--generator", "h3", *model, *options)


def test_a_shot_shorter_than_it_makes_is_refused_by_the_plan(shell, project, tiny_h3):
    script = project / "film.yaml"
    script.write_text(
        script.read_text().replace("setting: office", "setting: office\n    length: {max: 4s}")
    )
    said = planned(shell, tiny_h3)
    assert said.code is ExitCode.USAGE
    assert "may last 4 s at most, and the generator 'h3' makes at least 5.2 s" in said.err


def test_a_portrait_of_a_shape_it_does_not_take_is_refused_by_the_plan(
    shell, project, tiny_h3, faces
):
    face = cv2.imread(str(faces / "maya.png"))
    high, wide = face.shape[:2]
    cv2.imwrite(str(project / "maya.png"), cv2.copyMakeBorder(face, 0, 5 * wide, 0, 0, 0))
    script = project / "film.yaml"
    script.write_text(
        script.read_text().replace('"a founder"}', '"a founder", portrait: maya.png}')
    )
    said = planned(shell, tiny_h3)
    assert said.code is ExitCode.USAGE
    assert "film.yaml:6" in said.err
    assert f"has {wide} by {high + 5 * wide} pixels" in said.err


def test_more_voices_than_it_takes_are_refused_by_the_plan(shell, project, tiny_h3, monkeypatch):
    monkeypatch.setattr("locvid.generate.h3.generator.MOST_VOICES", 0)
    tone = 0.1 * np.sin(np.arange(3 * 48_000) / 20)
    soundfile.write(project / "maya.wav", tone, 48_000)
    script = project / "film.yaml"
    script.write_text(
        script.read_text().replace('"a founder"}', '"a founder", voice_sample: maya.wav}')
    )
    said = planned(shell, tiny_h3)
    assert said.code is ExitCode.USAGE
    assert "has 1 voice samples, and the generator 'h3' takes 0" in said.err


def test_a_folder_of_another_model(shell, tiny_ltx2):
    options = ("--model", str(tiny_ltx2), "--accept-licence", "minimax-h3")
    said = shell("plan", "--langs", "fr", "--generator", "h3", *options)
    assert said.code is ExitCode.MISSING
    assert "has no modular_model_index.json" in said.err
