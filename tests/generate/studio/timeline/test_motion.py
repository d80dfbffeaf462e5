"""How the things of cues move, and the moments that a script gives them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from prompts import LIBRARY, cue, line, prompt

from locvid.generate.studio.timeline.build import build
from locvid.generate.studio.timeline.moments import sample_of
from locvid.generate.studio.timeline.motion import course
from locvid.generate.studio.timeline.placed import PlacedLine
from locvid.generate.studio.voice.base import SpokenWord, Utterance
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import CueMoment, SoundLayer
from locvid.presets.library import Preset

VIDEO = VideoFormat(160, 90, Fraction(25))
TEXT = "Merhaba, nasılsın bugün?"


def moved(layer: SoundLayer, seed: int = 1, seen: bool = True):
    return course(layer, LIBRARY.get("cues", layer.name), np.random.default_rng(seed), seen)


def rate(layer: SoundLayer) -> tuple[float, float]:
    """Metres a second, and steps a minute."""
    walk = moved(layer)
    a, b = walk.path[0], walk.path[-1]
    metres = np.hypot(b.x * b.distance_m - a.x * a.distance_m, b.distance_m - a.distance_m)
    gaps = np.diff([beat.at for beat in walk.beats])
    return metres / walk.length * SAMPLE_RATE, 60 * SAMPLE_RATE / float(np.median(gaps))


def test_gait_sets_the_steps() -> None:
    slow, usual, fast = (
        rate(replace(cue("steps", "left"), speed=speed)) for speed in (0.6, 1.0, 1.5)
    )
    assert slow[1] < usual[1] < fast[1]
    assert 95 < usual[1] < 125
    for speed, steps in (slow, usual, fast):
        # Step length over rate is the same for every pace (Sekiya & Nagasaki 1998).
        assert speed * 60 / steps / steps == pytest.approx(0.0065, rel=0.05)


def test_nobody_walks_like_a_machine() -> None:
    gaps = np.diff([beat.at for beat in moved(cue("steps", "left")).beats])
    assert 0.003 < gaps.std() / gaps.mean() < 0.06


def test_a_thing_set_down_rocks_sooner_and_softer() -> None:
    beats = moved(cue("glass-set-down", "right")).beats
    assert beats[0].at == 0
    assert np.all(np.diff([beat.at for beat in beats], n=2) < 0)
    assert np.all(np.diff([beat.force for beat in beats]) < 0)


def test_somebody_who_leaves_gets_further_away() -> None:
    path = moved(replace(cue("steps", "near"), to="far")).path
    assert path[0].distance_m < 1.5
    assert path[-1].distance_m > 3


def test_a_push_goes_to_where_it_is_told() -> None:
    path = moved(replace(cue("box-slide", "right"), to="centre")).path
    assert path[0].x > 0.6
    assert path[-1].x == 0.0


@pytest.mark.parametrize("name", LIBRARY.names("cues"))
def test_what_stands_at_a_side_is_in_the_picture_only_if_it_is_drawn(name: str) -> None:
    drawn = "thing" in LIBRARY.get("cues", name).content
    for at, sign in (("left", -1), ("right", 1)):
        for seen in (True, False):
            path = moved(cue(name, at), seen=seen).path
            if len(path) == 1:
                assert (sign * path[0].x < 1) == (drawn and seen)
                assert sign * path[0].x > 0


@pytest.mark.parametrize(
    ("name", "setting", "at", "seen"),
    [
        ("keyboard", "office", "left", True),
        ("keyboard", "office", "centre", False),
        ("keyboard", "nature", "left", False),
        ("door", "office", "right", True),
        ("door", "office", "left", False),
        ("door", "studio", "right", False),
        ("cup", "cafe", "left", True),
        ("cup", "car", "left", False),
    ],
)
def test_a_thing_is_only_heard_where_the_setting_has_no_place_for_it(
    name: str, setting: str, at: str, seen: bool
) -> None:
    shot = replace(prompt("tr-TR", line("Evet."), cues=(cue(name, at),)), setting=setting)
    (event,) = build(shot, VIDEO, LIBRARY).timeline.events
    assert event.seen == seen
    if at != "centre":
        assert (abs(event.path[0].x) < 1) == seen


def test_a_door_is_not_seen_where_the_picture_cuts_to_and_fro() -> None:
    lines = (line("Evet."), replace(line("Hayır."), speaker="jon"))
    shot = prompt("tr-TR", *lines, cues=(cue("door", "right"), cue("keyboard", "left")))
    door, keyboard = sorted(build(shot, VIDEO, LIBRARY).timeline.events, key=lambda e: e.cue)
    assert not door.seen
    assert keyboard.seen


def test_typing_is_human() -> None:
    layer = cue("keyboard", "left")
    beats = [beat.at for seed in range(8) for beat in moved(layer, seed).beats]
    assert 3 < len(beats) / 24 < 9
    gaps = np.concatenate(
        [np.diff([beat.at for beat in moved(layer, seed).beats]) for seed in range(8)]
    )
    assert gaps.std() / gaps.mean() > 0.3


def test_a_door_moves_between_its_latch_and_its_frame() -> None:
    latch, opens, stands, shut = (beat.at for beat in moved(cue("door", "right")).beats)
    assert latch == 0
    assert latch < opens < stands < shut < moved(cue("door", "right")).length


@pytest.mark.parametrize("key", ["keys_per_second", "keys_in_a_burst", "pause_s"])
def test_a_rhythm_of_typing_that_makes_no_sense_is_named(key: str) -> None:
    plain = LIBRARY.get("cues", "keyboard")
    sound = {**plain.content["sound"], key: "fast"}
    wrong = Preset("cues", "keyboard", {**plain.content, "sound": sound}, plain.location)
    with pytest.raises(InvalidInput, match=key):
        course(cue("keyboard"), wrong, np.random.default_rng(0))


def test_an_unknown_motion_is_named() -> None:
    plain = LIBRARY.get("cues", "cup")
    wrong = Preset("cues", "cup", {**plain.content, "motion": "fly"}, plain.location)
    with pytest.raises(InvalidInput, match="'fly'"):
        course(cue("cup"), wrong, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("moment", "edge"),
    [
        (CueMoment("before", 0, (9, 17)), "start"),
        (CueMoment("after", 0, (9, 17)), "end"),
        (CueMoment("after", 0, None, 2), "end"),
    ],
)
def test_a_cue_falls_on_the_edge_of_its_word(moment: CueMoment, edge: str) -> None:
    glass = replace(cue("glass-set-down", "right"), moment=moment)
    timeline = build(prompt("tr-TR", line(TEXT), cues=(glass,)), VIDEO, LIBRARY).timeline
    (event,) = timeline.events
    word = next(word for word in timeline.words if word.text == "nasılsın")
    assert event.start == getattr(word, edge)
    assert event.beats[0].at == event.start


def test_a_cue_falls_on_a_gesture() -> None:
    nod = replace(cue("cup", "left"), moment=CueMoment(gesture="nod"))
    timeline = build(prompt("tr-TR", line(TEXT), cues=(nod,)), VIDEO, LIBRARY).timeline
    first = next(gesture for gesture in timeline.gestures if gesture.kind == "nod")
    assert timeline.events[0].start == (first.start + first.end) // 2


def test_a_word_or_gesture_that_does_not_come_is_told() -> None:
    for moment, message in (
        (CueMoment(gesture="nod", number=40), "nod number 40"),
        (CueMoment("after", 0, None, 9), "the line has 3 words"),
    ):
        late = replace(cue("cup", "left"), moment=moment)
        with pytest.raises(InvalidInput, match=message) as error:
            build(prompt("tr-TR", line(TEXT), cues=(late,)), VIDEO, LIBRARY)
        assert error.value.locale == "tr-TR"


def test_a_walk_may_begin_before_the_shot() -> None:
    timeline = build(prompt("tr-TR", line("Evet."), cues=(cue("steps", "left"),)), VIDEO, LIBRARY)
    (event,) = timeline.timeline.events
    assert event.start >= 0
    assert event.path[0].at < 0
    assert all(0 <= beat.at < timeline.timeline.end for beat in event.beats)


def test_a_word_is_found_behind_letters_that_grow_when_made_small() -> None:
    text = "İki İri İnci İle İz ev"
    words, at = text.split(), 0
    spoken = []
    for number, each in enumerate(words):
        at = text.index(each, at)
        spoken.append(SpokenWord(each, 100 * number, 100 * number + 90))
    utterance = Utterance(np.zeros(600, np.float32), (), tuple(spoken), "", "", False)
    placed = PlacedLine(line(text), utterance, 0)
    moment = CueMoment("after", 0, (at, at + 2))
    assert sample_of(moment, [placed], (), "tr-TR") == 590
    assert sample_of(replace(moment, edge="before"), [placed], (), "tr-TR") == 500
