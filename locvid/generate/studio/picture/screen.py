"""Texts in the picture of a shot: set once, then drawn frame by frame with their motion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.camera import View
from locvid.generate.studio.picture.layer import raster
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.screen import ScreenStyle
from locvid.presets.library import PresetLibrary
from locvid.presets.screens import safe_area, screen_style
from locvid.typeset.fonts import Fonts
from locvid.typeset.placing import Box, Page, Placed, place
from locvid.typeset.setting import draw_set
from locvid.typeset.shaping import Typesetter

_FACE = (-150.0, -150.0, 150.0, 165.0)
"""Left, top, right, bottom of a face in figure units, with room for nods."""

_FEATURES = (-110.0, -65.0, 110.0, 155.0)
"""Eyes to chin, opened and nodding: what lips are read by is never covered."""

_TRAVEL = 0.7
"""How far a text moves while it comes and goes, in ems."""

Views = Callable[[int], Sequence[View]]
"""Where the camera stands in a frame, for each one who is seen in it."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One text: the frames in which it is seen, its picture and its corner."""

    first: int
    end: int
    style: ScreenStyle
    placed: Placed
    image: Any


class Screen:
    """All texts of one shot."""

    def __init__(
        self,
        prompt: PerformancePrompt,
        video: VideoFormat,
        frame_count: int,
        views: Views | None,
        library: PresetLibrary,
    ) -> None:
        """``views`` is None where nobody is in the picture.

        Raises InvalidInput where a text does not fit, MissingDependency without ICU.
        """
        self._video = video
        self._mirrored = prompt.locale.right_to_left
        page = Page(video, safe_area(video, library), prompt.locale)
        own = library.fonts()
        self._items: list[_Item] = []
        for text in prompt.screen:
            style = screen_style(text.kind, library)
            seconds = float(frame_count / video.fps)
            first = round(text.opens.within(seconds) * video.fps)
            end = round(text.closes.within(seconds) * video.fps)
            if first >= end:
                continue
            fonts = Fonts(own, prompt.locale.language, text.text)
            looked_at = np.linspace(first, end - 1, 9).round().astype(int)
            seen = [view for frame in looked_at for view in views(frame)] if views else []
            others = [
                item.placed.box for item in self._items if item.first < end and first < item.end
            ]
            placed = place(
                text.text,
                style,
                page,
                Typesetter(fonts, prompt.locale),
                clear_of=[*others, *(_box(view, _FACE) for view in seen)],
                never_over=[*others, *(_box(view, _FEATURES) for view in seen)],
            )
            image = _painted(placed, style, self._mirrored)
            self._items.append(_Item(first, end, style, placed, image))

    def provenance(self) -> list[dict[str, object]]:
        """What is shown where: frames, end exclusive, and shares of the width and the height."""
        width, height = self._video.width, self._video.height
        return [
            {
                "kind": item.style.name,
                "first_frame": item.first,
                "end_frame": item.end,
                "left": round(item.placed.box.left / width, 4),
                "top": round(item.placed.box.top / height, 4),
                "right": round(item.placed.box.right / width, 4),
                "bottom": round(item.placed.box.bottom / height, 4),
            }
            for item in self._items
        ]

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw what is to be seen in ``frame`` on a canvas in pixels."""
        for item in self._items:
            if item.first <= frame < item.end:
                self._draw(canvas, item, frame)

    def _draw(self, canvas: Any, item: _Item, frame: int) -> None:
        share = _presence(item, frame, float(self._video.fps))
        away = (1 - share) * _TRAVEL * item.placed.text.em
        x, y = item.placed.left, item.placed.top
        if item.style.motion == "slide":
            x += away if self._mirrored else -away
        elif item.style.motion == "rise":
            y += away
        paint = skia.Paint(Alphaf=share) if share < 1 else None
        sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
        canvas.drawImage(item.image, x - _MARGIN, y - _MARGIN, sampling, paint)


_MARGIN = 2
"""Pixels around a painted text, so that its edges stay smooth in between pixels."""


def _presence(item: _Item, frame: int, fps: float) -> float:
    """0 (gone) to 1 (there): quick at first, then slower."""
    coming = (frame - item.first + 1) / max(1.0, item.style.fade_in_s * fps)
    going = (item.end - frame) / max(1.0, item.style.fade_out_s * fps)
    share = min(1.0, coming, going)
    return 1 - (1 - share) ** 3


def _painted(placed: Placed, style: ScreenStyle, mirrored: bool) -> Any:
    width, height = (
        int(side) + 2 * _MARGIN + 1 for side in (placed.text.width, placed.text.height)
    )
    _, surface = raster(width, height)
    canvas = surface.getCanvas()
    canvas.translate(_MARGIN, _MARGIN)
    draw_set(canvas, placed.text, style, mirrored)
    # A copy: the surface draws into memory that ends with it.
    return surface.makeImageSnapshot().makeRasterImage()


def _box(view: View, part: Sequence[float]) -> Box:
    left, top, right, bottom = part
    return Box(
        view.x + left * view.scale,
        view.y + top * view.scale,
        view.x + right * view.scale,
        view.y + bottom * view.scale,
    )
