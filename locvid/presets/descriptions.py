"""What a voice, a presenter or a setting is in words: every such preset says it."""

from __future__ import annotations

from locvid.model.errors import InvalidInput, Location
from locvid.presets.library import PresetLibrary


def description(kind: str, name: str, library: PresetLibrary, where: Location | None = None) -> str:
    """The ``description`` of a preset; raises InvalidInput if there is no preset or no text."""
    preset = library.get(kind, name, where)
    text = preset.content.get("description")
    if not isinstance(text, str) or not text.strip():
        raise InvalidInput(
            f"'description' in the {kind} preset '{name}' must be text", where=preset.location
        )
    return text.strip().rstrip(".")
