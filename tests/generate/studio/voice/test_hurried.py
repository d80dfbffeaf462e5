"""Hurried speech: shorter, at the same pitch, with everything in its place."""

from __future__ import annotations

import numpy as np
import pytest
from periods import periods
from prompts import line, locale, market

from locvid.generate.studio.voice.binding import kokoro_binding
from locvid.generate.studio.voice.hurried import hurried
from locvid.generate.studio.voice.kokoro import KokoroVoices
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE

BURST = SAMPLE_RATE // 20


@pytest.mark.parametrize("factor", [1.1, 1.35, 1.8])
def test_what_sounds_is_where_it_is_expected(factor: float) -> None:
    rng = np.random.default_rng(1)
    starts = [int(SAMPLE_RATE * (0.3 + 0.37 * number)) for number in range(9)]
    sound = rng.standard_normal(4 * SAMPLE_RATE).astype(np.float32) * np.float32(1e-3)
    for start in starts:
        sound[start : start + BURST] += rng.standard_normal(BURST).astype(np.float32) * 0.3
    short = hurried(sound, factor)
    assert short.size == round(sound.size / factor)
    assert np.array_equal(short, hurried(sound, factor))
    level = np.convolve(np.square(short), np.ones(240) / 240, "same")
    for start in starts:
        wanted = int(start / factor)
        begin = wanted - 3000
        heard = begin + int(np.argmax(level[begin : wanted + 4000] > 0.02))
        assert abs(heard - wanted) < 0.015 * SAMPLE_RATE


def test_a_voice_is_hurried_beyond_its_fastest_and_keeps_its_pitch() -> None:
    said = line("Le soir, les bateaux rentrent au port.", rate=1.8)
    entry = {"blend": {"ff_siwis": 1}}
    alone, helped = (
        KokoroVoices().speak(said, locale("fr"), market("fr"), {"kokoro": {"fr": one}})
        for one in (entry, {**entry, "fastest": 1.2})
    )
    assert helped.samples.size == pytest.approx(alone.samples.size, rel=0.12)
    assert helped.phones[-1].end <= helped.samples.size
    assert len(helped.phones) == len(alone.phones)
    assert periods(helped.samples)[1] == pytest.approx(periods(alone.samples)[1], rel=0.1)


@pytest.mark.parametrize(("rate", "fastest"), [(1.1, 1.2), (1.15, 1.1)])
def test_a_voice_that_is_not_rapid_is_left_as_it_is(rate: float, fastest: float) -> None:
    said = line("Bonsoir à tous.", rate=rate)
    entry = {"blend": {"ff_siwis": 1}}
    alone, bounded = (
        KokoroVoices().speak(said, locale("fr"), market("fr"), {"kokoro": {"fr": one}})
        for one in (entry, {**entry, "fastest": fastest})
    )
    assert np.array_equal(alone.samples, bounded.samples)
    assert alone.phones == bounded.phones


def test_a_fastest_below_the_natural_pace_is_refused() -> None:
    voice = {"kokoro": {"fr": {"blend": {"ff_siwis": 1}, "fastest": 0.5}}}
    with pytest.raises(InvalidInput, match="fastest in the voice preset must be a multiple"):
        kokoro_binding(voice, locale("fr"))
