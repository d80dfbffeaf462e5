"""Reads numbers, words and curves out of a preset, and says which key is wrong and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from locvid.model.errors import InvalidInput, Location
from locvid.presets.library import Preset


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping inside a preset; ``path`` is its dotted key, for messages.

    Every reader raises InvalidInput, naming file and key, when the value is missing or not of the
    kind asked for.
    """

    content: Mapping[str, Any]
    path: str
    location: Location

    @classmethod
    def of(cls, preset: Preset) -> Section:
        """The whole preset as a section."""
        return cls(preset.content, "", preset.location)

    def section(self, key: str) -> Section:
        """The mapping under ``key``."""
        value = self._value(key)
        if not isinstance(value, Mapping):
            raise self._wrong(key, "a mapping of keys to values")
        return Section(value, self._name(key), self.location)

    def sections(self) -> dict[str, Section]:
        """Every key of this section as a section of its own, in the order of the file."""
        return {str(key): self.section(key) for key in self.content}

    def number(self, key: str, lowest: float = float("-inf")) -> float:
        """A number, at least ``lowest``."""
        value = self._value(key)
        if not _is_number(value) or value < lowest:
            floor = "" if lowest == float("-inf") else f" of at least {lowest:g}"
            raise self._wrong(key, f"a number{floor}")
        return float(value)

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        """A list of exactly ``count`` numbers."""
        value = self._value(key)
        if not isinstance(value, list) or len(value) != count or not all(map(_is_number, value)):
            raise self._wrong(key, f"a list of {count} numbers")
        return tuple(float(number) for number in value)

    def series(self, key: str) -> tuple[float, ...]:
        """A list of one or more numbers."""
        value = self._value(key)
        if not isinstance(value, list) or not value or not all(map(_is_number, value)):
            raise self._wrong(key, "a list of numbers")
        return tuple(float(number) for number in value)

    def word(self, key: str) -> str:
        """A piece of text."""
        value = self._value(key)
        if not isinstance(value, str):
            raise self._wrong(key, "a word")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of one or more pieces of text."""
        value = self._value(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            raise self._wrong(key, "a list of words")
        return tuple(value)

    def curve(self, key: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """A mapping of numbers to numbers (frequency to level) as two rising-x sequences."""
        value = self._value(key)
        if (
            not isinstance(value, Mapping)
            or not value
            or not all(_is_number(x) and _is_number(y) for x, y in value.items())
        ):
            raise self._wrong(key, "a mapping of frequencies in Hz to levels in dB")
        points = sorted((float(x), float(y)) for x, y in value.items())
        return tuple(x for x, _ in points), tuple(y for _, y in points)

    def has(self, key: str) -> bool:
        """Whether ``key`` is there."""
        return key in self.content

    def overridden(self, changes: Mapping[str, Any]) -> Section:
        """This section with some keys replaced."""
        return Section({**self.content, **changes}, self.path, self.location)

    def _value(self, key: str) -> Any:
        if key not in self.content:
            near = get_close_matches(key, [str(known) for known in self.content], n=1)
            raise InvalidInput(
                f"'{self._name(key)}' is missing",
                where=self.location,
                hint=f"'{near[0]}' is there: is that a typing error?"
                if near
                else "compare with the packaged preset (locvid presets)",
            )
        return self.content[key]

    def _name(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else str(key)

    def _wrong(self, key: str, wanted: str) -> InvalidInput:
        found = self.content[key]
        return InvalidInput(
            f"'{self._name(key)}' must be {wanted}, not {found!r}", where=self.location
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value
