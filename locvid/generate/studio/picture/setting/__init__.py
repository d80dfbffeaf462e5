"""Rooms to stand in, each painted by one file; ``picture.room`` in a preset names the painter."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from locvid.generate.studio.picture.camera import CameraPath
from locvid.generate.studio.picture.setting.look import look_of
from locvid.generate.studio.picture.stage import Scene, Stage
from locvid.generate.studio.timeline.model import Timeline
from locvid.model.media import VideoFormat
from locvid.presets.library import PresetLibrary
from locvid.presets.rooms import crowd_of

ROOMS = {
    "cafe": "cafe",
    "car": "car",
    "home": "home",
    "nature": "nature",
    "night": "night",
    "office": "office",
    "stage": "stage",
    "street": "pavement",
    "studio": "studio",
    "workshop": "workshop",
}
"""Painters: modules of this package with ``furnish(stage) -> Scene``, by the room's name."""


def furnish(
    name: str,
    library: PresetLibrary,
    video: VideoFormat,
    camera: CameraPath,
    timeline: Timeline,
    seed: int,
    mirrored: bool,
) -> tuple[Stage, Scene]:
    """Paint the setting ``name`` for one camera set-up.

    The room looks the same in every shot and locale; ``seed`` only moves what lives in it. Raises
    InvalidInput for a preset that does not exist, has no ``picture`` or names no known room.
    """
    preset = library.get("settings", name)
    look = {**look_of(preset, ROOMS), "crowd": crowd_of(preset)}
    stage = Stage(video, camera.framing, camera.rest, timeline, look, seed, mirrored)
    module = import_module(f"{__name__}.{ROOMS[look['room']]}")
    paint = cast(Callable[[Stage], Scene], module.furnish)
    return stage, paint(stage)
