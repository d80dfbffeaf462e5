"""``locvid brief``: a script on stdout, the guesses on stderr."""

from __future__ import annotations

import json

from locvid.model.errors import ExitCode

SENTENCE = "A founder announces a product update in French"


def test_the_script_can_be_planned_and_the_guesses_are_listed(shell, project):
    said = shell("brief", SENTENCE, "-o", "update.yaml")
    assert said.code is ExitCode.OK
    assert said.out == ""
    assert "guessed: pace: natural" in said.err
    assert "guessed: language" not in said.err
    planned = shell("plan", "update.yaml", "--langs", "fr", "--json")
    assert planned.code is ExitCode.OK
    line = json.loads(planned.out)["fit"][0]
    assert (line["shot"], line["locale"], line["overflow_s"]) == ("announcement", "fr-FR", 0)
    again = shell("brief", SENTENCE, "-o", "update.yaml")
    assert again.code is ExitCode.USAGE
    assert "--force" in again.err
    assert shell("brief", SENTENCE, "-o", "update.txt").code is ExitCode.USAGE


def test_json_has_every_slot_with_its_reason(shell, project):
    said = shell("brief", SENTENCE, "--json")
    content = json.loads(said.out)
    slots = {slot["slot"]: slot for slot in content["slots"]}
    assert slots["language"] == {"slot": "language", "value": "fr", "guessed": False, "why": ""}
    assert slots["setting"]["guessed"]
    assert slots["setting"]["why"]
    assert content["script"].startswith("# From the brief: A founder")
