"""A presentation cafe: a softly lit cyclorama, light panels, a screen with drifting shapes."""

from __future__ import annotations

from locvid.generate.cafe.picture.setting.brush import box, fade, light_of
from locvid.generate.cafe.picture.stage import Scene, Stage


def furnish(stage: Stage) -> Scene:
    """Paint the cafe."""
    scene = Scene(light_of(stage))

    def wall(canvas: object) -> None:
        left, top, right, bottom = stage.reach
        box(canvas, left, top, right, bottom, fade((0, top), (0, bottom), ["#31507f", "#141c33"]))

    scene.items.append(stage.paint(3.0, wall))
    return scene
