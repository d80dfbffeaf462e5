"""What somebody who renders a folder of scripts reads."""

from __future__ import annotations

import json

from locvid.model.errors import ExitCode


def test_with_several_scripts_every_line_names_its_script(shell, project):
    text = (project / "film.yaml").read_text()
    (project / "other.yaml").write_text(text)
    said = shell.render("--json", "--retries", "0")
    assert "film fr-FR: assembling" in said.err
    assert "other fr-FR: assembling" in said.err
    failed = [error for error in json.loads(said.out)["errors"] if error["kind"] == "GateFailed"]
    assert failed
    assert all(error["file"] and error["locale"] == "fr-FR" for error in failed)
    assert f"error: {project / 'film.yaml'}: [fr-FR] the film " in said.err

    again = shell.render("--changed")
    assert (again.code, again.out) == (ExitCode.OK, "")
    assert "Nothing to do: every film is made and unchanged." in again.err
    planned = shell("plan", "--langs", "fr", "--generator", "pattern", "--changed")
    assert planned.out == "Nothing to do: every film is made and unchanged.\n"


def test_fail_fast_stops_at_a_broken_script_and_promises_nothing(shell, project):
    (project / "broken.yaml").write_text("locvid: 1\nshots: 7\n")
    said = shell.render("--fail-fast")
    assert said.code is ExitCode.USAGE
    assert "broken.yaml" in said.errors[0]
    assert "going on" not in said.err
    assert "to render" not in said.err
    assert not (project / "out").exists()
    assert "going on without" in shell.render("--retries", "0").err
