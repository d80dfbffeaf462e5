"""Two people in one shot: whose turn it is, who breaks in, and what the listener does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from prompts import LIBRARY, line, prompt

from locvid.generate.studio.timeline.blocking import check_place
from locvid.generate.studio.timeline.build import Performance, build
from locvid.generate.studio.timeline.model import Gesture
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import Overlap, PerformancePrompt
from locvid.model.script import TWO_SHOT, Camera

VIDEO = VideoFormat(160, 90, Fraction(25))
FIRST = "Pazartesi gününe kadar bekleyebiliriz, sonra hepimizin zamanı olur —"
SECOND = "Hayır, bu hafta bitirmemiz gerekiyor."


def shot(
    overlap: Overlap | None, framing: str = TWO_SHOT, first: str = FIRST, seed: int = 7
) -> PerformancePrompt:
    # Turkish is spoken by espeak-ng, which is quick.
    lines = (
        line(first, gesture_energy=1.0, smile=0.5),
        line(SECOND, speaker="jon", emotion="amused", overlap=overlap, energy_db=2.5),
    )
    return replace(prompt("tr-TR", *lines, seed=seed), camera=Camera(framing))


@pytest.fixture(scope="module")
def broken() -> Performance:
    return build(shot(Overlap(0.5, yields_db=2.5)), VIDEO, LIBRARY)


def spoken(performance: Performance, speaker: str) -> tuple[int, int]:
    own = [phone for phone in performance.timeline.phones if phone.speaker == speaker]
    return own[0].start, own[-1].end


def test_an_answer_comes_after_a_fifth_of_a_second() -> None:
    performance = build(shot(None), VIDEO, LIBRARY)
    gap = spoken(performance, "jon")[0] - spoken(performance, "maya")[1]
    assert gap / SAMPLE_RATE == pytest.approx(0.2, abs=0.001)


def test_who_breaks_in_is_heard_before_the_other_has_ended(broken: Performance) -> None:
    both = spoken(broken, "maya")[1] - spoken(broken, "jon")[0]
    assert both / SAMPLE_RATE == pytest.approx(0.5, abs=0.001)
    overlapping = slice(spoken(broken, "jon")[0], spoken(broken, "maya")[1])
    assert all(np.abs(track[overlapping]).max() > 0.02 for track in broken.dialogue.values())


@pytest.mark.parametrize("overlap", [Overlap(0.5, word=4), Overlap(0.5, share=0.6)])
def test_it_begins_where_the_script_says(overlap: Overlap) -> None:
    performance = build(shot(overlap), VIDEO, LIBRARY)
    words = [word for word in performance.timeline.words if word.line == 0]
    begins = spoken(performance, "jon")[0]
    if overlap.word:
        assert begins == pytest.approx(words[3].start, abs=1)
    else:
        first, last = performance.lines[0].start, spoken(performance, "maya")[1]
        assert (begins - first) / (last - first) == pytest.approx(0.6, abs=0.01)


def test_a_word_that_the_line_does_not_have_is_told() -> None:
    with pytest.raises(InvalidInput, match="breaks in at word 40") as raised:
        build(shot(Overlap(0.5, word=40)), VIDEO, LIBRARY)
    assert "Pazartesi" in str(raised.value.hint)


def level_db(performance: Performance, first: int, last: int) -> float:
    return float(10 * np.log10(np.mean(performance.dialogue["maya"][first:last] ** 2) + 1e-12))


def test_the_interrupted_yields_and_breaks_off_or_dies_away(broken: Performance) -> None:
    unbroken = build(shot(None), VIDEO, LIBRARY)
    trailing = build(shot(Overlap(0.5), first=FIRST.replace("—", "…")), VIDEO, LIBRARY)
    end = spoken(broken, "maya")[1]
    yielding = (end - SAMPLE_RATE // 4, end - SAMPLE_RATE // 10)
    assert level_db(broken, *yielding) < level_db(unbroken, *yielding) - 1.5
    # Cut off with its last phone, which is not drawn out.
    assert not broken.dialogue["maya"][end:].any()
    last = [phone for phone in broken.timeline.phones if phone.speaker == "maya"][-1]
    assert (last.end - last.start) / SAMPLE_RATE <= 0.15
    dying = spoken(trailing, "maya")[1]
    early = level_db(trailing, dying - SAMPLE_RATE, dying - 9 * SAMPLE_RATE // 10)
    late = level_db(trailing, dying - SAMPLE_RATE // 5, dying - SAMPLE_RATE // 10)
    whole = build(shot(None, first=FIRST.replace("—", "…")), VIDEO, LIBRARY)
    before = level_db(whole, dying - SAMPLE_RATE, dying - 9 * SAMPLE_RATE // 10)
    after = level_db(whole, dying - SAMPLE_RATE // 5, dying - SAMPLE_RATE // 10)
    assert (early - late) - (before - after) > 5


def test_turns_still_tile_the_shot(broken: Performance) -> None:
    turns = broken.timeline.turns
    assert [turn.speaker for turn in turns] == ["maya", "jon"]
    assert (turns[0].start, turns[-1].end) == (0, broken.timeline.end)
    assert turns[0].end == turns[1].start < spoken(broken, "jon")[0]


def test_turns_tile_the_shot_where_an_answer_is_broken_into_at_its_first_word() -> None:
    asked = shot(None, framing="close-up")
    back = line(SECOND, speaker="maya", overlap=Overlap(0.5, word=1))
    turns = build(replace(asked, lines=(*asked.lines, back)), VIDEO, LIBRARY).timeline.turns
    assert all(turn.start <= turn.end for turn in turns)
    assert all(before.end == after.start for before, after in pairwise(turns))


def test_only_a_two_shot_has_marks_and_listeners(broken: Performance) -> None:
    maya, jon = broken.timeline.marks
    assert (maya.speaker, jon.speaker) == ("maya", "jon")
    assert maya.x == -jon.x < 0
    assert (maya.facing, jon.facing) == (1, -1)
    apart = build(shot(Overlap(0.5), framing="medium"), VIDEO, LIBRARY)
    assert not apart.timeline.marks
    assert not of_listener(apart, "jon", "nod", before=spoken(apart, "jon")[0] - 24000)


def of_listener(performance: Performance, who: str, kind: str, before: int) -> list[Gesture]:
    return [
        each
        for each in performance.timeline.gestures
        if (each.speaker, each.kind) == (who, kind) and each.end <= before
    ]


def test_the_listener_nods_and_blinks_and_smiles_at_phrase_ends() -> None:
    nods = 0
    for seed in range(6):
        performance = build(shot(None, seed=seed), VIDEO, LIBRARY)
        phones = [phone for phone in performance.timeline.phones if phone.speaker == "maya"]
        pauses = [a.end for a, b in pairwise(phones) if b.start - a.end > 6720]
        assert pauses, "the line has a comma"
        own = spoken(performance, "jon")[0]
        found = of_listener(performance, "jon", "nod", own)
        nods += len(found)
        for nod in found:
            assert min(abs(nod.start - pause) for pause in pauses) < 1.8 * SAMPLE_RATE
            assert nod.end <= own, "no nods at one's own words"
        smiles = [
            g for g in performance.timeline.gestures if (g.speaker, g.kind) == ("jon", "smile")
        ]
        assert any(g.start < phones[-1].end for g in smiles), "it is a friendly line"
    assert nods >= 4, "more often than not"


def test_the_same_seed_reacts_alike_and_another_does_not() -> None:
    first, again, other = (
        build(shot(Overlap(0.5), seed=seed), VIDEO, LIBRARY).timeline for seed in (7, 7, 8)
    )
    assert first == again
    assert first.gestures != other.gestures


def test_gestures_that_sounds_wait_for_are_counted_without_the_listener_s() -> None:
    from prompts import cue

    from locvid.model.performance import CueMoment

    waits = replace(cue("clap"), moment=CueMoment(gesture="nod", number=1))
    starts = []
    for framing in (TWO_SHOT, "medium"):
        base = shot(None, framing)
        performance = build(replace(base, soundscape=(*base.soundscape, waits)), VIDEO, LIBRARY)
        starts += [event.start for event in performance.timeline.events]
    assert starts[0] == starts[1]


def test_a_setting_with_one_seat_has_no_two_shot() -> None:
    base = shot(None)
    with pytest.raises(InvalidInput, match="shows one seat"):
        check_place(replace(base, setting="car"), LIBRARY)
    check_place(replace(base, setting="cafe"), LIBRARY)
    check_place(replace(shot(None, "medium"), setting="car"), LIBRARY)
