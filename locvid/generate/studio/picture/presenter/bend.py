"""A cached picture of part of the head, bent to a pose straight onto the pixels of a canvas."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from locvid.drawing import skia
from locvid.generate.studio.picture.presenter.head import Head
from locvid.generate.studio.picture.presenter.relief import Window

FloatArray = NDArray[np.float64]

_CELL_PX = 16
"""Mesh size: the head's curvature within a cell stays below a tenth of a pixel."""

_NO_MAP = np.empty(0, np.float32)
"""Both coordinates are in the first map."""

_EXACT = skia.SamplingOptions(skia.FilterMode.kNearest)


class Bend:
    """Draws a picture as the head moves it, resampled once whatever the camera does.

    The mesh runs over the pixels of the canvas; each corner is traced back to its point of the
    picture (the inverse of ``Head.moved`` by fixed-point iteration), and OpenCV samples there.
    """

    def __init__(self, window: Window, pixels: NDArray[np.uint8], out: float = 0.0) -> None:
        """``pixels`` [h, w, 4] premultiplied BGRA, showing ``window``; ``out`` as in ``Head``."""
        self._window = window
        self._pixels = pixels
        self._out = out
        self._scale = pixels.shape[1] / window.size[0], pixels.shape[0] / window.size[1]
        rows, columns = (
            np.nonzero(pixels[..., 3].any(axis=1))[0],
            np.nonzero(pixels[..., 3].any(axis=0))[0],
        )
        # Only what is not empty is bent: 7 x 7 points over it tell where it goes.
        x = window.left + np.linspace(columns[0], columns[-1] + 1, 7) / self._scale[0]
        y = window.top + np.linspace(rows[0], rows[-1] + 1, 7) / self._scale[1]
        self._probe = tuple(np.meshgrid(x, y))

    def draw(self, canvas: skia.Canvas, head: Head) -> None:
        """Draw onto a raster canvas whose matrix maps the design space to pixels."""
        matrix = canvas.getTotalMatrix()
        inverse = skia.Matrix()
        probe_x, probe_y = self._probe
        area = _seen(canvas, *_mapped(matrix, *head.moved(probe_x, probe_y, self._out)))
        if area is None or not matrix.invert(inverse):
            return
        left, top, width, height = area
        # One cell more on every side, for beyond the outer corners a mesh is not interpolated.
        columns, rows = -(-width // _CELL_PX) + 2, -(-height // _CELL_PX) + 2
        device_x, device_y = np.meshgrid(
            left + (np.arange(columns) - 0.5) * _CELL_PX, top + (np.arange(rows) - 0.5) * _CELL_PX
        )
        want_x, want_y = _mapped(inverse, device_x, device_y)
        x, y = want_x.copy(), want_y.copy()
        for _ in range(3):
            moved_x, moved_y = head.moved(x, y, self._out)
            x += want_x - moved_x
            y += want_y - moved_y
        mesh = np.empty((rows, columns, 2), np.float32)
        mesh[..., 0] = (x - self._window.left) * self._scale[0] - 0.5
        mesh[..., 1] = (y - self._window.top) * self._scale[1] - 0.5
        bent = cv2.remap(
            self._pixels, _spread(mesh, (width, height)), _NO_MAP, cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
        )  # fmt: skip
        _put(canvas, inverse, np.asarray(bent, dtype=np.uint8), left, top)


class Still:
    """Draws a picture as it is, placed to 1/32 of a pixel: Skia's 1/16 shows in a slow breath."""

    def __init__(self, window: Window, pixels: NDArray[np.uint8]) -> None:
        """``pixels`` [h, w, 4] premultiplied BGRA, showing ``window``."""
        self._window = window
        self._pixels = pixels
        self._scale = pixels.shape[1] / window.size[0], pixels.shape[0] / window.size[1]

    def draw(self, canvas: skia.Canvas) -> None:
        """Draw onto a raster canvas whose matrix maps the design space to pixels."""
        matrix, inverse = canvas.getTotalMatrix(), skia.Matrix()
        window = self._window
        x, y = np.meshgrid(
            np.array([window.left, window.right], float),
            np.array([window.top, window.bottom], float),
        )
        area = _seen(canvas, *_mapped(matrix, x, y))
        if area is None or not matrix.invert(inverse):
            return
        left, top, width, height = area
        # From the middles of device pixels to the middles of the picture's pixels.
        corners = (
            np.array([left + 0.5, left + 1.5, left + 0.5]),
            np.array([top + 0.5, top + 0.5, top + 1.5]),
        )
        x, y = _mapped(inverse, *corners)
        x = (x - window.left) * self._scale[0] - 0.5
        y = (y - window.top) * self._scale[1] - 0.5
        to_picture = np.array([[x[1] - x[0], x[2] - x[0], x[0]], [y[1] - y[0], y[2] - y[0], y[0]]])
        shown = cv2.warpAffine(
            self._pixels, to_picture, (width, height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_CONSTANT,
        )  # fmt: skip
        _put(canvas, inverse, np.asarray(shown, dtype=np.uint8), left, top)


def _seen(canvas: skia.Canvas, x: FloatArray, y: FloatArray) -> tuple[int, int, int, int] | None:
    """Left, top, width and height in pixels of what is on the canvas of these points, or None."""
    clip = canvas.getDeviceClipBounds()
    left = max(int(np.floor(x.min())) - 3, clip.left())
    top = max(int(np.floor(y.min())) - 3, clip.top())
    right = min(int(np.ceil(x.max())) + 3, clip.right())
    bottom = min(int(np.ceil(y.max())) + 3, clip.bottom())
    if right <= left or bottom <= top:
        return None
    return left, top, right - left, bottom - top


def _put(
    canvas: skia.Canvas, inverse: skia.Matrix, pixels: NDArray[np.uint8], left: int, top: int
) -> None:
    """Pixels onto pixels; ``inverse`` undoes the canvas's matrix."""
    image = skia.Image.fromarray(
        pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType, copy=False
    )
    canvas.save()
    canvas.concat(inverse)
    canvas.drawImage(image, left, top, _EXACT)
    canvas.restore()


def _mapped(matrix: skia.Matrix, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Points through an affine matrix."""
    return (
        matrix.getScaleX() * x + matrix.getSkewX() * y + matrix.getTranslateX(),
        matrix.getSkewY() * x + matrix.getScaleY() * y + matrix.getTranslateY(),
    )


def _spread(mesh: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Values at the middles of cells [rows, columns, 2], over the pixels of ``size`` within."""
    rows, columns = mesh.shape[:2]
    spread = cv2.resize(
        mesh, (columns * _CELL_PX, rows * _CELL_PX), interpolation=cv2.INTER_LINEAR
    )  # fmt: skip
    within = spread[_CELL_PX : _CELL_PX + size[1], _CELL_PX : _CELL_PX + size[0]]
    return np.asarray(within, dtype=np.float32)
