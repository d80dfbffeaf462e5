"""Every swappable part is found here, by entry point; built-ins come in through the same door."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from functools import lru_cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import Any

from locvid.model.errors import InvalidInput, MissingDependency


def names(group: str) -> tuple[str, ...]:
    """Names registered under ``group`` (``locvid.generators`` and so on), sorted."""
    return tuple(sorted({point.name for point in _points(group)}))


_CALLED = {"locvid.exchanges": "format of translations", "locvid.dialects": "model"}
"""What users call the parts of a group, where that is not its name."""


def load(group: str, name: str) -> Any:
    """Import and return the object registered as ``name``; nothing else is imported.

    Raises InvalidInput naming the nearest candidates when there is none, MissingDependency where
    it cannot be imported.
    """
    found: dict[str, EntryPoint] = {point.name: point for point in _points(group)}
    usual = group.removeprefix("locvid.").removesuffix("s").replace("_", " ")
    kind = _CALLED.get(group, usual)
    if name not in found:
        near = get_close_matches(name, found, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(found))}"
        raise InvalidInput(f"there is no {kind} called '{name}'", hint=hint)
    try:
        return found[name].load()
    except ImportError as error:
        raise MissingDependency(
            f"the {kind} '{name}' cannot be loaded: {error}",
            hint="reinstall the package that provides it",
        ) from error


def _points(group: str) -> EntryPoints:
    return _of_group(tuple(sys.path), group)


@lru_cache(maxsize=256)
def _of_group(path: tuple[str, ...], group: str) -> EntryPoints:
    found: EntryPoints = _all(path).select(group=group)
    return found


@lru_cache(maxsize=8)
def _all(path: tuple[str, ...]) -> Any:  # another class in every version of Python
    """What is installed on ``path``: looked for once, for it takes milliseconds each time."""
    return entry_points()
