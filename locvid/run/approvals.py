"""What people decided about finished films, in ``approvals.json`` beside them or in a repository.

A decision names the film and the SHA-256 of the file that was looked at: it lapses when the film
is no longer the one that was seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from locvid.media.atomic import write_json
from locvid.model.errors import GateFailed, InvalidInput, Location
from locvid.run.result import FilmResult, RunResult

FILE_NAME = "approvals.json"
"""Where decisions are kept in an output folder unless another file is named."""

VERSION = 1
"""Counts up when a key of the file changes its meaning."""

_MARK = "locvid_approvals"
_FILM_SUFFIXES = (".mp4", ".mov", ".webm", ".mkv")


class Decision(StrEnum):
    """What a person said of a film."""

    APPROVED = "approved"
    REJECTED = "rejected"


class Standing(StrEnum):
    """What holds for a film now. ``LAPSED``: decided on, but the film has changed since."""

    APPROVED = "approved"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Approval:
    """One decision; ``sha256`` is that of the film file, ``at`` an ISO 8601 time with its zone."""

    decision: Decision
    sha256: str
    note: str = ""
    by: str = ""
    at: str = ""


Approvals = Mapping[str, Approval]
"""Name of a film (``launch.fr-FR``) -> the last decision about it."""


def film_name(script: str, locale: str) -> str:
    """What a film is called among those of one output folder: its file name without suffix."""
    return f"{script}.{locale}"


def film_file(files: Iterable[str]) -> str | None:
    """Which of a film's ``files`` people look at: the first with a picture, in no folder."""
    return next((n for n in files if n.endswith(_FILM_SUFFIXES) and "/" not in n), None)


def standing(approvals: Approvals, name: str, sha256: str) -> Standing:
    """What holds for the film ``name`` whose file has ``sha256``."""
    found = approvals.get(name)
    if found is None:
        return Standing.OPEN
    return Standing(found.decision.value) if found.sha256 == sha256 else Standing.LAPSED


def read_approvals(file: Path) -> Approvals:
    """The decisions in ``file``, none where it does not exist.

    Raises InvalidInput where it is not a file of approvals: nothing is approved by accident.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise InvalidInput("this is not a file of approvals: no JSON", Location(file)) from error
    version = content.get(_MARK) if isinstance(content, dict) else None
    if version != VERSION:
        raise InvalidInput(
            f"this is not a file of approvals: no '{_MARK}: {VERSION}'",
            Location(file),
            hint="save it from the review page, or write it with locvid approve",
        )
    films = content.get("films")
    if not isinstance(films, dict):
        raise InvalidInput("the approvals have no 'films'", Location(file))
    return {name: _approval(name, entry, file) for name, entry in films.items()}


def write_approvals(file: Path, approvals: Approvals) -> None:
    """Replace ``file`` in one step; sorted by film, so that changes read well in a repository."""
    write_json(file, as_json(approvals))


def as_json(approvals: Approvals) -> dict[str, Any]:
    """The content of the file."""
    return {
        _MARK: VERSION,
        "films": {
            name: {
                "decision": approval.decision.value,
                "sha256": approval.sha256,
                "note": approval.note,
                "by": approval.by,
                "at": approval.at,
            }
            for name, approval in sorted(approvals.items())
        },
    }


def require_approved(result: RunResult, approvals: Approvals) -> RunResult:
    """``result`` with a GateFailed for every film that nobody has approved as it is now."""
    refused = [error for film in result.films if (error := _refusal(film, approvals))]
    return replace(result, errors=(*result.errors, *refused))


def _refusal(film: FilmResult, approvals: Approvals) -> GateFailed | None:
    name = film_name(film.plan.script.name, film.plan.locale.tag)
    found = approvals.get(name)
    file = film_file(film.record.files)
    sha256 = film.record.files[file][1] if file else ""
    match standing(approvals, name, sha256):
        case Standing.APPROVED:
            return None
        case Standing.REJECTED if found:
            by = f" by {found.by}" if found.by else ""
            why = f": {found.note}" if found.note else ""
            message = f"the film '{name}' was rejected{by}{why}"
        case Standing.LAPSED if found:
            message = f"the film '{name}' has changed since it was {found.decision}"
        case _:
            message = f"the film '{name}' is not approved"
    return GateFailed(
        message,
        locale=film.plan.locale.tag,
        hint=f"look at it and run: locvid approve {film.plan.folder / (file or '')}",
    )


def _approval(name: str, entry: object, file: Path) -> Approval:
    fields = ("decision", "sha256", "note", "by", "at")
    if not isinstance(entry, dict) or not all(
        isinstance(entry.get(field, ""), str) for field in fields
    ):
        raise InvalidInput(f"the approval of '{name}' is not readable", Location(file))
    decision = entry.get("decision")
    if decision not in tuple(Decision) or not entry.get("sha256"):
        raise InvalidInput(
            f"the approval of '{name}' needs a 'decision' (approved or rejected) and a 'sha256'",
            Location(file),
        )
    return Approval(
        Decision(decision), *(entry.get(field, "") for field in fields if field != "decision")
    )
