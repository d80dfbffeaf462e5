"""The things of cues, drawn where the timeline has them: each by one file of this package.

A cue's preset names its drawing under ``thing``; cues without one, and those for which a setting
has no place, are heard from out of the picture. What a thing and its surface are made of is drawn
as ``look`` in ``presets/materials`` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.stage import Life, Scene, Stage
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.material import look_of
from locvid.generate.studio.timeline.model import Event
from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, PresetLibrary, suggestion

THINGS = ("bottle", "box", "cup", "door", "glass", "laptop", "tin", "walker")
"""Modules of this package with ``items(occasion) -> list of Item``."""


def add_things(scene: Scene, stage: Stage, library: PresetLibrary) -> None:
    """Put what the events of the timeline show into ``scene``, each at its depth.

    Raises InvalidInput for a preset that names no known thing or material.
    """
    for event in stage.timeline.events:
        preset = library.get("cues", event.cue)
        name = preset.content.get("thing")
        if name is None or not event.seen:
            continue
        for item in _items(str(name), stage, event, preset, library):
            _insert(scene, item)


def _items(
    name: str, stage: Stage, event: Event, preset: Preset, library: PresetLibrary
) -> Sequence[Item]:
    if name not in THINGS:
        raise InvalidInput(
            f"the cue preset '{preset.name}' shows the thing '{name}', which nobody can draw",
            where=preset.location,
            hint=suggestion(name, THINGS),
        )
    of, on = (
        look_of(given or str(preset.content.get(key, "wood")), library)
        for key, given in (("of", event.of), ("on", event.on))
    )
    occasion = Occasion(stage, event, of, on)
    drawn: Sequence[Item] = import_module(f"{__name__}.{name}").items(occasion)
    return drawn


def _insert(scene: Scene, item: Layer | Life) -> None:
    """Before the first nearer item: a room lists what is far first."""
    if item.depth < 1:
        scene.front.append(item)
        return
    at = next(
        (index for index, other in enumerate(scene.items) if other.depth < item.depth),
        len(scene.items),
    )
    scene.items.insert(at, item)
