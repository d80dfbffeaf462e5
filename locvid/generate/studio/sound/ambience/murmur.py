"""People talking too far away to be understood: voices without words.

Each talker is a buzz at the pitch of a voice through three formants that wander from vowel to
vowel, syllable by syllable. No language is spoken, so none is wrong.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly, sosfilt

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.levels import block_powers, gain
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_SHARE = 3
_RATE = SAMPLE_RATE // _SHARE
_VOWELS_HZ = np.array(
    # Peterson & Barney (JASA 24, 1952), means of men: i ɪ ɛ æ ɑ ɔ ʊ u ʌ ɝ.
    [
        (270, 2290, 3010),
        (390, 1990, 2550),
        (530, 1840, 2480),
        (660, 1720, 2410),
        (730, 1090, 2440),
        (570, 840, 2410),
        (440, 1020, 2240),
        (300, 870, 2240),
        (640, 1190, 2390),
        (490, 1350, 1690),
    ]
)
_BANDWIDTHS_HZ = np.array([70.0, 100.0, 150.0])
_OFFSET_DB = -0.691


class Murmur:
    """``talkers`` people, each talking for a while and listening for a while."""

    steady = True

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        slow_length = -(-length // _SHARE)
        crowd = np.zeros((slow_length, 2), dtype=np.float32)
        talkers = int(parameters.number("talkers", lowest=1))
        for talker in range(talkers):
            side = (talker + 0.5) / talkers * np.pi / 2
            crowd += _talker(slow_length, random, parameters)[:, None] * np.array(
                [np.cos(side), np.sin(side)], dtype=np.float32
            )
        distant = far_away(
            crowd, _RATE, parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)
        )
        full = resample_poly(distant, _SHARE, 1, axis=0).astype(np.float32)[:length]
        measured = _OFFSET_DB + 10 * np.log10(block_powers(full).mean())
        return np.asarray(full * np.float32(gain(lufs - measured)))


def _talker(length: int, random: np.random.Generator, parameters: Section) -> Samples:
    """One voice, float32 [length] at the slow rate, about unit power while it talks."""
    pitch = random.choice([1.0, 1.75]) * random.uniform(95.0, 130.0)
    formant_scale = 1.0 if pitch < 140 else 1.15
    spoken = np.zeros(length, dtype=np.float32)
    talk_low, talk_high = parameters.numbers("talk_s", 2)
    listen_low, listen_high = parameters.numbers("listen_s", 2)
    at = -int(random.uniform(0.0, talk_high) * _RATE)
    while at < length:
        phrase_end = at + int(random.uniform(talk_low, talk_high) * _RATE)
        phrase_start = at
        while at < min(phrase_end, length):
            syllable = int(random.uniform(0.12, 0.26) * _RATE)
            # Pitch falls over a phrase, as in every language's statements.
            fall = 1.12 - 0.24 * (at - phrase_start) / max(1, phrase_end - phrase_start)
            sound = _syllable(
                syllable, pitch * fall * random.lognormal(0, 0.06), formant_scale, random
            )
            if at >= 0:
                room = length - at
                spoken[at : at + len(sound)] += sound[:room]
            at += int(0.85 * syllable)
        at = phrase_end + int(random.uniform(listen_low, listen_high) * _RATE)
    return spoken


def _syllable(
    length: int, pitch_hz: float, formant_scale: float, random: np.random.Generator
) -> Samples:
    glide = np.linspace(random.uniform(0.97, 1.06), random.uniform(0.94, 1.03), length)
    phase = np.cumsum(pitch_hz / _RATE * glide)
    buzz = 2.0 * (phase % 1.0) - 1.0 + 0.15 * random.standard_normal(length)
    formants = _VOWELS_HZ[random.integers(len(_VOWELS_HZ))] * formant_scale
    sound = sosfilt(_resonators(formants), buzz)
    rise = np.linspace(0.0, 1.0, length)
    envelope = np.sin(np.pi * rise**0.7) ** 1.5 * random.lognormal(0.0, 0.35)
    level = np.sqrt(np.square(sound).mean())
    return np.asarray(sound / level * envelope, dtype=np.float32)


def _resonators(formants_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Second-order sections in cascade with unit gain at 0 Hz (Klatt, JASA 67, 1980)."""
    radius = np.exp(-np.pi * _BANDWIDTHS_HZ / _RATE)
    b = 2 * radius * np.cos(2 * np.pi * formants_hz / _RATE)
    c = -(radius**2)
    zeros = np.zeros(3)
    return np.stack([1 - b - c, zeros, zeros, np.ones(3), -b, -c], axis=1)
