"""People talking too far away to be understood: voices without words.

Each talker is a buzz at the pitch of a voice through three formants that change from vowel to
vowel, syllable by syllable. No language is spoken, so none is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.signal import resample_poly

from locvid.generate.studio.sound.ambience.distance import far_away
from locvid.generate.studio.sound.ambience.even import evened
from locvid.generate.studio.sound.levels import block_powers, gain
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_SHARE = 4
_RATE = SAMPLE_RATE // _SHARE
_SYLLABLE = 3200
"""Samples of the longest syllable at the slow rate, with its ringing; a quick FFT length."""
_SYLLABLE_S = (0.12, 0.25)
_STEP = 0.85
"""Share of a syllable after which the next one begins."""
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
_LOW_VOICE, _HIGH_VOICE = (1.0, 1.0), (1.75, 1.15)
"""Factors on pitch and on formants."""
_VOICES_SEED = 1952
_NEVER = (2**62, 2**62)
_OFFSET_DB = -0.691
_EVEN_DB = 6.0


class Murmur:
    """``talkers`` people, each talking for a while and listening for a while, two by two.

    Few talkers are now loud and now quiet together; that is evened out, so that a place is as loud
    after a cut as before it. Syllables and pauses of one voice stay.
    """

    steady = True

    def stretch(
        self, length: int, lufs: float, random: np.random.Generator, parameters: Section
    ) -> Samples:
        """See ``Layer.stretch``."""
        slow_length = -(-length // _SHARE)
        crowd = np.zeros((slow_length, 2), dtype=np.float32)
        talkers = int(parameters.number("talkers", lowest=1))
        turns: list[tuple[int, int]] = []
        for talker in range(talkers):
            side = (talker + 0.5) / talkers * np.pi / 2
            ears = np.array([np.cos(side), np.sin(side)], dtype=np.float32)
            # Two by two they talk with each other: one of them is always heard.
            partner = turns if talker % 2 else []
            silences = [(end, begin) for (_, end), (begin, _) in pairwise([*partner, _NEVER])]
            turns = _turns(slow_length, random, parameters, silences)
            for at, syllable in _talk(slow_length, talker, turns, random):
                crowd[at : at + len(syllable)] += syllable[: slow_length - at, None] * ears
        distant = far_away(
            crowd, _RATE, parameters.number("dull_hz", 100), parameters.number("spread_s", 0.05)
        )
        distant = evened(distant, _RATE, _EVEN_DB)
        full: Samples = resample_poly(distant, _SHARE, 1, axis=0).astype(np.float32)[:length]
        power = block_powers(full).mean()
        if power == 0.0:
            return full
        return np.asarray(full * np.float32(gain(lufs - _OFFSET_DB - 10 * np.log10(power))))


@dataclass(slots=True)
class _Rhythm:
    """Where syllables stand, how long they are and how high, relative to the voice."""

    at: list[int]
    lengths: list[int]
    pitches: list[float]


def _talk(
    length: int, talker: int, turns: Sequence[tuple[int, int]], random: np.random.Generator
) -> list[tuple[int, Samples]]:
    """One voice: its syllables, about unit power each, and where they begin.

    Talker number 0, 1, … has the same voice in every shot: the same people go on over a cut.
    """
    own = np.random.default_rng([_VOICES_SEED, talker])
    pitch_scale, formant_scale = (_LOW_VOICE, _HIGH_VOICE)[own.integers(2)]
    rhythm = _rhythm(turns, length, random)
    count = len(rhythm.at)
    if count == 0:
        return []
    pitch_hz = own.uniform(95.0, 130.0) * pitch_scale * np.array(rhythm.pitches)
    step = (pitch_hz / _RATE).astype(np.float32)
    # The pitch of a syllable glides evenly, so its phase is a parabola.
    bend = step * random.uniform(-0.1, 0.08, count).astype(np.float32) / (2 * _SYLLABLE)
    at = np.arange(_SYLLABLE, dtype=np.float32)
    phase = np.outer(step, at) + np.outer(bend, at**2) + random.random((count, 1), np.float32)
    buzz = 2.0 * (phase - np.floor(phase)) - 1.0
    buzz += np.float32(0.15) * random.standard_normal(buzz.shape, dtype=np.float32)
    vowels = random.integers(len(_VOWELS_HZ), size=count)
    sound: NDArray[np.float32] = fft.irfft(
        fft.rfft(buzz, axis=1) * _vowel_responses(formant_scale)[vowels], axis=1
    )
    sound /= np.sqrt(np.square(sound).mean(axis=1, keepdims=True))
    forces = random.lognormal(0.0, 0.35, count).astype(np.float32)
    return [
        (at, force * voiced[:samples] * _envelope(samples))
        for at, samples, voiced, force in zip(rhythm.at, rhythm.lengths, sound, forces, strict=True)
    ]


def _turns(
    length: int,
    random: np.random.Generator,
    parameters: Section,
    silences: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """From when to when a voice talks; it answers at the latest when its partner falls silent."""
    talk_low, talk_high = parameters.numbers("talk_s", 2)
    listen_low, listen_high = parameters.numbers("listen_s", 2)
    turns = []
    at = -int(random.uniform(0.0, talk_high) * _RATE)
    while at < length:
        end = at + max(1, int(random.uniform(talk_low, talk_high) * _RATE))
        turns.append((at, end))
        at = end + int(random.uniform(listen_low, listen_high) * _RATE)
        left_alone = [begin for begin, over in silences if begin < at and over > end]
        at = min(at, max(end, left_alone[0])) if left_alone else at
    return turns


def _rhythm(turns: Sequence[tuple[int, int]], length: int, random: np.random.Generator) -> _Rhythm:
    rhythm = _Rhythm([], [], [])
    for begin, end in turns:
        at = begin
        while at < min(end, length):
            syllable = int(random.uniform(*_SYLLABLE_S) * _RATE)
            if at >= 0:
                rhythm.at.append(at)
                rhythm.lengths.append(syllable)
                # Pitch falls over a phrase, as in every language's statements.
                fall = 1.12 - 0.24 * (at - begin) / (end - begin)
                rhythm.pitches.append(fall * random.lognormal(0.0, 0.06))
            at += int(_STEP * syllable)
    return rhythm


def _envelope(length: int) -> NDArray[np.float32]:
    """Quick to rise, slow to fall."""
    rise = np.linspace(0.0, 1.0, length, dtype=np.float32) ** np.float32(0.7)
    return np.asarray(np.sin(np.float32(np.pi) * rise))


@cache
def _vowel_responses(formant_scale: float) -> NDArray[np.complex64]:
    """Frequency responses [vowel, bin] of three resonators in cascade (Klatt, JASA 67, 1980)."""
    radius = np.exp(-np.pi * _BANDWIDTHS_HZ / _RATE)
    b = 2 * radius * np.cos(2 * np.pi * _VOWELS_HZ * formant_scale / _RATE)
    c = -(radius**2)
    delay = np.exp(-2j * np.pi * fft.rfftfreq(_SYLLABLE))
    resonators = (1 - b - c)[..., None] / (1 - b[..., None] * delay - c[:, None] * delay**2)
    return np.asarray(resonators.prod(axis=1), dtype=np.complex64)
