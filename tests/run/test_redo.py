"""One line is changed: its shot alone is made again, and where it was put in is not to be found.

With the real studio; the voice is espeak-ng's, which needs no model.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from locvid.media import wav
from locvid.model.errors import ExitCode
from locvid.model.media import SAMPLE_RATE

SCRIPT = """\
locvid: 1
source: en-US
profile: tiny
setting: office
cast:
  maya: {presenter: maya, voice: warm-female}
shots:
  - {id: first, speaker: maya, text: {en: Hello., da: God morgen alle sammen., sv: God morgon.}}
  - {id: hook, speaker: maya, text: {en: It is new., da: Vi har noget nyt i dag., sv: Nytt.}}
  - {id: last, speaker: maya, text: {en: See you., da: Vi ses igen i morgen., sv: Vi ses.}}
"""
BEFORE, AFTER = "Vi har noget nyt i dag.", "Vi har noget bedre i dag."
JOIN_S = 0.5
"""Of sound on either side of a cut: ambience is noise, whose level needs some length."""


@pytest.fixture
def script(project: Path) -> Path:
    profile = project / "presets" / "profiles" / "tiny.yaml"
    small = (
        profile.read_text()
        .replace("width: 320", "width: 192")
        .replace("height: 180", "height: 108")
    )
    profile.write_text(small.replace("fps: 25", "fps: 12"))
    file = project / "film.yaml"
    file.write_text(SCRIPT)
    return file


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def render(shell, *options: str, langs: str = "da"):
    return shell.render("--stems", *options, langs=langs, generator="studio")


def test_a_changed_word_makes_one_shot_again_and_the_film_is_that_of_a_full_render(
    shell, judge, script, project
):
    assert render(shell, langs="da,sv").code is ExitCode.OK
    other = contents(project / "out" / "film")
    script.write_text(script.read_text().replace(BEFORE, AFTER))

    # Only named, or noticed without being named: both make the one shot, in the one language.
    said = render(shell, "--shot", "hook")
    assert said.code is ExitCode.OK, said.err
    assert "1 shot to render in da-DK" in said.err
    redone = contents(project / "out" / "film")
    assert {name for name in redone if redone[name] != other[name]} == {
        name for name in redone if ".da-DK." in name
    }
    again = render(shell, langs="da,sv")
    assert "to render" not in again.err, "nothing is left to do"

    cold = render(shell, "--out", "cold", "--cache", "another-cache")
    assert cold.code is ExitCode.OK
    of_cold = contents(project / "cold" / "film")
    assert {name: redone[name] for name in of_cold} == of_cold

    shots = json.loads(redone["film.da-DK.json"])["delivery"]["shots"]
    fine_at_the_cuts(project / "out" / "film" / "film.da-DK.ambience.wav", shots)


def fine_at_the_cuts(ambience: Path, shots: list[dict[str, object]]) -> None:
    """No step of more than 1 LU in the ambience, and no jump from one sample to the next."""
    from locvid.generate.studio.sound.levels import loudness_lufs

    samples = np.asarray(wav.read(ambience))
    length = round(JOIN_S * SAMPLE_RATE)
    usual = np.abs(np.diff(samples, axis=0)).max()
    cuts = np.cumsum([shot["frames"] for shot in shots])[:-1] * SAMPLE_RATE // 12
    assert len(cuts) == 2
    for cut in map(int, cuts):
        before, after = samples[cut - length : cut], samples[cut : cut + length]
        assert abs(loudness_lufs(after) - loudness_lufs(before)) < 1.0
        step = np.abs(samples[cut] - samples[cut - 1]).max()
        assert step < usual / 2
