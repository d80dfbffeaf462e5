"""Composes the room behind the figure for each frame, touching only what has changed."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.camera import View
from locvid.generate.studio.picture.layer import Layer, blurred, raster
from locvid.generate.studio.picture.stage import COARSE, Life, Rect, Scene, Stage
from locvid.model.take import Frame

_PixelRect = tuple[int, int, int, int]


class Backdrop:
    """The room of one camera set-up, drawn at half size and enlarged.

    Soft pictures lose nothing by it, and a fixed factor of two cannot shimmer. While the camera
    rests, only the surroundings of what moves are drawn again.
    """

    def __init__(self, stage: Stage, scene: Scene) -> None:
        self._stage, self._scene = stage, scene
        self._width = -(-stage.video.width // COARSE)
        self._height = -(-stage.video.height // COARSE)
        self._coarse, surface = raster(self._width, self._height)
        self._surface, self._canvas = surface, surface.getCanvas()
        self._full: Frame = np.empty(
            (self._height * COARSE, self._width * COARSE, 4), dtype=np.uint8
        )
        self._vignette = _vignette(stage, self._width, self._height)
        self._shown: tuple[View, list[_PixelRect]] | None = None

    def copy_to(self, picture: Frame, view: View, frame: int) -> None:
        """Fill ``picture`` (uint8 [h, w, 4]) with the room as it is in ``frame``."""
        height, width = picture.shape[:2]
        places = [self.place_of(view, item, frame) for item in self._scene.items]
        now = [rect for rect in places if rect is not None]
        if self._shown is None or self._shown[0] != view:
            self._compose(view, frame, (0, 0, self._width, self._height), places)
            cv2.resize(
                self._coarse,
                (self._full.shape[1], self._full.shape[0]),
                self._full,
                interpolation=cv2.INTER_LINEAR,
            )
        else:
            for rect in _merged([*self._shown[1], *now]):
                self._compose(view, frame, rect, places)
                self._enlarge(rect)
        self._shown = (view, now)
        np.copyto(picture, self._full[:height, :width])

    def draw_front(self, canvas: Any, view: View, frame: int) -> None:
        """Draw what stands before the figure on the full-size ``canvas``."""
        for item in self._scene.front:
            canvas.save()
            _look(canvas, view, item.depth, 1)
            self._draw_item(canvas, item, frame, 1)
            canvas.restore()

    def _compose(
        self, view: View, frame: int, rect: _PixelRect, places: list[_PixelRect | None]
    ) -> None:
        canvas = self._canvas
        canvas.save()
        canvas.clipRect(skia.Rect(*rect))
        for item, place in zip(self._scene.items, places, strict=True):
            if place is not None and not _touch(place, rect):
                continue
            canvas.save()
            _look(canvas, view, item.depth, COARSE)
            self._draw_item(canvas, item, frame, COARSE)
            canvas.restore()
        self._vignette.draw(canvas)
        canvas.restore()

    def _draw_item(self, canvas: Any, item: Layer | Life, frame: int, coarse: int) -> None:
        if isinstance(item, Layer):
            item.draw(canvas)
            return
        stage, unit = self._stage, self._stage.unit / coarse
        canvas.translate(stage.video.width / 2 / coarse, stage.horizon / coarse)
        canvas.scale(-unit if stage.mirrored else unit, unit)
        item.draw(canvas, frame)

    def _enlarge(self, rect: _PixelRect) -> None:
        """Enlarge a part so that it equals the same part of the whole enlarged."""
        left, top = max(rect[0] - 1, 0), max(rect[1] - 1, 0)
        right, bottom = min(rect[2] + 1, self._width), min(rect[3] + 1, self._height)
        outer = (max(left - 1, 0), max(top - 1, 0))
        ends = (min(right + 1, self._width), min(bottom + 1, self._height))
        part = self._coarse[outer[1] : ends[1], outer[0] : ends[0]]
        size = (part.shape[1] * COARSE, part.shape[0] * COARSE)
        large = cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
        x0, y0 = (left - outer[0]) * COARSE, (top - outer[1]) * COARSE
        wide, high = (right - left) * COARSE, (bottom - top) * COARSE
        self._full[top * COARSE : bottom * COARSE, left * COARSE : right * COARSE] = large[
            y0 : y0 + high, x0 : x0 + wide
        ]

    def place_of(self, view: View, item: Any, frame: int) -> _PixelRect | None:
        """Where a living thing is, in whole coarse pixels inside the canvas."""
        bounds: Rect | None = None if isinstance(item, Layer) else item.bounds(frame)
        if bounds is None:
            return None
        stage, size = self._stage, view.magnification(item.depth)
        left, top, right, bottom = bounds
        if stage.mirrored:
            left, right = -right, -left

        def across(x: float) -> float:
            nominal, still = stage.video.width / 2 + x * stage.unit, view.x + view.truck
            return (still + (nominal - still) * size + view.shift(item.depth)) / COARSE

        def down(y: float) -> float:
            return (view.y + (stage.horizon + y * stage.unit - view.y) * size) / COARSE

        x0, x1 = max(int(across(left)) - 1, 0), min(int(across(right)) + 2, self._width)
        y0, y1 = max(int(down(top)) - 1, 0), min(int(down(bottom)) + 2, self._height)
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _look(canvas: Any, view: View, depth: float, coarse: int) -> None:
    """Set ``canvas`` so that things painted for the unmoved view appear as seen in ``view``."""
    size, x, y = view.magnification(depth), view.x / coarse, view.y / coarse
    if size == 1.0 and view.truck == 0.0:
        return
    rest_x = x + view.truck / coarse
    canvas.translate(rest_x + view.shift(depth) / coarse, y)
    canvas.scale(size, size)
    canvas.translate(-rest_x, -y)


def _touch(a: _PixelRect, b: _PixelRect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _merged(rects: list[_PixelRect]) -> list[_PixelRect]:
    """Join rectangles that overlap, so that nothing is drawn twice."""
    open_rects = list(dict.fromkeys(rects))
    done: list[_PixelRect] = []
    while open_rects:
        a = open_rects.pop()
        near = [b for b in (*open_rects, *done) if _touch(a, b)]
        if not near:
            done.append(a)
            continue
        # The larger one may touch what the parts did not.
        open_rects = [b for b in open_rects if b not in near]
        done = [b for b in done if b not in near]
        lefts, tops, rights, bottoms = zip(a, *near, strict=True)
        open_rects.append((min(lefts), min(tops), max(rights), max(bottoms)))
    return done


def _vignette(stage: Stage, width: int, height: int) -> Layer:
    """Darker corners, and the soft shadow by which the figure sits in the room."""
    look = stage.look.get("vignette", {})
    strength, shadow = float(look.get("corners", 0.34)), float(look.get("figure_shadow", 0.22))
    red, green, blue = (int(value) for value in look.get("tint", (12, 14, 26)))
    pixels, surface = raster(width, height)
    canvas = surface.getCanvas()
    scale = stage.rest.scale / COARSE
    # The shadow falls away from the key light.
    side = float(stage.look.get("light", {}).get("key_side", -0.6))
    away = 40.0 * side if stage.mirrored else -40.0 * side
    paint = skia.Paint(AntiAlias=True, Color=skia.Color(red, green, blue, int(255 * shadow)))
    for aside in [mark.x * stage.video.width / 2 for mark in stage.timeline.marks] or [0.0]:
        canvas.save()
        canvas.translate((stage.rest.x + aside) / COARSE, stage.rest.y / COARSE)
        canvas.scale(scale, scale)
        canvas.drawOval(skia.Rect(away - 165, -180, away + 165, 190), paint)
        canvas.drawRoundRect(skia.Rect(away - 330, 300, away + 330, 1600), 200, 200, paint)
        canvas.restore()
    pixels[:] = blurred(pixels, 80.0 * scale, endless=True)
    middle = (width / 2, height * 0.45)
    reach = float(np.hypot(width / 2, height * 0.55))
    canvas.save()
    canvas.translate(*middle)
    canvas.scale(width / 2 * 1.42 / reach, height * 0.55 * 1.42 / reach)
    corners = skia.GradientShader.MakeRadial(
        center=(0, 0),
        radius=reach,
        colors=[
            skia.Color(red, green, blue, 0),
            skia.Color(red, green, blue, int(90 * strength)),
            skia.Color(red, green, blue, int(255 * strength)),
        ],
        positions=[0.5, 0.75, 1.0],
    )
    canvas.drawRect(
        skia.Rect(-2 * reach, -2 * reach, 2 * reach, 2 * reach),
        skia.Paint(Shader=corners, Dither=True),
    )
    canvas.restore()
    return Layer(pixels, 0, 0, 1.0)
