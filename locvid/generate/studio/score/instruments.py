"""Plays notes: a pad of slow strings, keys under felt, a round bass, muted plucks.

Everything is synthesised at half the rate of the film: nothing of it lies above 10 kHz, where it
would only cost time and stand in the way of consonants.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.score.composer import Note
from locvid.generate.studio.score.harmony import hertz
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

RATE = SAMPLE_RATE // 2

_TABLE = 2048
_DETUNE = 0.0022
_HIGHEST_HZ = 9_000.0
_RING_S = {"keys": 3.2, "pulse": 0.55}
_PARTIALS = {"keys": 9, "pulse": 6}
_INHARMONICITY = {"keys": 4e-4, "pulse": 2e-4}
_ATTACK_S = {"keys": 0.006, "pulse": 0.003}


def play(note: Note, brightness: float) -> tuple[Samples, int]:
    """The sound of ``note``, float32 [n, 2], and the sample at RATE where it starts."""
    at = round(note.start_s * RATE)
    if note.layer in _RING_S:
        struck = _struck(note.layer, note.pitch, round(brightness, 2))
        held = min(len(struck), round((note.length_s + 0.9) * RATE))
        sound = struck[:held] * np.float32(note.strength)
        fade = min(held, RATE // 3)
        sound[held - fade :] *= np.linspace(1, 0, fade, dtype=np.float32) ** 2
        return _panned(sound, np.clip((note.pitch - 64) / 40, -0.4, 0.4)), at
    return _bowed(note, brightness), at


@lru_cache(maxsize=48)
def _struck(layer: str, pitch: int, brightness: float) -> Samples:
    """A struck or plucked string: partials n f √(1 + B n²), the higher the sooner gone.

    Fletcher & Rossing, The Physics of Musical Instruments, 12.3: stiffness B stretches partials.
    """
    base_hz = hertz(pitch)
    time_s = np.arange(round(_RING_S[layer] * RATE)) / RATE
    sound = np.zeros(len(time_s))
    fall_per_s = (1.4 if layer == "keys" else 7.0) * (base_hz / 262.0) ** 0.5
    for partial in range(1, _PARTIALS[layer] + 1):
        hz = partial * base_hz * np.sqrt(1 + _INHARMONICITY[layer] * partial**2)
        if hz > _HIGHEST_HZ:
            break
        level = partial ** -(2.0 - 1.0 * brightness)
        fall = fall_per_s * (0.7 + 0.45 * partial)
        heard = time_s[: int(7.0 / fall * RATE)]
        sound[: len(heard)] += level * np.exp(-fall * heard) * np.sin(2 * np.pi * hz * heard)
    attack = round(_ATTACK_S[layer] * RATE)
    sound[:attack] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(attack) / attack)
    return np.asarray(sound, np.float32)


def _bowed(note: Note, brightness: float) -> Samples:
    """A pad or bass note: two strings a little apart in pitch, one to each side."""
    pad = note.layer == "pad"
    attack, release = (0.45, 0.7) if pad else (0.06, 0.35)
    length = round((note.length_s + release) * RATE)
    partials = 10 if pad else 3
    table = _wave(partials, round(brightness, 2))
    step = hertz(note.pitch) * _TABLE / RATE
    at = np.arange(length, dtype=np.float32)
    sides = []
    for detune in (1 - _DETUNE, 1 + _DETUNE) if pad else (1.0,):
        # Phases beyond 2²⁴ would be coarse in float32; notes of a few seconds stay below.
        phase = at * np.float32(step * detune) + np.float32(17 * note.pitch)
        sides.append(table[phase.astype(np.int32) & (_TABLE - 1)])
    shape = np.minimum(1.0, at / np.float32(min(attack, note.length_s / 2) * RATE))
    shape *= np.minimum(1.0, (length - at) / np.float32(release * RATE))
    shape = shape * shape * (3 - 2 * shape) * np.float32(note.strength)
    return np.stack([sides[0] * shape, sides[-1] * shape], axis=1)


@lru_cache(maxsize=32)
def _wave(partials: int, brightness: float) -> Samples:
    """One period of a soft wave whose partials fall off with the muffling."""
    phase = 2 * np.pi * np.arange(_TABLE) / _TABLE
    slope = 1.9 - 0.8 * brightness
    wave = sum(np.sin(n * phase + 0.7 * n * n) * n**-slope for n in range(1, partials + 1))
    return np.asarray(wave / np.abs(wave).max(), np.float32)


def _panned(mono: Samples, place: float) -> Samples:
    angle = np.pi / 4 * (1 + place)
    sides: NDArray[np.float32] = np.array([np.cos(angle), np.sin(angle)], np.float32)
    return mono[:, None] * sides
