"""The review page: index.html with everything that it shows beside it; opens from disk.

``data.js`` lists the films and is written last: until then an older page stays whole. Files that
belong to one version of a film carry the first digits of its SHA-256 in their names. Scripts
and not JSON, because browsers let a page from disk load nothing else.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from locvid.media.atomic import replacing, storage_errors
from locvid.model.errors import InvalidInput, Location
from locvid.report.base import Place, Results
from locvid.report.films import FinishedFilm
from locvid.report.html.changes import change
from locvid.report.html.details import details
from locvid.report.html.history import DATA, DETAIL_CALL, LIST_CALL, History
from locvid.report.html.names import FilmPaths, Names
from locvid.report.html.pictures import shot_pictures
from locvid.report.html.summary import summary
from locvid.run.approvals import as_json
from locvid.run.record import sha256

_FOLDER = "review"
_INDEX = "index.html"
_SCHEMA = 1


class HtmlReport:
    """A folder: ``review`` in the output folder unless another one is named."""

    name = "html"
    description = "a review page with players, measurements and approval; opens from disk"

    def check(self, place: Place) -> None:
        """Refuse a folder that holds anything but an older review page."""
        folder = _folder(place)
        if folder.is_file():
            raise InvalidInput(f"the review page needs a folder, and {folder} is a file")
        if folder.is_dir() and any(folder.iterdir()) and not (folder / DATA).is_file():
            raise InvalidInput(
                f"{folder} holds other files, and they would be mixed with the review page",
                hint="name an empty folder, or a new one: --report html=FOLDER",
            )

    def write(self, results: Results, place: Place) -> Path:
        """Write the page or renew it; films that have not changed keep their pictures."""
        self.check(place)
        folder = _folder(place)
        history = History(folder)
        names = Names()
        listed: list[dict[str, Any]] = []
        kept: set[Path] = set()
        with storage_errors(folder):
            for film in results.films:
                paths = names.of(film)
                listed.append(_write_film(folder, film, paths, history))
                kept |= {folder / path for path in paths.all(len(film.content["shots"]))}
            _write_page(folder)
            data = {
                "schema": _SCHEMA,
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "before": history.made,
                "approvals": as_json(results.approvals),
                "films": listed,
                "errors": [
                    {"locale": e.locale or "", "message": str(e), "hint": e.hint or ""}
                    for e in results.errors
                ],
            }
            _write_text(folder / DATA, script(LIST_CALL, data))
            _remove_others(folder, kept)
        return folder / _INDEX


def script(call: str, *arguments: object) -> str:
    """A call of the page with ``arguments`` as JSON, safe in any HTML and any JavaScript."""
    written = ", ".join(json.dumps(each, ensure_ascii=False) for each in arguments)
    written = written.replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return f"{call}({written.replace(chr(0x2029), chr(92) + 'u2029')});\n"


def _folder(place: Place) -> Path:
    return place.target or place.out / _FOLDER


def _write_film(
    folder: Path, film: FinishedFilm, paths: FilmPaths, history: History
) -> dict[str, Any]:
    before = history.of(film)
    _take_in(film, folder / paths.video)
    told = details(film, paths, before)
    shot_pictures(film.file, [(s["middle_s"], folder / s["picture"]) for s in told["shots"]])
    listed = summary(film, paths, told, change(film, told, before))
    _write_text(folder / paths.detail, script(DETAIL_CALL, film.name, told))
    return listed


def _take_in(film: FinishedFilm, target: Path) -> None:
    """The film becomes part of the folder; where the disk allows it, without a second copy.

    Raises InvalidInput where it is not the one that its manifest describes: what people approve
    must be what they saw.
    """
    size = film.record.files[film.file.name][0]
    if target.exists() and target.stat().st_size == size:
        return
    if not film.file.is_file() or sha256(film.file) != film.sha256:
        raise InvalidInput(
            "this film is gone or is not the one that its manifest describes",
            Location(film.file),
            hint="run locvid render again",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as temporary:
        temporary.unlink()
        try:
            temporary.hardlink_to(film.file.absolute())
        except OSError:
            shutil.copyfile(film.file, temporary)


def _write_page(folder: Path) -> None:
    """Copy the page's own files, the same for every review."""
    for resource in sorted((files(__package__) / "page").iterdir(), key=lambda each: each.name):
        target = folder / _INDEX if resource.name == _INDEX else folder / "page" / resource.name
        _write_text(target, resource.read_text(encoding="utf-8"))


def _write_text(file: Path, text: str) -> None:
    with replacing(file) as temporary:
        temporary.write_text(text, encoding="utf-8")


def _remove_others(folder: Path, kept: Iterable[Path]) -> None:
    """Remove what belonged to films or versions that the page no longer shows."""
    wanted = set(kept)
    for below in ("media", "films"):
        for path in sorted((folder / below).glob("*")):
            if path not in wanted and path.is_file():
                path.unlink()
