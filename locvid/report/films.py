"""Finished films as their manifests tell of them: what every report is made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from locvid.model.errors import InvalidInput, Location
from locvid.report.shape import deviation
from locvid.run.approvals import film_file, film_name
from locvid.run.record import FilmRecord, ShotRecord, read_record
from locvid.run.selection import without_excerpts


@dataclass(frozen=True, slots=True)
class FinishedFilm:
    """One script in one locale. ``content`` is the whole manifest, ``record`` what it says of the
    run; ``source`` is the script's file where it is known, ``rendered`` whether this run made it
    or took it as it was, None where there was no run.
    """

    manifest: Path
    content: Mapping[str, Any]
    record: FilmRecord
    source: Path | None = None
    rendered: bool | None = None

    @property
    def name(self) -> str:
        """``launch.fr-FR``: unique in an output folder."""
        return film_name(self.script, self.locale)

    @property
    def script(self) -> str:
        """Name of the script."""
        return str(self.content["script"])

    @property
    def locale(self) -> str:
        """BCP-47 tag."""
        return str(self.content["locale"]["tag"])

    @property
    def file(self) -> Path:
        """The film itself."""
        return self.manifest.parent / self._file_name

    @property
    def sha256(self) -> str:
        """Of the film's bytes, as the manifest says."""
        return self.record.files[self._file_name][1]

    @property
    def _file_name(self) -> str:
        name = film_file(self.record.files)
        assert name is not None, "checked when it was read"
        return name

    @property
    def gate(self) -> Mapping[str, Any]:
        """Limits of the delivery profile: ``name``, ``earliest_ms``, ``latest_ms`` and more."""
        gate: Mapping[str, Any] = self.content["profile"]["gate"]
        return gate

    @property
    def checks(self) -> Sequence[Mapping[str, Any]]:
        """Every check: ``name``, ``outcome``, ``reason``, ``shot`` (empty: whole film), ``sync``.

        Films of other versions may lack keys but the first three.
        """
        checks: Sequence[Mapping[str, Any]] = self.record.verdict["checks"]
        return checks

    @property
    def sync(self) -> Mapping[str, Any] | None:
        """Lip-sync of the whole film, None where it could not be measured."""
        return next(
            (check["sync"] for check in self.checks if check.get("sync") and not check.get("shot")),
            None,
        )

    @property
    def shots(self) -> Mapping[str, ShotRecord]:
        """What the run kept of each shot, in the film's order."""
        known = self.record.shots
        return {
            shot["id"]: known[shot["id"]] for shot in self.content["shots"] if shot["id"] in known
        }

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences of the checks that decided the verdict."""
        return tuple(
            f"shot '{check['shot']}': {check['reason']}" if check.get("shot") else check["reason"]
            for check in self.checks
            if check["outcome"] == self.record.outcome
        )


def read_film(
    manifest: Path, source: Path | None = None, rendered: bool | None = None
) -> FinishedFilm:
    """The film that ``manifest`` belongs to.

    Raises InvalidInput where the file is no manifest of a verified film that this version knows.
    """
    record = read_record(manifest)
    try:
        content = json.loads(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InvalidInput(f"there is no manifest {manifest}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput("this manifest is not readable", Location(manifest)) from error
    if record is None:
        raise InvalidInput(
            "this is not the manifest of a finished and verified film",
            Location(manifest),
            hint="run locvid render again: it completes what is unfinished",
        )
    film = FinishedFilm(manifest, content, record, source, rendered)
    if problem := _problem(film):
        raise InvalidInput(f"this manifest {problem}", Location(manifest))
    return film


def read_films(folders: Sequence[Path]) -> tuple[FinishedFilm, ...]:
    """All finished films below ``folders``, by script and locale; a manifest may be named itself.

    Files that are no manifests are passed over, and so are films of some shots where the whole one
    is there. Raises InvalidInput where there is no film at all.
    """
    found: dict[Path, FinishedFilm] = {}
    for folder in folders:
        if not folder.exists():
            raise InvalidInput(f"there is no film and no folder {folder}")
        for manifest in _manifests(folder):
            found[manifest.absolute()] = read_film(manifest)
    if not found:
        raise InvalidInput(
            f"there are no finished films in {', '.join(map(str, folders))}",
            hint="name the folder that locvid render --out wrote to",
        )
    whole = without_excerpts(found)
    films = tuple(
        sorted(
            (film for manifest, film in found.items() if manifest in whole),
            key=lambda film: (film.script, film.locale),
        )
    )
    for one, other in pairwise(films):
        if one.name == other.name:
            raise InvalidInput(
                f"{one.manifest} and {other.manifest} tell of films with the same name",
                hint="make one report per output folder",
            )
    return films


def _manifests(place: Path) -> Iterator[Path]:
    """Manifests: the JSON files that say which run made them."""
    if place.is_file():
        yield place if place.suffix == ".json" else _manifest_of(place)
        return
    for path in sorted(place.rglob("*.json")):
        hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
        if not hidden and path.is_file() and _is_manifest(path):
            yield path


def _manifest_of(film: Path) -> Path:
    # with_suffix alone would do for launch.fr-FR.mp4: only the last suffix goes.
    return film.with_suffix(".json")


def _is_manifest(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and "run" in content and "script" in content


def _problem(film: FinishedFilm) -> str:
    """What keeps reports from being made of it, in words; empty where nothing does."""
    if place := deviation(film.content):
        return f"is cut off or was edited: it has no readable {place}"
    facts, shots = film.record.files.values(), film.record.shots.values()
    if not all(isinstance(size, int) and isinstance(sha, str) for size, sha in facts):
        return "is cut off or was edited: it has no readable run.files"
    if not all(isinstance(shot.parts, dict) for shot in shots):
        return "is cut off or was edited: it has no readable run.shots"
    if film_file(film.record.files) is None:
        return "names no film"
    inside = film.manifest.parent.resolve()
    for name in film.record.files:
        if not (inside / name).resolve().is_relative_to(inside):
            return f"names a file outside its folder: {name}"
    return ""
