from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from locvid.media.wav import read
from locvid.presets.library import PresetLibrary


def scored(project: Path) -> Any:
    return json.loads((project / "out/film/film.fr-FR.json").read_text())["score"]


def change(project: Path, old: str, new: str) -> None:
    script = project / "film.yaml"
    assert old in script.read_text()
    script.write_text(script.read_text().replace(old, new, 1))


def test_music_follows_the_emotion_of_each_shot(shell, judge, project):
    change(project, "    setting: studio\n", "    setting: studio\n    delivery: {emotion: sad}\n")
    shell.render("--stems")

    assert scored(project)["emotions"] == ["calm", "sad"]
    stem = read(project / "out/film/film.fr-FR.score.wav")
    assert stem[0, 0] == pytest.approx(0.04)
    assert stem[-1, 0] == pytest.approx(0.03)
    manifest = json.loads((project / "out/film/film.fr-FR.json").read_text())
    assert {"scores/calm", "scores/sad"} <= manifest["presets"].keys()


@pytest.mark.parametrize(("written", "plays"), [("on", True), ("off", False)])
def test_a_script_has_the_last_word(written, plays, shell, judge, project):
    change(project, "profile: tiny", f"profile: tiny\nscore: {written}")
    shell.render()

    assert (scored(project) is not None) is plays


def test_a_profile_may_want_none(shell, judge, project):
    profile = project / "presets/profiles/tiny.yaml"
    profile.write_text(profile.read_text() + "score: false\n")
    shell.render()

    assert scored(project) is None


def test_other_music_renders_no_shot_again(shell, judge, project):
    shell.render()
    ours = project / "presets" / "scores"
    ours.mkdir()
    calm = PresetLibrary().get("scores", "calm").location.file.read_text()
    (ours / "calm.yaml").write_text(calm.replace("lydian", "major"))

    said = shell("plan", "--langs", "fr", "--generator", "pattern", "--json")

    (film,) = json.loads(said.out)["films"]
    assert film["state"] == "changed"
    assert {shot["state"] for shot in film["shots"]} == {"cached"}


def test_an_emotion_without_music_is_told(shell, judge, project):
    ours = project / "presets" / "deliveries"
    ours.mkdir()
    calm = PresetLibrary().get("deliveries", "emotion-calm").location.file.read_text()
    (ours / "emotion-dreamy.yaml").write_text(calm)
    change(
        project, "    setting: office\n", "    setting: office\n    delivery: {emotion: dreamy}\n"
    )

    said = shell.render()

    assert "no music is known for the emotion 'dreamy': that of 'calm' is played" in said.err
    assert scored(project)["emotions"] == ["calm", "calm"]
