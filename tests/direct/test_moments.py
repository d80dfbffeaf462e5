"""A script's word becomes a moment of every locale's line."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.direct.moments import found
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.localized import LocalizedLine
from locvid.model.script import Camera, Cue, Delivery, Line, Shot, When

HERE = Location(Path("film.yaml"), 7)
TEXTS = {
    "en-US": "A quick, simple version for $12.",
    "fr": "Une version rapide et simple, à 12 €.",
    "ja": "速くて簡単な新版です。",
}
SPOKEN = {**TEXTS, "fr": "Une version rapide et simple, à douze euros."}
FRENCH, GERMAN, JAPANESE = (
    Locale("fr-FR", "fr", "FR"), Locale("de-DE", "de", "DE"), Locale("ja-JP", "ja", "JP"),
)  # fmt: skip


def look(when: When, locale: Locale, spoken: str, caption: str = ""):
    line = Line("maya", TEXTS, Delivery(), HERE)
    shot = Shot("one", "office", Camera(), (line,), (), HERE)
    localized = LocalizedLine(line, spoken, caption or spoken, locale.language)
    return found(Cue("cup", location=HERE, when=when), shot, [localized], locale)


def word(result, spoken: str) -> str:
    return spoken[slice(*result.moment.span)]


def test_a_word_of_the_line_itself() -> None:
    result = look(When("after", {"fr": "rapide"}), FRENCH, SPOKEN["fr"])
    assert word(result, SPOKEN["fr"]) == "rapide"
    assert result.moment.edge == "after"
    assert result.words == "right after the word “rapide”"
    assert not result.assumed


def test_only_whole_words_count() -> None:
    with pytest.raises(InvalidInput, match="does not say 'rapid'"):
        look(When("after", {"fr": "rapid"}), FRENCH, SPOKEN["fr"])


def test_an_apostrophe_and_a_comma_may_be_written_otherwise() -> None:
    spoken = "Bonjour, Maya\u00a0: aujourd’hui l'été."
    assert word(look(When("after", {"fr": "aujourd'hui"}), FRENCH, spoken), spoken) == "aujourd’hui"
    assert word(look(When("after", {"fr": "l’été"}), FRENCH, spoken), spoken) == "l'été"
    assert word(look(When("after", {"fr": "Bonjour Maya"}), FRENCH, spoken), spoken) == (
        "Bonjour, Maya"
    )


def test_a_vowel_sign_belongs_to_the_word() -> None:
    spoken = "आज कमी नहीं, कम है।"
    result = look(When("after", {"hi": "कम"}), Locale("hi-IN", "hi", "IN"), spoken)
    assert result.moment.span == (spoken.index("कम है"), spoken.index("कम है") + 2)


def test_a_number_as_written_is_found_where_it_is_said() -> None:
    result = look(When("with", {"fr": "12 €"}), FRENCH, SPOKEN["fr"], TEXTS["fr"])
    assert word(result, SPOKEN["fr"]) in ("douze", "euros.")


def test_words_are_counted_as_they_are_spoken() -> None:
    result = look(When(word=3), FRENCH, SPOKEN["fr"])
    assert word(result, SPOKEN["fr"]) == "rapide"


def test_a_language_without_spaces_is_divided_by_its_voice() -> None:
    result = look(When(word=2), JAPANESE, SPOKEN["ja"])
    assert (result.moment.span, result.moment.word) == (None, 2)


def test_a_word_of_another_language_keeps_its_place_and_says_so() -> None:
    german = "Eine schnelle, einfache Fassung für zwölf Euro."
    result = look(When("after", {"en": "simple"}), GERMAN, german)
    assert word(result, german) == "einfache"
    assert result.assumed.startswith("film.yaml:7: the sound 'cup' is timed by a word in en")
    assert "einfache" in result.assumed


def test_a_gesture_needs_no_words() -> None:
    result = look(When(gesture="nod", number=2), GERMAN, "Ja.")
    assert (result.moment.gesture, result.moment.number) == ("nod", 2)
    assert result.words == "on the speaker's nod number 2"


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (When(word=30), "the line has 8 words, not 30"),
        (When(word=1, line=3), "shot 'one' has 1 line, not 3"),
        (When("after", {"fr": "lent"}), "does not say 'lent'"),
        (When("after", {"de": "schnell"}), "its word is given in de only"),
    ],
)
def test_what_cannot_be_found_names_the_cue_and_the_locale(when: When, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as error:
        look(when, FRENCH, SPOKEN["fr"])
    assert error.value.where == HERE
    assert error.value.locale == "fr-FR"
    assert error.value.hint
