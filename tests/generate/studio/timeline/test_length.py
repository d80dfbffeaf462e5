"""A shot keeps to the length that the script gives it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from prompts import LIBRARY, line, prompt

from locvid.generate.studio.timeline.build import build
from locvid.generate.studio.timeline.model import Timeline
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.script import Length

VIDEO = VideoFormat(160, 90, Fraction(25))


def made(length: Length, rate: float = 1.0, fps: Fraction = VIDEO.fps) -> Timeline:
    said = (
        line("Merhaba, nasılsın?", rate=rate),
        line("İyiyim, teşekkür ederim.", speaker="jon", rate=rate),
    )
    shot = replace(prompt("tr-TR", *said), length=length)
    return build(shot, replace(VIDEO, fps=fps), LIBRARY).timeline


def seconds(timeline: Timeline) -> float:
    return timeline.end / SAMPLE_RATE


FREE_S = seconds(made(Length()))


def test_a_fixed_length_is_met_to_the_frame() -> None:
    assert seconds(made(Length(6.0, 6.0))) == 6.0
    odd = made(Length(6.0, 6.0), fps=Fraction(30000, 1001))
    assert odd.frame_count == 180


def test_a_minimum_holds_the_shot_mostly_after_the_words() -> None:
    free, held = made(Length()), made(Length(FREE_S + 2, None))
    assert FREE_S + 2 <= seconds(held) < FREE_S + 2.04
    before = (held.phones[0].start - free.phones[0].start) / SAMPLE_RATE
    assert 0.3 < before <= 0.5
    assert [p.end - p.start for p in held.phones] == [p.end - p.start for p in free.phones]


def test_a_length_that_the_performance_keeps_changes_nothing() -> None:
    assert made(Length(FREE_S - 1, FREE_S + 1)) == made(Length())


def test_a_little_too_much_takes_from_the_edges_not_from_the_speech() -> None:
    free, short = made(Length()), made(Length(None, FREE_S - 0.3))
    assert FREE_S - 0.34 < seconds(short) <= FREE_S - 0.3
    assert short.phones[-1].end - short.phones[0].start == (
        free.phones[-1].end - free.phones[0].start
    )
    assert short.end > short.phones[-1].end


def test_more_than_that_is_spoken_faster() -> None:
    free, short = made(Length()), made(Length(None, FREE_S - 0.6))
    assert seconds(short) <= FREE_S - 0.6
    assert short.phones[-1].end < short.end
    assert short.phones[-1].end - short.phones[0].start < (
        free.phones[-1].end - free.phones[0].start
    )


def test_what_cannot_be_spoken_in_time_is_refused_with_the_excess() -> None:
    with pytest.raises(InvalidInput, match=r"'one' is \d\.\d s too long for its 1\.5 s") as error:
        made(Length(None, 1.5))
    assert error.value.locale == "tr-TR"
