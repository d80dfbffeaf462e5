"""What every voice engine promises."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from prompts import LIBRARY, line, locale, market

from locvid import plugins
from locvid.generate.studio.voice.base import Utterance
from locvid.model.errors import InvalidInput
from locvid.phonetics.inventory import PHONES

VOICE = LIBRARY.get("voices", "warm-female").content
TEXT = "Hello there, my friend! A 2nd line."
SPOKEN = ["Hello", "there", "my", "friend", "A", "2nd", "line"]


@pytest.fixture(scope="module", params=plugins.names("locvid.voices"))
def engine(request: pytest.FixtureRequest) -> Any:
    return plugins.load("locvid.voices", request.param)()


def speak(engine: Any, text: str = TEXT, tag: str = "en-US", **changes: Any) -> Utterance:
    return engine.speak(line(text, **changes), locale(tag), market(tag), VOICE)


@pytest.fixture(scope="module")
def utterance(engine: Any) -> Utterance:
    return speak(engine)


def test_it_is_there(engine: Any) -> None:
    assert engine.available().ok
    assert engine.speaks("en")
    assert not engine.speaks("tlh-none")


def test_phones_are_known_and_in_order(utterance: Utterance) -> None:
    phones = utterance.phones
    assert {phone.ipa for phone in phones} <= PHONES
    assert all(phone.start <= phone.end for phone in phones)
    assert [phone.start for phone in phones] == sorted(phone.start for phone in phones)
    assert phones[-1].end <= utterance.samples.size


def test_every_written_word_is_timed(utterance: Utterance) -> None:
    assert [word.text for word in utterance.words] == SPOKEN
    assert all(0 <= word.start < word.end for word in utterance.words)
    assert {phone.word for phone in utterance.phones} == set(range(len(SPOKEN)))


def test_words_begin_and_end_with_their_phones(utterance: Utterance) -> None:
    own = [phone for phone in utterance.phones if phone.word == 3]
    assert (utterance.words[3].start, utterance.words[3].end) == (own[0].start, own[-1].end)
    assert "".join(phone.ipa for phone in own) == "fɹɛnd"


def test_speech_sounds_where_phones_are_and_not_in_pauses(utterance: Utterance) -> None:
    power = utterance.samples.astype(np.float64) ** 2
    spoken = np.zeros(power.size, bool)
    for phone in utterance.phones:
        spoken[phone.start : phone.end] = True
    pause = slice(utterance.words[3].end + 4800, utterance.words[4].start - 4800)
    assert power[spoken].mean() > 100 * power[pause].mean()


def test_it_starts_and_ends_without_a_click(utterance: Utterance) -> None:
    for edge in (utterance.samples[:16], utterance.samples[-16:]):
        assert np.abs(edge).max() < 0.01
    assert np.abs(utterance.samples).max() < 0.9


def test_the_same_line_gives_the_same_samples(engine: Any, utterance: Utterance) -> None:
    again = speak(engine)
    assert np.array_equal(again.samples, utterance.samples)
    assert again.phones == utterance.phones


def test_rate_pauses_and_energy_are_obeyed(engine: Any, utterance: Utterance) -> None:
    fast = speak(engine, rate=1.25, pause_scale=0.5, energy_db=-6.0)
    length = utterance.words[3].end - utterance.words[0].start
    assert fast.words[3].end - fast.words[0].start < 0.88 * length
    pause = utterance.words[4].start - utterance.words[3].end
    assert fast.words[4].start - fast.words[3].end < 0.75 * pause
    assert 0.4 < np.std(fast.samples) / np.std(utterance.samples) < 0.65


def test_what_cannot_be_said_is_refused(engine: Any) -> None:
    with pytest.raises(InvalidInput, match="nothing to say"):
        speak(engine, "… !!! —")


def test_words_of_another_language_are_spoken_in_its_sounds(engine: Any) -> None:
    carried = "Le [en-US: thing], et [/ɡɪt/: Git]."
    made = engine.speak(
        line("Le thing, et Git.", marked=carried), locale("fr"), market("fr"), VOICE
    )
    assert [word.text for word in made.words] == ["Le", "thing", "et", "Git"]
    assert all(0 <= word.start < word.end for word in made.words)
    said = {
        number: "".join(phone.ipa for phone in made.phones if phone.word == number)
        for number in range(4)
    }
    assert said[1] == "θɪŋ"
    assert said[3] == "ɡɪt"
