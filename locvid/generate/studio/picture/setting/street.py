"""A street seen from a cafe: facades, trees, pavement and the people who pass on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting.brush import box, fade, fill, glow, line, mixed
from locvid.generate.studio.picture.stage import Rect, Stage
from locvid.model.media import SAMPLE_RATE

METRE = 1500.0
"""Room units per metre at the figure; at depth d a metre is METRE / d."""
EYE_M = 1.45
"""Height of the eyes above the ground in metres."""
FIGURE_M = 0.95
"""Distance from the camera to the figure in metres: depth 1."""


def ground(depth: float) -> float:
    """Where the ground is at ``depth``, in room units."""
    return EYE_M * METRE / depth


def facades(
    canvas: Any,
    area: Rect,
    tones: Sequence[str],
    awnings: Sequence[str],
    rng: np.random.Generator,
    depth: float,
) -> None:
    """The houses across the street, with shops on the ground floor and evening light in some."""
    left, top, right, _ = area
    foot, metre = ground(depth), METRE / depth
    x = left - rng.uniform(0, 3) * metre
    while x < right:
        width = rng.uniform(6.0, 9.5) * metre
        tone = tones[int(rng.integers(len(tones)))]
        high = rng.uniform(8.5, 13.5) * metre
        lit = mixed(tone, "#fff0d6", 0.25)
        box(
            canvas,
            x,
            foot - high,
            x + width,
            foot,
            fade((x, foot - high), (x + width, foot), [lit, tone, mixed(tone, "#3a3550", 0.25)]),
        )
        box(
            canvas,
            x,
            foot - high,
            x + width,
            foot - high + 0.35 * metre,
            fill(mixed(tone, "#ffffff", 0.45)),
        )
        _storeys(canvas, x, width, foot, high, tone, metre, rng)
        _shop(canvas, x, width, foot, tone, str(awnings[int(rng.integers(len(awnings)))]), metre)
        x += width
    haze = [("#fdf1dc", 0.05), ("#fdf1dc", 0.32)]
    box(canvas, left, top, right, foot, fade((0, top), (0, foot), haze))


def _storeys(
    canvas: Any,
    x: float,
    width: float,
    foot: float,
    high: float,
    tone: str,
    metre: float,
    rng: np.random.Generator,
) -> None:
    columns = max(int(width / (2.0 * metre)), 2)
    y = foot - 4.2 * metre
    while y - 2.2 * metre > foot - high:
        for column in range(columns):
            middle = x + width * (column + 0.5) / columns
            glass = "#ffd993" if rng.random() < 0.22 else mixed("#6f8ca6", "#dbe8f0", rng.random())
            rim = fill(mixed(tone, "#ffffff", 0.6))
            box(canvas, middle - 0.6 * metre, y - 1.75 * metre, middle + 0.6 * metre, y, rim)
            box(
                canvas,
                middle - 0.46 * metre,
                y - 1.62 * metre,
                middle + 0.46 * metre,
                y - 4,
                fade((middle, y - 1.6 * metre), (middle, y), [glass, mixed(glass, "#41576b", 0.4)]),
            )
            box(canvas, middle - 0.75 * metre, y, middle + 0.75 * metre, y + 0.12 * metre, rim)
        y -= 3.0 * metre


def _shop(
    canvas: Any, x: float, width: float, foot: float, tone: str, awning: str, metre: float
) -> None:
    left, right = x + 0.5 * metre, x + width - 0.5 * metre
    box(canvas, left, foot - 3.1 * metre, right, foot, fill(mixed(tone, "#2c2a33", 0.6)))
    glass = ["#ffdf9e", "#e9b46f", "#7b6152"]
    box(
        canvas,
        left + 0.25 * metre,
        foot - 2.6 * metre,
        right - 0.25 * metre,
        foot - 0.5 * metre,
        fade((0, foot - 2.6 * metre), (0, foot - 0.5 * metre), glass),
    )
    stripes = max(int((right - left) / (0.55 * metre)), 3)
    for stripe in range(stripes):
        a = left + (right - left) * stripe / stripes
        b = left + (right - left) * (stripe + 1) / stripes
        code = awning if stripe % 2 == 0 else "#f6ecdc"
        cloth = skia.Path()
        cloth.moveTo(a, foot - 3.15 * metre)
        cloth.lineTo(b, foot - 3.15 * metre)
        cloth.lineTo(b + 0.10 * metre, foot - 2.35 * metre)
        cloth.lineTo(a - 0.10 * metre, foot - 2.35 * metre)
        cloth.close()
        canvas.drawPath(cloth, fill(code))


def road(canvas: Any, area: Rect, near: float, far: float) -> None:
    """Asphalt between the pavements at depths ``near`` and ``far``, warm where the sun falls."""
    left, _, right, bottom = area
    kerb = ground(far)
    box(canvas, left, kerb - 8, right, kerb + 14, fill("#c9beb2"))
    box(
        canvas,
        left,
        kerb + 14,
        right,
        bottom,
        fade((0, kerb), (0, ground(near)), ["#8d8a92", "#6b6a74", "#5a5963"]),
    )
    for x in np.arange(left, right, 210.0):
        box(canvas, x, ground(near * 1.45), x + 110, ground(near * 1.45) + 7, fill("#efe9dc", 0.8))
    sun = [("#ffdca6", 0.34), ("#ffdca6", 0.0)]
    box(canvas, left, kerb, right, bottom, fade((left, 0), (right, 0), sun))
    box(canvas, left, ground(near), right, bottom, fill("#b9ada2"))


def tree(
    canvas: Any, x: float, depth: float, greens: tuple[str, str], rng: np.random.Generator
) -> None:
    """A street tree with a broad crown, lit from the left."""
    metre, foot = METRE / depth, ground(depth)
    trunk = fade((x - 0.2 * metre, 0), (x + 0.2 * metre, 0), ["#8a6a50", "#4c382b"])
    box(canvas, x - 0.16 * metre, foot - 3.4 * metre, x + 0.16 * metre, foot, trunk)
    for _ in range(70):
        angle, reach = rng.uniform(0, 2 * np.pi), np.sqrt(rng.random())
        dx, dy = np.cos(angle) * reach * 1.65, np.sin(angle) * reach * 1.3
        light = np.clip(0.5 - 0.22 * dx - 0.28 * dy + rng.normal(0, 0.15), 0, 1)
        size = rng.uniform(0.3, 0.62) * metre
        middle = (x + dx * metre, foot - 4.35 * metre + dy * metre)
        tone = mixed(greens[0], greens[1], float(light))
        canvas.drawCircle(
            *middle,
            size,
            glow(middle, size, [(tone, 0.95), (tone, 0.8), (tone, 0)], [0.0, 0.6, 1.0]),
        )


class Passers:
    """People who walk by on the far pavement now and then; each at their own time and pace."""

    def __init__(self, stage: Stage, depth: float, seed: int) -> None:
        self.depth = depth
        self._stage, self._fps = stage, float(stage.video.fps)
        self._metre, self._foot = METRE / depth, ground(depth)
        edge = stage.half_width * 1.15
        seconds = stage.timeline.end / SAMPLE_RATE
        rng = np.random.default_rng([stage.seed & 0xFFFFFFFFFFFFFFFF, seed])
        self._edge = edge
        self._walkers: list[_Walker] = []
        start = -rng.uniform(4.0, 10.0)
        # Half full is usual; an empty place has nobody.
        pause = _USUAL_CROWD / max(float(stage.look["crowd"]), 1e-3)
        while start < seconds:
            speed = float(rng.uniform(1.05, 1.5)) * (1 if rng.random() < 0.5 else -1)
            coat = _COATS[int(rng.integers(len(_COATS)))]
            self._walkers.append(_Walker(float(start), speed * self._metre, coat))
            start += rng.uniform(4.5, 11.0) * pause
        self._figures = {walker.coat: self._phases(walker.coat) for walker in self._walkers}

    def _phases(self, coat: str) -> list[Layer]:
        metre, foot = self._metre, self._foot
        area = (-0.8 * metre, foot - 2.0 * metre, 0.8 * metre, foot + 0.2 * metre)

        def painted(phase: int) -> Layer:
            swing = np.sin(2 * np.pi * phase / _PHASES)
            return self._stage.paint(
                self.depth, lambda canvas: _person(canvas, foot, metre, coat, swing), area
            )

        return [painted(phase) for phase in range(_PHASES)]

    def _places(self, frame: int) -> list[tuple[float, float, str]]:
        """For everyone to be seen: position, stride phase (in strides), coat."""
        places = []
        for walker in self._walkers:
            gone = (frame / self._fps - walker.start_s) * walker.speed
            x = gone - self._edge if walker.speed > 0 else gone + self._edge
            if abs(x) <= self._edge + self._metre and gone * walker.speed >= 0:
                places.append((x, gone / (1.35 * self._metre), walker.coat))
        return places

    def bounds(self, frame: int) -> Rect | None:
        """All who are walking, in one strip."""
        places = self._places(frame)
        if not places:
            return None
        soft = 3 * self._stage.softness(self.depth) + self._metre
        return (
            min(place[0] for place in places) - soft,
            self._foot - 2.2 * self._metre - soft,
            max(place[0] for place in places) + soft,
            self._foot + soft,
        )

    def draw(self, canvas: Any, frame: int) -> None:
        """Draw the walkers; two phases are cross-faded, so that the step is smooth."""
        for x, stride, coat in self._places(frame):
            phase = (stride % 1.0) * _PHASES
            first, share = int(phase), phase - int(phase)
            bob = -0.03 * self._metre * abs(np.sin(2 * np.pi * stride))
            for index, alpha in ((first, 1.0), (first + 1, share)):
                canvas.save()
                canvas.translate(x, bob)
                if stride < 0:
                    canvas.scale(-1, 1)
                self._stage.put(canvas, self._figures[coat][index % _PHASES], alpha)
                canvas.restore()


_PHASES = 10
_USUAL_CROWD = 0.5
_COATS = ("#31405c", "#7a4a3d", "#4d5a4b", "#8a7a63", "#5b3f5c")


class _Walker:
    def __init__(self, start_s: float, speed: float, coat: str) -> None:
        self.start_s, self.speed, self.coat = start_s, speed, coat


def _person(canvas: Any, foot: float, metre: float, coat: str, swing: float) -> None:
    hip, dark = foot - 0.88 * metre, mixed(coat, "#15151d", 0.55)
    for sign in (1, -1):
        step = 0.34 * metre * swing * sign
        leg = skia.Path()
        leg.moveTo(0, hip)
        leg.quadTo(step * 0.6 + 0.06 * metre, foot - 0.45 * metre, step, foot)
        canvas.drawPath(leg, line(dark, 0.17 * metre))
    box(
        canvas,
        -0.23 * metre,
        foot - 1.50 * metre,
        0.23 * metre,
        hip + 0.12 * metre,
        fade((-0.23 * metre, 0), (0.23 * metre, 0), [mixed(coat, "#fff0d8", 0.3), coat]),
        0.14 * metre,
    )
    for sign in (1, -1):
        hand = -0.24 * metre * swing * sign
        canvas.drawLine(0, foot - 1.36 * metre, hand, hip + 0.05 * metre, line(dark, 0.11 * metre))
    canvas.drawCircle(0.03 * metre, foot - 1.64 * metre, 0.125 * metre, fill("#b98a6c"))
    canvas.drawCircle(-0.01 * metre, foot - 1.68 * metre, 0.125 * metre, fill("#38281f"))
