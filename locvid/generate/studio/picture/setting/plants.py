"""Plants that stir a little: leaves in three bunches, each swaying about the pot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import fade, fill, line, mixed
from locvid.generate.studio.picture.setting.drift import Drift
from locvid.generate.studio.picture.stage import Rect, Stage

_BUNCHES = 2
_SWAY_DEG = 1.0


class Plant:
    """A leafy plant rooted at ``x``, ``y`` (room units), ``size`` high, swaying by itself."""

    def __init__(
        self,
        stage: Stage,
        depth: float,
        x: float,
        y: float,
        size: float,
        greens: tuple[str, str],
        leaf: str,
        seed: int,
    ) -> None:
        self.depth = depth
        self._stage, self._fps = stage, float(stage.video.fps)
        rng = np.random.default_rng(seed)
        paint = _LEAVES[leaf]
        self._bounds: Rect = (x - size * 0.95, y - size * 1.12, x + size * 0.95, y + size * 0.12)
        self._root = (x, y)
        self._bunches: list[tuple[Layer, Drift]] = []
        for bunch in range(_BUNCHES):
            shade = (bunch + 0.5) / _BUNCHES

            def draw(canvas: Any, shade: float = shade) -> None:
                canvas.translate(x, y)
                paint(canvas, rng, size, greens, shade)

            layer = stage.paint(depth, draw, self._bounds).trimmed()
            self._bunches.append((layer, Drift([stage.seed, seed, bunch], slowest_s=5.0)))

    def bounds(self, frame: int) -> Rect:
        """The leaves with the room they sway in."""
        return self._bounds

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the bunches, each turned about the root by up to a degree."""
        for layer, sway in self._bunches:
            canvas.save()
            canvas.rotate(_SWAY_DEG * sway.at(frame / self._fps), *self._root)
            self._stage.put(canvas, layer)
            canvas.restore()


def pot(canvas: Any, x: float, top: float, width: float, height: float, code: str) -> None:
    """A tapered pot with its rim at ``top``, lit from the left, on a shaded floor."""
    half, foot = width / 2, width * 0.36
    floor = skia.Rect(x - width * 0.7, top + height - 16, x + width * 0.8, top + height + 18)
    canvas.drawOval(floor, fill("#120d0a", 0.5, blur=9))
    path = skia.Path()
    path.moveTo(x - half, top)
    path.lineTo(x + half, top)
    path.lineTo(x + foot, top + height)
    path.lineTo(x - foot, top + height)
    path.close()
    tones = [mixed(code, "#ffffff", 0.35), code, mixed(code, "#2a2520", 0.42)]
    canvas.drawPath(path, fade((x - half, 0), (x + half, 0), tones))
    rim = skia.Rect(x - half * 1.05, top - height * 0.02, x + half * 1.05, top + height * 0.09)
    canvas.drawRoundRect(rim, 6, 6, fade((x - half, 0), (x + half, 0), tones))
    earth = skia.Rect(x - half * 0.9, top - height * 0.025, x + half * 0.9, top + height * 0.035)
    canvas.drawOval(earth, fill("#2e221a"))


def _blades(
    canvas: Any, rng: np.random.Generator, size: float, greens: tuple[str, str], shade: float
) -> None:
    """Long arching leaves, as of a dracaena."""
    for _ in range(9):
        angle = rng.normal(0.0, 0.55)
        length = size * rng.uniform(0.62, 1.02) * (1.05 - 0.25 * abs(angle))
        x, y = np.sin(angle) * length, -np.cos(angle) * length
        droop = 0.16 * length * abs(np.sin(angle))
        middle, width = (x * 0.42, y * 0.66 - droop), size * rng.uniform(0.045, 0.075)
        across = (np.cos(angle) * width, np.sin(angle) * width)
        path = skia.Path()
        path.moveTo(0, 0)
        path.quadTo(middle[0] - across[0], middle[1] - across[1], x, y + droop)
        path.quadTo(middle[0] + across[0], middle[1] + across[1], 0, 0)
        tone = mixed(greens[0], greens[1], min(max(shade + rng.normal(0, 0.22), 0.0), 1.0))
        lit = mixed(tone, "#eaf6c8", 0.30)
        canvas.drawPath(path, fade((0, 0), (x, y), [mixed(tone, "#0d2014", 0.4), tone, lit]))
        rib = skia.Path()
        rib.moveTo(0, 0)
        rib.quadTo(middle[0], middle[1], x, y + droop)
        canvas.drawPath(rib, line(mixed(tone, "#f3ffdc", 0.4), size * 0.006, 0.5))


def _discs(
    canvas: Any, rng: np.random.Generator, size: float, greens: tuple[str, str], shade: float
) -> None:
    """Broad oval leaves on stalks, as of a rubber plant or a fiddle-leaf fig."""
    for _ in range(10):
        angle = rng.normal(0.0, 0.42)
        length = size * rng.uniform(0.30, 0.95)
        x, y = np.sin(angle) * length * 0.85, -np.cos(angle) * length
        stalk = skia.Path()
        stalk.moveTo(0, 0)
        stalk.quadTo(x * 0.2, y * 0.7, x, y)
        tone = mixed(greens[0], greens[1], min(max(shade + rng.normal(0, 0.2), 0.0), 1.0))
        canvas.drawPath(stalk, line(mixed(tone, "#3a2a18", 0.5), size * 0.012))
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(float(np.degrees(angle)) + rng.normal(0, 38))
        long, wide = size * rng.uniform(0.12, 0.19), size * rng.uniform(0.055, 0.085)
        leaf = skia.Path()
        leaf.moveTo(0, long * 0.2)
        leaf.cubicTo(-wide * 1.5, -long * 0.2, -wide, -long, 0, -long * 1.2)
        leaf.cubicTo(wide, -long, wide * 1.5, -long * 0.2, 0, long * 0.2)
        lit = mixed(tone, "#e4f3c4", 0.34)
        canvas.drawPath(leaf, fade((-wide, 0), (wide, 0), [lit, tone, mixed(tone, "#0d2014", 0.3)]))
        canvas.drawLine(0, 0, 0, -long, line(mixed(tone, "#f3ffdc", 0.5), size * 0.006, 0.6))
        canvas.restore()


_LEAVES: dict[str, Callable[[Any, np.random.Generator, float, tuple[str, str], float], None]] = {
    "blades": _blades,
    "discs": _discs,
}
