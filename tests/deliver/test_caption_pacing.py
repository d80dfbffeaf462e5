"""Captions keep the time that it takes to read them, and stay by their speech where they can."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locvid.deliver.caption_pacing import MOST_SAMPLES, Need, starts
from locvid.model.media import SAMPLE_RATE

GAP = 2 * 1920


def needs(*spoken_s: float, reading_s: float, at_s: float = 0.5) -> list[Need]:
    """Captions that are spoken one after the other."""
    made, at = [], at_s
    for length in spoken_s:
        end = at + length
        made.append(Need(*(round(each * SAMPLE_RATE) for each in (at, end, reading_s))))
        at = end
    return made


def test_captions_that_can_be_read_begin_with_their_words():
    own = needs(2, 2, 2, reading_s=1.9)
    assert starts(own, 0, 8 * SAMPLE_RATE, GAP) == [need.start for need in own]


def test_a_quick_one_takes_its_time_from_slow_neighbours():
    own = needs(3, 1.2, 3, reading_s=1.5)
    begins = starts(own, 0, 8 * SAMPLE_RATE, GAP)
    assert begins[2] - GAP - begins[1] >= 1.5 * SAMPLE_RATE
    moved = [abs(begin - need.start) / SAMPLE_RATE for begin, need in zip(begins, own, strict=True)]
    assert max(moved) <= 0.25, "half of what is missing on either side, in steps of 50 ms"


def test_those_that_cannot_be_read_share_the_time_and_leave_the_others_theirs():
    own = needs(1, 1, reading_s=1.0) + needs(1, 1, reading_s=3.0, at_s=6)
    begins = [*starts(own, 0, 9 * SAMPLE_RATE, GAP), 9 * SAMPLE_RATE + GAP]
    shown = [(after - GAP - begin) / SAMPLE_RATE for begin, after in pairwise(begins)]
    assert shown[0] >= 1.0
    assert shown[1] >= 1.0
    assert shown[2] == pytest.approx(shown[3], abs=0.1)
    assert sum(shown[2:]) == pytest.approx(9 - 4.5 - 2 * GAP / SAMPLE_RATE, abs=0.2)


@settings(deadline=None)
@given(
    spoken=st.lists(st.floats(0.05, 4), min_size=1, max_size=8),
    reading=st.floats(0.1, 5),
    lead=st.floats(0, 2),
    tail=st.floats(0, 2),
)
def test_any_captions_come_in_order_near_their_words_and_within_the_shot(
    spoken, reading, lead, tail
):
    own = needs(*spoken, reading_s=reading, at_s=lead)
    closes = own[-1].end + round(tail * SAMPLE_RATE)
    begins = starts(own, 0, closes, GAP)
    assert all(0 <= begin <= closes for begin in begins)
    assert all(before <= after for before, after in pairwise(begins))
    assert all(
        abs(begin - need.start) <= MOST_SAMPLES for begin, need in zip(begins, own, strict=True)
    )
