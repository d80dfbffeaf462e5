"""Screen presets: how texts in the picture look; safe areas: what stays free of them."""

from __future__ import annotations

import re

from locvid.model.errors import InvalidInput, Location
from locvid.model.media import VideoFormat
from locvid.model.screen import Lettering, Moment, SafeArea, ScreenStyle
from locvid.presets.extending import EXTENDS, extended
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

CAPTIONS = "captions"
"""The style of captions that are burned in."""

KEYS = (
    EXTENDS,
    "description",
    "place",
    "size",
    "second",
    "lift",
    "widest",
    "lines",
    "colour",
    "second_colour",
    "panel",
    "accent",
    "motion",
    "in_s",
    "out_s",
    "from",
    "until",
)
PLACES = ("bottom", "bottom-start", "centre", "centre-start", "top", "top-start")
MOTIONS = ("fade", "slide", "rise")
LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, level AA."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")
_SQUARE = (0.75, 1.25)
"""Shapes (width to height) between the tall and the wide ones."""


def screen_style(name: str, library: PresetLibrary, where: Location | None = None) -> ScreenStyle:
    """The style of a kind of text; ``where`` is what asked for it. Raises InvalidInput."""
    preset = extended(library.get("screens", name, where), library)
    fields = Fields(preset, KEYS)
    style = ScreenStyle(
        name=preset.name,
        description=fields.text("description"),
        place=fields.choice("place", PLACES),
        size=fields.number("size", 0.02, 0.25),
        second=fields.number("second", 0.3, 1),
        lift=fields.number("lift", 0, 0.5),
        widest=fields.number("widest", 0.2, 1),
        lines=fields.whole("lines", 1, 8),
        colour=_colour(fields.text("colour"), "colour", preset),
        second_colour=_colour(fields.text("second_colour"), "second_colour", preset),
        panel=_colour(fields.text("panel"), "panel", preset),
        accent=_colour(fields.text("accent"), "accent", preset),
        motion=fields.choice("motion", MOTIONS),
        fade_in_s=fields.number("in_s", 0, 5),
        fade_out_s=fields.number("out_s", 0, 5),
        opens=_moment(preset, "from"),
        closes=_moment(preset, "until"),
    )
    for key, colour in (("colour", style.colour), ("second_colour", style.second_colour)):
        _check_contrast(key, colour, style.panel, preset)
    return style


def safe_area(video: VideoFormat, library: PresetLibrary) -> SafeArea:
    """The safe area of the picture's shape: ``tall``, ``square`` or ``wide``."""
    shape = video.width / video.height
    name = "tall" if shape < _SQUARE[0] else "square" if shape <= _SQUARE[1] else "wide"
    keys = ("left", "right", "top", "bottom")
    fields = Fields(library.get("safe-areas", name), ("description", *keys))
    return SafeArea(*(fields.number(key, 0, 0.4) for key in keys))


def lettering(video: VideoFormat, library: PresetLibrary) -> Lettering:
    """How captions are drawn into a picture."""
    return Lettering(
        screen_style(CAPTIONS, library),
        safe_area(video, library),
        library.fonts(),
    )


def _moment(preset: Preset, key: str) -> Moment:
    found = Moment.parse(str(preset.content.get(key, "")))
    if found is None:
        raise InvalidInput(
            f"'{key}' in the screens preset '{preset.name}' must be start, end or seconds",
            where=preset.location,
        )
    return found


def _colour(written: str, key: str, preset: Preset) -> int:
    """ARGB of ``#RRGGBB`` or ``#RRGGBBAA``; 0 for ``none``."""
    if written == "none" and key in ("panel", "accent"):
        return 0
    if not _COLOUR.fullmatch(written):
        raise InvalidInput(
            f"'{key}' in the screens preset '{preset.name}' must be a colour such as '#F2B33D'",
            where=preset.location,
            hint="put it in quotes: # begins a comment",
        )
    return (int(written[7:9] or "ff", 16) << 24) | int(written[1:7], 16)


def _check_contrast(key: str, colour: int, panel: int, preset: Preset) -> None:
    """Over a black and over a white picture; a panel of no opacity is as good as none."""
    if not panel:
        # Without a panel the text has a dark shadow: it must be light itself.
        panel = 0xC0000000
    ratio = min(_contrast(colour, _over(panel, ground)) for ground in (0x000000, 0xFFFFFF))
    if ratio < LEAST_CONTRAST:
        raise InvalidInput(
            f"'{key}' in the screens preset '{preset.name}' cannot be read on its panel over every "
            f"picture: its contrast is {ratio:.1f}, less than {LEAST_CONTRAST}",
            where=preset.location,
            hint="take a colour further from the panel's, or a panel that lets less through",
        )


def _over(colour: int, ground: int) -> int:
    opacity = (colour >> 24) / 255
    mixed = 0
    for shift in (16, 8, 0):
        front, back = (colour >> shift) & 255, (ground >> shift) & 255
        mixed |= round(front * opacity + back * (1 - opacity)) << shift
    return mixed


def _contrast(one: int, other: int) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: int) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [((colour >> shift) & 255) / 255 for shift in (16, 8, 0)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
