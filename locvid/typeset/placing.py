"""Where a text goes in the picture: in the safe area, clear of faces and of other texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.media import VideoFormat
from locvid.model.screen import SafeArea, ScreenStyle
from locvid.typeset.setting import SIZES, SetText, set_text
from locvid.typeset.shaping import Typesetter


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A set text and where its panel's upper left corner is."""

    text: SetText
    left: float
    top: float

    @property
    def box(self) -> Box:
        """What it covers."""
        right, bottom = self.left + self.text.width, self.top + self.text.height
        return Box(self.left, self.top, right, bottom)


@dataclass(frozen=True, slots=True)
class Page:
    """The picture that texts are placed in."""

    video: VideoFormat
    safe: SafeArea
    locale: Locale

    @property
    def area(self) -> Box:
        """The safe area in pixels."""
        width, height = self.video.width, self.video.height
        return Box(
            self.safe.left * width,
            self.safe.top * height,
            (1 - self.safe.right) * width,
            (1 - self.safe.bottom) * height,
        )

    @property
    def unit(self) -> int:
        """What sizes are shares of: the shorter side."""
        return min(self.video.width, self.video.height)


def place(
    text: str,
    style: ScreenStyle,
    page: Page,
    typesetter: Typesetter,
    clear_of: Sequence[Box] = (),
    never_over: Sequence[Box] = (),
) -> Placed:
    """Set ``text`` where its style wants it, or as near as it is free of ``clear_of``.

    Where everything is taken, it may cover part of them, but not what is ``never_over``. Raises
    InvalidInput where it does not fit at the smallest size.
    """
    tries = list(_tries(text, style, page, typesetter, torn=False))
    tries = tries or list(_tries(text, style, page, typesetter, torn=True))
    if not tries:
        raise InvalidInput(
            f"the {style.name} has no room for '{_short(text)}': it is too long for "
            f"{style.lines} {'line' if style.lines == 1 else 'lines'} in "
            f"{page.video.width}×{page.video.height}",
            locale=page.locale.tag,
            hint="shorten it, or allow more 'lines' or a larger 'widest' in a preset of your own",
        )
    for taken in (clear_of, never_over):
        for found in tries:
            if not any(found.box.meets(box) for box in taken):
                return found
    raise InvalidInput(
        f"the {style.name} '{_short(text)}' has no room beside the face of who speaks",
        locale=page.locale.tag,
        hint="shorten it, or take a wider framing",
    )


def _tries(
    text: str, style: ScreenStyle, page: Page, typesetter: Typesetter, torn: bool
) -> Iterator[Placed]:
    """Every size at every spot, the wanted ones first, all inside the safe area."""
    area = page.area
    widest = style.widest * (area.right - area.left)
    for share in SIZES:
        em = style.size * page.unit * share
        found = set_text(text, style, em, widest, typesetter, page.locale.language, torn)
        if found is None or found.height > area.bottom - area.top:
            continue
        for vertical, lift in _spots(style):
            yield Placed(found, *_corner(found, style, page, vertical, lift))


def _spots(style: ScreenStyle) -> Iterator[tuple[str, float]]:
    """Where it may stand, from the wanted place on: (vertical place, lift)."""
    wanted = style.place.removesuffix("-start")
    yield wanted, style.lift
    if wanted == "centre":
        yield "bottom", max(style.lift, 0.08)
    for lift in (style.lift * 2 / 3, style.lift / 3, 0.0):
        yield ("top" if wanted == "top" else "bottom"), lift
    yield ("bottom" if wanted == "top" else "top"), 0.0


def _corner(
    text: SetText, style: ScreenStyle, page: Page, vertical: str, lift: float
) -> tuple[float, float]:
    area = page.area
    shift = lift * page.unit
    top = {
        "top": area.top + shift,
        "centre": (area.top + area.bottom - text.height) / 2,
        "bottom": area.bottom - shift - text.height,
    }[vertical]
    top = max(area.top, min(top, area.bottom - text.height))
    left = (area.left + area.right - text.width) / 2
    if style.place.endswith("-start"):
        left = area.right - text.width if page.locale.right_to_left else area.left
    return round(left), round(top)


def _short(text: str) -> str:
    line = " / ".join(text.split("\n"))
    return line if len(line) <= 40 else f"{line[:39]}…"
