from __future__ import annotations

import json

import jsonschema
import pytest

from locvid.model.errors import InvalidInput, Location
from locvid.report.base import Results
from locvid.report.results_json import JsonReport, schema
from locvid.run.approvals import Approval, Decision


def test_the_report_is_what_its_schema_says(films, place, tmp_path):
    yes = Approval(Decision.APPROVED, films[0].sha256, "good", "Ann", "2026-11-25T10:00:00+00:00")
    error = InvalidInput("no text", Location(tmp_path / "film.yaml", 3), "ja-JP", "write some")
    written = JsonReport().write(Results(films, (error,), {films[0].name: yes}), place("r.json"))
    content = json.loads(written.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(content, schema())
    assert [film["name"] for film in content["films"]] == [film.name for film in films]
    assert [film["approval"]["standing"] for film in content["films"]] == [
        "approved", "open", "open",
    ]  # fmt: skip
    assert content["errors"][0]["line"] == 3


def test_the_same_schema_holds_for_what_a_render_prints(shell, judge, project):
    said = shell.render("--json", "--report", "json")
    printed = json.loads(said.out)
    kept = json.loads((project / "out" / "results.json").read_text())
    jsonschema.validate(printed, schema())
    jsonschema.validate(kept, schema())
    (one,), (other,) = printed["films"], kept["films"]
    shared = one.keys() & other.keys()
    assert len(shared) >= 10
    assert {key: one[key] for key in shared} == {key: other[key] for key in shared}


def test_a_key_that_is_missing_or_wrong_does_not_fit_the_schema(films, place):
    content = json.loads(JsonReport().write(Results(films), place("r.json")).read_text())
    for spoil in (
        lambda film: film.pop("outcome"),
        lambda film: film.update(outcome="maybe"),
        lambda film: film["sync"].pop("low_ms"),
        lambda film: film["files"].update(x={"bytes": -1, "sha256": "0"}),
    ):
        changed = json.loads(json.dumps(content))
        spoil(changed["films"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(changed, schema())


def test_the_schema_is_printed(shell):
    assert json.loads(shell("schema", "--results").out) == schema()
