"""Whether the thing of a cue has a place in what the camera shows of a setting, or is only heard.

A cue's preset names what it needs under ``needs`` (a table, a desk, a door, a street). A setting's
says under ``places`` where it has one, by the words of a script's ``at``; a setting that says
nothing has the places of the packaged setting whose room it shows. In one that shows no such room,
and is only described, everything is taken to have its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, PresetLibrary, suggestion

BESIDE = "beside"
"""The motion of what is never in the picture."""
_OF_ONE_WALL = ("door",)
_AT = ("left", "right", "centre", "near", "far")


@lru_cache(maxsize=256)
def only_heard(cue: Preset, at: str, setting: Preset, cuts: bool = False) -> bool:
    """Whether ``cue`` happens out of the picture of ``setting`` where it is to be ``at``.

    ``cuts`` is true where the picture cuts between people: then what is in a wall would change
    sides. Raises InvalidInput for places that make no sense.
    """
    if cue.content.get("motion") == BESIDE:
        return True
    needs = cue.content.get("needs")
    if needs is None:
        return False
    places = _places(setting)
    if places is None:
        return False
    there = at in places.get(str(needs), ())
    return not there or (cuts and needs in _OF_ONE_WALL)


def _places(setting: Preset) -> Mapping[str, list[str]] | None:
    """By what is needed, the places where it is; None where nothing is known of the setting."""
    if "places" not in setting.content:
        picture = setting.content.get("picture")
        room = str(picture.get("room", setting.name)) if isinstance(picture, Mapping) else ""
        packaged = PresetLibrary()
        if not packaged.has("settings", room):
            return None
        setting = packaged.get("settings", room)
    places = setting.content.get("places", {})
    if not isinstance(places, Mapping) or not all(
        isinstance(names, list) for names in places.values()
    ):
        raise InvalidInput(
            f"'places' in the settings preset '{setting.name}' must say where things can be",
            where=setting.location,
            hint="such as places: {table: [left, right], door: []}",
        )
    for name in (str(name) for names in places.values() for name in names):
        if name not in _AT:
            raise InvalidInput(
                f"'places' in the settings preset '{setting.name}' names the place '{name}'",
                where=setting.where("places"),
                hint=suggestion(name, _AT),
            )
    return places
