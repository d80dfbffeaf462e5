"""Which room a shot sounds in: the one that its script names, else the one of its setting."""

from __future__ import annotations

from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, PresetLibrary


def room_of(named: str, setting: str, library: PresetLibrary) -> Preset:
    """The preset in ``presets/rooms``; ``named`` is empty where the setting decides.

    Raises InvalidInput where there is no such preset, or where the setting names none.
    """
    if named:
        return library.get("rooms", named)
    preset = library.get("settings", setting)
    name = preset.content.get("room")
    if not isinstance(name, str) or not name:
        raise InvalidInput(
            f"'room' in the settings preset '{setting}' must be the name of a preset in "
            "presets/rooms",
            where=preset.location,
            hint=f"write room: NAME, one of {', '.join(library.names('rooms'))}, or of your own",
        )
    return library.get("rooms", name, preset.location)
