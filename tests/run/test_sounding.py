"""Takes whose own sound will not do get the studio's under their voice, and the rest is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from locvid.media.wav import read
from locvid.model.errors import ExitCode
from locvid.run.sounding import Remedy, decide
from locvid.verify.sound.own import Fault, Finding

HEAD = """\
locvid: 1
source: en-US
profile: tiny
cast:
  maya: {presenter: maya, voice: warm-female}
shots:
"""
SHOT = """\
  - id: {id}
    setting: {setting}
    speaker: maya
    {more}
    text:
      fr: {text}
"""
TEXT = "Bonjour à tous, et merci d'être venus ce matin."


def film(project: Path, *shots: tuple[str, str], more: str = "delivery: {emotion: calm}") -> None:
    """A script of shots (id, setting)."""
    told = [SHOT.format(id=name, setting=setting, more=more, text=TEXT) for name, setting in shots]
    (project / "film.yaml").write_text(HEAD + "".join(told))


def manifest(project: Path) -> Any:
    return json.loads((project / "out/film/film.fr-FR.json").read_text())


def own_sound(project: Path) -> dict[str, Any]:
    return {shot["id"]: shot["provenance"]["own_sound"] for shot in manifest(project)["shots"]}


def stem(project: Path, name: str) -> np.ndarray:
    return read(project / f"out/film/film.fr-FR.{name}.wav")


@pytest.fixture
def gaps_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no package that takes voices out of a mix were installed."""
    from locvid.generate.separate.rnnoise import RNNoiseSeparator
    from locvid.model.availability import Availability

    monkeypatch.setattr(RNNoiseSeparator, "available", lambda self: Availability(False))


def test_each_fault_is_named_and_mended(shell, judge, project, gaps_only):
    film(
        project,
        ("dry1", "office"),
        ("hiss1", "cafe"),
        ("loud1", "home"),
        ("clipped1", "street"),
        ("fine1", "nature"),
    )
    said = shell.render("--sound", "studio", "--stems", generator="take")

    assert said.code is ExitCode.OK, said.err
    told = own_sound(project)
    assert {name: [each["fault"] for each in one["faults"]] for name, one in told.items()} == {
        "dry1": ["no ambience"],
        "hiss1": ["hiss"],
        "loud1": ["too loud"],
        "clipped1": ["clipped"],
        "fine1": [],
    }
    assert [one["remedy"] for one in told.values()] == [
        "added to",
        "replaced",
        "replaced",
        "replaced",
        "kept",
    ]
    assert told["hiss1"]["voice"]["kept_by"] == "gaps 1"
    assert told["clipped1"]["voice"]["clipped"]
    assert "fr-FR hiss1: the take's own sound hisses" in said.err
    assert "clipped1: its voice is cut off too" in said.err
    assert "fine1" not in said.err.replace("fine1: rendered", "")

    # What is heard in the first half second, before anybody speaks, is the studio's and nothing
    # else, but where the take's own sound was kept.
    starts = [round(shot["start_s"] * 48_000) for shot in manifest(project)["delivery"]["shots"]]
    dialogue, ambience = stem(project, "dialogue"), stem(project, "ambience")
    for at in starts[:-1]:
        assert np.abs(dialogue[at + 2400 : at + 16_800]).max() < 1e-6
        assert ambience[at + 2400 : at + 16_800].std() > 1e-4
    assert np.abs(dialogue[starts[-1] + 2400 :][:14_400]).max() > 1e-3
    assert np.abs(ambience[starts[-1] + 2400 :]).max() == 0


def test_voice_and_captions_stay_as_they_were(shell, judge, project):
    """The voice is the take's, sample for sample, where the studio only adds to it."""
    film(project, ("dry1", "office"))
    shell.render("--stems", generator="take")
    before, captions = stem(project, "dialogue"), (project / "out/film/film.fr-FR.srt").read_text()
    words = manifest(project)["delivery"]["shots"][0]["words"]
    said = shell.render("--stems", "--sound", "studio", generator="take")

    assert said.code is ExitCode.OK
    np.testing.assert_array_equal(stem(project, "dialogue"), before)
    assert (project / "out/film/film.fr-FR.srt").read_text() == captions
    assert manifest(project)["delivery"]["shots"][0]["words"] == words
    stems = manifest(project)["delivery"]["stems"]
    assert stems["ambience"]["integrated_lufs"] < stems["dialogue"]["integrated_lufs"] - 15
    assert words
    assert stems["score"]["integrated_lufs"] is not None


def test_no_take_is_made_again_for_it(shell, judge, project):
    """Takes of a model are dear: the other sound is mixed under those that are there."""
    film(project, ("dry1", "office"))
    shell.render(generator="take")
    again = shell("plan", "--langs", "fr", "--generator", "take", "--sound", "studio", "--json")

    (planned,) = json.loads(again.out)["films"]
    assert planned["state"] == "changed"
    assert [shot["state"] for shot in planned["shots"]] == ["cached"]
    shell.render("--sound", "studio", generator="take")
    first = (project / "out/film/film.fr-FR.mp4").read_bytes()
    unchanged = shell.render("--sound", "studio", "--json", generator="take")
    assert [one["rendered"] for one in json.loads(unchanged.out)["films"]] == [False]
    (project / "out/film/film.fr-FR.mp4").unlink()
    shell.render("--sound", "studio", generator="take")
    assert (project / "out/film/film.fr-FR.mp4").read_bytes() == first


def test_a_cue_falls_on_its_word(shell, judge, project):
    cue = 'sound: [{cue: glass-set-down, on: marble, when: "après le mot merci"}]'
    film(project, ("dry1", "office"), more=cue)
    said = shell.render("--sound", "studio", "--stems", generator="take")

    assert said.code is ExitCode.OK, said.err
    words = manifest(project)["delivery"]["shots"][0]["words"]
    after = next(word["end_s"] for word in words if "merci" in word["text"].lower())
    (event,) = own_sound(project)["dry1"]["events"]
    assert event["start"] / 48_000 == pytest.approx(after, abs=0.001)
    heard = np.abs(stem(project, "foreground")).max(axis=1)
    assert np.flatnonzero(heard > 0.1 * heard.max())[0] / 48_000 == pytest.approx(after, abs=0.01)


def test_a_gesture_that_nobody_knows_of_does_not_cost_the_take(shell, judge, project):
    film(project, ("dry1", "office"), more="sound: [{cue: cup, when: {gesture: nod}}]")
    said = shell.render("--sound", "studio", generator="take")

    assert said.code is ExitCode.OK
    assert "the sound 'cup' happens when it suits" in said.err
    assert own_sound(project)["dry1"]["events"]


def test_a_place_sounds_alike_in_all_its_shots(shell, judge, project):
    film(project, ("fine1", "office"), ("other1", "office"), ("fine2", "street"))
    said = shell.render("--sound", "studio", generator="take")

    told = own_sound(project)
    assert [one["remedy"] for one in told.values()] == ["replaced", "replaced", "kept"]
    assert [each["fault"] for each in told["other1"]["faults"]] == ["step at the cut"]
    assert told["fine1"]["because_of"] == "other1"
    assert "fine1: studio's is in its place, as in 'other1'" in said.err


def test_a_film_that_sounds_well_gets_neither_sound_nor_music(shell, judge, project):
    film(project, ("fine1", "office"))
    shell.render("--sound", "studio", "--stems", generator="take")
    assert own_sound(project)["fine1"]["remedy"] == "kept"
    assert manifest(project)["score"] is None
    assert not (project / "out/film/film.fr-FR.score.wav").exists()

    script = project / "film.yaml"
    script.write_text(script.read_text().replace("profile: tiny", "profile: tiny\nscore: on"))
    shell.render("--sound", "studio", "--stems", generator="take")
    assert manifest(project)["score"]["emotions"] == ["calm"]


def test_sound_of_which_no_word_is_found_is_left_alone(shell, judge, project):
    """A tone says nothing: whatever is taken away might be the voice."""
    said = shell.render("--sound", "studio", generator="pattern")
    assert said.code is ExitCode.OK
    told = own_sound(project)
    assert [one["remedy"] for one in told.values()] == ["kept", "kept"]
    assert [one["faults"][0]["fault"] for one in told.values()] == ["words not found"] * 2


@pytest.mark.parametrize(
    ("options", "generator", "said"),
    [
        (["--sound", "pattern"], "take", "'pattern' makes no sound for the takes of others"),
        (["--sound", "stduio"], "take", "there is no generator called 'stduio'"),
        (["--sound", "studio", "--sound-from", "studio"], "take", "leave out --sound"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_the_plan(shell, options, generator, said):
    refused = shell("plan", "--langs", "fr", "--generator", generator, *options)
    assert refused.code is ExitCode.USAGE
    assert said in refused.err


def test_the_studio_needs_no_help_of_itself(shell):
    said = shell("plan", "--langs", "fr", "--generator", "studio", "--sound", "studio")
    assert said.code is ExitCode.OK
    assert "--sound studio changes nothing" in said.err


def test_the_project_may_say_it(shell, judge, project):
    film(project, ("dry1", "office"))
    (project / "locvid.yaml").write_text("sound: studio\n")
    shell.render(generator="take")
    assert own_sound(project)["dry1"]["remedy"] == "added to"
    shell.variables["LOCVID_SOUND"] = "own"
    shell.render(generator="take")
    assert "own_sound" not in manifest(project)["shots"][0]["provenance"]


def found(*faults: Fault) -> tuple[Finding, ...]:
    return tuple(Finding(fault, "") for fault in faults)


def test_decisions_are_made_place_by_place():
    decided = decide(
        ["a", "b", "c", "d"],
        ["office", "office", "street", "office"],
        [found(Fault.NO_AMBIENCE), found(), found(), found(Fault.NO_WORDS)],
    )
    assert [each.remedy for each in decided] == [
        Remedy.ADD,
        Remedy.REPLACE,
        Remedy.KEEP,
        Remedy.KEEP,
    ]
    assert decided[1].because_of == "a"
