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


def test_render_and_plan_fill_in_what_is_missing_and_stop_for_review(shell, script, engine):
    said = shell("plan", "offer.yaml", "--langs", "fr,en-US", "--translate", engine)
    assert said.code is ExitCode.USAGE
    assert "[fr] translated by a machine" in said.err
    assert "to be reviewed: offer/1" in said.err
    assert "reviewed by nobody" in said.err
    text = script.read_text(encoding="utf-8")
    assert "fr: Neuf nuages sont ouverts." in text
    assert "fr: Bonjour." in text
    allowed = shell("plan", "offer.yaml", "--langs", "fr", "--translate", engine, "--allow-stale")
    assert allowed.code is ExitCode.OK
    assert "offer.yaml:12: [fr-FR] translated by a machine" in allowed.err
    assert "written into" not in allowed.err
    assert script.read_text(encoding="utf-8") == text


def test_a_text_of_the_language_is_not_translated_again(shell, script, engine):
    script.write_text(SCRIPT.replace("{en-US: Cloud Nine is open.}", "{en-US: Hi, fr-CA: Salut}"))
    said = shell("plan", "offer.yaml", "--langs", "fr-CH", "--translate", engine)
    assert said.code is ExitCode.OK
    assert "machine" not in said.err


def test_an_engine_that_is_missing_is_told_before_anything_is_made(shell, script):
    said = shell("render", "offer.yaml", "--langs", "fr", "--translate", "apertum")
    assert said.code is ExitCode.USAGE
    assert "did you mean 'apertium'?" in said.err


def test_marks_are_kept_where_their_words_are(shell, script, project):
    script.write_text(
        SCRIPT.replace("Cloud Nine is open.", '"[de: Wolke] and [it: Nuvola] are [fr: ouverts]."')
    )
    (project / "engine.py").write_text(ENGINE.replace("Neuf nuages", "Wolke et nuages"))
    said = shell(
        "translate", "offer.yaml", "--langs", "fr", "--engine",
        f"command:{sys.executable} {project / 'engine.py'}",
    )  # fmt: skip
    assert said.code is ExitCode.OK, said.err
    assert "[de: Wolke] et nuages sont ouverts." in script.read_text(encoding="utf-8")
    assert "'Nuvola' was marked as Italian and is not in the translation" in said.err


RENDER = ("render", "offer.yaml", "--langs", "fr", "--generator", "pattern")


def test_a_source_changed_under_a_translation_typed_by_hand_is_told(shell, script, judge):
    script.write_text(SCRIPT.replace("{en-US: Cloud Nine is open.}", "{en-US: Bye., fr: Salut.}"))
    before = sorted(script.parent.iterdir())
    assert shell("plan", "offer.yaml", "--langs", "fr").code is ExitCode.OK
    assert sorted(script.parent.iterdir()) == before, "a plan writes nothing"
    assert shell(*RENDER).code is ExitCode.OK
    script.write_text(script.read_text().replace("Bye.", "Welcome."))
    refused = shell("plan", "offer.yaml", "--langs", "fr")
    assert refused.code is ExitCode.USAGE
    assert "the source has changed since it was translated" in refused.err
    assert "offer.yaml:12" in refused.err
    assert shell("plan", "offer.yaml", "--langs", "fr", "--allow-stale").code is ExitCode.OK
    script.write_text(script.read_text().replace("Salut.", "Bienvenue."))
    assert shell("plan", "offer.yaml", "--langs", "fr").code is ExitCode.OK


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_stop(shell, script, judge, monkeypatch):
    from locvid.localize.review import ReviewBook
    from locvid.media.atomic import cannot_write

    def full(self: ReviewBook, path: Path) -> None:
        raise cannot_write(path, "no space left")

    monkeypatch.setattr(ReviewBook, "save", full)
    script.write_text(SCRIPT.replace("{en-US: Cloud Nine is open.}", "{en-US: Bye., fr: Salut.}"))
    said = shell(*RENDER)
    assert said.code is ExitCode.OK
    assert "a later change of the source text will not be noticed" in said.err


def test_a_shorter_translation_is_kept_beside_the_first_one(shell, script):
    program = script.parent / "engine.py"
    program.write_text(
        ENGINE.replace("Neuf nuages sont ouverts.", "Cloud Nine est enfin ouvert à tous.").replace(
            "Cloud Nine est ouvert.", "Cloud Nine est ouvert à tous."
        )
    )
    said = shell(
        "translate",
        "offer.yaml",
        "--langs",
        "fr",
        "--engine",
        f"command:{sys.executable} {program}",
    )
    assert said.code is ExitCode.OK
    both = "fr: {text: Cloud Nine est enfin ouvert à tous., short: Cloud Nine est ouvert à tous.}"
    assert both in script.read_text(encoding="utf-8")
