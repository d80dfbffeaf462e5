"""What changed between two manifests: two makings of one film, or two films. Pure functions.

Everything that is not said in one of them counts as not there; keys and hashes are left out where
what they stand for is compared itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locvid.media.jsonfile import read_json
from locvid.model.errors import InvalidInput, Location

FILM = "film"
RESULT = "result"

_MADE_FROM = (
    "title", "script", "source", "locale", "generator", "versions", "profile", "presets",
)  # fmt: skip
_RESULTS = ("seconds", "frames", "captions", "loudness")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; None is for what is not there.

    ``place`` is ``film``, ``result`` or ``shot NAME``; ``what`` the path to it inside.
    """

    place: str
    what: str
    before: Any
    after: Any


def read_manifest(path: Path) -> Mapping[str, Any]:
    """The manifest in ``path``; raises InvalidInput where it is none."""
    try:
        content: Any = read_json(path)
        shots = content["shots"]
        if all(isinstance(shot["id"], str) for shot in shots) and isinstance(shots, list):
            manifest: Mapping[str, Any] = content
            return manifest
        reason = "its shots have no names"
    except OSError as error:
        raise InvalidInput(f"it cannot be read: {error.strerror}", Location(path)) from error
    except ValueError as error:
        reason = f"it is not JSON ({error})"
    except (LookupError, TypeError):
        reason = "it has no shots"
    raise InvalidInput(
        f"this is not the manifest of a film: {reason}",
        Location(path),
        hint="name the .json file beside a film",
    )


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """All differences: what the film was made from, shot by shot, and what came out."""
    return (
        *_changes(FILM, _of(before, _MADE_FROM), _of(after, _MADE_FROM)),
        *_shots(before, after),
        *_changes(RESULT, _result(before), _result(after)),
    )


def _shots(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {shot["id"]: shot for shot in before["shots"]}
    new = {shot["id"]: shot for shot in after["shots"]}
    if list(old) != list(new):
        yield Change(FILM, "shots", ", ".join(old), ", ".join(new))
    for name in (*old, *(name for name in new if name not in old)):
        if name in old and name in new:
            yield from _changes(f"shot {name}", _shot(old[name]), _shot(new[name]))
        else:
            there = ("there" if name in shots else None for shots in (old, new))
            yield Change(f"shot {name}", "shot", *there)


def _shot(shot: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**_map(shot.get("prompt")), "attempt": shot.get("attempt"), "seed": shot.get("seed")}


def _result(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """Length, loudness, files and the verdict, as far as they are there."""
    delivery = _map(manifest.get("delivery"))
    verdict = _map(_map(manifest.get("run")).get("verdict"))
    return {
        **_of(delivery, _RESULTS),
        "files": {
            name: _map(facts).get("sha256") for name, facts in _map(delivery.get("files")).items()
        },
        "verdict": {"outcome": verdict.get("outcome"), "offset_ms": _offset_ms(verdict)},
    }


def _offset_ms(verdict: Mapping[str, Any]) -> object:
    """The lip-sync offset of the whole film."""
    checks = verdict.get("checks")
    for check in map(_map, checks if isinstance(checks, list) else ()):
        if not check.get("shot") and "offset_ms" in _map(check.get("sync")):
            return _map(check["sync"])["offset_ms"]
    return None


def _of(content: Mapping[str, Any], names: tuple[str, ...]) -> Mapping[str, Any]:
    return {name: content[name] for name in names if name in content}


def _changes(place: str, before: object, after: object) -> Iterator[Change]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for what in (*old, *(what for what in new if what not in old)):
        if old.get(what) != new.get(what):
            yield Change(place, what, old.get(what), new.get(what))


def _leaves(value: object) -> Iterator[tuple[str, object]]:
    """Paths with values, ``lines.1.text``; counted from 1, and without recursion."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        path, each = waiting.pop()
        inside: list[tuple[str, object]] = []
        if isinstance(each, Mapping):
            inside = [(str(key), child) for key, child in each.items()]
        elif isinstance(each, list):
            inside = [(str(number), child) for number, child in enumerate(each, 1)]
        if inside:
            prefix = f"{path}." if path else ""
            waiting += [(prefix + key, child) for key, child in reversed(inside)]
        elif each not in ({}, []):
            yield path, each


def _map(value: object) -> Mapping[str, Any]:
    """``value`` where it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}
