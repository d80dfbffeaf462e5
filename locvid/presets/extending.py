"""Presets that say only what is different: ``extends: web`` takes all else from another preset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, PresetLibrary

EXTENDS = "extends"


def extended(preset: Preset, library: PresetLibrary, heirs: tuple[str, ...] = ()) -> Preset:
    """``preset`` with what it leaves out filled in from the one that it extends, and so on.

    A mapping within a preset is filled in key by key, anything else is replaced as a whole. Raises
    InvalidInput where that preset does not exist, or where presets extend one another in a circle.
    """
    name = preset.content.get(EXTENDS)
    if name is None:
        return preset
    if not isinstance(name, str):
        raise InvalidInput(
            f"'{EXTENDS}' in the {preset.kind} preset '{preset.name}' must be the name of another",
            where=preset.location,
        )
    heirs = (*heirs, preset.name)
    if name in heirs:
        raise InvalidInput(
            f"the {preset.kind} presets {' and '.join(dict.fromkeys(heirs))} extend one another"
            if len(heirs) > 1
            else f"the {preset.kind} preset '{preset.name}' extends itself",
            where=preset.location,
            hint="give it a name of its own and extend the other by name",
        )
    parent = extended(library.get(preset.kind, name, preset.location), library, heirs)
    return replace(
        preset,
        content=_filled(preset.content, parent.content),
        inherited=(parent.location.file, *parent.inherited),
    )


def _filled(own: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    filled = {**other, **own}
    for key in own.keys() & other.keys():
        if isinstance(own[key], dict) and isinstance(other[key], dict):
            filled[key] = {**other[key], **own[key]}
    return filled
