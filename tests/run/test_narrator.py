"""A narrator is heard and not seen: the picture is the same in every language."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from locvid.model.errors import ExitCode, InvalidInput
from locvid.run.direction import (
    expected_lines,
    open_project,
    presets_of,
    prompts_for,
    resolve_locales,
)
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

NARRATED = """\
locvid: 1
source: en
profile: tiny
score: off
cast:
  nora: {presenter: none, voice: bright-female}
  maya: {presenter: maya, voice: warm-female}
shots:
  - id: arrival
    setting: street
    camera: {framing: wide}
    sound: [{cue: steps}]
    length: 4s
    speaker: nora
    text:
      en: Every morning, long before the city wakes up, we bake.
      fr: Chaque matin, avant que la ville se réveille, nous cuisons.
      fi: Hyvää huomenta.
      da: God morgen.
"""
SEEN = """\
  - id: hello
    setting: office
    speaker: maya
    text: {en: Good morning., fr: Bonjour., fi: Hyvää huomenta.}
"""


@pytest.fixture
def film(project: Path) -> Path:
    path = project / "film.yaml"
    path.write_text(NARRATED, encoding="utf-8")
    return path


def directed(film: Path, tag: str):
    (locale,), _ = resolve_locales((tag,))
    project = open_project(film)
    return prompts_for(project, locale, 0)[0], project.library


def test_one_picture_with_the_narrator_in_every_language(shell, judge, film):
    assert shell.render("--stems", langs="da,fr,fi", generator="studio").code is ExitCode.OK
    said = shell("package")
    assert said.code is ExitCode.OK, said.err
    folder = film.parent / "out" / "film"
    with av.open(str(folder / "film.multi-audio.mp4")) as container:
        tracks = container.streams.audio
        assert [track.metadata["language"] for track in tracks] == ["dan", "fin", "fra"]
    voice, _ = soundfile.read(folder / "film.fr-FR.dialogue.wav")
    assert voice.any()
    assert np.array_equal(voice[:, 0], voice[:, 1]), "the voice is in the middle, and in no room"


def test_the_verdict_says_that_there_are_no_lips_to_measure(shell, film):
    said = shell("render", "--langs", "fr", "--generator", "studio", "--json")
    assert said.code is ExitCode.OK, said.err
    (made,) = json.loads(said.out)["films"]
    checks = {(check.get("shot", ""), check["name"]): check for check in made["verdict"]["checks"]}
    nothing = "whoever speaks is not in the picture, so there is nothing to measure"
    assert checks["", "lip-sync"]["reason"] == checks["arrival", "lip-sync"]["reason"] == nothing
    assert checks["", "speech"]["outcome"] == "pass", "what is said is still looked for"
    assert ("", "faces") not in checks
    checked = shell("check", made["film"], "--script", "film.yaml", "--lang", "fr")
    assert nothing in checked.out


def test_only_the_narrators_shots_have_the_same_seed(film):
    film.write_text(NARRATED + SEEN, encoding="utf-8")
    english, french = directed(film, "en")[0], directed(film, "fr")[0]
    assert english[0].seed == french[0].seed
    assert english[1].seed != french[1].seed
    assert [line.off_screen for line in expected_lines(french)] == [True, False]


def test_a_narrator_needs_no_face(film):
    (prompt,), library = directed(film, "fr")
    assert not [name for name in presets_of(prompt, library, "studio") if "presenters" in name]
    assert "nobody is in the picture" in prompt.lip_sync


def test_video_models_are_told_that_the_narrator_is_not_seen(shell, film):
    for model in ("veo", "kling", "ltx2", "h3"):
        said = shell("prompt", "film.yaml", "--langs", "fr", "--for", model)
        assert said.code is ExitCode.OK, said.err
        assert "narrator" in said.out
        assert "into the camera" not in said.out
        assert "of Nora in" not in said.out
    assert "nobody in" in shell("prompt", "film.yaml", "--langs", "fr").out


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("presenter: maya", "presenter: maya, persona: host", "'maya' is seen and 'nora' is not"),
        ("framing: wide", "framing: two-shot", "whoever speaks in it is not seen"),
    ],
)
def test_who_is_seen_has_shots_of_their_own(film, before, after, told):
    text = NARRATED.replace(before, after)
    if "seen and" in told:
        head = text.partition("    speaker:")[0]
        text = (
            head
            + "    lines:\n"
            + "".join(
                f"      - {{speaker: {who}, text: {{en: Hello.}}}}\n" for who in ("nora", "maya")
            )
        )
    film.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_script(film)
    assert told in str(caught.value)


def test_a_narrator_survives_being_written_out(film):
    script = read_script(film)
    film.write_text(yaml_text(script), encoding="utf-8")
    assert read_script(film).cast["nora"].presenter == "none"
