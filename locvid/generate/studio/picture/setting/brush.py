"""Small words for painting: fills, gradients, glows, and colours from presets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.stage import Stage

Point = tuple[float, float]


@cache
def colour(code: str, alpha: float = 1.0) -> int:
    """``#rrggbb`` as a skia colour."""
    value = int(code.removeprefix("#"), 16)
    return int(skia.Color(value >> 16 & 255, value >> 8 & 255, value & 255, round(255 * alpha)))


@cache
def mixed(first: str, second: str, share: float) -> str:
    """A colour between two: ``share`` 0 is the first, 1 the second."""
    a, b = int(first.removeprefix("#"), 16), int(second.removeprefix("#"), 16)
    parts = (
        round((a >> shift & 255) * (1 - share) + (b >> shift & 255) * share) for shift in (16, 8, 0)
    )
    return "#" + "".join(f"{min(max(part, 0), 255):02x}" for part in parts)


def fill(code: str, alpha: float = 1.0, blur: float = 0.0) -> Any:
    """A plain fill; ``blur`` softens its edge (standard deviation in room units)."""
    paint = skia.Paint(AntiAlias=True, Color=colour(code, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def line(code: str, width: float, alpha: float = 1.0, blur: float = 0.0) -> Any:
    """A stroke with round ends."""
    paint = fill(code, alpha, blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def fade(
    start: Point,
    end: Point,
    codes: Sequence[str | tuple[str, float]],
    stops: Sequence[float] | None = None,
) -> Any:
    """A linear gradient from ``start`` to ``end``; a colour may carry its alpha."""
    return _shaded(
        skia.GradientShader.MakeLinear(
            points=[start, end], colors=_colours(codes), positions=_stops(stops)
        )
    )


def glow(
    middle: Point,
    radius: float,
    codes: Sequence[str | tuple[str, float]],
    stops: Sequence[float] | None = None,
) -> Any:
    """A radial gradient around ``middle``; a colour may carry its alpha."""
    return _shaded(
        skia.GradientShader.MakeRadial(
            center=middle, radius=radius, colors=_colours(codes), positions=_stops(stops)
        )
    )


def box(
    canvas: Any, left: float, top: float, right: float, bottom: float, paint: Any, r: float = 0.0
) -> None:
    """A rectangle, with rounded corners of radius ``r``."""
    rect = skia.Rect(min(left, right), top, max(left, right), bottom)
    if r:
        canvas.drawRoundRect(rect, r, r, paint)
    else:
        canvas.drawRect(rect, paint)


def shape(points: Sequence[Point], closed: bool = True) -> Any:
    """A polygon."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    return path


def light_of(stage: Stage) -> Light:
    """The light that the preset describes, from the other side in a reverse shot."""
    given = stage.look.get("light", {})
    plain = Light()
    side = float(given.get("key_side", plain.key_side))
    return Light(
        tint=_triple(given.get("tint", plain.tint)),
        key_side=-side if stage.mirrored else side,
        strength=float(given.get("strength", plain.strength)),
        rim=float(given.get("rim", plain.rim)),
        rim_tint=_triple(given.get("rim_tint", plain.rim_tint)),
        ambient=float(given.get("ambient", plain.ambient)),
    )


def _triple(values: Sequence[float]) -> tuple[float, float, float]:
    red, green, blue = (float(value) for value in values)
    return red, green, blue


def _shaded(shader: Any) -> Any:
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def _colours(codes: Sequence[str | tuple[str, float]]) -> list[int]:
    return [colour(code) if isinstance(code, str) else colour(*code) for code in codes]


def _stops(stops: Sequence[float] | None) -> list[float] | None:
    return None if stops is None else list(stops)
