"""Emotions, paces and pauses: all there, readable, and different from each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locvid.model.errors import InvalidInput
from locvid.model.script import Delivery
from locvid.presets import deliveries
from locvid.presets.library import PresetLibrary

LIBRARY = PresetLibrary()
EMOTIONS = ("amused", "calm", "confident", "excited", "sad", "serious", "urgent", "warm")


def test_what_the_script_form_promises_is_there() -> None:
    assert deliveries.delivery_names(deliveries.EMOTION, LIBRARY) == EMOTIONS
    paces = deliveries.delivery_names(deliveries.PACE, LIBRARY)
    assert set(paces) == {"slow", "calm", "natural", "brisk", "fast"}
    assert set(deliveries.delivery_names(deliveries.PAUSES, LIBRARY)) == {
        "short",
        "natural",
        "long",
    }
    usual = Delivery()
    assert deliveries.emotion(usual.emotion, LIBRARY).name == "calm"
    assert deliveries.pace(usual.pace, LIBRARY).rate == 1
    assert deliveries.pauses(usual.pauses, LIBRARY).pause_scale == 1


def test_paces_are_in_order_and_within_what_stays_natural() -> None:
    rates = [
        deliveries.pace(name, LIBRARY).rate for name in ("slow", "calm", "natural", "brisk", "fast")
    ]
    assert rates == sorted(set(rates))
    assert rates[0] >= 0.8
    assert rates[-1] <= 1.2


def test_each_emotion_sounds_and_looks_like_no_other() -> None:
    emotions = [deliveries.emotion(name, LIBRARY) for name in EMOTIONS]
    assert len({(e.rate, e.pitch_semitones, e.pitch_range, e.energy_db) for e in emotions}) == 8
    assert len({e.instruction for e in emotions}) == 8
    by_name = {e.name: e for e in emotions}
    assert by_name["sad"].pitch_semitones < 0 < by_name["excited"].pitch_semitones
    assert by_name["serious"].smile == 0 < by_name["warm"].smile < by_name["amused"].smile


def test_an_unknown_emotion_names_the_nearest() -> None:
    with pytest.raises(InvalidInput, match="no emotion preset 'clam'") as caught:
        deliveries.emotion("clam", LIBRARY)
    assert caught.value.hint == "did you mean 'calm'?"


def test_a_pace_is_not_an_emotion(project: Callable[[str, str, str], PresetLibrary]) -> None:
    text = LIBRARY.get("deliveries", "pace-calm").location.file.read_text(encoding="utf-8")
    library = project("deliveries", "emotion-stern", text)
    with pytest.raises(InvalidInput, match="'kind' in the deliveries preset 'emotion-stern'"):
        deliveries.emotion("stern", library)
