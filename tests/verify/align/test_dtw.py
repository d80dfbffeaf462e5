"""Time warping: a reference is found in a target that says the same at another pace."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.verify.align.dtw import warp, warp_each

RANDOM = np.random.default_rng(3)
SPOKEN = np.cumsum(RANDOM.normal(size=(40, 6)), axis=0).astype(np.float32)
SLOWER = np.repeat(SPOKEN, 2, axis=0)
NO_PAUSE = np.zeros(len(SPOKEN), np.bool_)
COSTS = np.ones(len(SLOWER), np.float32)


def test_each_frame_is_found_where_it_lasts_twice_as_long():
    path = warp(SPOKEN, NO_PAUSE, SLOWER, COSTS)
    middle = (path.first + path.last) / 2
    assert np.abs(middle - (np.arange(40) * 2 + 0.5)).max() <= 1
    assert path.cost < 0.05


def test_a_band_around_the_diagonal_finds_the_same():
    whole, banded = (warp(SPOKEN, NO_PAUSE, SLOWER, COSTS, band) for band in (None, 12))
    assert np.array_equal(whole.first, banded.first)
    assert np.array_equal(whole.last, banded.last)


@pytest.mark.parametrize("most_cells", [1 << 25, 8000, 1])
def test_several_at_once_go_the_ways_that_each_goes_alone(monkeypatch, most_cells):
    monkeypatch.setattr("locvid.verify.align.dtw._MOST_CELLS", most_cells)
    pause = NO_PAUSE.copy()
    pause[10] = True
    references = [
        (SPOKEN, NO_PAUSE),
        (SPOKEN[::-1], NO_PAUSE),
        (SPOKEN[:25], NO_PAUSE[:25]),
        (SPOKEN, pause),
    ]
    together = warp_each(references, SLOWER, COSTS)
    alone = [warp(features, pauses, SLOWER, COSTS) for features, pauses in references]
    for one, other in zip(together, alone, strict=True):
        assert np.array_equal(one.first, other.first)
        assert np.array_equal(one.last, other.last)
        assert one.cost == pytest.approx(other.cost, rel=1e-5)


def test_a_few_words_are_looked_for_in_all_of_a_long_film():
    film = RANDOM.normal(size=(40_000, 6)).astype(np.float32)
    pause = np.array([True, *[False] * 8, True])
    words = np.concatenate([film[:1], film[30_000:30_008], film[-1:]])
    path = warp(words, pause, film, np.full(len(film), 0.1, np.float32), 100)
    assert path.first[1] == 30_000
