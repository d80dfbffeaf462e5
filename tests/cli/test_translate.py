"""A machine fills in what is missing: written into the script, and stopped at until looked at."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode

SCRIPT = """\
locvid: 1
source: en-US
setting: office
cast:
  maya: {presenter: maya, voice: warm-female, persona: "a founder"}
shots:
  - id: hook   # the first seconds decide
    speaker: maya
    text:
      en-US: Good morning.
      fr: Bonjour.
  - id: offer
    speaker: maya
    text: {en-US: Cloud Nine is open.}
"""
ENGINE = """\
import json, sys
request = json.load(sys.stdin)
json.dump({"translations": [
    {"id": p["id"], "text": "Neuf nuages sont ouverts.", "alternatives": ["Cloud Nine est ouvert."]}
    for p in request["passages"]
]}, sys.stdout)
"""


@pytest.fixture
def script(project) -> Path:
    path = project / "offer.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def engine(project) -> str:
    program = project / "engine.py"
    program.write_text(ENGINE)
    return f"command:{sys.executable} {program}"


def test_only_what_is_missing_is_translated_and_comments_stay(shell, script, engine):
    said = shell("translate", "offer.yaml", "--langs", "fr", "--engine", engine)
    assert said.code is ExitCode.OK
    assert "[fr] 1 lines" in said.out
    text = script.read_text(encoding="utf-8")
    assert "fr: Bonjour." in text
    assert "Neuf nuages sont ouverts." in text
    assert "# the first seconds decide" in text


def test_render_stops_at_a_machines_words_until_they_are_allowed(shell, script, engine):
    shell("translate", "offer.yaml", "--langs", "fr", "--engine", engine)
    refused = shell("plan", "offer.yaml", "--langs", "fr")
    assert refused.code is ExitCode.USAGE
    assert "needs review" in refused.err
    assert shell("plan", "offer.yaml", "--langs", "fr", "--allow-stale").code is ExitCode.OK


def test_the_candidate_that_keeps_the_glossary_is_taken(shell, script, engine):
    (script.parent / "glossary.csv").write_text("term,translate\nCloud Nine,no\n")
    said = shell("translate", "offer.yaml", "--langs", "fr", "--engine", engine, "--json")
    (done,) = json.loads(said.out)["translations"]
    assert done["texts"] == {"offer/1": "Cloud Nine est ouvert."}


def test_a_failing_engine_leaves_the_script_as_it_was(shell, script, project):
    (project / "engine.py").write_text("import sys; sys.exit('no credit left')")
    before = script.read_bytes()
    said = shell(
        "translate", "offer.yaml", "--langs", "fr", "--engine",
        f"command:{sys.executable} {project / 'engine.py'}",
    )  # fmt: skip
    assert said.code is ExitCode.MISSING
    assert "no credit left" in said.err
    assert script.read_bytes() == before
    assert not script.with_name("offer.translations.json").exists()


def test_an_unknown_engine_is_named(shell, script):
    said = shell("translate", "offer.yaml", "--langs", "fr", "--engine", "apertum")
    assert said.code is ExitCode.USAGE
    assert "did you mean 'apertium'?" in said.err
