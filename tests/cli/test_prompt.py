"""``locvid prompt --for``: what a user pastes, and the warnings that go with it."""

from __future__ import annotations

import json

from locvid.model.errors import ExitCode


def test_what_to_paste_is_on_stdout_and_warnings_on_stderr(shell):
    said = shell("prompt", "film.yaml", "--for", "kling", "--langs", "fr")
    assert said.code is ExitCode.OK
    assert '"Bonjour à tous."' in said.out
    assert "### hello, bye · fr-FR · ask for" in said.out, "both shots fit into one generation"
    assert said.out.count("[Maya: ") == 1
    assert "warning" not in said.out
    told = [line for line in said.err.splitlines() if "French" in line and "native" in line]
    assert len(told) == 1


def test_warnings_are_in_the_json_too(shell):
    said = shell("prompt", "film.yaml", "--for", "veo", "-l", "fr,en-US", "--json")
    content = json.loads(said.out)
    assert content["dialect"] == "veo"
    assert [(each["locale"], each["shots"]) for each in content["generations"]] == [
        ("fr-FR", ["hello"]),
        ("fr-FR", ["bye"]),
        ("en-US", ["hello"]),
        ("en-US", ["bye"]),
    ]
    assert content["generations"][0]["clip_s"] in (4, 6, 8)
    assert any("French is not native to Veo 3.1" in warning for warning in content["warnings"])
    assert not any("English is not" in warning for warning in content["warnings"])


def test_an_unknown_model_is_one_sentence(shell):
    said = shell("prompt", "film.yaml", "--for", "klling", "--langs", "fr")
    assert said.code is ExitCode.USAGE
    assert said.errors == ["error: there is no model called 'klling'"]
    assert "did you mean 'kling'?" in said.err
    assert said.out == ""


def test_a_project_s_own_limits_hold(shell, project):
    from locvid.presets.library import packaged_presets

    own = project / "presets" / "models"
    own.mkdir(parents=True)
    kling = (packaged_presets() / "models" / "kling.yaml").read_text()
    (own / "kling.yaml").write_text(kling.replace("shots: 6", "shots: 1"))
    said = shell("prompt", "film.yaml", "--for", "kling", "--langs", "fr")
    assert said.out.count("### ") == 2
