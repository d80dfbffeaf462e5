"""Texts as an aligner by letters wants them."""

from __future__ import annotations

import string

import pytest

from locvid.model.locale import Locale
from locvid.verify.align.written import written_words

LATIN = frozenset(string.ascii_lowercase + "'")
GERMAN = Locale("de-DE", "de", "DE")


def letters(text: str, locale: Locale, known: frozenset[str] = LATIN) -> list[str]:
    return [word.letters for word in written_words(text, locale, known)]


def test_marks_fall_away_and_the_words_stay_as_written() -> None:
    words = written_words("«Also» – gut, dann!", GERMAN, LATIN)
    assert [(word.text, word.letters) for word in words] == [
        ("«Also»", "also"), ("gut,", "gut"), ("dann!", "dann"),
    ]  # fmt: skip


def test_accents_stay_where_the_alphabet_has_them() -> None:
    spanish = Locale("es-ES", "es", "ES")
    assert letters("Mañana está", spanish) == ["manana", "esta"]
    assert letters("Mañana está", spanish, LATIN | {"ñ", "á"}) == ["mañana", "está"]


@pytest.mark.parametrize(
    ("text", "tag", "spelled"),
    [
        ("25", "de", "fünfundzwanzig"),
        ("1,250", "en", "one thousand two hundred fifty"),
        ("3.5", "en", "three point five"),
        ("1.250", "de", "eintausendzweihundertfünfzig"),
        ("42%", "fr", "quarante-deux"),
    ],
)
def test_numbers_are_spelled_out(text: str, tag: str, spelled: str) -> None:
    pytest.importorskip("unicode_rbnf", reason="unicode-rbnf is not installed")
    known = LATIN | frozenset("üß-")
    kept = spelled.replace(" ", "")
    assert letters(text, Locale(tag, tag, ""), known) == [kept]


def test_japanese_is_read_where_the_alphabet_is_kana() -> None:
    japanese = Locale("ja-JP", "ja", "JP")
    assert letters("港は静か", japanese, frozenset("港は静か")) == list("港は静か")
    kana = frozenset("ミナトワシズカ")
    assert "".join(letters("港は静か", japanese, kana)) == "ミナトワシズカ"


def test_nothing_but_marks_is_nothing() -> None:
    assert letters("… — !", GERMAN) == []


def test_words_of_another_language_keep_it_and_a_pronunciation_goes_to_its_words() -> None:
    text = "Le [en-US: big deal] de [/ɡɪt ˈhʌb/: Git Hub] et [/ɛs kjuː ˈɛl/: SQL]"
    words = written_words(text, Locale("fr-FR", "fr", "FR"), LATIN)
    assert [(word.letters, word.tag, word.ipa) for word in words] == [
        ("le", "", ""),
        ("big", "en-US", ""),
        ("deal", "en-US", ""),
        ("de", "", ""),
        ("git", "", "ɡɪt"),
        ("hub", "", "ˈhʌb"),
        ("et", "", ""),
        ("sql", "", "ɛs kjuː ˈɛl"),
    ]
