"""Items made ahead: the same items in the same order, never far ahead, and nothing left running."""

from __future__ import annotations

import threading

import pytest

from locvid.media.ahead import AHEAD, made_ahead


def test_the_items_come_in_their_order():
    assert list(made_ahead(iter(range(50)))) == list(range(50))


def test_no_more_than_a_few_are_made_before_they_are_asked_for():
    made = []

    def items():
        for number in range(20):
            made.append(number)
            yield number

    for number in made_ahead(items()):
        assert len(made) <= number + AHEAD


def test_what_goes_wrong_is_told_where_it_belongs():
    def items():
        yield 1
        raise ValueError("torn")

    stream = made_ahead(items())
    assert next(stream) == 1
    with pytest.raises(ValueError, match="torn"):
        next(stream)


def test_leaving_early_closes_the_source_and_its_thread():
    closed = threading.Event()

    def items():
        try:
            yield from range(10**9)
        finally:
            closed.set()

    before = threading.active_count()
    stream = made_ahead(items())
    next(stream)
    stream.close()
    assert closed.is_set()
    assert threading.active_count() == before
