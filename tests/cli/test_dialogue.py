"""A conversation through the command line: both in the picture, one breaks in."""

from __future__ import annotations

import json
from pathlib import Path

import ffmpeg

from locvid.media.ffmpeg import run
from locvid.model.errors import ExitCode

TALK = """\
locvid: 1
title: Talk
source: en-US
profile: tiny
cast:
  maya: {presenter: maya, voice: warm-female}
  jon: {presenter: jon, voice: deep-male}
shots:
  - id: talk
    setting: office
    camera: {framing: two-shot}
    lines:
      - speaker: maya
        delivery: {emotion: warm}
        text: {fr: "On pourrait déplacer le lancement à lundi, et prévenir tout le public —"}
      - speaker: jon
        interrupts: true
        text: {fr: "Lundi ? Mais Maya, les affiches du parc sont déjà imprimées."}
"""


def test_a_conversation_becomes_a_film_that_passes_and_fails_when_moved(shell, project) -> None:
    profile = project / "presets/profiles/tiny.yaml"
    profile.write_text(
        profile.read_text()
        .replace("width: 320", "width: 480")
        .replace("height: 180", "height: 270")
    )
    (project / "film.yaml").write_text(TALK)
    planned = shell("plan", "film.yaml", "--langs", "fr")
    assert planned.code is ExitCode.OK, planned.err
    said = shell.render("film.yaml", "--json", generator="studio")
    assert said.code is ExitCode.OK, said.err
    (film,) = json.loads(said.out)["films"]
    assert film["outcome"] == "pass"
    assert abs(film["sync"]["offset_ms"]) <= 25
    captions = Path(film["srt"]).read_text(encoding="utf-8")
    assert "\n- Lundi ?" in captions
    for moved_ms in (-120, 120):
        source = Path(film["film"])
        moved = source.with_name(f"moved{moved_ms}.fr-FR.mp4")
        picture, sound = ffmpeg.input(str(source))["v:0"], ffmpeg.input(str(source)).audio
        if moved_ms > 0:
            sound = sound.filter("adelay", moved_ms, all=1)
        else:
            sound = sound.filter("atrim", start=-moved_ms / 1000).filter("asetpts", "PTS-STARTPTS")
        run(ffmpeg.output(picture, sound, str(moved), vcodec="copy"), "moving the sound", moved)
        checked = shell("check", str(moved), "--script", "film.yaml", "--lang", "fr", "--json")
        assert checked.code is ExitCode.GATE_FAILED
        sync = json.loads(checked.out)["verdict"]
        assert sync["outcome"] == "fail"
