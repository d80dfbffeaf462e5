"""What counts as a wrong word, and what is only spelled otherwise."""

from __future__ import annotations

import pytest

from locvid.verify.recognise.compare import compare, edits


@pytest.mark.parametrize(
    ("language", "wanted", "heard"),
    [
        ("en", "Don't stop, everyone!", "don't stop every one"),
        ("de", "Es sind drei Uhr.", "Es sind 3 Uhr"),
        ("de", "Die Großmutter heißt Rosa.", "die Grossmutter heisst Rosa"),
        ("en", "In 15 years we were twelve.", "in fifteen years we were 12"),
        ("fr", "C'est l'été.", "C’est l’été"),
        ("ja", "本日、より速く。", "本日より早く"),
        ("zh", "图书馆在假期也开放。", "圖書館在假期也開放"),
        ("hi", "यह किताब मेरी है।", "یہ کتاب میری ہے"),
    ],
)
def test_the_same_words_are_no_error(language: str, wanted: str, heard: str) -> None:
    found = compare(wanted, heard, language)
    assert found.differing == ()
    assert found.character_error_rate == found.word_error_rate == 0


@pytest.mark.parametrize(
    ("language", "wanted", "heard", "differing"),
    [
        ("en", "We meet at three.", "We meet at 4", ("three", "4")),
        ("en", "We meet at noon.", "We meet noon", ("at", "")),
        ("en", "We meet.", "We meet again", ("", "again")),
        ("zh", "我喜欢狗", "我喜欢猫", ("gou3", "mao1")),
        ("hi", "यह किताब मेरी है।", "یہ گاڑی پرانی تھی", None),
    ],
)
def test_other_words_are(
    language: str, wanted: str, heard: str, differing: tuple[str, str] | None
) -> None:
    found = compare(wanted, heard, language)
    assert found.character_error_rate > 0
    assert found.word_error_rate > 0
    if differing is not None:
        assert found.differing == (differing,)


def test_rates_are_shares_of_the_wanted_text() -> None:
    found = compare("one two three four", "one two tree four", "en")
    assert found.character_error_rate == pytest.approx(1 / 15)
    assert found.word_error_rate == pytest.approx(1 / 4)
    assert compare("", "anything", "en").word_error_rate >= 1


def test_edits() -> None:
    assert edits("kitten", "sitting") == 3
    assert edits("", "abc") == 3


def test_a_long_vowel_is_one_sound_however_it_is_written(monkeypatch) -> None:
    # Words that no dictionary has are read チュウショク; nobody hears them apart from チューショク.
    monkeypatch.setattr("locvid.verify.recognise.compare.reading", lambda text, _: text)
    assert compare("チューショクノマエニ", "チュウショクノマエニ", "ja").character_error_rate == 0
    assert compare("チューショクノマエニ", "ユウショクノマエニ", "ja").character_error_rate > 0
    assert compare("ウエル", "ウエウ", "ja").character_error_rate > 0
