"""One line of text as glyphs: shaped by HarfBuzz, in the order of the Unicode bidi algorithm.

Both come with skia's paragraph module. Lines are broken before, in ``locvid.typeset.lines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from locvid.drawing import skia
from locvid.model.errors import MissingDependency
from locvid.model.locale import Locale
from locvid.typeset.fonts import Fonts

_ENDLESS = 1e6
_ISOLATE = {False: "\u2066", True: "\u2067"}
_ISOLATE_END = "\u2069"

_HALF_EMPTY = ("。", "、", "，", "．", "！", "？", "：", "；", "）", "」", "』", "】", "》", "〉")
"""Marks that are as wide as a character and stand in its first half."""

_TALL_SCRIPTS = frozenset(
    {"ar", "fa", "ur", "ps", "hi", "mr", "ne", "sa", "bn", "as", "ta", "th", "km", "lo", "my"}
)
"""Languages whose marks stand above and below the letters: their lines are further apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line; ``width`` and ``ascent`` (from its top to the baseline) in pixels.

    ``seen`` is the width without the empty half of a wide punctuation mark at its end.
    """

    width: float
    seen: float
    ascent: float
    _paragraph: Any

    def draw(self, canvas: Any, left: float, baseline: float) -> None:
        """Draw it with its left edge and its baseline there."""
        self._paragraph.paint(canvas, left, baseline - self.ascent)


class Typesetter:
    """Shapes the lines of one language with one set of fonts."""

    def __init__(self, fonts: Fonts, locale: Locale) -> None:
        """Raises MissingDependency where skia has come without its Unicode data."""
        self._unicode = skia.Unicodes.ICU.Make()
        if self._unicode is None:
            raise MissingDependency(
                "text cannot be shaped: skia finds no ICU data",
                hint="pip install --force-reinstall skia-python",
            )
        provider = skia.textlayout.TypefaceFontProvider()
        self._families = []
        for number, typeface in enumerate(fonts.typefaces):
            family = skia.String(f"font-{number}")
            provider.registerTypeface(typeface, family)
            self._families.append(family)
        self._collection = skia.textlayout.FontCollection()
        self._collection.setDefaultFontManager(provider)
        # The provider must live as long as the collection that looks fonts up in it.
        self._provider = provider
        self._right_to_left = locale.right_to_left
        self._tag = skia.String(locale.tag)
        self.leading = 1.5 if locale.language in _TALL_SCRIPTS else 1.28

    def line(self, text: str, size: float, colour: int = 0xFFFFFFFF) -> Line:
        """Shape ``text`` at ``size`` pixels an em; ``colour`` is ARGB."""
        layout = skia.textlayout
        style = layout.TextStyle()
        style.setFontFamilies(self._families)
        style.setFontSize(size)
        style.setColor(colour)
        style.setLocale(self._tag)
        paragraph_style = layout.ParagraphStyle()
        paragraph_style.setTextStyle(style)
        builder = layout.ParagraphBuilder.make(paragraph_style, self._collection, self._unicode)
        builder.pushStyle(style)
        # The direction of the language, not of the first letter, orders the line.
        builder.addText(f"{_ISOLATE[self._right_to_left]}{text}{_ISOLATE_END}")
        paragraph = builder.Build()
        paragraph.layout(_ENDLESS)
        width = paragraph.MaxIntrinsicWidth
        seen = width - (size / 2 if text[-1:] in _HALF_EMPTY else 0)
        return Line(width, seen, paragraph.AlphabeticBaseline, paragraph)

    def width(self, text: str, size: float) -> float:
        """Pixels that ``text`` takes at ``size`` pixels an em."""
        return self.line(text, size).width
