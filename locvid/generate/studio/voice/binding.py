"""Which voice of an engine a voice preset names for a locale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale


@dataclass(frozen=True, slots=True)
class KokoroBinding:
    """Weights of style vectors with what the voice is moved by.

    ``blend`` says how it speaks (tempo, melody, stress), ``timbre`` whose voice is heard.
    ``borrowed``: how it speaks was made for another language. ``fastest`` is the multiple of its
    natural pace up to which it forms its words; what is to be faster is hurried afterwards.
    """

    blend: Mapping[str, float]
    timbre: Mapping[str, float]
    pitch_semitones: float
    rate: float
    fastest: float
    borrowed: bool

    @property
    def label(self) -> str:
        """``ff_siwis`` or ``0.5 ff_siwis + 0.5 if_sara``, with its timbre and shift of pitch."""
        timbre = "" if self.timbre == self.blend else f" in the timbre of {_named(self.timbre)}"
        shift = f" {self.pitch_semitones:+g} st" if self.pitch_semitones else ""
        return _named(self.blend) + timbre + shift


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
    blend = _weights(entry["blend"], "blend", locale)
    return KokoroBinding(
        blend=blend,
        timbre=_weights(entry["timbre"], "timbre", locale) if "timbre" in entry else blend,
        pitch_semitones=_number(entry.get("pitch_semitones", 0.0), "pitch_semitones", locale),
        rate=_number(entry.get("rate", 1.0), "rate", locale),
        fastest=_fastest(entry.get("fastest"), locale),
        borrowed=bool(entry.get("borrowed", False)),
    )


def espeak_binding(voice: Mapping[str, object]) -> EspeakBinding:
    """The ``espeak`` entry of a voice preset."""
    entry = voice.get("espeak")
    if not isinstance(entry, Mapping):
        raise InvalidInput("the voice preset has no table 'espeak'")
    pitch = _number(entry.get("pitch", 50), "pitch")
    return EspeakBinding(str(entry.get("variant", "")), int(pitch))


def _fastest(value: object, locale: Locale) -> float:
    if value is None:
        return math.inf
    fastest = _number(value, "fastest", locale)
    if not 1 <= fastest <= 3:
        raise InvalidInput(
            f"fastest in the voice preset must be a multiple from 1 to 3, not {fastest:g}",
            locale=locale.tag,
        )
    return fastest


def _weights(value: object, what: str, locale: Locale) -> dict[str, float]:
    if not isinstance(value, Mapping):
        raise InvalidInput(
            f"{what} in the voice preset must map voices to weights, not '{str(value)[:40]}'",
            locale=locale.tag,
        )
    return {
        str(name): _number(weight, f"the weight of {name}", locale)
        for name, weight in value.items()
    }


def _named(blend: Mapping[str, float]) -> str:
    return " + ".join(
        name if len(blend) == 1 else f"{weight:g} {name}" for name, weight in blend.items()
    )


def _number(value: object, what: str, locale: Locale | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidInput(
            f"{what} in the voice preset must be a number, not '{str(value)[:40]}'",
            locale=locale.tag if locale else None,
        )
    return float(value)
