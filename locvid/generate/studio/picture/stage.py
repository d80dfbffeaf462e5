"""What a setting paints on: layers at depths, things that live in them, and the light they cast.

Rooms are measured in room units: 1000 are the shorter side of the picture in the widest framing.
The origin is the middle of the picture at the height of the eyes; x right, y down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from locvid.drawing import skia
from locvid.generate.studio.picture.camera import Framing, View
from locvid.generate.studio.picture.layer import Layer, blurred, raster
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.timeline.model import Timeline
from locvid.model.media import VideoFormat

COARSE = 2
"""Backgrounds are soft, so they are composed at half size and enlarged: a quarter of the work."""

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in room units."""


class Life(Protocol):
    """Something that moves by itself in the room, between two layers."""

    depth: float

    def bounds(self, frame: int) -> Rect | None:
        """What it covers in ``frame`` with its softness; None where it is not to be seen."""
        ...

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw it in room units."""
        ...


@dataclass(slots=True)
class Scene:
    """A furnished room, far things first. ``front`` stands before the figure, out of focus."""

    light: Light
    items: list[Layer | Life] = field(default_factory=list)
    front: list[Layer | Life] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stage:
    """The empty room of one camera set-up, and the painting of layers into it.

    ``half_width``, ``top`` and ``bottom`` are the visible extent in the widest framing: compose
    with them. ``reach`` is what a layer must cover, ``extent`` what the room is laid out in.
    ``look`` is the ``picture`` section of the setting's preset. ``mirrored`` is true in the
    reverse shot of a dialogue.
    """

    video: VideoFormat
    framing: Framing
    rest: View
    timeline: Timeline
    look: Mapping[str, Any]
    seed: int
    mirrored: bool

    @property
    def unit(self) -> float:
        """Full-size pixels per room unit."""
        return min(self.video.width, self.video.height) / 1000.0 * self.framing.room

    @property
    def half_width(self) -> float:
        """Half the visible width in the widest framing, in room units."""
        return 500.0 * self.video.width / min(self.video.width, self.video.height)

    @property
    def top(self) -> float:
        """Upper visible edge in the widest framing, in room units (negative)."""
        return -0.4 * 1000.0 * self.video.height / min(self.video.width, self.video.height)

    @property
    def bottom(self) -> float:
        """Lower visible edge in the widest framing, in room units."""
        return 0.6 * 1000.0 * self.video.height / min(self.video.width, self.video.height)

    @property
    def horizon(self) -> float:
        """Height of the room's origin in full-size pixels."""
        return self.rest.y - 22.0 * self.rest.scale

    @property
    def reach(self) -> Rect:
        """What the camera can see of a layer on its way, with a margin, in room units."""
        width, height, unit = self.video.width, self.video.height, self.unit
        aside, above = 0.07 * width, 0.07 * height
        return (
            (-width / 2 - aside) / unit,
            (-self.horizon - above) / unit,
            (width / 2 + aside) / unit,
            (height - self.horizon + above) / unit,
        )

    @property
    def extent(self) -> Rect:
        """What no framing exceeds. Lay out random things in it: so they are alike in all shots."""
        half = self.half_width * 1.35
        return (-half, self.top * 1.5 - 60, half, self.bottom * 1.4)

    def softness(self, depth: float) -> float:
        """Standard deviation of the blur at ``depth``, in room units (thin lens, far focus 1)."""
        shorter = min(self.video.width, self.video.height)
        return self.framing.blur * shorter * abs(1 - 1 / depth) / self.unit

    def paint(
        self,
        depth: float,
        draw: Callable[[Any], None],
        area: Rect | None = None,
        coarse: int = COARSE,
        softness: float | None = None,
    ) -> Layer:
        """Paint a layer once: ``draw`` gets a canvas in room units; the blur of its depth follows.

        ``area`` (room units) limits the layer to a part; without it the layer covers the picture.
        """
        unit = self.unit / coarse
        blur = (self.softness(depth) if softness is None else softness) * unit
        left, top, right, bottom = _common(area, self.reach) if area is not None else self.reach
        if self.mirrored:
            left, right = -right, -left
        pad = 3 * blur + 2 if area is not None else 2
        middle, horizon = self.video.width / 2 / coarse, self.horizon / coarse
        x0, y0 = int(left * unit + middle - pad), int(top * unit + horizon - pad)
        x1, y1 = int(right * unit + middle + pad) + 1, int(bottom * unit + horizon + pad) + 1
        pixels, surface = raster(max(x1 - x0, 1), max(y1 - y0, 1))
        canvas = surface.getCanvas()
        canvas.translate(middle - x0, horizon - y0)
        canvas.scale(-unit if self.mirrored else unit, unit)
        draw(canvas)
        return Layer(blurred(pixels, blur, endless=area is None), x0, y0, depth)

    def put(self, canvas: Any, layer: Layer, alpha: float = 1.0, coarse: int = COARSE) -> None:
        """Draw a painted layer on a canvas in room units, as a life does, at its place."""
        unit = self.unit / coarse
        canvas.scale((-1 if self.mirrored else 1) / unit, 1 / unit)
        canvas.translate(-self.video.width / 2 / coarse, -self.horizon / coarse)
        paint = None if alpha >= 1.0 else skia.Paint(Alphaf=max(alpha, 0.0))
        layer.draw(canvas, paint)


def _common(area: Rect, reach: Rect) -> Rect:
    """The part of ``area`` that can be seen; empty areas keep a corner."""
    left, top = min(max(area[0], reach[0]), reach[2]), min(max(area[1], reach[1]), reach[3])
    right, bottom = max(min(area[2], reach[2]), left), max(min(area[3], reach[3]), top)
    return (left, top, right, bottom)
