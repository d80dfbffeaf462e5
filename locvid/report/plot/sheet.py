"""A white sheet to draw on: lines, areas, and text in any script that there is a font for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from locvid.drawing import skia
from locvid.media.atomic import replacing
from locvid.model.errors import LocvidError

Point = tuple[float, float]

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0
_FAMILIES = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "Helvetica"]
_ANY_WIDTH = 100_000.0


class Sheet:
    """Positions are pixels from the upper left; colours are 0xAARRGGBB."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._surface = skia.Surface(width, height)
        self._canvas = self._surface.getCanvas()
        self._canvas.clear(skia.ColorWHITE)

    def text(
        self,
        at: Point,
        words: str,
        size: float = 14.0,
        colour: int = 0xFF1F2937,
        bold: bool = False,
        align: float = LEFT,
        room: float = _ANY_WIDTH,
    ) -> float:
        """Write ``words`` with their upper edge at ``at``; returns how wide they are.

        Shaped and, from right to left, ordered as the script wants it. What is wider than ``room``
        is not written: 0 comes back.
        """
        paragraph = _paragraph(words, size, colour, bold)
        width = float(paragraph.LongestLine)
        if width > room:
            return 0.0
        paragraph.paint(self._canvas, at[0] - align * width, at[1])
        return width

    def line(self, points: Sequence[Point], colour: int, width: float = 1.0) -> None:
        """Draw a line through ``points``."""
        if len(points) < 2:
            return
        path = skia.Path()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        self._canvas.drawPath(path, _paint(colour, width))

    def box(self, upper_left: Point, lower_right: Point, colour: int) -> None:
        """Fill a rectangle."""
        self._canvas.drawRect(skia.Rect(*upper_left, *lower_right), _paint(colour))

    def dot(self, centre: Point, radius: float, colour: int) -> None:
        """Fill a circle."""
        self._canvas.drawCircle(*centre, radius, _paint(colour))

    def save(self, target: Path) -> None:
        """Write a PNG; raises InvalidInput where ``target`` cannot be written."""
        data = self._surface.makeImageSnapshot().encodeToData(skia.kPNG, 100)
        if data is None:
            raise LocvidError("the picture cannot be coded as PNG")
        with replacing(target) as temporary:
            temporary.write_bytes(bytes(data))


@cache
def has_glyphs(words: str) -> bool:
    """Whether this machine has a font for every letter of ``words``."""
    fonts = _fonts()
    return all(
        fonts.matchFamilyStyleCharacter("", skia.FontStyle(), [], ord(sign)) is not None
        for sign in words
        if sign.isalpha()
    )


@cache
def _fonts() -> skia.FontMgr:
    return skia.FontMgr()


@cache
def _collection() -> skia.textlayout.FontCollection:
    collection = skia.textlayout.FontCollection()
    collection.setDefaultFontManager(_fonts())
    return collection


def _paragraph(words: str, size: float, colour: int, bold: bool) -> skia.textlayout.Paragraph:
    style = skia.textlayout.TextStyle()
    style.setFontFamilies(_FAMILIES)
    style.setFontSize(size)
    style.setColor(colour)
    style.setFontStyle(skia.FontStyle.Bold() if bold else skia.FontStyle.Normal())
    whole = skia.textlayout.ParagraphStyle()
    whole.setTextStyle(style)
    builder = skia.textlayout.ParagraphBuilder.make(whole, _collection(), skia.Unicodes.ICU.Make())
    builder.addText(words)
    paragraph = builder.Build()
    paragraph.layout(_ANY_WIDTH)
    return paragraph


def _paint(colour: int, stroke: float = 0.0) -> skia.Paint:
    paint = skia.Paint(Color=colour, AntiAlias=True)
    if stroke:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(stroke)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint
