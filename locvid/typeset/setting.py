"""A text set in lines of one size for a width, with the room that its panel takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from locvid.model.screen import ScreenStyle
from locvid.typeset.breaks import unbroken, units
from locvid.typeset.columns import normalised
from locvid.typeset.lines import lines
from locvid.typeset.shaping import Line, Typesetter

SIZES = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55)
"""Shares of a style's size that are tried where a text does not fit."""

_PAD_X, _PAD_Y = 0.62, 0.26
"""Room beside and above the text inside its panel, in ems of the first line."""

_ACCENT = 0.14
"""Width of the accent, in ems of the first line."""

_HALF_CAPITAL = 0.36
"""How far the middle of a capital is above the baseline, in ems (Noto Sans: 0.714 / 2)."""

_GAP = 0.12
"""Room between the first line and those of the second size, in ems of the first line."""


@dataclass(frozen=True, slots=True)
class SetText:
    """Shaped lines with their baselines from the panel's top; ``width``, ``height`` in pixels."""

    rows: tuple[tuple[Line, float], ...]
    width: float
    height: float
    pad: float
    accent: float
    em: float


def set_text(
    text: str,
    style: ScreenStyle,
    em: float,
    widest: float,
    typesetter: Typesetter,
    language: str,
    torn: bool = False,
) -> SetText | None:
    """``text`` at ``em`` pixels, in a panel of at most ``widest`` pixels; None if it has no room.

    Its own lines are kept; the first is of the full size. Lines end inside of a phrase that is
    written without spaces, or of a word, only where they may be ``torn``.
    """
    broken: list[tuple[str, bool]] = []
    inside = widest - 2 * _PAD_X * em - (_ACCENT * em if style.accent else 0)
    for number, paragraph in enumerate(text.split("\n")):
        size = em if number == 0 else em * style.second
        pieces = units(normalised(paragraph), 2 * len(paragraph), language=language)
        pieces = pieces if torn else unbroken(pieces)
        found = lines(pieces, inside, style.lines, partial(typesetter.width, size=size))
        if found is None:
            return None
        broken += [(line, number > 0) for line in found]
    if len(broken) > style.lines:
        return None
    return set_lines(broken, style, em, typesetter)


def set_lines(
    broken: Sequence[tuple[str, bool]], style: ScreenStyle, em: float, typesetter: Typesetter
) -> SetText:
    """Lines that are broken already; the flag says which are of the second size."""
    rows: list[tuple[Line, float]] = []
    top = _PAD_Y * em
    for number, (words, is_second) in enumerate(broken):
        size = em * style.second if is_second else em
        if is_second and number and not broken[number - 1][1]:
            top += _GAP * em
        leading = typesetter.leading * size
        line = typesetter.line(words, size, style.second_colour if is_second else style.colour)
        rows.append((line, top + leading / 2 + _HALF_CAPITAL * size))
        top += leading
    accent = _ACCENT * em if style.accent else 0.0
    width = max(line.seen for line, _ in rows) + 2 * _PAD_X * em + accent
    return SetText(tuple(rows), width, top + _PAD_Y * em, _PAD_X * em, accent, em)


def draw_set(canvas: Any, text: SetText, style: ScreenStyle, right_to_left: bool) -> None:
    """Draw panel, accent and lines with the panel's corner at the canvas's origin."""
    from locvid.drawing import skia

    radius = 0.16 * text.em
    box = skia.Rect.MakeWH(text.width, text.height)
    if style.panel:
        canvas.drawRoundRect(box, radius, radius, skia.Paint(AntiAlias=True, Color=style.panel))
    if style.accent:
        left = text.width - text.accent if right_to_left else 0.0
        canvas.save()
        canvas.clipRRect(skia.RRect.MakeRectXY(box, radius, radius), True)
        bar = skia.Rect.MakeXYWH(left, 0, text.accent, text.height)
        canvas.drawRect(bar, skia.Paint(AntiAlias=True, Color=style.accent))
        canvas.restore()
    for line, baseline in text.rows:
        line.draw(canvas, _left(line, text, style, right_to_left), baseline)


def _left(line: Line, text: SetText, style: ScreenStyle, right_to_left: bool) -> float:
    if style.place.endswith("-start"):
        if right_to_left:
            return text.width - text.accent - text.pad - line.width
        return text.accent + text.pad
    begin = 0.0 if right_to_left else text.accent
    return begin + (text.width - text.accent - line.seen) / 2
