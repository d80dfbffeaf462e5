"""The room that a shot sounds in, and how full of people its setting is."""

from __future__ import annotations

from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, PresetLibrary

USUAL_CROWD = 0.5


def crowd_of(setting: Preset) -> float:
    """How many people are seen and heard in a setting: 0 nobody, 0.5 the usual, 1 full.

    Raises InvalidInput for what is no such number; 0.5 where the preset says nothing.
    """
    crowd = setting.content.get("crowd", USUAL_CROWD)
    if isinstance(crowd, bool) or not isinstance(crowd, int | float) or not 0 <= crowd <= 1:
        raise InvalidInput(
            f"'crowd' in the settings preset '{setting.name}' must be a number from 0 to 1",
            where=setting.location,
        )
    return float(crowd)


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
