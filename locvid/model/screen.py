"""Text in the picture: what a script asks for, what a shot shows, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from locvid.model.errors import Location

_SECONDS = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a shot: seconds after its start, or (0 or negative) before its end."""

    seconds: float
    from_end: bool = False

    @classmethod
    def parse(cls, written: str) -> Moment | None:
        """``start``, ``end``, or seconds, negative ones before the end; None for other words."""
        if written in ("start", "end"):
            return cls(0.0, written == "end")
        if not _SECONDS.fullmatch(written):
            return None
        seconds = float(written)
        return cls(seconds, seconds < 0)

    def within(self, shot_s: float) -> float:
        """Seconds from the start of a shot that lasts ``shot_s``; never outside of it."""
        at = shot_s + self.seconds if self.from_end else self.seconds
        return min(max(at, 0.0), shot_s)


@dataclass(frozen=True, slots=True)
class ScreenText:
    """A text in the picture; ``text`` maps BCP-47 tags as written to words, in lines.

    ``kind`` names a preset in ``presets/screens``, which says when it is shown where ``opens`` or
    ``closes`` is None.
    """

    kind: str
    text: Mapping[str, str]
    location: Location
    opens: Moment | None = None
    closes: Moment | None = None
    text_locations: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text in the picture in one locale. ``description`` says what it is, for prompts."""

    kind: str
    text: str
    opens: Moment
    closes: Moment
    description: str


@dataclass(frozen=True, slots=True)
class ScreenStyle:
    """One YAML file in ``presets/screens``.

    ``place`` is ``bottom``, ``centre`` or ``top``, with ``-start`` at the side where reading
    begins. ``size`` (of the first line; the others are ``second`` times that) is a share of the
    picture's shorter side, and so is ``lift``, the room between the text and the edge of the safe
    area; ``widest`` of the safe area's width. Colours are ARGB; ``panel`` and ``accent`` are
    0 where there is none. ``fade_in_s`` and ``fade_out_s`` are seconds; ``motion`` is ``fade``,
    ``slide`` or ``rise``.
    """

    name: str
    description: str
    place: str
    size: float
    second: float
    lift: float
    widest: float
    lines: int
    colour: int
    second_colour: int
    panel: int
    accent: int
    motion: str
    fade_in_s: float
    fade_out_s: float
    opens: Moment
    closes: Moment


@dataclass(frozen=True, slots=True)
class SafeArea:
    """What players and platforms leave free: shares of the width and height, from each edge."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """How captions are drawn into a picture; ``fonts`` are files that come before locvid's own."""

    style: ScreenStyle
    safe: SafeArea
    fonts: tuple[Path, ...] = ()
