"""A presenter, ready to be drawn in any pose: cached pictures bent to it, eyes and mouth anew."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from locvid.drawing import skia
from locvid.generate.studio.picture.camera import BODY_END
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter.bend import Bend, Still
from locvid.generate.studio.picture.presenter.brows import draw_brow
from locvid.generate.studio.picture.presenter.clothes import CLOTHES
from locvid.generate.studio.picture.presenter.extras import (
    draw_beard,
    draw_earrings,
    draw_glasses,
)
from locvid.generate.studio.picture.presenter.eyes import draw_eye
from locvid.generate.studio.picture.presenter.face import draw_skin
from locvid.generate.studio.picture.presenter.hair import HAIR
from locvid.generate.studio.picture.presenter.head import Head
from locvid.generate.studio.picture.presenter.look import Look, look_of
from locvid.generate.studio.picture.presenter.mouth import draw_mouth
from locvid.generate.studio.picture.presenter.relief import Window
from locvid.generate.studio.picture.presenter.smile import draw_smile_lines
from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary, suggestion

HEAD = Window(-180, -190, 180, 250)
_SIDE, _SHOULDERS = 350, 100
"""Edges of the window of the body; it ends where it is no longer seen."""

_STEPS = 16
"""Scales an octave at which pictures are made: shots whose cameras hardly differ share theirs."""

_SEEN_STEP = 50
"""Units by which the lower edge of the body is rounded, for the same reason."""

_SHARPNESS = 1.1
"""Pictures are made larger than shown, so that a zoom by 8 % does not soften them."""

_BEHIND = -36.0
"""Depth of the hair at the back of the head against its front, in units."""

_RAISED = 22.0
"""Units by which shoulders sit higher than clothes are drawn: a neck as short as people's are."""

_LARGEST_SCALE = 4.0
_BREATH_RISE = 2.4
_POSTURE_RISE = 9.0
"""Units by which breath, and a posture of 1, lift the shoulders and the head."""


@dataclass(frozen=True, slots=True)
class _Sprites:
    """What is drawn once per light and scale, and serves every shot in which they are the same."""

    look: Look
    back: Bend
    body: Still
    head: Bend
    front: Bend


class Presenter:
    """One person of ``presets/presenters``; draws in design space (see ``draw``)."""

    def __init__(self, look: Look) -> None:
        """Nothing is rendered before the first ``draw``."""
        for kind, style, known in (
            ("hair", look.hair.style, HAIR),
            ("clothes", look.clothes.style, CLOTHES),
        ):
            if style not in known:
                raise InvalidInput(
                    f"presenter '{look.name}': there is no {kind} style '{style}'",
                    hint=suggestion(style, known),
                )
        self.look = look
        self.prepare(1.0)

    def prepare(self, scale: float, lowest: float = BODY_END) -> None:
        """Set the pixels per design unit at which ``draw`` is going to show the presenter.

        Holds for a camera that zooms by up to 8 % from there. ``lowest`` is the lowest point in
        design space that is ever going to be in the picture.
        """
        wanted = min(scale * _SHARPNESS, _LARGEST_SCALE)
        self._scale = 2.0 ** (math.ceil(math.log2(wanted) * _STEPS) / _STEPS)
        reached = lowest + _BREATH_RISE + _POSTURE_RISE + _RAISED
        self._end = min(int(BODY_END), math.ceil(reached / _SEEN_STEP) * _SEEN_STEP)

    def draw(self, canvas: skia.Canvas, pose: Pose, light: Light) -> None:
        """Draw onto ``canvas``, whose matrix maps the design space to pixels.

        Design space: x right, y down, origin in the middle of the face, the head 300 units high
        (hair −175, chin +150), shoulders at +268, body down to +1178, within x ±430.
        """
        sprites = _sprites(self.look, light, self._scale, self._end)
        breath, drawn_up = _BREATH_RISE * pose.breath, _POSTURE_RISE * pose.posture
        rise = _RAISED + breath + 0.6 * drawn_up
        head = Head(pose, 0.6 * breath + drawn_up)
        sprites.back.draw(canvas, head)
        canvas.save()
        canvas.translate(0, -rise)
        sprites.body.draw(canvas)
        canvas.restore()
        sprites.head.draw(canvas, head)
        self._draw_features(canvas, sprites.look, head, light)
        sprites.front.draw(canvas, head)

    def _draw_features(self, canvas: skia.Canvas, look: Look, head: Head, light: Light) -> None:
        """Eyes, brows, mouth, glasses: what changes its shape with the pose."""
        pose = head.pose
        for side in (-1.0, 1.0):
            with _at(canvas, head.spot(side * look.eyes.x, look.eyes.y)):
                draw_eye(canvas, look, pose, light, side)
            with _at(canvas, head.spot(side * look.eyes.x, look.brows.y, out=3.0)):
                draw_brow(canvas, look, pose, side)
        with _at(canvas, head.spot(0.0, 0.0)):
            draw_smile_lines(canvas, look, pose)
        with _at(canvas, _without_jaw(head).spot(0.0, look.mouth.y, out=4.0)):
            draw_mouth(canvas, look, pose, light)
        if look.glasses:
            draw_glasses(canvas, look, head)


@lru_cache(maxsize=1)
def _sprites(base: Look, light: Light, scale: float, end: int) -> _Sprites:
    """The pictures at ``scale`` pixels a unit, the body down to ``end``."""
    look = base.under(light)
    hair = HAIR[look.hair.style]

    def head_below_hair(canvas: skia.Canvas) -> None:
        draw_skin(canvas, look, light, hair.fringe(look))
        if look.beard:
            draw_beard(canvas, look, light)
        if look.earrings:
            draw_earrings(canvas, look)

    def bending(draw: Callable[[skia.Canvas], None], out: float = 0.0) -> Bend:
        return Bend(HEAD, _rendered(HEAD, scale, draw), out)

    window = Window(-_SIDE, _SHOULDERS, _SIDE, end)
    body = _rendered(window, scale, lambda c: CLOTHES[look.clothes.style](c, look, light))
    return _Sprites(
        look,
        back=bending(lambda c: hair.draw_back(c, look, light), _BEHIND),
        body=Still(window, body),
        head=bending(head_below_hair),
        front=bending(lambda c: hair.draw_front(c, look, light), out=6.0),
    )


def load(name: str, library: PresetLibrary) -> Presenter:
    """The presenter of ``presets/presenters/<name>.yaml``; InvalidInput where it is not usable."""
    return Presenter(look_of(library.get("presenters", name)))


class _at:
    """Within the block, the canvas has its origin at a feature."""

    def __init__(self, canvas: skia.Canvas, matrix: skia.Matrix) -> None:
        self._canvas, self._matrix = canvas, matrix

    def __enter__(self) -> None:
        self._canvas.save()
        self._canvas.concat(self._matrix)

    def __exit__(self, *_: object) -> None:
        self._canvas.restore()


def _without_jaw(head: Head) -> Head:
    """The head with its mouth closed: the drawing of the lips opens them itself."""
    return Head(replace(head.pose, jaw=0.0), head.rise)


def _rendered(
    window: Window, scale: float, draw: Callable[[skia.Canvas], None]
) -> NDArray[np.uint8]:
    """What ``draw`` draws in ``window``, as premultiplied BGRA at ``scale`` pixels a unit."""
    width, height = (int(np.ceil(side * scale)) for side in window.size)
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(
        width, height, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    surface = skia.Surface.MakeRasterDirect(info, pixels, width * 4)
    canvas = surface.getCanvas()
    canvas.scale(width / window.size[0], height / window.size[1])
    canvas.translate(-window.left, -window.top)
    draw(canvas)
    return pixels
