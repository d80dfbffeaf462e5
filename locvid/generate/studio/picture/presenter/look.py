"""How a presenter looks: a preset in ``presets/presenters``, validated and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, get_type_hints

from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.paint import Colour, Point, colour_of
from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, suggestion

Outline = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Skin:
    """Colours from shadow to highlight, and of blood near the surface."""

    deep: Colour
    shade: Colour
    base: Colour
    light: Colour
    shine: Colour
    blush: Colour


@dataclass(frozen=True, slots=True)
class Face:
    """``outline`` is the right half from hairline to chin; the rest are strengths about 1.

    ``age`` 0…1 deepens the lines from nose to mouth and about the eyes.
    """

    outline: Outline
    nose_width: float = 1.0
    nose_length: float = 1.0
    nose_bridge: float = 1.0
    cheeks: float = 1.0
    brow_ridge: float = 1.0
    blush: float = 0.5
    age: float = 0.0
    ear_size: float = 1.0
    neck: float = 50.0


@dataclass(frozen=True, slots=True)
class Eyes:
    """Places and sizes in units; ``tilt`` raises the outer corner, ``lashes`` is their strength."""

    iris: Colour
    iris_dark: Colour
    white: Colour
    lash: Colour
    lid: Colour
    x: float = 46.0
    y: float = -18.0
    half_width: float = 25.0
    opening: float = 19.0
    tilt: float = 2.0
    lashes: float = 1.0


@dataclass(frozen=True, slots=True)
class Brows:
    """``arch`` is how far the middle lies above the ends."""

    colour: Colour
    y: float = -52.0
    length: float = 58.0
    thickness: float = 8.0
    arch: float = 8.0


@dataclass(frozen=True, slots=True)
class Mouth:
    """Size at rest in units; ``bow`` is the depth of the cupid's bow."""

    dark: Colour
    base: Colour
    light: Colour
    y: float = 80.0
    half_width: float = 37.0
    upper: float = 9.0
    lower: float = 13.0
    bow: float = 3.0


@dataclass(frozen=True, slots=True)
class Hair:
    """``style`` names a part of the code: bob, short or curls."""

    style: str
    dark: Colour
    base: Colour
    light: Colour
    shine: Colour


@dataclass(frozen=True, slots=True)
class Clothes:
    """``style``: blazer, jacket or top. ``outer`` is what is worn over ``inner``.

    ``lower`` colours the trousers, ``accent`` a necklace.
    """

    style: str
    outer_dark: Colour
    outer: Colour
    outer_light: Colour
    inner_dark: Colour
    inner: Colour
    inner_light: Colour
    lower: Colour
    accent: Colour = (0.9, 0.78, 0.45)


@dataclass(frozen=True, slots=True)
class Beard:
    """A trimmed full beard."""

    dark: Colour
    base: Colour
    light: Colour


@dataclass(frozen=True, slots=True)
class Glasses:
    """The frame's colour and the lenses' size."""

    frame: Colour
    width: float = 74.0
    height: float = 54.0


@dataclass(frozen=True, slots=True)
class Earrings:
    """Small studs or hoops."""

    metal: Colour
    radius: float = 4.0


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the drawing needs to know about one presenter."""

    name: str
    skin: Skin
    face: Face
    eyes: Eyes
    brows: Brows
    mouth: Mouth
    hair: Hair
    clothes: Clothes
    beard: Beard | None = None
    glasses: Glasses | None = None
    earrings: Earrings | None = None

    def under(self, light: Light) -> Look:
        """The same presenter with every colour multiplied by the light's tint."""
        return replace(
            self,
            **{
                field.name: _tinted(getattr(self, field.name), light.tint)
                for field in fields(self)
                if field.name != "name"
            },
        )


_REQUIRED = {
    "skin": Skin,
    "face": Face,
    "eyes": Eyes,
    "brows": Brows,
    "mouth": Mouth,
    "hair": Hair,
    "clothes": Clothes,
}
_OPTIONAL = {"beard": Beard, "glasses": Glasses, "earrings": Earrings}

Section = TypeVar("Section")


def look_of(preset: Preset) -> Look:
    """The look in a presenter preset; InvalidInput names the key that is missing or wrong."""
    kinds: dict[str, type[Any]] = {**_REQUIRED, **_OPTIONAL}
    for key in preset.content:
        if key not in kinds and key != "description":
            raise InvalidInput(
                f"a presenter has no '{key}'",
                where=preset.location,
                hint=suggestion(str(key), [*kinds, "description"]),
            )
    missing = [key for key in _REQUIRED if key not in preset.content]
    if missing:
        raise InvalidInput(f"presenter '{preset.name}' lacks '{missing[0]}'", where=preset.location)
    parts = {
        key: _section(kind, key, preset) for key, kind in kinds.items() if key in preset.content
    }
    return Look(name=preset.name, **parts)


def _section(kind: type[Section], key: str, preset: Preset) -> Section:
    """One mapping of the preset as its dataclass."""
    content = preset.content[key]
    if not isinstance(content, Mapping):
        raise InvalidInput(f"'{key}' must map names to values", where=preset.location)
    hints = get_type_hints(kind)
    for name in content:
        if name not in hints:
            raise InvalidInput(
                f"'{key}' has no '{name}'",
                where=preset.location,
                hint=suggestion(str(name), hints),
            )
    read: dict[str, Any] = {}
    for name, value in content.items():
        try:
            read[name] = _READERS[hints[name]](value)
        except (ValueError, TypeError) as error:
            raise InvalidInput(
                f"'{key}.{name}' is not usable: {value!r}",
                where=preset.location,
                hint="colours are '#rrggbb', outlines lists of [x, y]",
            ) from error
    try:
        return kind(**read)
    except TypeError as error:
        raise InvalidInput(f"'{key}' is not complete: {error}", where=preset.location) from error


def _outline(value: Any) -> Outline:
    return tuple((float(x), float(y)) for x, y in value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


_READERS: dict[Any, Any] = {
    Colour: lambda value: colour_of(_text(value)),
    float: float,
    str: _text,
    Outline: _outline,
}


def _tinted(part: Any, tint: Colour) -> Any:
    """A section with its colours multiplied; numbers, names and outlines stay."""
    if part is None:
        return None
    hints = get_type_hints(type(part))
    changes = {
        name: tuple(min(a * b, 1.0) for a, b in zip(getattr(part, name), tint, strict=True))
        for name, kind in hints.items()
        if kind == Colour
    }
    return replace(part, **changes)
