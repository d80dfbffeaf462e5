"""What the last run left behind about a film, kept in the film's manifest under ``run``.

With it an unchanged film is recognised without rendering, and a change can be explained.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from locvid.media.atomic import write_json
from locvid.media.jsonfile import read_json
from locvid.model.errors import LocvidError
from locvid.model.verdict import Outcome, Verdict
from locvid.run.keys import Parts, plain

_VERSION = 1
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ShotRecord:
    """One shot of the finished film: its key and parts at attempt 0, and the attempt used."""

    key: str
    parts: Parts
    attempt: int


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """``files`` maps names beside the manifest to (bytes, SHA-256); ``verdict`` is plain JSON."""

    key: str
    files: Mapping[str, tuple[int, str]]
    shots: Mapping[str, ShotRecord]
    seconds: float
    outcome: Outcome
    verdict: Mapping[str, Any]

    def intact(self, folder: Path) -> bool:
        """Whether every file is still what was written."""
        return all(_holds(folder / name, *facts) for name, facts in self.files.items())


def read_record(manifest: Path) -> FilmRecord | None:
    """The record in ``manifest``; None where there is none that this version understands."""
    try:
        content: Any = read_json(manifest)
        return _record(content["run"])
    except (OSError, ValueError, LookupError, TypeError):
        # A manifest of another version, cut off or edited: the film is simply made again.
        return None


def _record(run: Mapping[str, Any]) -> FilmRecord:
    """Raises ValueError, LookupError or TypeError for anything but what ``write_record`` writes."""
    if run["version"] != _VERSION:
        raise ValueError("another version")
    verdict = _is(dict, run["verdict"])
    for check in _is(list, verdict["checks"]):
        for key in ("name", "shot", "outcome", "reason"):
            _is(str, check[key])
        if check["sync"] is not None:
            _finite(check["sync"]["offset_ms"])
    outcome = Outcome(verdict["outcome"])
    if outcome is Outcome.WARN:
        raise ValueError("no outcome of a film")
    return FilmRecord(
        key=_is(str, run["key"]),
        files={
            _inside(name): (_whole(facts["bytes"]), _is(str, facts["sha256"]))
            for name, facts in _is(dict, run["files"]).items()
        },
        shots={
            name: ShotRecord(_is(str, shot["key"]), _parts(shot["parts"]), _whole(shot["attempt"]))
            for name, shot in _is(dict, run["shots"]).items()
        },
        seconds=_finite(run["seconds"]),
        outcome=outcome,
        verdict=verdict,
    )


def _is(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise TypeError(f"not a {kind.__name__}")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("not a whole number")
    return value


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e9:
        raise TypeError("not a number")
    return float(value)


def _parts(value: object) -> dict[str, str]:
    return {name: _is(str, digest) for name, digest in _is(dict, value).items()}


def _inside(name: str) -> str:
    if not is_inside(name):
        raise ValueError("a name that leads elsewhere")
    return name


def is_inside(name: str) -> bool:
    """Whether a written name means a file in the folder that it is read from, on any system."""
    return not name.startswith("/") and ".." not in name.split("/") and not set(name) & set("\\:\0")


def write_record(
    manifest: Path,
    key: str,
    shots: Mapping[str, ShotRecord],
    files: tuple[Path, ...],
    seconds: float,
    verdict: Verdict,
) -> FilmRecord:
    """Complete the manifest with the verdict and the record; it is replaced in one step."""
    record = FilmRecord(
        key=key,
        files={_beside(manifest, file): (file.stat().st_size, sha256(file)) for file in files},
        shots=shots,
        seconds=seconds,
        outcome=verdict.outcome,
        verdict=plain(verdict),
    )
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["run"] = {
        "version": _VERSION,
        "key": key,
        "files": {n: {"bytes": size, "sha256": sha} for n, (size, sha) in record.files.items()},
        "shots": plain(shots),
        "seconds": seconds,
        "verdict": record.verdict,
    }
    write_json(manifest, content)
    return record


def sha256(file: Path) -> str:
    """SHA-256 (hex) of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _holds(file: Path, size: int, sha: str) -> bool:
    try:
        return file.stat().st_size == size and sha256(file) == sha
    except OSError:
        return False


def _beside(manifest: Path, file: Path) -> str:
    try:
        return file.relative_to(manifest.parent).as_posix()
    except ValueError as error:
        raise LocvidError(f"{file} does not lie in the folder of {manifest}") from error
