"""What an older review page in the same folder says of the films as they were then."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locvid.report.films import FinishedFilm

DATA = "data.js"
LIST_CALL, DETAIL_CALL = "Review.list", "Review.detail"


@dataclass(frozen=True, slots=True)
class Before:
    """A film on the older page: what was listed of it, and its details."""

    listed: dict[str, Any]
    told: dict[str, Any]

    def is_same(self, film: FinishedFilm) -> bool:
        """Whether the film is still that one, byte for byte."""
        return bool(self.listed.get("sha256") == film.sha256)


class History:
    """Reads the older page; what cannot be read counts as not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        content = _arguments(folder / DATA, LIST_CALL)
        page = content[0] if content and isinstance(content[0], dict) else {}
        self.made = str(page.get("made") or "")
        films = page.get("films")
        self._films = {
            str(film.get("name")): film
            for film in (films if isinstance(films, list) else ())
            if isinstance(film, dict)
        }

    def of(self, film: FinishedFilm) -> Before | None:
        """What was told of ``film``, None where the older page did not have it."""
        listed = self._films.get(film.name)
        if listed is None:
            return None
        detail = (self._folder / str(listed.get("detail"))).resolve()
        if not detail.is_relative_to(self._folder.resolve()):
            return None
        told = _arguments(detail, DETAIL_CALL)
        if len(told) < 2 or not isinstance(told[1], dict):
            return None
        return Before(listed, told[1])


def _arguments(file: Path, call: str) -> list[Any]:
    """The arguments of the one call that ``file`` holds; none where it is not such a file."""
    try:
        text = file.read_text(encoding="utf-8").strip()
        if not text.startswith(f"{call}(") or not text.endswith(");"):
            return []
        content = json.loads(f"[{text[len(call) + 1 : -2]}]")
    except (OSError, ValueError, RecursionError):
        return []
    return content if isinstance(content, list) else []
