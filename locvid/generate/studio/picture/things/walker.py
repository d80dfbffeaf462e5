"""Somebody who walks by or away: each foot comes down when the timeline has it."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import fade, fill, line, mixed
from locvid.generate.studio.picture.setting.street import EYE_M, FIGURE_M, METRE
from locvid.generate.studio.picture.setting.traffic import along
from locvid.generate.studio.picture.stage import Rect
from locvid.generate.studio.picture.things.base import Item, Occasion
from locvid.generate.studio.picture.things.floor import floor
from locvid.generate.studio.timeline.model import Waypoint

_PHASES = 12
"""Pictures of one stride, two steps; between two of them it is cross-faded."""
COATS = ("#2f4159", "#6d4638", "#49573f", "#84745a", "#56405a")
_HAIR = "#33261e"
SKINS = ("#d9a583", "#b97f5b", "#8a5a3f")
_TALL_M, _BELOW_M, _ASIDE_M = 1.85, 0.12, 0.75
"""What the picture of a walker covers: above and below the ground, and to each side."""
_HIP_M, _KNEE_M, _NECK_M, _HEAD_M = 0.90, 0.48, 1.44, 1.62


def items(occasion: Occasion) -> list[Item]:
    """The walker, and the floor where the script says what it is of."""
    return [*floor(occasion), Walker(occasion)]


class Walker:
    """A figure in profile, or from behind or in front where they go into or out of the depth."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion
        path = occasion.event.path
        begins, ends = path[0], path[-1]
        # Drawn in the order of depth of the place where they are longest: the far end.
        self.depth = min(max(begins.distance_m, ends.distance_m) / FIGURE_M, 4.6)
        across = abs(ends.x * ends.distance_m - begins.x * begins.distance_m)
        self._profile = across >= abs(ends.distance_m - begins.distance_m)
        ahead = ends.x * ends.distance_m - begins.x * begins.distance_m
        self._ahead = (1.0 if ahead >= 0 else -1.0) * occasion.sign
        self._beats = [beat.at for beat in occasion.event.beats] or [occasion.event.start]
        gaps = np.diff(self._beats)
        self._step = float(np.median(gaps)) if len(gaps) else 26_000.0
        _, top, _, bottom = occasion.stage.reach
        tall = (_TALL_M + _BELOW_M) * occasion.event.size
        nearest = METRE / (min(begins.distance_m, ends.distance_m) / FIGURE_M)
        # Painted as large as the layer can hold, and enlarged where they are nearer still.
        self._metre = min(nearest, (bottom - top) / tall)
        self._ground = bottom - _BELOW_M * self._metre * occasion.event.size
        rng = np.random.default_rng([occasion.event.seed & 0xFFFFFFFF, 9])
        coat = COATS[int(rng.integers(len(COATS)))]
        skin = SKINS[int(rng.integers(len(SKINS)))]
        leaves = ends.distance_m >= begins.distance_m
        self._layers = [self._painted(phase, coat, skin, leaves) for phase in range(_PHASES)]

    def _painted(self, phase: int, coat: str, skin: str, leaves: bool) -> Layer:
        metre, size = self._metre, self._occasion.event.size
        turn = 2 * pi * phase / _PHASES

        def draw(canvas: Any) -> None:
            canvas.translate(0, self._ground)
            canvas.scale(metre * size, metre * size)
            if self._profile:
                _in_profile(canvas, turn, coat, skin)
            else:
                along_the_view(canvas, turn, coat, skin, leaves)

        tall, below = _TALL_M * metre * size, _BELOW_M * metre * size
        aside = _ASIDE_M * metre * size
        reach = (-aside, self._ground - tall, aside, self._ground + below)
        stage = self._occasion.stage
        return stage.paint(self.depth, draw, reach, softness=stage.softness(self.depth))

    def _where(self, frame: int) -> tuple[float, float, float]:
        """Middle and ground in room units, and how large against the painted pictures."""
        sample = self._sample(frame)
        path = self._occasion.event.path
        metre = METRE / (_distance(path, sample) / FIGURE_M)
        return self._occasion.across(along(path, sample)), EYE_M * metre, metre / self._metre

    def _sample(self, frame: int) -> int:
        """The moment of ``frame``; whoever has arrived inside the picture stands there."""
        sample = self._occasion.stage.video.sample_of_frame(frame)
        begins, ends = self._occasion.event.path[0], self._occasion.event.path[-1]
        first = begins.at if abs(begins.x) < 1 else sample
        last = ends.at if abs(ends.x) < 1 else sample
        return min(max(sample, first), last)

    def bounds(self, frame: int) -> Rect | None:
        """The whole figure; None while it is out of the picture."""
        x, foot, scale = self._where(frame)
        size = self._metre * scale * self._occasion.event.size
        soft = 3 * self._occasion.stage.softness(self.depth)
        reach = _ASIDE_M * size + soft
        if abs(x) > abs(self._occasion.across(1.12)) + reach:
            return None
        return (x - reach, foot - 1.9 * size - soft, x + reach, foot + 0.12 * size + soft)

    def draw(self, canvas: Any, frame: int) -> None:
        """The two pictures of the stride that are next to this moment."""
        if self.bounds(frame) is None:
            return
        x, foot, scale = self._where(frame)
        steps = self._steps(self._sample(frame))
        phase = steps / 2 % 1.0 * _PHASES
        first, share = int(phase), phase - int(phase)
        # The body is lowest when a foot comes down, highest over the standing leg.
        rise = 0.032 * self._metre * scale * sin(pi * (steps % 1.0))
        for index, alpha in ((first, 1.0), (first + 1, share)):
            canvas.save()
            canvas.translate(x, foot - rise)
            canvas.scale(scale * (self._ahead if self._profile else 1.0), scale)
            canvas.translate(0, -self._ground)
            self._occasion.stage.put(canvas, self._layers[index % _PHASES], alpha)
            canvas.restore()

    def _steps(self, sample: int) -> float:
        """Steps done: a whole number whenever a foot comes down."""
        beats = self._beats
        if sample <= beats[0]:
            return (sample - beats[0]) / self._step
        if sample >= beats[-1]:
            return len(beats) - 1 + (sample - beats[-1]) / self._step
        index = int(np.searchsorted(beats, sample, side="right")) - 1
        return index + (sample - beats[index]) / (beats[index + 1] - beats[index])


def _distance(path: tuple[Waypoint, ...], sample: int) -> float:
    """Metres from the camera; beyond its ends the path goes on."""
    a, b = path[0], path[-1]
    share = (sample - a.at) / max(b.at - a.at, 1)
    nearest = 0.6 * min(a.distance_m, b.distance_m)
    return max(a.distance_m + (b.distance_m - a.distance_m) * share, nearest)


def _in_profile(canvas: Any, turn: float, coat: str, skin: str) -> None:
    """Walking to the right; one leg is furthest ahead at ``turn`` 0, the other at π. Metres."""
    dark = mixed(coat, "#14141c", 0.6)
    for leg, tone in ((pi, mixed(dark, "#000000", 0.25)), (0.0, dark)):
        swing = cos(turn + leg)
        # The leg that comes forward is lifted and bent; the other stands.
        lifted = max(0.0, -sin(turn + leg))
        foot = (0.34 * swing, -0.07 - 0.09 * lifted)
        knee = (0.17 * swing + 0.12 * lifted + 0.03, -_KNEE_M + 0.02 * lifted)
        path = skia.Path()
        path.moveTo(0, -_HIP_M)
        path.lineTo(*knee)
        path.lineTo(*foot)
        canvas.drawPath(path, line(tone, 0.15))
        canvas.drawLine(
            foot[0] - 0.03, foot[1] + 0.035, foot[0] + 0.16, foot[1] + 0.04, line("#1b1512", 0.075)
        )
    arm = -0.28 * cos(turn)
    canvas.drawLine(0, -1.36, -arm, -0.90, line(mixed(coat, "#0c0c12", 0.4), 0.10))
    body = skia.Path()
    body.addRoundRect(skia.Rect(-0.17, -1.50, 0.17, -0.74), 0.11, 0.11)
    canvas.drawPath(body, fade((-0.17, 0), (0.17, 0), [mixed(coat, "#fff0d8", 0.28), coat]))
    canvas.drawLine(0, -1.36, arm, -0.90, line(mixed(coat, "#fff0d8", 0.12), 0.10))
    canvas.drawCircle(arm, -0.86, 0.05, fill(skin))
    _head(canvas, 0.035, skin)


def along_the_view(canvas: Any, turn: float, coat: str, skin: str, leaves: bool) -> None:
    """From behind or in front: the legs go up and down in turn. Metres."""
    dark = mixed(coat, "#14141c", 0.6)
    for leg, side in ((0.0, -1.0), (pi, 1.0)):
        lifted = max(0.0, -sin(turn + leg))
        reach = 0.05 * cos(turn + leg) * (-1 if leaves else 1)
        x = 0.095 * side
        path = skia.Path()
        path.moveTo(0.08 * side, -_HIP_M)
        path.lineTo(x, -_KNEE_M)
        path.lineTo(x, -0.06 + reach - 0.13 * lifted)
        canvas.drawPath(path, line(dark, 0.16))
        canvas.drawLine(
            x - 0.02,
            -0.03 + reach - 0.13 * lifted,
            x + 0.02,
            -0.03 + reach - 0.13 * lifted,
            line("#1b1512", 0.1),
        )
    for side in (-1.0, 1.0):
        swing = 0.05 * cos(turn) * side
        canvas.drawLine(
            0.23 * side, -1.36, 0.27 * side, -0.92 + swing, line(mixed(coat, "#0c0c12", 0.25), 0.10)
        )
    body = skia.Path()
    body.addRoundRect(skia.Rect(-0.25, -1.50, 0.25, -0.74), 0.13, 0.13)
    canvas.drawPath(body, fade((-0.25, 0), (0.25, 0), [mixed(coat, "#fff0d8", 0.28), coat]))
    _head(canvas, 0.0, skin, from_behind=leaves)


def _head(canvas: Any, ahead: float, skin: str, from_behind: bool = False) -> None:
    canvas.drawLine(0, -_NECK_M, ahead, -_HEAD_M + 0.06, line(mixed(skin, "#3a2418", 0.2), 0.10))
    canvas.drawOval(
        skia.Rect(ahead - 0.10, -_HEAD_M - 0.13, ahead + 0.105, -_HEAD_M + 0.12),
        fill(_HAIR if from_behind else skin),
    )
    hair = skia.Path()
    hair.addOval(skia.Rect(ahead - 0.125, -_HEAD_M - 0.155, ahead + 0.085, -_HEAD_M + 0.05))
    canvas.drawPath(hair, fill(_HAIR))
