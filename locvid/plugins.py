"""Every swappable part is found here, by entry point; built-ins come in through the same door."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from locvid.model.errors import InvalidInput


def names(group: str) -> tuple[str, ...]:
    """Names registered under ``group`` (``locvid.generators`` and so on), sorted."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def load(group: str, name: str) -> Any:
    """Import and return the object registered as ``name``; nothing else is imported.

    Raises InvalidInput naming the nearest candidates when there is none.
    """
    found: dict[str, EntryPoint] = {point.name: point for point in entry_points(group=group)}
    if name not in found:
        kind = group.removeprefix("locvid.").removesuffix("s")
        near = get_close_matches(name, found, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(found))}"
        raise InvalidInput(f"there is no {kind} called '{name}'", hint=hint)
    return found[name].load()
