"""A pipeline that reads ``--json`` gets JSON on stdout, whatever went wrong, and whenever."""

from __future__ import annotations

import json

import pytest

from locvid.model.errors import ExitCode

ENDED_EARLY = {
    "unknown language": ("render", "film.yaml", "--langs", "xx-YY"),
    "unknown option": ("render", "film.yaml", "--lang", "fr"),
    "unknown option of plan": ("plan", "--bogus"),
    "prompt without a text": ("prompt", "film.yaml", "--langs", "nl"),
    "unknown preset": ("presets", "voices", "nobody"),
    "unknown model": ("models", "nothing"),
    "no manifest": ("diff", "one.json", "two.json"),
    "nothing to package": ("package", "nowhere"),
    "unknown translator": ("translate", "film.yaml", "-l", "nl", "-e", "nobody"),
    "an empty brief": ("brief", ""),
}


@pytest.mark.parametrize("name", ENDED_EARLY)
def test_what_ends_a_command_early_is_json(name, shell):
    said = shell(*ENDED_EARLY[name], "--json")
    content = json.loads(said.out)
    (error,) = content["errors"]
    assert said.code is ExitCode.USAGE
    assert (content["schema"], content["exit_code"], error["exit_code"]) == (1, 2, 2)
    assert error["message"].splitlines()[0] in said.err
    assert ("films" in content) == (ENDED_EARLY[name][0] in ("render", "plan"))


def test_a_result_is_not_followed_by_another(shell, project):
    said = shell("render", "film.yaml", "--langs", "nl", "--json")
    assert said.code is ExitCode.USAGE
    assert json.loads(said.out)["errors"][0]["locale"] == "nl-NL"


def test_an_interrupted_command_says_so(shell, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("locvid.run.planning.plan", interrupt)
    said = shell("plan", "--langs", "fr", "--json")
    content = json.loads(said.out)
    assert (content["exit_code"], content["errors"][0]["message"]) == (130, "interrupted")


def test_people_get_nothing_on_stdout(shell):
    assert shell(*ENDED_EARLY["unknown language"]).out == ""
    assert shell(*ENDED_EARLY["unknown option"]).out == ""
