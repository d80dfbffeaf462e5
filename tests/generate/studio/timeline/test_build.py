"""The timeline of a shot: one clock for words, faces and things."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from prompts import LIBRARY, cue, line, prompt

from locvid.generate.studio.timeline.build import Performance, build
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import PerformancePrompt

VIDEO = VideoFormat(160, 90, Fraction(30000, 1001))
DIALOGUE = (
    line("Merhaba, nasılsın?", gesture_energy=1.0, smile=0.6),
    line("İyiyim, teşekkür ederim.", speaker="jon", emotion="amused"),
)
CUES = (cue("car", "right"), cue("cup", "left"), cue("keyboard", "left", time_s=1.25))


def shot(seed: int = 7) -> PerformancePrompt:
    # Turkish is spoken by espeak-ng, which is quick.
    return prompt("tr-TR", *DIALOGUE, seed=seed, cues=CUES)


@pytest.fixture(scope="module")
def performance() -> Performance:
    return build(shot(), VIDEO, LIBRARY)


def test_the_shot_ends_on_a_whole_frame_after_the_last_word(performance: Performance) -> None:
    timeline = performance.timeline
    assert timeline.end == VIDEO.sample_of_frame(timeline.frame_count)
    assert timeline.end - timeline.words[-1].end > 0.4 * SAMPLE_RATE
    assert timeline.phones[0].start > 0.3 * SAMPLE_RATE


def test_phones_and_words_agree(performance: Performance) -> None:
    timeline = performance.timeline
    assert [word.text for word in timeline.words] == [
        "Merhaba", "nasılsın", "İyiyim", "teşekkür", "ederim",
    ]  # fmt: skip
    assert [word.line for word in timeline.words] == [0, 0, 1, 1, 1]
    for phone in timeline.phones:
        word = timeline.words[phone.word]
        assert word.start <= phone.start <= phone.end <= word.end
        assert phone.speaker == ("maya", "jon")[word.line]


def test_each_speaker_sounds_only_in_their_own_turn(performance: Performance) -> None:
    timeline = performance.timeline
    assert sorted(performance.dialogue) == ["jon", "maya"]
    for speaker, track in performance.dialogue.items():
        assert track.shape == (timeline.end,)
        assert np.abs(track).max() > 0.1
        for turn in timeline.turns:
            if turn.speaker != speaker:
                # The picture cuts with the last phone; voices add a little near-silence.
                assert np.abs(track[turn.start : turn.end]).max() < 0.02


def test_turns_tile_the_shot(performance: Performance) -> None:
    turns = performance.timeline.turns
    assert [(turn.speaker, turn.emotion) for turn in turns] == [("maya", "calm"), ("jon", "amused")]
    assert turns[0].start == 0
    assert turns[0].end == turns[1].start
    assert turns[1].end == performance.timeline.end


def test_the_last_word_of_a_sentence_is_emphasised_with_brow_and_nod(
    performance: Performance,
) -> None:
    timeline = performance.timeline
    assert [timeline.words[index].text for index in sorted(timeline.emphasised)] == [
        "nasılsın", "ederim",
    ]  # fmt: skip
    for index in timeline.emphasised:
        word = timeline.words[index]
        kinds = {
            gesture.kind
            for gesture in timeline.gestures
            if gesture.start < word.end and gesture.end > word.start
        }
        assert {"brow", "nod"} <= kinds


def test_blinks_are_neither_rare_nor_hectic() -> None:
    long = prompt("tr-TR", line(" ".join(["Bugün hava çok güzel."] * 12)))
    timeline = build(long, VIDEO, LIBRARY).timeline
    starts = [one.start / SAMPLE_RATE for one in timeline.gestures if one.kind == "blink"]
    apart = np.diff(starts)
    assert starts[0] < 3.5
    assert apart.min() >= 0.8
    assert apart.max() <= 7.3


def test_things_happen_where_they_are_told(performance: Performance) -> None:
    found = {event.cue: event for event in performance.timeline.events}
    car, cup, keyboard = found["car"], found["cup"], found["keyboard"]
    assert [point.x for point in car.path] == [1.3, -1.3]
    assert (car.path[0].at, car.path[-1].at) == (car.start, car.end)
    assert -1 < cup.path[0].x < -0.5
    assert keyboard.start == 1.25 * SAMPLE_RATE
    assert all(0 <= event.start < event.end for event in found.values())
    assert all(event.end <= performance.timeline.end for event in found.values())


def test_a_short_sound_is_put_into_a_pause(performance: Performance) -> None:
    cup = next(event for event in performance.timeline.events if event.cue == "cup")
    inside = [
        phone
        for phone in performance.timeline.phones
        if phone.start < cup.start + SAMPLE_RATE // 20 and phone.end > cup.start
    ]
    assert not inside


def test_the_shot_waits_for_a_sound_that_has_its_time() -> None:
    late = prompt("tr-TR", line("Evet."), cues=(cue("door", "left", time_s=6.0),))
    timeline = build(late, VIDEO, LIBRARY).timeline
    assert timeline.events[0].start == 6 * SAMPLE_RATE
    assert timeline.end >= timeline.events[0].end > 6.5 * SAMPLE_RATE


def test_seeds_decide_gestures_and_nothing_of_the_speech(performance: Performance) -> None:
    same = build(shot(), VIDEO, LIBRARY).timeline
    other = build(shot(seed=8), VIDEO, LIBRARY).timeline
    assert same == performance.timeline
    assert other.phones == performance.timeline.phones
    assert other.gestures != performance.timeline.gestures


def test_it_is_recorded_who_spoke(performance: Performance) -> None:
    assert [placed.provenance() for placed in performance.lines] == [
        {"speaker": "maya", "engine": "espeak", "voice": "tr+f2", "borrowed": False,
         "unspoken": []},
        {"speaker": "jon", "engine": "espeak", "voice": "tr+m1", "borrowed": False,
         "unspoken": []},
    ]  # fmt: skip
