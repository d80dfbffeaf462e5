"""The mark is found where it is, by whatever way the sound came, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from watermark.sounds import RATE, voice

from locvid.watermark.code import Payload
from locvid.watermark.detect import MOST_FALSE_ALARMS, detect, levels, strongest
from locvid.watermark.embed import marked
from locvid.watermark.pattern import TILE, TILES

PAYLOAD = Payload(0xC0FFEE42)


def blocks(sound, size=RATE):
    return [sound[at : at + size] for at in range(0, len(sound), size)]


@pytest.fixture(scope="module")
def plain():
    return voice(8)


@pytest.fixture(scope="module")
def film(plain):
    return np.concatenate(list(marked(blocks(plain), PAYLOAD)))


def test_the_mark_is_read_back(film):
    found = detect(blocks(film.mean(axis=1)))
    assert found is not None
    assert found.payload == PAYLOAD
    assert found.false_alarm < 1e-9


def test_sound_without_a_mark_has_none(plain):
    assert detect(blocks(plain.mean(axis=1))) is None


def test_length_level_and_balance_stay(plain, film):
    assert film.shape == plain.shape
    assert film.dtype == np.float32
    level = 10 * np.log10((film**2).mean(axis=0) / (plain**2).mean(axis=0))
    assert np.abs(level).max() < 0.1
    assert 10 * np.log10((plain**2).sum() / ((film - plain) ** 2).sum()) > 18


def test_every_sample_keeps_its_place(plain, film):
    shift = np.fft.irfft(np.fft.rfft(film[:, 0]) * np.conj(np.fft.rfft(plain[:, 0])))
    assert int(np.argmax(shift)) == 0


@pytest.mark.parametrize("size", [777, 5000, 10_000_000])
def test_the_size_of_blocks_changes_nothing(plain, film, size):
    again = np.concatenate(list(marked(blocks(plain, size), PAYLOAD)))
    assert np.abs(again - film).max() < 1e-6


@pytest.mark.parametrize("count", [0, 1, 511, 512, 513, 1024, 5000])
def test_very_short_sound_stays_as_long(count):
    sound = voice(0.2)[:count]
    assert sum(map(len, marked(blocks(sound) or [sound], PAYLOAD))) == count


def test_nothing_is_heard_before_a_click():
    sound = np.zeros((RATE, 2), np.float32)
    sound[24_000:24_048] = 0.5
    changed = np.concatenate(list(marked([sound], PAYLOAD)))
    assert np.abs(changed[:23_990]).max() < 1e-4


def test_silence_stays_silent():
    silence = np.zeros((RATE, 2), np.float32)
    assert not np.concatenate(list(marked([silence], PAYLOAD))).any()
    assert detect([silence[:, 0]] * 10) is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: s[30_001:], id="start cut off"),
        pytest.param(lambda s: 0.1 * s, id="quieter"),
        pytest.param(lambda s: -s, id="inverted"),
        pytest.param(
            lambda s: s + np.random.default_rng(3).normal(0, 0.1 * s.std(), len(s)),
            id="noise at -20 dB",
        ),
    ],
)
def test_changes_on_the_way(film, change):
    found = detect(blocks(change(film.mean(axis=1)).astype(np.float32)))
    assert found is not None
    assert found.payload == PAYLOAD


def test_one_channel_is_enough(film):
    assert detect(blocks(film[:, 1])).payload == PAYLOAD


def test_the_pattern_is_found_where_it_begins(film):
    cut = 12_345
    found = detect(blocks(film.mean(axis=1)[cut:]))
    wrapped = (found.start + cut) % (TILE * TILES)
    assert min(wrapped, TILE * TILES - wrapped) <= TILE


def test_unmarked_sound_stays_below_the_limit_by_far():
    random = np.random.default_rng(5)
    kinds = [random.normal(0, 0.1, RATE * 6).astype(np.float32) for _ in range(5)]
    kinds += [voice(6, seed).mean(axis=1) for seed in (1, 2)]
    alarms = [strongest(levels(blocks(sound))).false_alarm for sound in kinds]
    assert min(alarms) > 100 * MOST_FALSE_ALARMS
