"""What every aligner promises, whatever it is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import soxr

from locvid import plugins
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.phonetics.espeak import synthesize
from locvid.phonetics.inventory import PHONES
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.spans import find_spans

FRENCH = Locale("fr-FR", "fr", "FR")
TEXT = "Le port est ouvert, et le bateau part ce matin."
OTHER = "Gardez vos questions pour la fin de la visite guidée."


def spoken(text: str) -> np.ndarray:
    speech = synthesize(text, "fr+f5", 165)
    loud = soxr.resample(speech.samples.astype(np.float32) / 32768, speech.sample_rate, ALIGN_RATE)
    pause = np.zeros(ALIGN_RATE // 2, np.float32)
    sound = np.concatenate([pause, loud, pause])
    room = np.random.default_rng(5).normal(0, 0.002, len(sound))
    return (sound + room).astype(np.float32)


@pytest.fixture(params=plugins.names("locvid.aligners"))
def aligner(request: pytest.FixtureRequest) -> Any:
    made = plugins.load("locvid.aligners", request.param)()
    state = made.available()
    if not state.ok:
        pytest.skip(state.reason)
    return made


def test_phones_and_words_lie_in_order_within_the_span(aligner: Any) -> None:
    sound = spoken(TEXT)
    span = (ALIGN_RATE // 4, len(sound) - ALIGN_RATE // 4)
    found = aligner.align(sound, TEXT, FRENCH, span)
    for parts in (found.phones, found.words):
        assert parts
        assert all(span[0] <= part.start <= part.end <= span[1] for part in parts)
        starts = [part.start for part in parts]
        assert starts == sorted(starts)
    assert {phone.ipa for phone in found.phones} <= PHONES
    assert found.backend == aligner.name
    assert found.version == aligner.version


def test_speech_begins_where_it_sounds(aligner: Any) -> None:
    found = aligner.align(spoken(TEXT), TEXT, FRENCH)
    assert found.phones[0].start / ALIGN_RATE == pytest.approx(0.5, abs=0.12)


def test_the_right_text_fits_better(aligner: Any) -> None:
    sound = spoken(TEXT)
    right = aligner.align(sound, TEXT, FRENCH).score
    wrong = aligner.align(sound, OTHER, FRENCH).score
    assert 0 <= wrong < right <= 1


def test_the_same_sound_gives_the_same_alignment(aligner: Any) -> None:
    sound = spoken(TEXT)
    assert aligner.align(sound, TEXT, FRENCH) == aligner.align(sound, TEXT, FRENCH)


def test_nothing_to_say_is_an_error(aligner: Any) -> None:
    with pytest.raises(InvalidInput):
        aligner.align(spoken(TEXT), "…", FRENCH)


def test_lines_are_found_where_they_are_spoken() -> None:
    first, second = spoken(TEXT), spoken(OTHER)
    spans = find_spans(np.concatenate([first, second]), [TEXT, OTHER], FRENCH)
    assert spans[0][1] / ALIGN_RATE == pytest.approx(len(first) / ALIGN_RATE - 0.3, abs=0.25)
    assert spans[1][0] / ALIGN_RATE == pytest.approx(len(first) / ALIGN_RATE + 0.3, abs=0.25)
