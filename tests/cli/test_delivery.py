"""A profile says what is delivered; a run makes that, once, and tells beforehand what it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Shell, verdict

from locvid.media import ffmpeg
from locvid.model.errors import ExitCode
from locvid.model.verdict import Outcome

SHOP = """\
extends: tiny
container: webm
video_codec: av1
audio_codec: opus
av1_speed: 12
outputs: [poster, webp, hls]
ladder: {short_sides: [90], segment_s: 1}
stills: {preview_seconds: 1, preview_width: 96}
"""


@pytest.fixture
def shop(project: Path) -> Path:
    """The project's script, delivered in a profile of its own."""
    (project / "presets" / "profiles" / "shop.yaml").write_text(SHOP)
    script = project / "film.yaml"
    script.write_text(script.read_text().replace("profile: tiny", "profile: shop"))
    return project / "out" / "film"


def below(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def planned(shell: Shell) -> dict[str, Any]:
    said = shell("plan", "--langs", "fr", "--json", "--generator", "pattern")
    (film,) = json.loads(said.out)["films"]
    return dict(film)


def test_a_run_makes_what_the_profile_lists_and_only_once(shell, judge, shop):
    said = shell.render("--json")
    assert said.code is ExitCode.OK, said.err
    (film,) = json.loads(said.out)["films"]
    assert film["film"] == str(shop / "film.fr-FR.webm")
    assert {*film["files"], "film.fr-FR.json"} == set(below(shop))
    assert {"film.fr-FR.poster.jpg", "film.fr-FR.hls/master.m3u8"} <= film["files"].keys()
    again = json.loads(shell.render("--json").out)["films"][0]
    assert again["rendered"] is False
    (shop / "film.fr-FR.hls" / "90p.mp4").unlink()
    third = json.loads(shell.render("--json").out)["films"][0]
    assert third["rendered"] is True
    assert third["files"] == film["files"], "the same bytes again"


def test_the_film_and_no_rendition_of_it_is_what_people_look_at(shell, judge, shop):
    shell.render()
    said = shell("approve", "out")
    assert said.code is ExitCode.OK, said.err
    assert shell.render("--require-approved").code is ExitCode.OK


def test_other_codecs_make_other_shots_and_other_outputs_do_not(shell, judge, shop, project):
    shell.render()
    profile = project / "presets" / "profiles" / "shop.yaml"
    profile.write_text(SHOP.replace("outputs: [poster, webp, hls]", "outputs: [gif]"))
    (film,) = json.loads(shell("plan", "--langs", "fr", "--json", "--generator", "pattern").out)[
        "films"
    ]
    assert {shot["state"] for shot in film["shots"]} == {"cached"}
    assert shell.render().code is ExitCode.OK
    assert not (shop / "film.fr-FR.hls").exists()
    assert (shop / "film.fr-FR.preview.gif").is_file()
    profile.write_text(SHOP.replace("av1_speed: 12", "av1_speed: 13"))
    (film,) = json.loads(shell("plan", "--langs", "fr", "--json", "--generator", "pattern").out)[
        "films"
    ]
    assert {shot["state"] for shot in film["shots"]} == {"changed"}
    assert "encoder settings" in film["shots"][0]["reason"]


def test_a_film_that_fails_goes_with_all_that_was_made_of_it(shell, judge, shop):
    judge.verdicts += [verdict(Outcome.FAIL)] * 2
    shell.render("--retries", "0", "--on-fail", "drop")
    assert not shop.exists()


def test_a_missing_encoder_is_told_before_anything_is_made(shell, judge, shop, monkeypatch):
    without = ffmpeg.encoders() - {"libsvtav1", "libaom-av1"}
    monkeypatch.setattr(ffmpeg, "encoders", lambda: without)
    for said in (shell.render(), shell("plan", "--langs", "fr", "--generator", "pattern")):
        assert said.code is ExitCode.MISSING
        (error,) = said.errors
        assert "shop.yaml:3: the ffmpeg in use" in error
        assert "no libsvtav1 and no libaom-av1 encoder, without which there is no av1" in error
    assert not shop.exists()
    assert not shell.cache.exists()
