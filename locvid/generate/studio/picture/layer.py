"""A painted part of a room: pixels that can be drawn anywhere to a fraction of a pixel, quickly."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from locvid.drawing import skia
from locvid.model.take import Frame

_NOTHING = 1e-4
_SMALL_SIGMA = 5.0


class Layer:
    """A painted part of the room, ``depth`` times as far as the figure.

    ``left``, ``top``: where the picture lies in canvas pixels in the unmoved view.
    """

    def __init__(self, pixels: Frame, left: int, top: int, depth: float) -> None:
        self.left, self.top, self.depth = left, top, depth
        self._pixels = pixels
        self._image = _image(pixels)
        self._whole = skia.Rect(0, 0, pixels.shape[1], pixels.shape[0])
        self._resampled: Frame = np.empty((0, 0, 4), dtype=np.uint8)

    def trimmed(self) -> Layer:
        """The same without its empty borders."""
        rows, columns = (np.flatnonzero(self._pixels[..., 3].any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return self
        top, left = int(rows[0]), int(columns[0])
        part = self._pixels[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
        return Layer(np.ascontiguousarray(part), self.left + left, self.top + top, self.depth)

    def same_as(self, other: object) -> bool:
        """Whether ``other`` is painted alike, at the same place."""
        return isinstance(other, Layer) and (
            (self.left, self.top, self.depth) == (other.left, other.top, other.depth)
            and np.array_equal(self._pixels, other._pixels)
        )

    def draw(self, canvas: Any, paint: Any = None) -> None:
        """Draw it at its place on a canvas in canvas pixels, however that is turned or scaled.

        Resampling is OpenCV's: it places to 1/32 of a pixel where skia places to 1/16, which would
        be seen as steps in a slow move, and takes half the time, a tenth where turned.
        """
        canvas.translate(self.left, self.top)
        if canvas.quickReject(self._whole):
            return
        matrix = canvas.getTotalMatrix()
        sx, kx, tx = matrix.getScaleX(), matrix.getSkewX(), matrix.getTranslateX()
        ky, sy, ty = matrix.getSkewY(), matrix.getScaleY(), matrix.getTranslateY()
        canvas.resetMatrix()
        unscaled = max(abs(sx - 1), abs(sy - 1), abs(kx), abs(ky)) < _NOTHING
        if unscaled and max(abs(tx - round(tx)), abs(ty - round(ty))) < _NOTHING * 10:
            canvas.drawImage(self._image, round(tx), round(ty), skia.SamplingOptions(), paint)
            return
        box = matrix.mapRect(self._whole)
        clip = canvas.getDeviceClipBounds()
        left, top = max(int(box.left()) - 1, clip.left()), max(int(box.top()) - 1, clip.top())
        right, bottom = (
            min(int(box.right()) + 2, clip.right()),
            min(int(box.bottom()) + 2, clip.bottom()),
        )
        if left >= right or top >= bottom:
            return
        # From pixel corners, where skia counts, to pixel centres, where OpenCV does.
        dx, dy = (sx + kx - 1) / 2 - left, (ky + sy - 1) / 2 - top
        if self._resampled.shape[:2] != (bottom - top, right - left):
            self._resampled = np.empty((bottom - top, right - left, 4), dtype=np.uint8)
        cv2.warpAffine(
            self._pixels,
            np.array([[sx, kx, tx + dx], [ky, sy, ty + dy]]),
            (right - left, bottom - top),
            self._resampled,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
        )
        canvas.drawImage(_image(self._resampled), left, top, skia.SamplingOptions(), paint)


def raster(width: int, height: int) -> tuple[Frame, Any]:
    """A BGRA buffer (premultiplied) and a skia surface that draws straight into it."""
    pixels: Frame = np.zeros((height, width, 4), dtype=np.uint8)
    info = skia.ImageInfo.Make(
        width, height, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    return pixels, skia.Surface.MakeRasterDirect(info, pixels, width * 4)


def blurred(pixels: Frame, sigma: float, endless: bool) -> Frame:
    """A Gaussian blur of ``sigma`` pixels; ``endless`` pictures go on beyond their edges.

    A wide blur leaves nothing that needs all pixels, so it is made on a smaller picture.
    """
    if sigma < 0.3:
        return pixels
    border = cv2.BORDER_REPLICATE if endless else cv2.BORDER_CONSTANT
    height, width = pixels.shape[:2]
    share = max(int(sigma / _SMALL_SIGMA), 1)
    small: Any = pixels
    if share > 1:
        size = (-(-width // share), -(-height // share))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / share, borderType=border)
    if share > 1:
        small = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(small, dtype=np.uint8)


def _image(pixels: Frame) -> Any:
    """A view of ``pixels``, which must outlive it."""
    return skia.Image.fromarray(
        pixels,
        colorType=skia.kBGRA_8888_ColorType,
        alphaType=skia.kPremul_AlphaType,
        copy=False,
    )
