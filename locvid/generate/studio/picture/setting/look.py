"""The ``picture`` section of a setting: completed from the packaged room, checked against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from locvid.model.errors import InvalidInput, Location
from locvid.presets.library import Preset, PresetLibrary, suggestion

_ANY_NUMBER = (
    "books",
    "facades",
    "awnings",
    "cars",
    "city",
    "cushions",
    "pictures",
    "flowers",
    "hills",
)
"""Lists that may be of any length; of the others, every entry has its place."""


def look_of(preset: Preset, rooms: Collection[str]) -> Mapping[str, Any]:
    """What ``preset`` says about the picture, the rest as in the packaged setting of its room.

    Raises InvalidInput where the section is missing, names no known room or key, or holds a value
    of another kind than the packaged one.
    """
    given = preset.content.get("picture")
    if not isinstance(given, Mapping):
        raise InvalidInput(
            f"setting '{preset.name}' has no 'picture' section, so it cannot be drawn",
            where=preset.location,
            hint=f"add picture: {{room: …}} with one of {', '.join(rooms)}",
        )
    room = str(given.get("room", preset.name))
    if room not in rooms:
        raise InvalidInput(
            f"setting '{preset.name}' asks for the room '{room}', which nobody can paint",
            where=preset.location,
            hint=suggestion(room, rooms),
        )
    plain = PresetLibrary().get("settings", room).content["picture"]
    return _completed(f"setting '{preset.name}': picture", plain, given, preset.location)


def _completed(
    name: str, plain: Mapping[str, Any], given: Mapping[Any, Any], where: Location
) -> dict[str, Any]:
    result = dict(plain)
    for key, value in given.items():
        if key not in plain:
            hint = suggestion(str(key), plain)
            raise InvalidInput(f"{name} has no '{key}'", where=where, hint=hint)
        if isinstance(plain[key], Mapping) and isinstance(value, Mapping):
            result[key] = _completed(f"{name}.{key}", plain[key], value, where)
            continue
        _check(f"{name}.{key}", plain[key], value, where)
        if isinstance(value, list) and len(value) != len(plain[key]) and key not in _ANY_NUMBER:
            raise InvalidInput(f"{name}.{key} must have {len(plain[key])} entries", where=where)
        result[key] = value
    return result


def _check(name: str, plain: object, value: object, where: Location) -> None:
    """Raise InvalidInput unless ``value`` is of the kind of ``plain``."""
    if isinstance(plain, list):
        if not isinstance(value, list) or not value:
            raise InvalidInput(f"{name} must be a list", where=where)
        for entry in value:
            _check(name, plain[0], entry, where)
    elif isinstance(plain, (int, float)):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InvalidInput(f"{name} must be a number, not '{value}'", where=where)
    elif isinstance(plain, str) and plain.startswith("#"):
        digits = value.removeprefix("#") if isinstance(value, str) else ""
        if len(digits) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
            raise InvalidInput(f"{name} must be a colour such as '{plain}', not '{value}'", where)
    elif not isinstance(value, type(plain)):
        raise InvalidInput(f"{name} must be like '{plain}', not '{value}'", where=where)
