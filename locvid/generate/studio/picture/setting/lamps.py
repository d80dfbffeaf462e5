"""Points of light out of focus: discs, a little brighter at their rim, that shimmer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import glow, mixed
from locvid.generate.studio.picture.setting.drift import Drift
from locvid.generate.studio.picture.stage import Rect, Stage

_SHIMMER_S = 3.6


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light at ``x``, ``y`` whose disc has the ``radius``, in room units."""

    x: float
    y: float
    radius: float
    code: str


def disc_radius(stage: Stage, size: float) -> float:
    """How large a lamp of ``size`` appears: the wider the camera is open, the larger its disc."""
    return size + 900 * stage.framing.blur


def draw_disc(canvas: Any, lamp: Lamp) -> None:
    """The disc that a lens makes of a point of light."""
    tones = [(mixed(lamp.code, "#ffffff", 0.55), 0.80), (lamp.code, 0.78), (lamp.code, 0.92)]
    paint = glow((lamp.x, lamp.y), lamp.radius, [*tones, (lamp.code, 0.0)], [0.0, 0.78, 0.92, 1.0])
    canvas.drawCircle(lamp.x, lamp.y, lamp.radius, paint)


class Lamps:
    """Lamps within ``area``, in turn on one of the ``circuits``, which shimmer each by itself."""

    def __init__(
        self,
        stage: Stage,
        depth: float,
        lamps: Sequence[Lamp],
        area: Rect,
        seed: int,
        circuits: int = 3,
        brightness: float = 0.66,
    ) -> None:
        self.depth = depth
        self._stage, self._fps = stage, float(stage.video.fps)
        self._bounds, self._brightness = area, brightness
        self._circuits: list[tuple[Layer, Drift]] = []
        for circuit in range(circuits):
            layer = self._painted(lamps[circuit::circuits])
            self._circuits.append((layer, Drift([stage.seed, seed, circuit], _SHIMMER_S)))

    def _painted(self, lamps: Sequence[Lamp]) -> Layer:
        def draw(canvas: Any) -> None:
            for lamp in lamps:
                draw_disc(canvas, lamp)

        return self._stage.paint(self.depth, draw, self._bounds, softness=1.2).trimmed()

    def bounds(self, frame: int) -> Rect:
        """All of them."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw every circuit with its brightness of the moment."""
        for layer, shimmer in self._circuits:
            canvas.save()
            self._stage.put(canvas, layer, self._brightness + 0.16 * shimmer.at(frame / self._fps))
            canvas.restore()
