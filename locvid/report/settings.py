"""The settings of a project, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from locvid.report.table import plain_table, shortened
from locvid.run.settings.model import Resolved
from locvid.run.settings.table import SETTINGS
from locvid.run.sizes import written


def as_data(resolved: Resolved) -> dict[str, Any]:
    """Value and origin of each setting by name; paths are absolute."""
    return {
        "file": str(resolved.file.absolute()) if resolved.file else None,
        "settings": {
            setting.name: {
                "value": _plain(getattr(resolved.settings, setting.name)),
                "from": resolved.origins[setting.name].kind,
                "where": str(resolved.origins[setting.name]),
                "variable": setting.in_environment if setting.variable else None,
                "flag": setting.flag or None,
            }
            for setting in SETTINGS
        },
    }


def as_table(resolved: Resolved, folder: Path) -> Table:
    """One row per setting: name, value, where it was said. Paths from ``folder``."""
    table = plain_table("setting", "value", "from", "about")
    for setting in SETTINGS:
        value = getattr(resolved.settings, setting.name)
        table.add_row(
            setting.name,
            _shown(setting.name, value, folder),
            str(resolved.origins[setting.name]),
            setting.about,
        )
    return table


_UNSET = {
    "profile": "(each script's own)",
    "jobs": "(one per processor)",
    "cache_limit": "(50 GB, or half the room there is)",
}

_BYTES = ("cache_limit", "memory_limit", "file_limit")


def _shown(name: str, value: object, folder: Path) -> str:
    if name in _BYTES and isinstance(value, int):
        return written(value)
    if name == "time_limit" and isinstance(value, int | float):
        return f"{value / 60:g} min"
    if value is None or value in ((), {}, ""):
        return _UNSET.get(name, "–")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Path):
        return shortened(value, folder)
    if isinstance(value, tuple):
        return ", ".join(_shown("", each, folder) for each in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_shown('', each, folder)}" for key, each in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(value: object) -> Any:
    if isinstance(value, Path):
        return str(value.absolute())
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value
