"""Any program as an engine: what it is told, and what becomes of bad answers."""

from __future__ import annotations

import json
import sys

import pytest

from locvid.localize.locales import resolve
from locvid.localize.translate.base import Passage, load_translator
from locvid.model.errors import InvalidInput, MissingDependency

EN, FR = resolve("en")[0], resolve("fr")[0]
PASSAGES = [
    Passage("hook.1", "Good morning.", after="It is \"new\"; $(rm)."),
    Passage("hook.2", "It is \"new\"; $(rm).", before="Good morning."),
]  # fmt: skip


def program(tmp_path, body: str) -> str:
    script = tmp_path / "translate me.py"
    script.write_text(f"import json, sys, time\nrequest = json.load(sys.stdin)\n{body}\n")
    return f"command:{sys.executable} '{script}'"


def test_it_gets_everything_and_its_answer_is_taken(tmp_path):
    seen = tmp_path / "seen.json"
    body = f"""
json.dump(request, open({str(seen)!r}, "w"))
made = [
    {{"id": p["id"], "text": p["text"].upper(), "alternatives": [p["id"]]}}
    for p in reversed(request["passages"])
]
print(json.dumps({{"translations": made}}))
"""
    found = load_translator(program(tmp_path, body)).translate(PASSAGES, EN, FR)
    assert [one.text for one in found] == ["GOOD MORNING.", 'IT IS "NEW"; $(RM).']
    assert found[1].alternatives == ("hook.2",)
    request = json.loads(seen.read_text())
    assert (request["source"], request["target"]) == ("en-US", "fr-FR")
    assert request["passages"][1]["before"] == "Good morning."


@pytest.mark.parametrize(
    ("body", "error", "message"),
    [
        ("print('hello')", MissingDependency, "agreed form"),
        ("print('{\"translations\": [3]}')", MissingDependency, "agreed form"),
        ("print('{\"translations\": []}')", MissingDependency, r"leaves out hook\.1, hook\.2"),
        ("sys.exit('no credit left')", MissingDependency, "status 1: no credit left"),
        (
            "print(json.dumps({'translations': [{'id': 'hook.1', 'text': ' '}]}))",
            InvalidInput,
            r"translation of hook\.1 is empty",
        ),
        (
            "print(json.dumps({'translations': [{'id': i, 'text': 'x'} for i in "
            "('hook.1', 'hook.2', 'other')]}))",
            MissingDependency,
            "names other",
        ),
    ],
)
def test_a_bad_answer_is_one_sentence(tmp_path, body, error, message):
    with pytest.raises(error, match=message):
        load_translator(program(tmp_path, body)).translate(PASSAGES, EN, FR)


def test_a_program_that_is_not_there_is_named():
    with pytest.raises(MissingDependency, match="there is no program 'nowhere-to-be-found'"):
        load_translator("command:nowhere-to-be-found")


def test_no_program_at_all():
    with pytest.raises(MissingDependency, match="no program is named"):
        load_translator("command")


def test_an_unknown_engine_is_answered_with_the_nearest():
    with pytest.raises(InvalidInput, match="no translator called 'transformer'") as failure:
        load_translator("transformer:x")
    assert failure.value.hint == "did you mean 'transformers'?"
