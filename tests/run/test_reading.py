"""A plan names the captions that will be too fast, and no others."""

from __future__ import annotations

import pytest
import yaml

from locvid.run.direction import open_project, prompts_for, resolve_locales
from locvid.run.reading import too_fast

MACHINE = (
    "Cette petite machine transforme l'eau de mer en eau potable avec la seule lumière du soleil."
)


def found(tmp_path, text, tag="fr", **delivery):
    script = {
        "locvid": 1, "source": tag, "setting": "office", "delivery": delivery,
        "cast": {"maya": {"presenter": "maya", "voice": "warm-female"}},
        "shots": [{"id": "a", "speaker": "maya", "text": {tag: text}}],
    }  # fmt: skip
    path = tmp_path / "film.yaml"
    path.write_text(yaml.safe_dump(script, allow_unicode=True), encoding="utf-8")
    project = open_project(path)
    (locale,), _ = resolve_locales((tag,))
    (prompt,) = prompts_for(project, locale, 0)[0]
    return too_fast(prompt, project.profile)


@pytest.mark.parametrize("pace", ["natural", "fast"])
def test_what_is_said_as_people_speak_can_be_read(tmp_path, pace):
    assert found(tmp_path, MACHINE, pace=pace) == ()


def test_a_condensed_caption_of_the_told_length_can_be_read(tmp_path):
    text = "Oui " + "!" * 90
    (line,) = found(tmp_path, text)
    assert (line.line, line.characters) == (0, 94)
    assert line.characters - line.readable == pytest.approx(line.missing_s * 20, abs=1)
    assert found(tmp_path, {"text": text, "caption": "i" * line.readable}) == ()
    (longer,) = found(tmp_path, {"text": text, "caption": "i " * (line.readable // 2 + 6)})
    assert longer.missing_s < line.missing_s


def test_characters_of_wide_scripts_are_counted_as_people_count_them(tmp_path):
    (line,) = found(tmp_path, "はい" + "！" * 28, "ja")
    assert line.characters == 30
    assert line.readable < 30
