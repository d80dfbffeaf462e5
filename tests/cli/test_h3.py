"""The generator h3 through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode
from locvid.presets.library import PresetLibrary

pytestmark = pytest.mark.gpu


def test_the_licence_must_be_accepted_and_is_recorded(shell, inline, project, tiny_h3):
    own = project / "presets" / "generators" / "h3.yaml"
    own.parent.mkdir()
    packaged = PresetLibrary().get("generators", "h3").location.file
    own.write_text(packaged.read_text().replace("steps: 50", "steps: 2"))
    options = ("--model", str(tiny_h3), "--json")
    said = shell.render(*options, generator="h3")
    assert said.code is ExitCode.MISSING
    (error,) = said.errors
    assert "the European Union, the United Kingdom, South Korea and the United States" in error
    assert "--accept-licence h3" in said.err

    shell.variables["LOCVID_ACCEPT_LICENCE"] = "minimax-h3"
    said = shell.render(*options, generator="h3")
    assert said.code is ExitCode.GATE_FAILED
    (film,) = json.loads(said.out)["films"]
    assert film["outcome"] == "cannot tell"
    shots = json.loads(Path(film["manifest"]).read_text())["shots"]
    assert "accepted by the user" in shots[0]["provenance"]["licence"]
    assert 10 < film["seconds"] < 11


def test_a_language_it_does_not_speak_is_refused_by_the_plan(shell, project, tiny_h3):
    script = project / "film.yaml"
    script.write_text(script.read_text().replace("fr: Bonjour à tous.", "pl: Dzień dobry."))
    options = ("--model", str(tiny_h3), "--accept-licence", "minimax-h3")
    said = shell("plan", "--langs", "pl", "--generator", "h3", *options)
    assert said.code is ExitCode.USAGE
    assert "'h3' does not speak Polish" in said.err


def test_a_folder_of_another_model(shell, tiny_ltx2):
    options = ("--model", str(tiny_ltx2), "--accept-licence", "minimax-h3")
    said = shell("plan", "--langs", "fr", "--generator", "h3", *options)
    assert said.code is ExitCode.MISSING
    assert "has no modular_model_index.json" in said.err
