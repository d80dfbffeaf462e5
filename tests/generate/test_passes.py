"""Long shots are divided between clauses, and every word is said exactly once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from prompts import line, prompt

from locvid.generate.passes import passes
from locvid.model.errors import InvalidInput
from locvid.model.performance import DurationRange

TEXTS = {
    "en-US": "Good morning, everybody. This is a rather long line, with some clauses; "
    "it goes on for a while, and costs 3.5 dollars. “Does it end?” Yes, it does.",
    "ja-JP": "おはようございます、皆さん。これはかなり長い文章です。"
    "まだまだ続きます、本当に。終わりです。",
    "de-DE": "Guten Morgen, alle zusammen! Dies ist ein langer Satz, der noch weitergeht: immer "
    "weiter, bis er endet.",
}


def lasting(seconds: float, made: Any) -> Any:
    return replace(made, duration=DurationRange(seconds * 0.9, seconds, seconds * 1.1))


def said(parts: tuple[Any, ...]) -> str:
    return "".join(one.text for part in parts for one in part.lines).replace(" ", "")


def test_a_shot_that_fits_is_left_as_it_is() -> None:
    short = lasting(9.0, prompt("en-US", line("Good morning.")))
    assert passes(short, 12) == (short,)


@pytest.mark.parametrize("tag", TEXTS)
@pytest.mark.parametrize("seconds", [14.0, 25.0, 36.0])
def test_nothing_is_lost_or_said_twice(tag: str, seconds: float) -> None:
    whole = lasting(seconds, prompt(tag, line(TEXTS[tag])))
    parts = passes(whole, 12)
    assert len(parts) > 1
    assert said(parts) == TEXTS[tag].replace(" ", "")
    assert sum(part.duration.natural_s for part in parts) == pytest.approx(seconds, abs=0.1)
    assert all(part.duration.natural_s <= 12 for part in parts)
    assert all(part.seed == whole.seed for part in parts)


def test_the_ends_are_at_breaks() -> None:
    parts = passes(lasting(25.0, prompt("en-US", line(TEXTS["en-US"]))), 12)
    assert all(part.lines[-1].text[-1] in ".,;”" for part in parts)
    assert not any(part.lines[0].text.startswith("5 dollars") for part in parts)


def test_a_dialogue_keeps_who_says_what() -> None:
    talk = prompt(
        "en-US",
        line("I have news, and it is good.", speaker="maya"),
        line("Tell me, please, at once.", speaker="jon"),
    )
    parts = passes(lasting(20.0, talk), 12)
    assert [[one.speaker for one in part.lines] for part in parts] == [["maya"], ["jon"]]


def test_a_clause_without_a_break_is_cut_between_words() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    parts = passes(lasting(30.0, prompt("en-US", line(words))), 12)
    assert " ".join(one.text for part in parts for one in part.lines) == words


def test_no_place_to_divide_at_is_told() -> None:
    endless = lasting(40.0, prompt("ja-JP", line("あ" * 200)))
    with pytest.raises(InvalidInput, match="without a pause") as caught:
        passes(endless, 12)
    assert "comma" in (caught.value.hint or "")


def test_a_line_whose_caption_differs_is_divided_only_where_both_can_be() -> None:
    spoken, caption = "It costs three dollars, fifty.", "It costs $3.50."
    one = prompt("en-US", replace(line(spoken), caption=caption), line("Yes, that is all."))
    parts = passes(lasting(16.0, one), 12)
    assert parts[0].lines[0].text == spoken
    assert parts[0].lines[0].caption == caption
