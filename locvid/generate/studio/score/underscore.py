"""The music under a whole film: one key, a mood per stretch, out of the way of the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import soxr
from scipy.signal import oaconvolve

from locvid.generate.base import Stretch
from locvid.generate.studio.score.composer import compose
from locvid.generate.studio.score.instruments import RATE, play
from locvid.generate.studio.score.mood import Mood, mood
from locvid.generate.studio.sound.ducking import Ducking
from locvid.generate.studio.sound.levels import DIALOGUE_LUFS, gain, loudness_lufs
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary

_LONGEST_PHRASE_S = 24.0
"""A mood that lasts longer is a row of phrases that come to rest and begin anew."""
_TAIL_S = 2.5
_FADE_IN_S, _FADE_OUT_S = 0.4, 1.6
_LOWEST_KEYNOTE, _KEYNOTES = 48, 12
_ROOM_SHARE = 0.3
_ROOM_S = 1.9


def underscore(
    stretches: Sequence[Stretch],
    speech: Sequence[tuple[int, int]],
    seed: int,
    library: PresetLibrary,
) -> Iterator[Samples]:
    """Float32 [n, 2] blocks at 48 kHz that together last from 0 to the end of the last stretch.

    ``stretches`` tile the film; neighbours in the same emotion go on with the same music. The
    music steps back under ``speech``, spans (start, end) in samples. The same arguments give the
    same samples. Raises InvalidInput where a preset in ``scores`` is missing or wrong.
    """
    keynote = _LOWEST_KEYNOTE + int(np.random.default_rng((seed, 0)).integers(_KEYNOTES))
    phrases = _phrases(_merged(stretches))
    end = phrases[-1].end if phrases else 0
    ringing = np.zeros((0, 2), np.float32)
    for number, phrase in enumerate(phrases):
        random = np.random.default_rng((seed, number + 1))
        feeling = mood(phrase.emotion, library)
        sound = _performed(phrase, feeling, keynote, random)
        # What still rings of the phrase before goes on under this one.
        shared = min(len(ringing), len(sound))
        sound[:shared] += ringing[:shared]
        length = phrase.end - phrase.start
        block, ringing = sound[:length], sound[length:]
        _fade_ends(block, phrase.start, end)
        block *= Ducking(speech, end, feeling.ducking).gains(phrase.start, phrase.end)[:, None]
        yield block


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for stretch in stretches:
        if merged and merged[-1].emotion == stretch.emotion:
            merged[-1] = Stretch(merged[-1].start, stretch.end, stretch.emotion)
        elif stretch.end > stretch.start:
            merged.append(stretch)
    return merged


def _phrases(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches cut into equal parts of at most the longest phrase."""
    phrases: list[Stretch] = []
    for stretch in stretches:
        length = stretch.end - stretch.start
        parts = max(1, -(-length // round(_LONGEST_PHRASE_S * SAMPLE_RATE)))
        cuts = [stretch.start + length * part // parts for part in range(parts + 1)]
        phrases += [Stretch(start, stop, stretch.emotion) for start, stop in pairwise(cuts)]
    return phrases


def _performed(phrase: Stretch, mood: Mood, keynote: int, random: np.random.Generator) -> Samples:
    """The phrase and what rings after it, at 48 kHz and at the mood's level."""
    length = phrase.end - phrase.start
    tail = round(_TAIL_S * RATE)
    dry = np.zeros((-(-length // 2) + tail, 2), np.float32)
    levels = {layer: np.float32(gain(level)) for layer, level in mood.levels_db.items()}
    for note in compose(length / SAMPLE_RATE, mood, keynote, random):
        sound, at = play(note, mood.brightness)
        room = dry[at : at + len(sound)]
        room += sound[: len(room)] * levels[note.layer]
    room = _room()
    for channel in range(2):
        wet = oaconvolve(dry[:, channel], room[:, channel])[: len(dry)]
        dry[:, channel] += np.float32(_ROOM_SHARE) * wet
    heard: Samples = soxr.resample(dry, RATE, SAMPLE_RATE, quality="HQ")[: length + 2 * tail]
    measured = loudness_lufs(heard[:length])
    if measured > float("-inf"):
        heard *= np.float32(gain(DIALOGUE_LUFS + mood.level_db - measured))
    return heard


def _fade_ends(block: Samples, start: int, end: int) -> None:
    """Music does not begin or end with a step."""
    at = np.arange(start, start + len(block), dtype=np.float32)
    shape = np.minimum(1.0, at / np.float32(_FADE_IN_S * SAMPLE_RATE))
    shape *= np.minimum(1.0, (end - at) / np.float32(_FADE_OUT_S * SAMPLE_RATE))
    block *= (shape * shape * (3 - 2 * shape))[:, None]


@lru_cache(maxsize=1)
def _room() -> Samples:
    """A hall's diffuse answer, float32 [n, 2] at RATE: noise that falls by 60 dB in its RT60."""
    random = np.random.default_rng(11)
    count = round(_ROOM_S * RATE)
    time_s = np.arange(count)[:, None] / RATE
    noise = random.standard_normal((count, 2)) * 10 ** (-3 * time_s / _ROOM_S)
    # Walls and air take the highs first: a running mean that grows with time would cost more.
    noise = noise + np.roll(noise, 1, axis=0) + np.roll(noise, 2, axis=0)
    noise[: round(0.012 * RATE)] = 0.0
    return np.asarray(noise / np.sqrt((noise**2).sum(axis=0)), np.float32)
