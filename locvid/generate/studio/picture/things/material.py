"""How materials look: a few tones and a pattern, painted into any shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from locvid.drawing import skia
from locvid.generate.studio.picture.setting.brush import fade, fill, line, mixed
from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary

PATTERNS = ("brushed", "clear", "corrugated", "grain", "pile", "plain", "tiles", "veins")


@dataclass(frozen=True, slots=True)
class Look:
    """The ``look`` of a material preset: a pattern and three colours, ``#rrggbb``."""

    pattern: str
    base: str
    dark: str
    light: str

    @property
    def clear(self) -> bool:
        """Whether one sees through it."""
        return self.pattern == "clear"


def look_of(name: str, library: PresetLibrary) -> Look:
    """Read a material's look; raises InvalidInput where it is missing or names no pattern."""
    preset = library.get("materials", name)
    given = preset.content.get("look")
    keys = ("pattern", "base", "dark", "light")
    if not isinstance(given, dict) or set(given) != set(keys):
        raise InvalidInput(
            f"the material '{name}' needs a 'look' with {', '.join(keys)}", where=preset.location
        )
    look = Look(*(str(given[key]) for key in keys))
    if look.pattern not in PATTERNS:
        raise InvalidInput(
            f"the material '{name}' has the pattern '{look.pattern}', which nobody can paint",
            where=preset.location,
            hint=f"there are: {', '.join(PATTERNS)}",
        )
    for code in (look.base, look.dark, look.light):
        if len(code) != 7 or any(digit not in "0123456789abcdefABCDEF" for digit in code[1:]):
            raise InvalidInput(
                f"the material '{name}' has the colour '{code}', not one such as '#aabbcc'",
                where=preset.location,
            )
    return look


def cover(canvas: Any, path: Any, look: Look, seed: int, alpha: float = 1.0) -> None:
    """Fill ``path`` with the material, lit from the upper left; ``seed`` lays its pattern."""
    box = path.getBounds()
    tones = [look.light, look.base, mixed(look.base, look.dark, 0.55)]
    shade = [(tone, alpha * (0.45 if look.clear else 1.0)) for tone in tones]
    start, end = (box.left(), box.top()), (box.right(), box.bottom())
    canvas.drawPath(path, fade(start, end, shade, [0.0, 0.4, 1.0]))
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    _PAINTERS[look.pattern](canvas, box, look, np.random.default_rng([seed, 17]))
    canvas.restore()


def _grain(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    rows = max(int(box.height() / 5), 4)
    for _ in range(rows):
        y = rng.uniform(box.top(), box.bottom())
        bow = rng.uniform(-4, 4)
        path = skia.Path()
        path.moveTo(box.left(), y)
        path.cubicTo(
            box.left() + box.width() * 0.3, y + bow, box.left() + box.width() * 0.6, y - bow,
            box.right(), y + bow * 0.5,
        )  # fmt: skip
        canvas.drawPath(path, line(look.dark, rng.uniform(0.8, 2.4), rng.uniform(0.15, 0.4)))


def _veins(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    for _ in range(7):
        x, y = rng.uniform(box.left(), box.right()), box.top() - 4
        path = skia.Path()
        path.moveTo(x, y)
        while y < box.bottom() + 4:
            x += rng.normal(0, box.width() * 0.05)
            y += box.height() * rng.uniform(0.12, 0.3)
            path.lineTo(x, y)
        canvas.drawPath(path, line(look.dark, rng.uniform(0.8, 3.0), rng.uniform(0.2, 0.5), 0.8))


def _brushed(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    middle = box.left() + box.width() * rng.uniform(0.25, 0.4)
    sheen = [(look.light, 0.0), (look.light, 0.75), (look.light, 0.0)]
    canvas.drawRect(
        box, fade((middle - box.width() * 0.2, 0), (middle + box.width() * 0.2, 0), sheen)
    )
    for _ in range(14):
        y = rng.uniform(box.top(), box.bottom())
        canvas.drawLine(box.left(), y, box.right(), y, line(look.dark, 0.8, 0.12))


def _pile(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    for _ in range(int(min(max(box.width() * box.height() / 40, 40), 1600))):
        x, y = rng.uniform(box.left(), box.right()), rng.uniform(box.top(), box.bottom())
        tone = look.light if rng.random() < 0.5 else look.dark
        canvas.drawLine(x, y, x + rng.normal(0, 1.2), y - rng.uniform(2, 5), line(tone, 1.4, 0.45))


def _corrugated(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    for x in np.arange(box.left() + rng.uniform(0, 6), box.right(), 7.0):
        canvas.drawLine(x, box.top(), x, box.bottom(), line(look.dark, 1.2, 0.16))


def _tiles(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    side = max(box.width() / 5, 18.0)
    for x in np.arange(box.left() + rng.uniform(0, side), box.right(), side):
        canvas.drawLine(x, box.top(), x, box.bottom(), line(look.dark, 1.6, 0.45))
    for y in np.arange(box.top() + side * 0.4, box.bottom(), side):
        canvas.drawLine(box.left(), y, box.right(), y, line(look.dark, 1.6, 0.45))


def _clear(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    left = box.left() + box.width() * 0.16
    gleam = [("#ffffff", 0.85), ("#ffffff", 0.1)]
    canvas.drawRect(
        skia.Rect(left, box.top(), left + box.width() * 0.09, box.bottom()),
        fade((0, box.top()), (0, box.bottom()), gleam),
    )
    canvas.drawRect(
        skia.Rect(box.right() - box.width() * 0.14, box.top(), box.right(), box.bottom()),
        fill(look.dark, 0.25),
    )


def _plain(canvas: Any, box: Any, look: Look, rng: np.random.Generator) -> None:
    left = box.left() + box.width() * 0.18
    gleam = [(look.light, 0.7), (look.light, 0.0)]
    canvas.drawRect(
        skia.Rect(left, box.top(), left + box.width() * 0.12, box.bottom()),
        fade((0, box.top()), (0, box.bottom()), gleam),
    )


_PAINTERS = {
    "brushed": _brushed,
    "clear": _clear,
    "corrugated": _corrugated,
    "grain": _grain,
    "pile": _pile,
    "plain": _plain,
    "tiles": _tiles,
    "veins": _veins,
}
