"""Pictures and voices of the cast: checked when work is planned, with their place in the script."""

from __future__ import annotations

import shutil
import struct
import zlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from locvid.generate.base import Capabilities
from locvid.model.errors import ExitCode
from locvid.model.media import VideoFormat
from locvid.run.references import shown_otherwise
from locvid.script.reading import read_script


def cast(project: Path, extra: str) -> None:
    script = project / "film.yaml"
    text = script.read_text().replace('persona: "a founder"}', f'persona: "a founder", {extra}}}')
    script.write_text(text)


def voice(file: Path, seconds: float, level: float = 0.1) -> None:
    file.parent.mkdir(exist_ok=True)
    wave = level * np.sin(np.arange(round(seconds * 16_000)) / 20)
    soundfile.write(file, wave, 16_000)


def refused(shell, words: str) -> None:
    for command in ("plan", "render"):
        said = shell(command, "--langs", "fr", "--generator", "pattern")
        assert said.code is ExitCode.USAGE
        (error,) = said.errors
        assert words in error
        assert "film.yaml:" in error
        assert "hint:" in said.err


def test_a_portrait_and_a_voice_are_taken_and_what_is_not_used_is_told(shell, project, faces):
    shutil.copy(faces / "maya.png", project / "maya.png")
    voice(project / "voices" / "maya.wav", 6.0)
    cast(project, "portrait: maya.png, voice_sample: voices/maya.wav")
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.OK, said.err
    assert "no use for the portrait of 'maya'" in said.err
    assert "no use for the voice sample of 'maya'" in said.err


def test_another_picture_makes_another_shot(shell, project, faces, judge):
    shutil.copy(faces / "maya.png", project / "maya.png")
    cast(project, "portrait: maya.png")
    assert shell.render().code is ExitCode.OK
    assert "unchanged" in shell.render().out
    with (project / "maya.png").open("ab") as file:
        file.write(b"\0")
    planned = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert "speakers changed" in planned.out


def test_a_portrait_without_a_face(shell, project, faces):
    shutil.copy(faces / "wall.png", project / "wall.png")
    cast(project, "portrait: wall.png")
    refused(shell, "no face in the portrait 'wall.png' (cast member 'maya')")


def test_a_portrait_that_is_no_picture(shell, project):
    (project / "maya.png").write_text("not a picture")
    cast(project, "portrait: maya.png")
    refused(shell, "'maya.png' is not a picture")


def test_a_portrait_that_is_not_there(shell, project):
    cast(project, "portrait: faces/maya.png")
    refused(shell, "portrait: there is no file 'faces/maya.png'")


@pytest.mark.parametrize("name", ["../maya.png", "/etc/hostname", "C:/maya.png", "a/../../b.png"])
def test_a_path_out_of_the_project(shell, project, name):
    cast(project, f"portrait: '{name}'")
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.USAGE
    assert "inside the script's folder" in said.err


def test_a_link_out_of_the_project(shell, project, faces):
    (project / "maya.png").symlink_to(faces / "maya.png")
    cast(project, "portrait: maya.png")
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.USAGE
    assert "leads out of the script's folder" in said.err


@pytest.mark.parametrize(
    ("seconds", "level", "words"),
    [(0.2, 0.1, "lasts 0.2 s"), (5.0, 0.0, "is silent")],
)
def test_a_voice_that_cannot_be_told(shell, project, seconds, level, words):
    voice(project / "maya.wav", seconds, level)
    cast(project, "voice_sample: maya.wav")
    refused(shell, words)


def test_a_voice_that_is_no_sound(shell, project):
    (project / "maya.wav").write_bytes(b"RIFF")
    cast(project, "voice_sample: maya.wav")
    refused(shell, "'maya.wav' is not a sound file")


@pytest.mark.parametrize("portrait", [True, False])
def test_who_is_shown_by_words_alone_is_told_to_change_face(
    shell, project, faces, monkeypatch, portrait
):
    from locvid_pattern import PatternGenerator

    able = replace(PatternGenerator.capabilities(None), portrait=True)
    monkeypatch.setattr(PatternGenerator, "capabilities", lambda self: able)
    if portrait:
        shutil.copy(faces / "maya.png", project / "maya.png")
        cast(project, "portrait: maya.png")
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.OK, said.err
    told = "'maya' has no portrait: 'pattern' draws another face in every shot and language"
    assert (told in said.err) is not portrait


def test_a_small_file_that_holds_hours_is_not_decoded(shell, project):
    silence = np.zeros(16_000 * 3600 * 2, np.int16)
    soundfile.write(project / "maya.flac", silence, 16_000)
    assert (project / "maya.flac").stat().st_size < 1_000_000
    cast(project, "voice_sample: maya.flac")
    refused(shell, "much longer than a sample")


@pytest.mark.parametrize(
    ("pixels", "told"), [(None, False), (1280 * 704, False), (640 * 352, True)]
)
def test_a_film_larger_than_the_model_makes_is_told(shell, project, pixels, told):
    script = read_script(project / "film.yaml")
    able = Capabilities(languages=None, longest_shot_s=None, dialogue=True, pixels=pixels)
    video = VideoFormat(1280, 720, Fraction(25))
    warnings = list(shown_otherwise(script, able, "model", video))
    assert (
        any("about 633x356, and they are enlarged to 1280x720" in each for each in warnings) is told
    )


def test_a_small_file_that_says_it_is_a_huge_picture_is_no_picture(shell, project):
    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    (project / "huge.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    cast(project, "portrait: huge.png")
    refused(shell, "the portrait 'huge.png' is not a picture")
