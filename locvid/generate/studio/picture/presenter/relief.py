"""Soft shading without blur at draw time: shapes as height fields, lit once, painted as images.

A shape gets a height at every design unit; its normals meet the scene's light, and a ramp of
colours (from ``deep`` shadow to ``shine``) turns the brightness into paint. The result is smooth,
so one pixel per unit is enough and it is scaled up without loss.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.paint import Colour

Field = NDArray[np.float32]

_FRONTAL = 0.7
"""Brightness of a surface that faces the viewer; it shows the ramp's ``base`` colour."""

_WRAP = 0.35
"""Light that reaches around the edge: skin and cloth scatter, they are not billiard balls."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the design space, in whole units."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top

    def above(self, y: float) -> Window:
        """The part of it that lies above ``y``, at least a unit high."""
        return replace(self, bottom=max(self.top + 1, min(self.bottom, int(y))))

    def grid(self) -> tuple[Field, Field]:
        """x and y of every unit's middle, as broadcastable float32 [1, w] and [h, 1]."""
        x = np.arange(self.left, self.right, dtype=np.float32) + 0.5
        y = np.arange(self.top, self.bottom, dtype=np.float32) + 0.5
        return x[None, :], y[:, None]


@dataclass(frozen=True, slots=True)
class Ramp:
    """Colours from shadow to highlight."""

    deep: Colour
    shade: Colour
    base: Colour
    light: Colour
    shine: Colour

    def at(self, brightness: Field) -> NDArray[np.float32]:
        """Colours [h, w, 3] for brightness [h, w]."""
        stops = (0.08, 0.42, _FRONTAL, 0.9, 1.05)
        table = np.array([self.deep, self.shade, self.base, self.light, self.shine])
        parts = [np.interp(brightness, stops, table[:, channel]) for channel in range(3)]
        return np.stack(parts, axis=-1).astype(np.float32)


def window_of(shape: skia.Path) -> Window:
    """The smallest window that holds a path, with a margin for soft edges."""
    bounds = shape.getBounds()
    return Window(
        int(bounds.left()) - 5, int(bounds.top()) - 5, int(bounds.right()) + 5,
        int(bounds.bottom()) + 5,
    )  # fmt: skip


def mask_of(path: skia.Path, window: Window, blur: float = 0.0) -> Field:
    """Coverage 0…1 of a path at one sample per unit."""
    width, height = window.size
    pixels = np.zeros((height, width), np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeA8(width, height), pixels, width)
    canvas = surface.getCanvas()
    canvas.translate(-window.left, -window.top)
    canvas.drawPath(path, skia.Paint(AntiAlias=True))
    mask = pixels.astype(np.float32) / 255.0
    return soften(mask, blur) if blur else mask


def lines_of(strokes: list[tuple[skia.Path, float, float]], window: Window, blur: float) -> Field:
    """Blurred lines as a field: each is a path, its width and its height (negative: a groove)."""
    total = np.zeros(window.size[::-1], np.float32)
    for path, width, height in strokes:
        pen = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width)
        pen.setStrokeCap(skia.Paint.kRound_Cap)
        outline = skia.Path()
        pen.getFillPath(path, outline)
        total += height * mask_of(outline, window)
    return soften(total, blur)


def soften(field: Field, sigma: float) -> Field:
    """Gaussian blur, σ in units."""
    return np.asarray(cv2.GaussianBlur(field, (0, 0), sigma), dtype=np.float32)


def inflated(mask: Field, radius: float, soft: float = 2.0) -> Field:
    """A pillow: height rises from the edge of ``mask`` like a quarter circle of ``radius``."""
    inside = (mask > 0.5).astype(np.uint8)
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    depth = np.clip(distance / radius, 0.0, 1.0)
    return soften((radius * np.sqrt(1.0 - (1.0 - depth) ** 2)).astype(np.float32), soft)


def brightness(height: Field, light: Light) -> tuple[Field, Field]:
    """How lit every point is (``_FRONTAL`` where it faces the viewer), and its rim light 0…1."""
    down, right = np.gradient(height)
    facing = 1.0 / np.sqrt(1.0 + right**2 + down**2)
    nx, ny = -right * facing, -down * facing
    key = np.array([0.95 * light.key_side, -0.62, 0.78])
    key /= np.linalg.norm(key)
    lit = nx * key[0] + ny * key[1] + facing * key[2]
    wrapped = (lit + _WRAP) / (1.0 + _WRAP)
    level = (key[2] + _WRAP) / (1.0 + _WRAP)
    contrast = 0.45 + 0.75 * light.strength
    shown = _FRONTAL + (wrapped - level) * contrast + 0.12 * light.ambient
    away = -1.0 if light.key_side > 0 else 1.0
    rim = np.clip(nx * away - 0.15 * ny, 0.0, 1.0) * np.clip(1.0 - facing, 0.0, 1.0) ** 1.6
    return shown.astype(np.float32), (light.rim * rim).astype(np.float32)


def painted(
    colours: NDArray[np.float32],
    window: Window,
    rim: Field | None = None,
    light: Light | None = None,
) -> skia.Paint:
    """A paint that shows ``colours`` [h, w, 3] over ``window``, with the rim light added."""
    if rim is not None and light is not None:
        glow = np.array(light.rim_tint, dtype=np.float32) * rim[..., None]
        colours = colours + glow * (1.0 - colours)
    pixels = np.empty((*colours.shape[:2], 4), np.uint8)
    pixels[..., :3] = np.clip(colours * 255.0 + 0.5, 0, 255)
    pixels[..., 3] = 255
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType, copy=True)
    shader = image.makeShader(
        skia.TileMode.kClamp,
        skia.TileMode.kClamp,
        skia.SamplingOptions(skia.CubicResampler.Mitchell()),
        skia.Matrix.Translate(window.left, window.top),
    )
    return skia.Paint(AntiAlias=True, Shader=shader)


def bell(x: Field, y: Field, centre: tuple[float, float], sx: float, sy: float) -> Field:
    """A Gaussian hill of height 1."""
    hill: Field = np.exp(-0.5 * (((x - centre[0]) / sx) ** 2 + ((y - centre[1]) / sy) ** 2))
    return hill
