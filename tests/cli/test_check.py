"""``locvid check`` on good films, with words from everywhere, and on everything that is no film."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import cv2
import ffmpeg
import numpy as np
import pytest
from verify.conftest import TEXTS, Film

from locvid.media.ffmpeg import run as run_ffmpeg
from locvid.model.errors import ExitCode

TEXT = " ".join(TEXTS)
SRT = f"""\
1
00:00:00,200 --> 00:00:03,900
[Musik] MAYA: {TEXTS[0]}

2
00:00:04,000 --> 00:00:08,000
{TEXTS[1]}
"""

Make = Callable[..., Path]


@pytest.fixture
def made(film: Film, project: Path) -> Make:
    """Code the film anew into the project's folder, with options of ffmpeg."""

    def make(
        name: str, picture: Any = None, source: dict[str, Any] | None = None, **how: Any
    ) -> Path:
        origin = ffmpeg.input(str(film.file), **(source or {}))
        shown = picture(origin.video) if picture else origin.video
        coding = {"vcodec": "copy" if picture is None else "libx264", "preset": "ultrafast"}
        graph = ffmpeg.output(shown, origin.audio, str(project / name), **{**coding, **how})
        run_ffmpeg(graph, "making a film for a test", project / name)
        return project / name

    return make


def verdict_of(said: Any) -> dict[str, Any]:
    verdict: dict[str, Any] = json.loads(said.out)["verdict"]
    return verdict


def found(said: Any, name: str) -> dict[str, Any]:
    return next(c for c in verdict_of(said)["checks"] if c["name"] == name and not c["shot"])


def check(shell: Any, file: Path | str, *more: str) -> Any:
    return shell("check", str(file), "--lang", "de-DE", "--text", TEXT, "--json", *more)


def test_every_check_has_a_line_of_its_own(shell, film, project):
    shutil.copy(film.file, project / "film.mp4")
    said = check(shell, "film.mp4", "--plot")
    assert said.code is ExitCode.OK, said.out
    names = [one["name"] for one in verdict_of(said)["checks"]]
    assert names == [
        "picture", "sound", "speech", "lip-sync", "black", "frozen", "faces", "silence",
        "clipping", "loudness", "true peak", "pace",
    ]  # fmt: skip
    assert found(said, "loudness")["outcome"] == "warning", "nobody has mastered this sound"
    assert json.loads(said.out)["picture"] == str(project / "film.mp4.check.png")
    picture = av.open(str(project / "film.mp4.check.png")).streams.video[0]
    assert picture.width > 1000
    assert picture.height > 600


def test_the_words_come_from_captions_beside_the_film(shell, film, project):
    shutil.copy(film.file, project / "film.de-DE.mp4")
    (project / "film.de-DE.srt").write_text(SRT, encoding="utf-8")
    said = shell("check", "film.de-DE.mp4", "--json")
    assert said.code is ExitCode.OK, said.err
    assert json.loads(said.out)["locale"] == "de-DE"
    assert "as the name film.de-DE.mp4 says" in said.err
    assert "film.de-DE.srt" in said.err
    lines = verdict_of(said)["details"]["lines"]
    assert len(lines) == len(TEXTS)


def test_the_words_come_from_the_films_own_captions(shell, film, project):
    (project / "words.srt").write_text(SRT, encoding="utf-8")
    source, words = ffmpeg.input(str(film.file)), ffmpeg.input(str(project / "words.srt"))
    graph = ffmpeg.output(
        source.video, source.audio, words["s"], str(project / "soft.mp4"),
        **{"c:v": "copy", "c:a": "copy", "c:s": "mov_text", "metadata:s:a:0": "language=deu"},
    )  # fmt: skip
    run_ffmpeg(graph, "making a film for a test", project)
    said = shell("check", "soft.mp4", "--json")
    assert said.code is ExitCode.OK, said.err
    assert "caption track" in said.err
    assert "audio track" in said.err


def test_subtitles_in_another_language_are_not_what_is_said(shell, film, project):
    (project / "words.srt").write_text(SRT, encoding="utf-8")
    source, words = ffmpeg.input(str(film.file)), ffmpeg.input(str(project / "words.srt"))
    graph = ffmpeg.output(
        source.video, source.audio, words["s"], str(project / "soft.mkv"),
        **{"c:v": "copy", "c:a": "copy", "c:s": "srt", "metadata:s:s:0": "language=eng"},
    )  # fmt: skip
    run_ffmpeg(graph, "making a film for a test", project)
    assert_one_sentence(shell("check", "soft.mkv", "--lang", "de"), "are in eng, not in de-DE")


def test_several_files_are_a_list_and_one_bad_one_keeps_nobody_back(shell, film, project):
    for name in ("one.mp4", "two.mp4"):
        shutil.copy(film.file, project / name)
    (project / "bad.mp4").write_bytes(b"")
    said = check(shell, "one.mp4", "bad.mp4", "two.mp4")
    content = json.loads(said.out)
    assert said.code is ExitCode.USAGE
    assert content["exit_code"] == said.code
    outcomes = [each["verdict"] and each["verdict"]["outcome"] for each in content["files"]]
    assert outcomes == ["pass", None, "pass"]
    assert "empty" in content["files"][1]["error"]["message"]
    assert len(said.errors) == 1
    assert "bad.mp4" in said.errors[0]


def test_a_stricter_profile_fails_what_another_warns_of(shell, film, project):
    profiles = project / "presets" / "profiles"
    (profiles / "strict.yaml").write_text("extends: web\nchecks: {strict: [loudness]}\n")
    said = check(shell, film.file, "--profile", "strict")
    assert said.code is ExitCode.GATE_FAILED
    assert verdict_of(said)["outcome"] == "fail"


def stays_a_pass(said: Any) -> None:
    assert said.code is ExitCode.OK, said.out
    assert abs(found(said, "lip-sync")["sync"]["offset_ms"]) < 40


def test_8_khz_mono(shell, made):
    stays_a_pass(check(shell, made("film.mkv", acodec="pcm_s16le", ar=8000, ac=1)))


def test_5_1(shell, made):
    stays_a_pass(check(shell, made("film.mp4", acodec="aac", ac=6)))


def test_a_rotated_phone_video(shell, made, project):
    lying = made("lying.mp4", lambda picture: picture.filter("transpose", 1), acodec="copy")
    turned = project / "turned.mp4"
    graph = ffmpeg.input(str(lying), display_rotation=90).output(str(turned), c="copy")
    run_ffmpeg(graph, "making a film for a test", turned)
    stays_a_pass(check(shell, turned))


def test_a_variable_frame_rate(shell, made):
    every = "not(eq(mod(n,7),3))*not(eq(mod(n,11),5))"
    file = made(
        "vfr.mp4", lambda picture: picture.filter("select", every), fps_mode="vfr", acodec="copy"
    )
    stays_a_pass(check(shell, file))


def test_no_sound_fails(shell, film, project, with_sound):
    said = check(shell, with_sound(film.file, None, project / "mute.mp4"), "--plot")
    assert said.code is ExitCode.GATE_FAILED
    assert found(said, "sound")["reason"] == "the file has no sound"
    assert "nothing to draw" in said.err


def test_no_picture_fails(shell, film, project):
    graph = ffmpeg.input(str(film.file)).audio.output(str(project / "only.m4a"), acodec="copy")
    run_ffmpeg(graph, "making a film for a test", project)
    said = check(shell, "only.m4a")
    assert said.code is ExitCode.GATE_FAILED
    assert found(said, "picture")["reason"] == "the file has no picture"


def test_no_face_cannot_be_told(shell, film, project, write_film):
    rng = np.random.default_rng(2)
    frames = (rng.integers(60, 90, (90, 160, 3), np.uint8) for _ in range(75))
    write_film(project / "wall.mp4", frames, film.sound[: 3 * 48_000])
    said = check(shell, "wall.mp4")
    assert said.code is ExitCode.GATE_FAILED
    assert verdict_of(said)["outcome"] == "cannot tell"
    assert found(said, "faces")["outcome"] == "warning"
    assert "no face" in found(said, "lip-sync")["reason"]


def test_a_still_photograph_is_no_film(shell, project):
    cv2.imwrite(str(project / "photo.png"), np.full((90, 160, 3), 90, np.uint8))
    said = check(shell, "photo.png")
    assert said.code is ExitCode.GATE_FAILED
    assert verdict_of(said)["outcome"] == "fail"


def test_another_text_is_not_confirmed(shell, film):
    other = "Wir sehen uns morgen wieder, wenn die Sonne scheint, am Fluss bei der alten Mühle."
    said = shell("check", str(film.file), "--lang", "de", "--text", other, "--json")
    assert said.code is ExitCode.GATE_FAILED
    assert found(said, "speech")["outcome"] == "cannot tell"


def test_a_film_that_breaks_off_says_where(shell, made):
    whole = made("whole.mkv", acodec="copy")
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) // 2])
    said = check(shell, whole)
    assert said.code is ExitCode.GATE_FAILED
    assert "ends at" in found(said, "picture")["reason"]


UNUSABLE = {
    "an empty file": (b"", "empty"),
    "no video": (b"words, nothing but words\n" * 40, "not a readable video file"),
    "zeros": (bytes(5000), "not a readable video file"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_no_video_is_told_in_one_sentence(name, shell, project):
    content, words = UNUSABLE[name]
    (project / "it.mp4").write_bytes(content)
    said = shell("check", "it.mp4", "--lang", "de", "--text", TEXT)
    assert_one_sentence(said, words)
    assert said.out == ""


def test_a_film_cut_off_in_the_middle_is_told_in_one_sentence(shell, film, project):
    content = film.file.read_bytes()
    (project / "cut.mp4").write_bytes(content[: len(content) // 2])
    assert_one_sentence(shell("check", "cut.mp4", "--lang", "de", "--text", TEXT), "cut.mp4")


def test_a_folder_is_told_in_one_sentence(shell, project):
    assert_one_sentence(shell("check", ".", "--lang", "de", "--text", TEXT), "folder")


COMMANDS = {
    "a language without a voice": (("--lang", "bo", "--text", TEXT), "no voice"),
    "no such language": (("--lang", "klingonese", "--text", TEXT), "no language"),
    "no language": (("--text", TEXT), "which language"),
    "no words": (("--lang", "de"), "what is spoken"),
    "two sources of words": (("--text", "a", "--captions", "b.srt"), "only one"),
    "empty text": (("--text", "  "), "empty"),
    "nothing to say": (("--lang", "de", "--text", "…!"), "film.mp4"),
    "no such captions": (("--lang", "de", "--captions", "none.srt"), "none.srt"),
    "captions that are none": (("--lang", "de", "--captions", "film.yaml"), "film.yaml"),
    "no such profile": (("--lang", "de", "--text", TEXT, "--profile", "wep"), "wep"),
    "no such aligner": (("--lang", "de", "--text", TEXT, "--aligner", "esprak"), "esprak"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_wrong_request_is_told_in_one_sentence(name, shell, film, project):
    shutil.copy(film.file, project / "film.mp4")
    arguments, words = COMMANDS[name]
    assert_one_sentence(shell("check", "film.mp4", *arguments), words)


def assert_one_sentence(said: Any, words: str) -> None:
    assert said.code is ExitCode.USAGE, (said.out, said.err)
    assert len(said.errors) == 1
    assert words in said.errors[0]
    assert "Traceback" not in said.err
    assert "internal" not in said.err


def test_a_picture_cannot_be_written_in_one_sentence(shell, film, project):
    (project / "plots").write_text("a file in the way")
    said = check(shell, film.file, "--plot-dir", "plots")
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert "plots" in said.errors[0]


@pytest.fixture
def two_tracks(film: Film, project: Path) -> Path:
    """A film with its own sound and, as another language, the same half a second later."""
    origin = ffmpeg.input(str(film.file))
    late = ffmpeg.input(str(film.file), itsoffset=0.5).audio.filter("aresample", **{"async": 1})
    target = project / "two.mp4"
    tracks = {"metadata:s:a:0": "language=deu", "metadata:s:a:1": "language=nld"}
    graph = ffmpeg.output(
        origin.video, origin.audio, late, str(target), vcodec="copy", acodec="aac", **tracks
    )
    run_ffmpeg(graph, "making a film for a test", target)
    return target


def test_every_sound_track_is_checked_and_one_may_be_named(shell, two_tracks):
    said = shell("check", "two.mp4", "--text", TEXT, "--json")
    assert said.code is ExitCode.GATE_FAILED
    first, second = json.loads(said.out)["files"]
    assert [each["track"] for each in (first, second)] == [1, 2]
    assert [each["locale"] for each in (first, second)] == ["de-DE", "nl-NL"]
    assert first["verdict"]["outcome"] == "pass"
    assert second["verdict"]["outcome"] != "pass"
    said = shell("check", "two.mp4", "--text", TEXT, "--track", "de")
    assert said.code is ExitCode.OK, said.out
    assert "two.mp4, track 1" in said.out


def test_a_track_that_is_not_there_is_told_with_those_that_are(shell, two_tracks):
    said = shell("check", "two.mp4", "--text", TEXT, "--track", "3")
    assert said.code is ExitCode.USAGE
    assert "there is no sound track '3'" in said.errors[0]
    assert "1 (deu), 2 (nld)" in said.err
    assert "no sound track '²'" in shell("check", "two.mp4", "--text", TEXT, "--track", "²").err


def test_the_words_of_a_track_are_found_beside_the_film(shell, two_tracks, project):
    said = shell("check", "two.mp4", "--track", "de")
    assert said.code is ExitCode.USAGE
    assert f"nothing says what is spoken in {project / 'two.mp4'}" in said.errors[0]
    (project / "two.de.srt").write_text(SRT, encoding="utf-8")
    (project / "two.nl.srt").write_text("not looked into")
    said = shell("check", "two.mp4", "--track", "de")
    assert said.code is ExitCode.OK, said.err
    assert f"captions in {project / 'two.de.srt'}" in said.err
