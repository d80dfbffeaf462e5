import numpy as np
import pytest

from locvid.model.errors import InvalidInput
from locvid.phonetics.espeak import available, phonemes, synthesize
from locvid.phonetics.inventory import base_phones

LINES = {
    "en-us": "Hello there, this is a small test!",
    "fr-FR": "Les amis sont arrivés.",
    "de": "Zwölf Boxkämpfer, über den Deich.",
    "es-MX": "¿Qué tal? Muy bien.",
    "ja": "コンニチワ、セカイ。",
    "cmn": "ni3 hao3, shi4 jie4",
    "hi": "आज हम नया संस्करण ला रहे हैं।",
    "ar": "مرحبا بالعالم",
}


def test_it_is_available() -> None:
    assert available().ok


@pytest.mark.parametrize("voice", LINES)
def test_phone_times_rise_and_lie_inside_the_sound(voice: str) -> None:
    speech = synthesize(LINES[voice], voice)
    starts = [start for start, _ in speech.phones]
    assert starts == sorted(starts)
    assert 0 <= starts[0] < starts[-1] <= speech.samples.size
    assert sum(bool(base_phones(name)) for _, name in speech.phones) >= 6


def test_the_same_words_sound_the_same_whatever_was_said_before() -> None:
    first = synthesize("Hello there.", "en-us+f3")
    synthesize("Etwas anderes.", "de", rate_wpm=300)
    again = synthesize("Hello there.", "en-us+f3")
    assert np.array_equal(first.samples, again.samples)
    assert first.phones == again.phones


def test_words_are_found_in_the_text() -> None:
    text = "Zwölf Boxkämpfer, über den Deich."
    spoken = synthesize(text, "de").words
    assert [text[offset : offset + length] for _, offset, length in spoken] == [
        "Zwölf", "Boxkämpfer", "über", "den", "Deich",
    ]  # fmt: skip


def test_phonemes_keep_punctuation_and_stress() -> None:
    assert phonemes("Hello there, friend!", "en-us") == "həlˈo͡ʊ ðˈɛ͡ɹ, fɹˈɛnd!"


def test_decimals_are_not_split_at_their_point() -> None:
    assert "pɔ͡ɪnt" in phonemes("It costs 3.50 today.", "en-us")


def test_a_switch_of_language_leaves_no_flag() -> None:
    assert phonemes("Le weekend arrive.", "fr").count("(") == 0


def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(InvalidInput, match="'xx-klingon'"):
        synthesize("hello", "xx-klingon")
