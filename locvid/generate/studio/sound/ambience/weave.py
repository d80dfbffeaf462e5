"""Weaves the layers of a place into one ambience of any length that cuts do not interrupt.

Stretches of a few seconds are crossfaded, so that memory stays small and nothing repeats. Every
shot of a setting begins and ends inside the same short piece of noise, the *seam*: it ends where
the next one starts, and a cut from shot to shot within a setting is not heard at all.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.sound.ambience.base import Layer, layer_of
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.timeline.wind import Wind
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.presets.rooms import USUAL_CROWD

_LONGEST = 8 * SAMPLE_RATE
_SHORTEST = 3 * SAMPLE_RATE
"""A stretch must be long enough for its loudness to mean something."""
_OVERLAP = SAMPLE_RATE // 2
_SEAM = SAMPLE_RATE // 10
_SEAM_STRETCH = SAMPLE_RATE * 3 // 2
_SEAM_SEED = 0
_GUST_STEP = SAMPLE_RATE // 20


def ambience(
    length: int,
    dialogue_lufs: float,
    seed: int,
    variant: str,
    preset: Section,
    crowd: float = USUAL_CROWD,
) -> Samples:
    """Float32 [length, 2]: the sum of the layers in a setting's ``ambience`` section.

    ``preset`` has ``layers`` (name: kind, ``level_db`` relative to the dialogue, and what the kind
    needs) and ``variants`` (name: layer: what differs there); a ``variant`` that it does not list
    sounds like the setting itself. A steady layer with ``gust_db`` swells and falls by so much with
    the wind of the shot; of a layer with ``talkers``, ``crowd`` says how many there are.
    """
    woven = np.zeros((length, 2), dtype=np.float32)
    wind = Wind(seed, length / SAMPLE_RATE)
    for index, parameters in enumerate(_layers(preset, variant)):
        layer = layer_of(parameters.word("kind"))
        lufs = dialogue_lufs + parameters.number("level_db")
        if parameters.has("talkers") and crowd != USUAL_CROWD:
            usual = parameters.number("talkers", lowest=1)
            talkers = round(usual * crowd / USUAL_CROWD)
            if talkers == 0:
                continue
            parameters = parameters.overridden({"talkers": talkers})
            lufs += 10 * math.log10(talkers / usual)
        _add_layer(woven, layer, lufs, (seed, index), parameters, wind)
    return woven


def _layers(preset: Section, variant: str) -> list[Section]:
    """The layers with what the variant changes; a variant changes, it does not add."""
    variants = preset.section("variants") if preset.has("variants") else None
    changes = (
        variants.section(variant).sections()
        if variants is not None and variants.has(variant)
        else {}
    )
    layers = preset.section("layers")
    for name in changes:
        layers.section(name)
    return [
        layer.overridden(changes[name].content) if name in changes else layer
        for name, layer in layers.sections().items()
    ]


def _add_layer(
    into: Samples,
    layer: Layer,
    lufs: float,
    seed: tuple[int, int],
    parameters: Section,
    wind: Wind,
) -> None:
    """Add one layer over the whole length, stretch by stretch, its ends in the seam."""
    length = len(into)
    pieces = -(-length // _LONGEST)
    step = max(_SHORTEST, -(-length // pieces))
    rise = _quarter_sine(_OVERLAP)
    seam = _seam(layer, lufs, seed[1], parameters) if layer.steady else None
    ending = np.zeros((0, 2), dtype=np.float32)
    gust_db = parameters.number("gust_db", lowest=0) if parameters.has("gust_db") else 0.0
    for number, start in enumerate(range(0, length, step)):
        random = np.random.default_rng([*seed, number])
        span = min(step, length - start)
        # What happens now and then is over before the next stretch, or the next shot, begins.
        stretch = layer.stretch(step + _OVERLAP if layer.steady else span, lufs, random, parameters)
        if layer.steady and number > 0:
            stretch[:_OVERLAP] = stretch[:_OVERLAP] * rise + ending * rise[::-1]
        ending = stretch[-_OVERLAP:].copy()
        piece = stretch[:span]
        if gust_db:
            piece *= _gusts(wind, gust_db, start, len(piece))
        if seam is not None:
            _join(piece, start, length, seam)
        into[start : start + len(piece)] += piece


def _gusts(wind: Wind, gust_db: float, start: int, length: int) -> Samples:
    """Gains [length, 1] from −``gust_db`` in a lull to +``gust_db`` in a gust."""
    points = np.arange(start, start + length + _GUST_STEP, _GUST_STEP)
    levels = [gust_db * (2.0 * wind.at(point / SAMPLE_RATE) - 1.0) for point in points]
    gains = 10.0 ** (np.interp(np.arange(start, start + length), points, levels) / 20.0)
    return gains.astype(np.float32)[:, None]


def _join(piece: Samples, start: int, length: int, seam: Samples) -> None:
    """Crossfade ``piece``, which begins at ``start``, into the seam at both ends of the shot."""
    edge = min(_SEAM, length // 2)
    rise = _quarter_sine(edge)
    at = np.arange(start, start + len(piece))
    opening = at < edge
    if opening.any():
        here = at[opening]
        piece[opening] = piece[opening] * rise[here] + seam[_SEAM + here] * rise[::-1][here]
    closing = at >= length - edge
    if closing.any():
        here = at[closing] - (length - edge)
        piece[closing] = piece[closing] * rise[::-1][here] + seam[_SEAM - edge + here] * rise[here]


def _seam(layer: Layer, lufs: float, index: int, parameters: Section) -> Samples:
    """The same for every shot: float32 [2 · _SEAM, 2]; the cut is in its middle."""
    random = np.random.default_rng([_SEAM_SEED, index])
    stretch = layer.stretch(_SEAM_STRETCH, lufs, random, parameters)
    middle = len(stretch) // 2
    return stretch[middle - _SEAM : middle + _SEAM]


def _quarter_sine(length: int) -> NDArray[np.float32]:
    """Rising gains [length, 1]; with the falling ones, power stays the same."""
    at = (np.arange(length) + 0.5) / max(1, length)
    return np.sin(at * np.pi / 2).astype(np.float32)[:, None]
