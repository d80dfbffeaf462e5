"""What every aligner promises, whatever it is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from align.speech import EDGE_S, ENGLISH, FRENCH, SPANISH, Line, quiet_room

from locvid import plugins
from locvid.model.errors import InvalidInput, LocvidError
from locvid.model.locale import Locale
from locvid.phonetics.inventory import PHONES
from locvid.verify.align.base import ALIGN_RATE

LINES = {"espeak": FRENCH, "pocketsphinx": ENGLISH, "whisperx": SPANISH}
NEEDS = {"pocketsphinx": pytest.mark.extra, "whisperx": pytest.mark.gpu}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(name, marks=[NEEDS[name]] if name in NEEDS else [])
        for name in plugins.names("locvid.aligners")
    ],
)
def aligner(request: pytest.FixtureRequest, model_folder: Path) -> Any:
    if request.param in NEEDS:
        pytest.importorskip(request.param, reason=f"{request.param} is not installed")
    make = plugins.load("locvid.aligners", request.param)
    made = make(models=model_folder) if request.param == "whisperx" else make()
    state = made.available()
    assert state.ok, state.reason
    return made


@pytest.fixture
def line(aligner: Any) -> Line:
    return LINES.get(aligner.name, FRENCH)


def test_phones_and_words_lie_in_order_within_the_span(aligner: Any, line: Line) -> None:
    sound = line.sound()
    span = (ALIGN_RATE // 4, len(sound) - ALIGN_RATE // 4)
    found = aligner.align(sound, line.text, line.locale, span)
    for parts in (found.phones, found.words):
        assert parts
        assert all(span[0] <= part.start <= part.end <= span[1] for part in parts)
        starts = [part.start for part in parts]
        assert starts == sorted(starts)
    assert {phone.ipa for phone in found.phones} <= PHONES
    assert found.backend == aligner.name
    assert found.version == aligner.version


def test_every_word_is_there(aligner: Any, line: Line) -> None:
    found = aligner.align(line.sound(), line.text, line.locale)
    said = ["".join(filter(str.isalnum, word.text)).lower() for word in found.words]
    written = ["".join(filter(str.isalnum, word)).lower() for word in line.text.split()]
    assert said == written


def test_speech_begins_and_ends_where_it_sounds(aligner: Any, line: Line) -> None:
    sound = line.sound()
    found = aligner.align(sound, line.text, line.locale)
    for first in (found.phones[0], found.words[0]):
        assert first.start / ALIGN_RATE == pytest.approx(EDGE_S, abs=0.12)
    assert found.phones[-1].end / ALIGN_RATE == pytest.approx(
        len(sound) / ALIGN_RATE - EDGE_S, abs=0.35
    )


def test_the_right_text_fits_better(aligner: Any, line: Line) -> None:
    sound = line.sound()
    right = aligner.align(sound, line.text, line.locale)
    wrong = aligner.align(sound, line.other, line.locale)
    assert right.least_score <= right.score <= 1
    assert 0 <= wrong.score < right.score / 2


def test_the_same_sound_gives_the_same_alignment(aligner: Any, line: Line) -> None:
    sound = line.sound()
    once, again = (aligner.align(sound, line.text, line.locale) for _ in range(2))
    assert once == again


def test_sound_moved_by_a_second_is_found_a_second_later(aligner: Any, line: Line) -> None:
    sound = line.sound()
    later = np.concatenate([quiet_room(ALIGN_RATE), sound])
    first = aligner.align(sound, line.text, line.locale)
    second = aligner.align(later, line.text, line.locale)
    moved = [b.start - a.start for a, b in zip(first.words, second.words, strict=True)]
    assert np.median(moved) == pytest.approx(ALIGN_RATE, abs=0.03 * ALIGN_RATE)


def test_without_a_voice_nothing_is_found(aligner: Any, line: Line) -> None:
    for sound in (
        np.zeros(0, np.float32),
        np.zeros(50, np.float32),
        np.zeros(2 * ALIGN_RATE, np.float32),
    ):
        found = aligner.align(sound, line.text, line.locale)
        assert (found.phones, found.words, found.score) == ((), (), 0.0)


def test_a_sound_too_short_for_the_text_does_not_fit(aligner: Any, line: Line) -> None:
    middle = line.sound()[ALIGN_RATE : ALIGN_RATE + ALIGN_RATE // 4]
    found = aligner.align(middle, line.text, line.locale)
    assert found.score < found.least_score
    assert all(0 <= phone.start <= phone.end <= len(middle) for phone in found.phones)


def test_nothing_to_say_is_an_error(aligner: Any, line: Line) -> None:
    with pytest.raises(InvalidInput, match="nothing to say"):
        aligner.align(line.sound(), "…", line.locale)


def test_a_language_it_does_not_know_is_named(aligner: Any, line: Line) -> None:
    unknown = Locale("xog", "xog", "", name="Soga")
    with pytest.raises(LocvidError) as caught:
        aligner.align(line.sound(), line.text, unknown)
    assert "xog" in str(caught.value)
    assert caught.value.hint
