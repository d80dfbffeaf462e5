"""Scripts of other formats become YAML on the command line, and projects begin with init."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode
from locvid.script.reading import read_script

FILM = Path(__file__).parents[1] / "script" / "film"


@pytest.mark.parametrize("suffix", [".md", ".fountain", ".srt", ".vtt", ".csv", ".yaml"])
def test_convert_writes_yaml_that_can_be_planned(shell, project, suffix):
    shutil.copy(FILM / f"film{suffix}", project / f"other{suffix}")
    said = shell("convert", f"other{suffix}", "-o", "made/launch.yaml")
    assert (said.code, said.out, said.err) == (ExitCode.OK, "", "")
    assert [shot.id for shot in read_script(project / "made/launch.yaml").shots] == ["hook", "talk"]
    direct = shell("plan", f"other{suffix}", "--langs", "fr", "--generator", "pattern")
    assert direct.code is ExitCode.OK
    planned = shell("plan", "made/launch.yaml", "--langs", "fr", "--generator", "pattern")
    assert planned.code is ExitCode.OK


def test_convert_prints_yaml_where_no_file_is_named(shell, project):
    shutil.copy(FILM / "film.md", project / "other.md")
    said = shell("convert", "other.md")
    (project / "printed.yaml").write_text(said.out)
    assert read_script(project / "printed.yaml").title == "Faster: simpler"


def test_convert_replaces_a_file_only_when_told_to(shell, project):
    shutil.copy(FILM / "film.md", project / "other.md")
    before = (project / "film.yaml").read_text()
    said = shell("convert", "other.md", "-o", "film.yaml")
    assert said.code is ExitCode.USAGE
    assert "--force" in said.err
    assert (project / "film.yaml").read_text() == before
    assert shell("convert", "other.md", "-o", "film.yaml", "--force").code is ExitCode.OK
    assert (project / "film.yaml").read_text() != before


def test_convert_refuses_a_name_that_is_not_yaml(shell):
    said = shell("convert", "film.yaml", "-o", "film.md")
    assert said.code is ExitCode.USAGE
    assert "film.yaml" in said.err


def test_a_new_project_can_be_planned_at_once(shell, project):
    said = shell("init", "new")
    assert said.code is ExitCode.OK
    assert "script.yaml" in said.out
    planned = shell("plan", "new", "--langs", "en-US,fr-FR,es-ES", "--generator", "pattern")
    assert planned.code is ExitCode.OK
    assert planned.err == ""


def test_init_overwrites_nothing(shell, project):
    (project / "presets" / "README.md").write_text("mine")
    said = shell("init")
    assert said.code is ExitCode.USAGE
    assert "presets/README.md" in said.err
    assert not (project / "script.yaml").exists()
    assert (project / "presets" / "README.md").read_text() == "mine"


def test_init_makes_no_folder_that_is_called_like_a_script(shell, project):
    said = shell("init", "launch.yaml")
    assert said.code is ExitCode.USAGE
    assert "'launch.yaml' would be a folder" in said.err
    assert not (project / "launch.yaml").exists()
