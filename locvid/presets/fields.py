"""Reads the keys of one preset by type; every complaint names file, line and key."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from locvid.model.errors import InvalidInput
from locvid.presets.library import Preset, suggestion


class Fields:
    """The keys of a preset, or of a mapping inside it (``prefix`` is then ``gate.``).

    ``known`` are all keys that the kind of preset has; any other is refused with a suggestion.
    """

    def __init__(self, preset: Preset, known: Collection[str], prefix: str = "") -> None:
        self._preset = preset
        self._prefix = prefix
        self._content: Any = preset.content
        if prefix:
            self._content = preset.content.get(prefix.rstrip("."))
            if not isinstance(self._content, dict):
                raise self._problem("", "must be a mapping of keys to values")
        for key in self._content:
            if key not in known:
                raise InvalidInput(
                    f"the {preset.kind} preset '{preset.name}' has an unknown key '{prefix}{key}'",
                    where=preset.where(f"{prefix}{key}"),
                    hint=suggestion(str(key), known),
                )

    def text(self, key: str, default: str | None = None) -> str:
        """A string that is not empty; ``default`` where the key is missing."""
        value = self._content.get(key, default)
        if not isinstance(value, str) or (not value.strip() and value != default):
            raise self._problem(key, "must be text")
        return value.strip()

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """A finite number from ``low`` to ``high``, both included."""
        return self._number(key, self._content.get(key, default), low, high)

    def whole(self, key: str, low: int, high: int) -> int:
        """An integer from ``low`` to ``high``, both included."""
        value = self.number(key, low, high)
        if value != int(value):
            raise self._problem(key, "must be a whole number")
        return int(value)

    def pair(self, key: str, low: float, high: float) -> tuple[float, float]:
        """Two numbers in ascending order, each from ``low`` to ``high``."""
        value = self._content.get(key)
        if not isinstance(value, list) or len(value) != 2:
            raise self._problem(key, "must be a list of two numbers")
        first, second = (self._number(key, item, low, high) for item in value)
        if first > second:
            raise self._problem(key, "must have the lower number first")
        return first, second

    def yes_or_no(self, key: str, default: bool | None = None) -> bool:
        """``true`` or ``false``; ``default`` where the key is missing."""
        value = self._content.get(key, default)
        if not isinstance(value, bool):
            raise self._problem(key, "must be true or false")
        return value

    def wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of at least one integer, each from ``low`` to ``high``."""
        value = self._content.get(key)
        if not isinstance(value, list) or not value:
            raise self._problem(key, "must be a list of whole numbers")
        numbers = tuple(self._number(key, item, low, high) for item in value)
        if any(number != int(number) for number in numbers):
            raise self._problem(key, "must be a list of whole numbers")
        return tuple(map(int, numbers))

    def choice(self, key: str, values: Collection[str]) -> str:
        """One of ``values``."""
        value = self.text(key)
        if value not in values:
            raise self._unknown(key, value, values)
        return value

    def choices(self, key: str, values: Collection[str]) -> tuple[str, ...]:
        """A list, possibly empty, of some of ``values``."""
        found = self._content.get(key)
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise self._problem(key, "must be a list of names")
        for item in found:
            if item not in values:
                raise self._unknown(key, item, values)
        return tuple(found)

    def _unknown(self, key: str, value: str, values: Collection[str]) -> InvalidInput:
        return InvalidInput(
            f"{self._name(key)} is '{value}', which is none of {', '.join(values)}",
            where=self._preset.where(f"{self._prefix}{key}"),
            hint=suggestion(value, values),
        )

    def _number(self, key: str, value: object, low: float, high: float) -> float:
        # bool is an int for Python, but `yes` is not a number for the writer of a preset.
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise self._problem(key, "must be a number")
        if not low <= value <= high:
            # A whole number of a thousand digits is one for YAML, and none for a message.
            told = f", not {value:g}" if abs(value) < 1e15 else ""
            raise self._problem(key, f"must be from {low:g} to {high:g}{told}")
        return float(value)

    def _name(self, key: str) -> str:
        name = f"{self._prefix}{key}" if key else self._prefix.rstrip(".")
        return f"'{name}' in the {self._preset.kind} preset '{self._preset.name}'"

    def _problem(self, key: str, rule: str) -> InvalidInput:
        missing = key and key not in self._content
        message = (
            f"{self._name(key)} is missing: it {rule}" if missing else (f"{self._name(key)} {rule}")
        )
        where = self._preset.where(f"{self._prefix}{key}".rstrip("."))
        return InvalidInput(message, where=where)
