from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from locvid.model.errors import InvalidInput
from locvid.run.on_fail import OnFail
from locvid.run.settings.model import Resolved, Settings
from locvid.run.settings.project_file import find_project, read_project
from locvid.run.settings.resolve import resolve
from locvid.run.settings.table import SETTINGS

USUAL = Path("usual cache")


def settle(folder: Path, text: str | None = None, variables: Any = None, **flags: Any) -> Resolved:
    if text is not None:
        (folder / "locvid.yaml").write_text(text)
    return resolve(flags, variables or {}, folder, lambda: USUAL)


def refused(folder: Path, text: str) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        settle(folder, text)
    return caught.value


def test_every_setting_has_a_row_and_a_field():
    assert {setting.name for setting in SETTINGS} == set(Settings.__dataclass_fields__)


def test_without_a_file_the_defaults_hold(tmp_path):
    resolved = settle(tmp_path)
    assert resolved.settings == Settings(cache=USUAL, output=tmp_path / "out")
    assert {origin.kind for origin in resolved.origins.values()} == {"default"}
    assert resolved.file is None


def test_a_flag_beats_a_variable_beats_the_file_beats_the_default(tmp_path):
    text = "seed: 1\nretries: 1\nprofile: social\n"
    resolved = settle(
        tmp_path, text, {"LOCVID_SEED": "2", "LOCVID_RETRIES": "2", "LOCVID_JOBS": ""}, seed=3
    )
    settings, origins = resolved.settings, resolved.origins
    assert (settings.seed, str(origins["seed"])) == (3, "--seed")
    assert (settings.retries, str(origins["retries"])) == (2, "LOCVID_RETRIES")
    assert (settings.profile, str(origins["profile"])) == ("social", "locvid.yaml:3")
    assert (settings.generator, str(origins["generator"])) == ("auto", "default")
    assert (settings.jobs, str(origins["jobs"])) == (None, "default")


def test_a_full_file_is_read_with_its_types(tmp_path):
    (tmp_path / "brand").mkdir()
    settings = settle(
        tmp_path,
        "languages: [fr, '@north']\n"
        "market_lists:\n  north: [da-DK, no, sv-SE]\n  alone: fi\n"
        "scripts: my scripts\noutput: films\nprofile: square\ngenerator: studio\n"
        "presets: brand\ngate: {latest_ms: 45, earliest_ms: -15}\nseed: 7\nretries: 0\n"
        "stems: yes\njobs: 2\nfail_fast: on\ncache: .cache\ncache_limit: 1.5 GB\n"
        "model: weights\nvram: 24\naligner: espeak, pocketsphinx\nrecognise: yes\n"
        "on_fail: drop\nreport: [html, junit=build/films.xml]\nallow_stale: yes\n",
    ).settings
    assert settings.languages == ("fr", "da-DK", "no", "sv-SE")
    assert settings.market_lists["alone"] == ("fi",)
    assert settings.scripts == (tmp_path / "my scripts",)
    assert settings.output == tmp_path / "films"
    assert settings.presets == tmp_path / "brand"
    assert settings.gate == {"latest_ms": 45, "earliest_ms": -15}
    assert (settings.seed, settings.retries, settings.jobs) == (7, 0, 2)
    assert settings.stems is settings.fail_fast is True
    assert settings.model == tmp_path / "weights"
    assert (settings.vram, settings.on_fail) == (24, OnFail.DROP)
    assert settings.aligner == ("espeak", "pocketsphinx")
    assert settings.recognise is settings.allow_stale is True
    assert settings.report == ("html", f"junit={tmp_path / 'build/films.xml'}")
    assert settings.cache_limit == 1_500_000_000


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("seed: 1\nlangages: fr\n", 2, "did you mean 'languages'?"),
        ("gate:\n  latest: 40\n", 2, "did you mean 'latest_ms'?"),
        ("retries: many\n", 1, "whole number"),
        ("stems: perhaps\n", 1, "'stems' cannot be 'perhaps'"),
        ("cache_limit: 20 apples\n", 1, "a size such as 20 GB"),
        ("gate: {latest_ms: 5000}\n", 1, "from 0 to 1000"),
        ("seed: 1\nseed: 2\n", 2, "stands twice"),
        ("languages: [fr, a b]\n", 1, "BCP-47"),
        ("languages: []\n", 1, "empty list"),
        ("seed: 1\non_fail: burn\n", 2, "'on_fail' cannot be 'burn'"),
        ("vram: lots\n", 1, "whole number"),
        ("report: '=x'\n", 1, "is NAME or NAME=PATH"),
        ("- fr\n", 1, "must have keys and values"),
        ("seed: !!python/object:os.system 1\n", 1, "not used"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, text, line, words):
    error = refused(tmp_path, text)
    assert error.where is not None
    assert (error.where.file, error.where.line) == (tmp_path / "locvid.yaml", line)
    assert words in f"{error.message} {error.hint}"


@pytest.mark.parametrize("key", ["output", "presets", "cache", "scripts"])
@pytest.mark.parametrize("path", ["../elsewhere", "/tmp", "a/../../b"])
def test_a_project_cannot_point_outside_its_folder(tmp_path, key, path):
    assert "outside the project" in refused(tmp_path, f"{key}: {path}\n").message


@pytest.mark.parametrize("line", ["model: /models/x", "report: html, junit=../films.xml"])
def test_nor_its_model_and_reports(tmp_path, line):
    assert "outside the project" in refused(tmp_path, f"{line}\n").message


def test_variables_say_the_same(tmp_path):
    variables = {
        "LOCVID_MODEL": "/models/x",
        "LOCVID_VRAM": "16",
        "LOCVID_ALIGNER": "espeak,whisperx",
        "LOCVID_RECOGNISE": "yes",
        "LOCVID_ON_FAIL": "drop",
        "LOCVID_REPORT": "github,html=review",
        "LOCVID_ALLOW_STALE": "1",
    }
    settings = settle(tmp_path, None, variables).settings
    assert (settings.model, settings.vram) == (Path("/models/x"), 16)
    assert settings.aligner == ("espeak", "whisperx")
    assert settings.recognise is settings.allow_stale is True
    assert (settings.on_fail, settings.report) == (OnFail.DROP, ("github", "html=review"))


def test_a_link_that_leads_out_is_outside(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "films").symlink_to(tmp_path)
    assert "outside the project" in refused(folder, "output: films/x\n").message


def test_the_user_may_name_any_place(tmp_path):
    settings = settle(tmp_path, "output: films\n", {"LOCVID_OUTPUT": "/srv/films"}).settings
    assert settings.output == Path("/srv/films")


def test_a_variable_that_cannot_be_used_is_named(tmp_path):
    with pytest.raises(InvalidInput, match="LOCVID_JOBS") as caught:
        settle(tmp_path, None, {"LOCVID_JOBS": "two"})
    assert "whole number" in caught.value.message


def test_a_misspelt_variable_is_told_and_others_are_left_alone(tmp_path):
    told: list[str] = []
    variables = {"LOCVID_LANGAUGES": "fr", "LOCVID_PATTERN_PAUSE": "1", "PATH": "/bin"}
    resolve({}, variables, tmp_path, lambda: USUAL, note=told.append)
    assert told == ["the variable LOCVID_LANGAUGES means nothing; did you mean LOCVID_LANGUAGES?"]


def test_an_unknown_market_list_is_told(tmp_path):
    error = refused(tmp_path, "languages: '@nroth'\nmarket_lists: {north: [sv]}\n")
    assert "did you mean '@north'?" in str(error.hint)
    assert error.where is not None
    assert error.where.line == 1
    (tmp_path / "another").mkdir()
    with pytest.raises(InvalidInput, match="there is no market list '@north'") as caught:
        settle(tmp_path / "another", None, languages=("@north",))
    assert "locvid.yaml" in str(caught.value.hint)


def test_the_file_is_found_beside_a_script_and_above_it_up_to_the_current_folder(tmp_path):
    deep = tmp_path / "project" / "scripts"
    deep.mkdir(parents=True)
    (tmp_path / "project" / "locvid.yaml").write_text("seed: 1\n")
    script = deep / "film.yaml"
    assert find_project([script], tmp_path / "project") == tmp_path / "project" / "locvid.yaml"
    assert find_project([deep.parent], tmp_path) == tmp_path / "project" / "locvid.yaml"
    assert find_project([script], deep) is None, "what lies above the current folder is not read"
    (tmp_path / "locvid.yaml").write_text("seed: 2\n")
    assert find_project([script], tmp_path) == tmp_path / "project" / "locvid.yaml"
    with pytest.raises(InvalidInput, match="different projects"):
        find_project([script, tmp_path / "other.yaml"], tmp_path)


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / "locvid.yaml").write_text("\n")
    with pytest.raises(InvalidInput, match="is empty"):
        read_project(tmp_path / "locvid.yaml")
