"""People of the background, drawn whole: head in profile, trunk, arms, and legs to the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import Point, fade, fill, glow, line, mixed
from locvid.generate.studio.picture.setting.street import METRE, ground

_SITTING_M = 1.24
"""Height of a sitting person's eyes above the ground."""
_COATS = ("#5b4a63", "#7d5240", "#3f5a55", "#8a7a58", "#44506e", "#93504a", "#5f6b4c", "#6d5a7a")
_HAIR = ("#2b1d17", "#593822", "#8a5a33", "#1c1a20", "#c59a62")
_SKIN = ("#e9b994", "#8d5a3c", "#c98e68", "#f0c8a6", "#6b412c")
_CUPS = ("#efe7da", "#d8c7ae", "#7a8f93")
_DARK, _WARM = "#150f12", "#ffe6c2"

_STANDING_HIPS_M = 0.66
_LEGS_M = 1.52
"""From the eyes of somebody who stands down to the hem, and to the floor."""

# Outlines in metres from the eyes; x is where the person looks to, y down.
_FACE: Sequence[Point] = (
    (0.020, -0.125), (0.062, -0.098), (0.078, -0.062), (0.086, -0.024), (0.079, 0.001),
    (0.092, 0.026), (0.109, 0.046), (0.103, 0.055), (0.088, 0.060), (0.092, 0.073),
    (0.085, 0.081), (0.089, 0.091), (0.079, 0.102), (0.083, 0.118), (0.071, 0.132),
    (0.040, 0.129), (0.010, 0.108), (-0.062, 0.085), (-0.100, 0.020), (-0.094, -0.060),
    (-0.055, -0.112),
)  # fmt: skip
_NECK: Sequence[Point] = (
    (-0.064, 0.060), (0.034, 0.112), (0.032, 0.160), (0.062, 0.205), (-0.110, 0.205),
    (-0.074, 0.150),
)  # fmt: skip
_SHORT_HAIR: Sequence[Point] = (
    (0.072, -0.078), (0.058, -0.112), (0.014, -0.139), (-0.050, -0.131), (-0.098, -0.086),
    (-0.113, -0.015), (-0.098, 0.055), (-0.068, 0.094), (-0.052, 0.070), (-0.040, 0.012),
    (-0.006, 0.000), (0.004, 0.022), (0.012, -0.012), (0.028, -0.052),
)  # fmt: skip
_LONG_HAIR: Sequence[Point] = (
    (0.074, -0.070), (0.062, -0.112), (0.014, -0.144), (-0.056, -0.137), (-0.108, -0.090),
    (-0.128, -0.005), (-0.132, 0.090), (-0.140, 0.180), (-0.096, 0.214), (-0.040, 0.186),
    (-0.010, 0.110), (0.006, 0.030), (0.020, -0.020), (0.038, -0.052),
)  # fmt: skip
_TRUNK: Sequence[Point] = (
    (-0.070, 0.150), (-0.150, 0.182), (-0.196, 0.232), (-0.208, 0.340), (-0.192, 0.540),
    (-0.200, 0.860), (0.196, 0.860), (0.186, 0.560), (0.200, 0.380), (0.182, 0.240),
    (0.126, 0.192), (0.052, 0.168), (-0.010, 0.196),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at ``x`` (room units), and how; lengths in room units."""

    x: float
    metre: float
    eyes: float
    coat: str
    hair: str
    skin: str
    cup: str
    turned: float
    """Which way, and how far: −1 … 1."""
    long_hair: bool

    @classmethod
    def at(cls, x: float, depth: float, turned: float, rng: np.random.Generator) -> Person:
        """Somebody who sits on the ground at ``depth`` and looks that way."""
        metre = METRE / depth
        eyes = ground(depth) - _SITTING_M * metre * float(rng.uniform(0.96, 1.04))
        return cls.seen(x, metre, eyes, turned, rng)

    @classmethod
    def seen(
        cls, x: float, metre: float, eyes: float, turned: float, rng: np.random.Generator
    ) -> Person:
        """Somebody whose eyes are at that height; ``rng`` chooses what they look like."""
        coat, hair, skin = (
            codes[int(rng.integers(len(codes)))] for codes in (_COATS, _HAIR, _SKIN)
        )
        long_hair = rng.random() < 0.5
        cup = _CUPS[int(rng.integers(len(_CUPS)))]
        return cls(x, metre, eyes, coat, hair, skin, cup, turned, long_hair)

    @property
    def side(self) -> float:
        """−1 who looks to the left, 1 who looks to the right."""
        return -1.0 if self.turned < 0 else 1.0

    @property
    def trousers(self) -> str:
        """A dark cloth that goes with the hair."""
        return mixed(self.hair, "#262833", 0.75)

    @property
    def neck(self) -> float:
        """Where the shoulders meet."""
        return self.eyes + 0.15 * self.metre

    @property
    def hips(self) -> float:
        """Where the seat is."""
        return self.eyes + 0.82 * self.metre


def draw_head(canvas: Any, person: Person) -> None:
    """Neck, face and hair in profile."""
    canvas.save()
    in_metres(canvas, person)
    skin, hair = person.skin, person.hair
    deep = mixed(skin, "#3a2018", 0.42)
    canvas.drawPath(
        smooth(_NECK),
        fade((0, 0.09), (0, 0.20), [deep, mixed(skin, "#3a2018", 0.2)]),
    )
    lit = [mixed(skin, "#fff2dc", 0.28), skin, mixed(skin, "#3a2018", 0.3)]
    canvas.drawPath(smooth(_FACE), glow((0.055, -0.03), 0.19, lit))
    _draw_features(canvas, skin, hair)
    shape = smooth(_LONG_HAIR if person.long_hair else _SHORT_HAIR)
    tones = [mixed(hair, "#ffe2b8", 0.30), hair, mixed(hair, "#08060a", 0.35)]
    canvas.drawPath(shape, glow((0.005, -0.10), 0.26, tones))
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    low = 0.20 if person.long_hair else 0.07
    for number in range(9):
        share = number / 8
        strand = skia.Path()
        strand.moveTo(0.062 - 0.10 * share, -0.118 - 0.02 * share)
        strand.cubicTo(-0.03 - 0.06 * share, -0.12, -0.09 - 0.03 * share, -0.03,
                       0.004 - 0.13 * share, low)  # fmt: skip
        tone = mixed(hair, ("#ffe2b8", "#08060a")[number % 2], 0.28)
        canvas.drawPath(strand, line(tone, 0.008, 0.55))
    canvas.restore()
    canvas.restore()


def draw_standing(canvas: Any, person: Person) -> None:
    """Trunk and legs of somebody who stands, down to their shoes; the head is apart."""
    canvas.save()
    in_metres(canvas, person)
    _draw_legs(canvas, person, _STANDING_HIPS_M - 0.06, _LEGS_M)
    _draw_trunk(canvas, person, _STANDING_HIPS_M)
    canvas.restore()


def draw_seated(canvas: Any, person: Person) -> None:
    """A chair with somebody on it, their legs down to their shoes; the head is apart."""
    canvas.save()
    in_metres(canvas, person)
    draw_chair(canvas)
    _draw_trunk(canvas, person, 0.84)
    lap = smooth([(-0.20, 0.66), (0.20, 0.66), (0.20, 0.90), (0.0, 0.95), (-0.20, 0.90)])
    canvas.drawPath(lap, fill(mixed(person.trousers, "#000000", 0.35)))
    _draw_legs(canvas, person, 0.88, _SITTING_M + 0.05)
    canvas.restore()


def draw_chair(canvas: Any, wood: str = "#4a3020") -> None:
    """A chair from the front, for eyes at 0 in metres: what is not sat on is seen too."""
    lit = mixed(wood, _WARM, 0.22)
    for x in (-0.205, 0.205):
        canvas.drawLine(x, 0.40, x, _SITTING_M, line(wood, 0.032))
    for y in (0.40, 0.50):
        canvas.drawLine(-0.205, y, 0.205, y, line(lit, 0.05))
    canvas.drawRoundRect(
        skia.Rect(-0.225, 0.78, 0.225, 0.84), 0.02, 0.02, fade((0, 0.78), (0, 0.84), [lit, wood])
    )


def draw_forearm(canvas: Any, person: Person, elbow: Point, hand: Point) -> None:
    """A sleeve from the shoulder at the back over ``elbow`` to a resting ``hand``; metres."""
    canvas.save()
    in_metres(canvas, person)
    deep = mixed(person.coat, _DARK, 0.26)
    sleeve = skia.Path()
    sleeve.moveTo(-0.165, 0.275)
    sleeve.quadTo(elbow[0] - 0.03, elbow[1] - 0.06, *elbow)
    sleeve.quadTo(elbow[0] + 0.02, elbow[1] + 0.03, *hand)
    canvas.drawPath(sleeve, line(deep, 0.100))
    canvas.drawPath(sleeve, line(mixed(person.coat, _WARM, 0.06), 0.078))
    canvas.drawOval(
        skia.Rect(hand[0] - 0.03, hand[1] - 0.030, hand[0] + 0.085, hand[1] + 0.034),
        fade((0, hand[1] - 0.03), (0, hand[1] + 0.034), [person.skin,
             mixed(person.skin, "#3a2018", 0.35)]),
    )  # fmt: skip
    canvas.restore()


def smooth(points: Sequence[Point]) -> Any:
    """A closed curve through ``points`` without corners."""
    path, count = skia.Path(), len(points)
    path.moveTo(*points[0])
    for index in range(count):
        before, a = points[index - 1], points[index]
        b, after = points[(index + 1) % count], points[(index + 2) % count]
        path.cubicTo(a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6,
                     b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6, *b)  # fmt: skip
    path.close()
    return path


def in_metres(canvas: Any, person: Person) -> None:
    """Set the origin at the eyes; metres, x to where the person looks."""
    canvas.translate(person.x, person.eyes)
    canvas.scale(person.metre * person.side, person.metre)


def _draw_features(canvas: Any, skin: str, hair: str) -> None:
    """Eye, brow, mouth and ear; small, as one sees them from the side."""
    deep, soft = mixed(skin, "#22100c", 0.78), mixed(skin, "#5a2f20", 0.5)
    lid = skia.Path()
    lid.moveTo(0.050, 0.004)
    lid.quadTo(0.062, -0.008, 0.074, 0.001)
    canvas.drawPath(lid, line(deep, 0.0055))
    canvas.drawCircle(0.066, 0.003, 0.0055, fill(deep))
    brow = skia.Path()
    brow.moveTo(0.044, -0.022)
    brow.quadTo(0.062, -0.035, 0.080, -0.025)
    canvas.drawPath(brow, line(mixed(hair, skin, 0.3), 0.0065))
    canvas.drawLine(0.066, 0.083, 0.086, 0.081, line(soft, 0.0055))
    canvas.drawOval(skia.Rect(-0.036, -0.012, -0.006, 0.048), fill(mixed(skin, "#3a2018", 0.16)))
    canvas.drawOval(skia.Rect(-0.029, -0.002, -0.013, 0.036), fill(soft, 0.55))


def _draw_trunk(canvas: Any, person: Person, hem: float) -> None:
    """What they wear above, down to its hem, with the sleeve at the back."""
    coat, side = person.coat, person.side
    tones = [mixed(coat, _WARM, 0.30), coat, mixed(coat, _DARK, 0.42)]
    across = fade((-0.2 * side, 0), (0.2 * side, 0), tones)
    canvas.save()
    canvas.clipRect(skia.Rect(-1, -1, 1, hem))
    shape = smooth(_TRUNK)
    canvas.drawPath(shape, across)
    canvas.clipPath(shape, doAntiAlias=True)
    collar = skia.Path()
    collar.moveTo(-0.080, 0.158)
    collar.quadTo(0.0, 0.232, 0.064, 0.172)
    canvas.drawPath(collar, line(mixed(coat, _DARK, 0.35), 0.026))
    fold = line(mixed(coat, _DARK, 0.5), 0.018, 0.45, blur=0.006)
    canvas.drawLine(-0.126, 0.36, -0.118, 0.62, fold)
    canvas.drawLine(0.150, 0.36, 0.138, 0.56, fold)
    shade = [(_DARK, 0.0), (_DARK, 0.30)]
    canvas.drawRect(skia.Rect(-0.3, 0.3, 0.3, hem), fade((0, 0.3), (0, hem), shade))
    canvas.restore()


def _draw_legs(canvas: Any, person: Person, top: float, floor: float) -> None:
    """Two legs of one cloth and their shoes, from ``top`` to the ``floor``; metres."""
    cloth = person.trousers
    for x in (-0.095, 0.085):
        leg = skia.Path()
        leg.moveTo(x - 0.095, top)
        leg.lineTo(x + 0.095, top)
        leg.lineTo(x + 0.060, floor - 0.05)
        leg.lineTo(x - 0.060, floor - 0.05)
        leg.close()
        tones = [mixed(cloth, _WARM, 0.12), cloth, mixed(cloth, "#000000", 0.45)]
        ends = (x - 0.09 * person.side, 0), (x + 0.09 * person.side, 0)
        canvas.drawPath(leg, fade(*ends, tones))
        shoe = skia.Rect(x - 0.06, floor - 0.075, x + 0.115, floor)
        canvas.drawRoundRect(shoe, 0.035, 0.035, fill("#1a1514"))
