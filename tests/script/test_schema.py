"""The schema and the reader agree, because both come from one table."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from locvid.model.errors import InvalidInput
from locvid.script.reading import read_script
from locvid.script.schema import json_schema

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))
GOOD: dict[str, Any] = {
    "locvid": 1,
    "title": 2026,
    "source": "en",
    "delivery": {"emotion": "calm"},
    "cast": {"maya": {"presenter": "maya", "voice": "warm-female"}},
    "shots": [
        {
            "id": "a",
            "setting": "office",
            "speaker": "maya",
            "text": {"en": "Hello", "zh-Hant-TW": "你好"},
            "sound": [{"cue": "cup", "time": 0.5}],
        },
        {"id": "b", "setting": "cafe", "lines": [{"speaker": "maya", "text": {"en": "Hi"}}]},
    ],
}


def test_the_schema_is_a_schema_and_plain_json() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


class Editor(yaml.SafeLoader):
    """As editors read YAML (1.2, core schema): ``on`` is a word, not the truth value of 1.1."""

    yaml_implicit_resolvers: ClassVar = {
        first: [each for each in resolvers if first in "tTfF" or not each[0].endswith(":bool")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_examples_are_valid(path: Path) -> None:
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)
    Draft202012Validator(json_schema()).validate(document)


def edited(*path: str | int, value: object = ..., remove: bool = False) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    if remove:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        (GOOD, True),
        (edited("locvid", value=2), False),
        (edited("source", remove=True), False),
        (edited("tittle", value="x"), False),
        (edited("title", value=["x"]), False),
        (edited("cast", value={}), False),
        (edited("cast", "maya", "voice", remove=True), False),
        (edited("cast", "maya", "persona", value=""), True),
        (edited("shots", value=[]), False),
        (edited("shots", 0, "id", value="../a"), False),
        (edited("shots", 0, "id", value="a b"), False),
        (edited("shots", 0, "id", value="été"), True),
        (edited("shots", 0, "lines", value=[{"speaker": "maya", "text": {"en": "x"}}]), False),
        (edited("shots", 0, "speaker", remove=True), False),
        (edited("shots", 1, "lines", remove=True), False),
        (edited("shots", 1, "lines", value=[]), False),
        (edited("shots", 0, "text", value={}), False),
        (edited("shots", 0, "text", value={"en us": "Hello"}), False),
        (edited("shots", 0, "text", value={"en": None}), False),
        (edited("shots", 0, "text", value={"en": "x" * 2001}), False),
        (edited("shots", 0, "sound", 0, "time", value=-1), False),
        (edited("shots", 0, "sound", 0, "at", value="above"), False),
        (edited("shots", 0, "camera", value={"move": "static"}), True),
        (edited("shots", 0, "camera", value={"zoom": 2}), False),
    ],
)
def test_reader_and_schema_agree(tmp_path: Path, document: dict[str, Any], valid: bool) -> None:
    assert Draft202012Validator(json_schema()).is_valid(document) is valid
    path = tmp_path / "film.yaml"
    path.write_text(json.dumps(document), encoding="utf-8")
    if valid:
        read_script(path)
    else:
        with pytest.raises(InvalidInput):
            read_script(path)
