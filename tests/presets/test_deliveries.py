"""Emotions, paces, efforts and the rest: all there, readable, and different from each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locvid.model.errors import InvalidInput
from locvid.model.performance import NATURAL_EFFORT
from locvid.model.script import Delivery
from locvid.presets import deliveries
from locvid.presets.laughter import laughter, laughter_s
from locvid.presets.library import PresetLibrary

LIBRARY = PresetLibrary()
EMOTIONS = ("amused", "calm", "confident", "excited", "sad", "serious", "urgent", "warm")


def test_what_the_script_form_promises_is_there() -> None:
    assert deliveries.delivery_names(deliveries.EMOTION, LIBRARY) == EMOTIONS
    paces = deliveries.delivery_names(deliveries.PACE, LIBRARY)
    assert set(paces) == {"slow", "calm", "natural", "brisk", "fast", "rapid"}
    assert set(deliveries.delivery_names(deliveries.PAUSES, LIBRARY)) == {
        "short",
        "natural",
        "long",
    }
    efforts = deliveries.delivery_names(deliveries.EFFORT, LIBRARY)
    assert set(efforts) == {"whispered", "soft", "natural", "loud", "shouted"}
    usual = Delivery()
    assert deliveries.effort(usual.effort, LIBRARY).vocal == NATURAL_EFFORT
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


def test_efforts_go_from_breath_to_strain() -> None:
    efforts = [
        deliveries.effort(name, LIBRARY)
        for name in ("whispered", "soft", "natural", "loud", "shouted")
    ]
    assert efforts[0].vocal.voicing == 0
    assert [each.pitch_semitones for each in efforts[1:]] == sorted(
        {each.pitch_semitones for each in efforts[1:]}
    )
    assert efforts[-1].vocal.opening > efforts[3].vocal.opening > 1
    assert efforts[-1].vocal.strain > 0.5


@pytest.mark.parametrize("name", ["laugh", "chuckle"])
def test_laughter_has_words_for_captions_in_all_languages_with_a_voice(name: str) -> None:
    how = laughter(name, LIBRARY)
    assert set(how.captions) >= {"en", "fr", "es", "de", "it", "pt", "ja", "zh", "hi"}
    assert laughter_s(f"So. [{name}]Yes. [{name}]", LIBRARY) == pytest.approx(2 * how.seconds)
    assert laughter_s("[sic]", LIBRARY) == 0


def test_a_pace_in_syllables_needs_no_rate_and_others_do(tmp_path: Path) -> None:
    folder = tmp_path / "presets/deliveries"
    folder.mkdir(parents=True)
    written = "kind: pace\ndescription: d\ninstruction: i\npause_scale: 1\n"
    (folder / "pace-auction.yaml").write_text(written + "syllables_per_second: 9\n")
    (folder / "pace-none.yaml").write_text(written)
    library = PresetLibrary(tmp_path)
    assert deliveries.pace("auction", library).syllables_per_second == 9
    with pytest.raises(InvalidInput, match="'rate'"):
        deliveries.pace("none", library)
