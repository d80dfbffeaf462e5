"""Where the camera stands: framing and move of a shot, as positions of the figure in pixels.

The figure's own space has its origin at the centre of the face, x right, y down, the head about
300 units high; the room behind it is magnified less the further away it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from locvid.model.media import VideoFormat
from locvid.model.script import Camera

HAIR_TOP = -230.0
"""Highest hair of any presenter, in figure units; framings leave room for it."""
EYES = -22.0
"""Height of the eyes in figure units."""
BODY_END = 1200.0
"""How far down a presenter is drawn, in figure units."""
HEAD = 300.0
"""Height of a head from chin to crown, in figure units."""

_SWAY = 16.0
"""How far nods and breath may lift the hair beyond HAIR_TOP, in figure units."""
_HEAD_ROOM = 0.02
"""Least distance of the hair to the upper edge, as a share of the picture's height."""

_LOWEST_EYES = 0.46
"""How far down the eyes may go for the sake of head room, as a share of the height."""

_DOLLY_PER_S, _DOLLY_MOST = 0.011, 0.075
_TRUCK_PER_S, _TRUCK_MOST = 0.009, 0.055
_EASE_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class Framing:
    """One camera distance. ``head`` is the head's height as a share of the shorter side.

    ``room`` magnifies the room and ``blur`` its softness (standard deviation at infinity as a
    share of the shorter side); ``offset`` moves the figure off the centre, share of the width.
    """

    head: float
    room: float
    blur: float
    offset: float


FRAMINGS = {
    "close-up": Framing(head=0.52, room=1.42, blur=0.0150, offset=-0.010),
    "medium-close-up": Framing(head=0.42, room=1.18, blur=0.0105, offset=-0.030),
    "medium": Framing(head=0.335, room=1.06, blur=0.0080, offset=-0.060),
    "wide": Framing(head=0.265, room=0.96, blur=0.0058, offset=-0.115),
    "two-shot": Framing(head=0.285, room=0.98, blur=0.0064, offset=0.0),
}


@dataclass(frozen=True, slots=True)
class View:
    """The camera in one frame. ``x``, ``y`` place the face's centre in pixels.

    ``scale`` is pixels per figure unit; ``dolly`` how far the camera has moved in, as a share of
    the distance to the figure; ``truck`` how far to the right, in pixels at the figure.
    """

    x: float
    y: float
    scale: float
    dolly: float
    truck: float

    def magnification(self, depth: float) -> float:
        """How much larger than in the unmoved view a thing is; the figure has depth 1."""
        return depth / (depth - self.dolly)

    def shift(self, depth: float) -> float:
        """How far to the right a thing moves, in pixels; the figure has depth 1."""
        return -self.truck / depth


class CameraPath:
    """The camera of one shot. ``side`` −1, 0 or 1 sets the figure left, as framed, or right.

    ``energy`` multiplies the speed of a move. ``lowest`` is how far down the figure is ever seen,
    in its units.
    """

    def __init__(
        self,
        camera: Camera,
        video: VideoFormat,
        frame_count: int,
        side: int = 0,
        energy: float = 1.0,
    ) -> None:
        self.framing = FRAMINGS[camera.framing]
        self.moving = camera.move != "static"
        self._count = frame_count
        self._dolly, self._truck = _ranges(camera.move, video, frame_count, energy)
        self.rest = _compose(self.framing, video, side, max(self._dolly))
        self.closest_scale = self.rest.scale / (1 - max(self._dolly))
        furthest_scale = self.rest.scale / (1 - min(self._dolly))
        self.lowest = (video.height - self.rest.y) / furthest_scale

    def at(self, frame: int) -> View:
        """The view in ``frame``; the figure keeps its place while the camera moves in or out."""
        if not self.moving:
            return self.rest
        share = _ease(frame / max(self._count - 1, 1))
        dolly = self._dolly[0] + (self._dolly[1] - self._dolly[0]) * share
        truck = self._truck[0] + (self._truck[1] - self._truck[0]) * share
        rest = self.rest
        return View(rest.x - truck, rest.y, rest.scale / (1 - dolly), dolly, truck)


def _compose(framing: Framing, video: VideoFormat, side: int, nearest: float) -> View:
    """Place the figure: eyes a little above the middle, hair inside, body down to the edge."""
    width, height = video.width, video.height
    aspect = width / height
    # In tall pictures the figure may fill a little more of the width, which is the scarce side.
    head = framing.head * min(width, height) * float(np.interp(aspect, [0.56, 1.0], [1.06, 1.0]))
    scale = head / HEAD
    eye_line = height * float(np.interp(aspect, [0.5, 1.0, 1.6], [0.385, 0.40, 0.415]))
    # The body must reach the lower edge, also when the camera is at its furthest.
    scale = max(scale, (height - eye_line) / (BODY_END - 60.0 - EYES))
    closest = scale / (1 - nearest)
    tallest, least = EYES - HAIR_TOP + _SWAY, height * _HEAD_ROOM
    if tallest * closest > eye_line - least:
        eye_line = min(height * _LOWEST_EYES, least + tallest * closest)
        scale = min(scale, (eye_line - least) / tallest * (1 - nearest))
    # Off-centre only as far as there is width left beside the shoulders.
    spare = float(np.clip((aspect - 0.8) / 0.6, 0.0, 1.0))
    offset = framing.offset if side == 0 else 0.075 * side
    x = width * (0.5 + offset * spare)
    return View(x, eye_line - EYES * scale, scale, 0.0, 0.0)


def _ranges(
    move: str, video: VideoFormat, frame_count: int, energy: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Start and end of dolly (share of distance) and truck (pixels); slow in short shots too."""
    way = energy * float(frame_count / video.fps)
    dolly = min(_DOLLY_MOST, _DOLLY_PER_S * way)
    truck = min(_TRUCK_MOST, _TRUCK_PER_S * way) * min(video.width, video.height * 1.2)
    still = (0.0, 0.0)
    if move == "slow-push-in":
        return (-dolly * 0.35, dolly * 0.65), still
    if move == "slow-pull-out":
        return (dolly * 0.65, -dolly * 0.35), still
    if move == "slow-pan-left":
        return still, (truck / 2, -truck / 2)
    if move == "slow-pan-right":
        return still, (-truck / 2, truck / 2)
    return still, still


def _ease(share: float) -> float:
    """Progress 0…1 with speed rising and falling linearly over the ends, even in between."""
    ramp = _EASE_SHARE
    top = 1.0 / (1.0 - ramp)
    if share < ramp:
        return top * share * share / (2 * ramp)
    if share > 1 - ramp:
        return 1.0 - top * (1 - share) ** 2 / (2 * ramp)
    return top * (share - ramp / 2)
