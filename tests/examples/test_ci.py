"""The recipes for CI, run as far as they can be without the machine that they are made for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

CI = Path(__file__).parents[2] / "examples" / "ci"
PLUGIN = Path(__file__).parents[1] / "plugin"

PROJECT = "languages: fr\ngenerator: pattern\nretries: 0\n"


@pytest.fixture
def variables(project: Path, tmp_path: Path) -> dict[str, str]:
    """An environment with locvid on its path, and a project to render in it."""
    (project / "locvid.yaml").write_text(PROJECT)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "locvid").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m locvid "$@"\n')
    (programs / "locvid").chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(PLUGIN), os.environ.get("PYTHONPATH", "")]),
        "LOCVID_CACHE": str(tmp_path / "cache"),
    }


def bash(command: list[str], folder: Path, variables: dict[str, str]) -> Any:
    return subprocess.run(
        ["bash", "-eo", "pipefail", *command],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
    )


def test_the_shell_recipe_renders_tells_and_ends_as_locvid_does(project, variables, tmp_path):
    recipe = str(CI / "nightly.sh")
    done = bash([recipe, str(project)], tmp_path, variables)
    # The pattern has no face: nobody can tell whether its lips are in time.
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("some films do not pass their gate:")
    assert "error: film.yaml: [fr-FR]" in done.stdout
    assert json.loads((project / "results.json").read_text())["exit_code"] == 1
    assert "<testcase" in (project / "reports" / "films.xml").read_text()
    assert (project / "reports" / "review" / "index.html").is_file()
    (project / "locvid.yaml").write_text("langs: fr\n")
    done = bash([recipe, str(project)], tmp_path, variables)
    assert done.returncode == 2
    assert "unknown key 'langs'" in done.stdout


def test_the_workflow_is_one_and_its_steps_run(project, variables):
    workflow = yaml.safe_load((CI / "github-workflow.yml").read_text())
    job = workflow["jobs"]["render"]
    assert workflow["permissions"] == {"contents": "read"}
    steps = {step["name"]: step for step in job["steps"] if "run" in step}
    assert next(iter(steps)) == "Install"
    variables |= job["env"] | {"GITHUB_STEP_SUMMARY": str(project / "summary.md")}
    for name, step in steps.items():
        if name == "Install":
            continue
        done = bash(["-c", step["run"]], project, variables)
        assert done.returncode == (1 if name == "Render" else 0), done.stderr
        assert "Traceback" not in done.stderr
        if name == "Render":
            assert "::error " in done.stderr, "GitHub shows these beside the script"
    assert "film" in (project / "summary.md").read_text()
    assert json.loads((project / "results.json").read_text())["films"][0]["locale"] == "fr-FR"
    (kept,) = (step["with"]["path"] for step in job["steps"] if "upload" in step.get("uses", ""))
    assert all((project / path).exists() for path in kept.split())
    assert (project / job["env"]["LOCVID_CACHE"] / "shots").is_dir()


def test_the_workflow_is_valid_by_the_schema_of_workflows():
    pytest.importorskip(
        "check_jsonschema", reason="check-jsonschema is not installed: locvid[test]"
    )
    workflow = str(CI / "github-workflow.yml")
    command = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows", workflow]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
