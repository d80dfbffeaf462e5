"""Results as a JSON file for other programs, in the form of ``results.schema.json`` beside this.

``locvid render --json`` prints the same form, with a few more keys; ``locvid schema --results``
prints the schema, which explains every key.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from locvid.media.atomic import replacing
from locvid.model.errors import LocvidError
from locvid.report.base import Place, Results, refuse_folder
from locvid.report.films import FinishedFilm

SCHEMA = 1
"""Counts up when a key changes its meaning or goes; new keys may come at any time."""

_FILE = "results.json"


class JsonReport:
    """One file for all films, ``results.json`` in the output folder unless another is named."""

    name = "json"
    description = "JSON for other programs, with a documented schema"

    def check(self, place: Place) -> None:
        """Any file will do."""
        refuse_folder(place, self.name)

    def write(self, results: Results, place: Place) -> Path:
        """Write the file. Paths in it are absolute."""
        file = place.target or place.out / _FILE
        content = {
            "schema": SCHEMA,
            "films": [_film(film, results) for film in results.films],
            "errors": [_error(error) for error in results.errors],
        }
        with replacing(file) as temporary:
            text = json.dumps(content, ensure_ascii=False, indent=2)
            temporary.write_text(text + "\n", encoding="utf-8")
        return file


def schema() -> dict[str, Any]:
    """The JSON Schema of the results (draft 2020-12)."""
    text = (files(__package__) / "results.schema.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def _film(film: FinishedFilm, results: Results) -> dict[str, Any]:
    found = results.approvals.get(film.name)
    return {
        "name": film.name,
        "script": film.script,
        "locale": film.locale,
        "rendered": film.rendered,
        "film": str(film.file.absolute()),
        "manifest": str(film.manifest.absolute()),
        "sha256": film.sha256,
        "files": {
            name: {"bytes": size, "sha256": sha} for name, (size, sha) in film.record.files.items()
        },
        "seconds": film.record.seconds,
        "outcome": film.record.outcome.value,
        "reasons": list(film.reasons),
        "gate": dict(film.gate),
        "sync": film.sync,
        "verdict": film.record.verdict,
        "approval": {
            "standing": results.standing(film).value,
            "required": results.approval_required,
            "note": found.note if found else "",
            "by": found.by if found else "",
            "at": found.at if found else "",
        },
        "shots": [
            {"id": name, "key": shot.key, "attempt": shot.attempt}
            for name, shot in film.shots.items()
        ],
    }


def _error(error: LocvidError) -> dict[str, Any]:
    return {
        "kind": type(error).__name__,
        "exit_code": int(error.exit_code),
        "message": error.message,
        "file": str(error.where.file) if error.where else None,
        "line": error.where.line if error.where else None,
        "locale": error.locale,
        "hint": error.hint,
    }
