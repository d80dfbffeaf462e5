"""Which voice of an engine a voice preset names for a locale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale


@dataclass(frozen=True, slots=True)
class KokoroBinding:
    """Weights of style vectors with what the voice is moved by. ``borrowed``: made for another
    language or blended from voices of others."""

    blend: Mapping[str, float]
    pitch_semitones: float
    rate: float
    borrowed: bool

    @property
    def label(self) -> str:
        """``ff_siwis`` or ``0.5 ff_siwis + 0.5 if_sara``, with its shift of pitch."""
        parts = (
            name if len(self.blend) == 1 else f"{weight:g} {name}"
            for name, weight in self.blend.items()
        )
        shift = f" {self.pitch_semitones:+g} st" if self.pitch_semitones else ""
        return " + ".join(parts) + shift


@dataclass(frozen=True, slots=True)
class EspeakBinding:
    """An espeak-ng variant (``f2``), and its pitch 0…99."""

    variant: str
    pitch: int


def kokoro_binding(voice: Mapping[str, object], locale: Locale) -> KokoroBinding:
    """The entry of ``voice['kokoro']`` for the locale, else its language, else ``other``.

    Raises InvalidInput where the preset has none or is not in the right form.
    """
    table = voice.get("kokoro")
    if not isinstance(table, Mapping):
        raise InvalidInput("the voice preset has no table 'kokoro'")
    entry = table.get(locale.tag, table.get(locale.language))
    if not isinstance(entry, Mapping) or not isinstance(entry.get("blend"), Mapping):
        raise InvalidInput(
            f"the voice preset has no Kokoro voice for {locale.language}", locale=locale.tag
        )
    return KokoroBinding(
        blend={
            str(name): _number(weight, f"the weight of {name}", locale)
            for name, weight in entry["blend"].items()
        },
        pitch_semitones=_number(entry.get("pitch_semitones", 0.0), "pitch_semitones", locale),
        rate=_number(entry.get("rate", 1.0), "rate", locale),
        borrowed=bool(entry.get("borrowed", False)),
    )


def espeak_binding(voice: Mapping[str, object]) -> EspeakBinding:
    """The ``espeak`` entry of a voice preset."""
    entry = voice.get("espeak")
    if not isinstance(entry, Mapping):
        raise InvalidInput("the voice preset has no table 'espeak'")
    pitch = _number(entry.get("pitch", 50), "pitch")
    return EspeakBinding(str(entry.get("variant", "")), int(pitch))


def _number(value: object, what: str, locale: Locale | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidInput(
            f"{what} in the voice preset must be a number, not '{str(value)[:40]}'",
            locale=locale.tag if locale else None,
        )
    return float(value)
