"""Which words a line says in a locale, and what happens when it has none."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from locvid.localize.locales import resolve
from locvid.localize.text import caption, localize, spoken, text_tag
from locvid.model.errors import InvalidInput, Location
from locvid.model.screen import ScreenText
from locvid.model.script import Camera, CastMember, Delivery, Line, Script, Shot

FILE = Path("film.yaml")


def script(*lines: Mapping[str, str]) -> Script:
    made = tuple(
        Line(
            "maya",
            text,
            Delivery(),
            Location(FILE, 10 + n),
            {tag: Location(FILE, 100 + n) for tag in text},
        )
        for n, text in enumerate(lines)
    )
    shots = (
        Shot("one", "office", Camera(), made[:1], (), Location(FILE, 9)),
        Shot("two", "cafe", Camera(), made[1:], (), Location(FILE, 20)),
    )
    maya = CastMember("maya", "maya", "warm-female", "", Location(FILE, 3))
    return Script("film", "Film", "en", "web", {"maya": maya}, shots, Location(FILE, 1))


@pytest.mark.parametrize(
    ("wanted", "there", "taken"),
    [
        ("fr-CA", ["fr", "fr-CA", "fr-FR"], "fr-CA"),
        ("fr-CA", ["fr-FR", "fr"], "fr"),
        ("fr-CA", ["fr-BE", "fr-FR"], "fr-BE"),
        ("fr-FR", ["fr-CA", "FR_fr"], "FR_fr"),
        ("es-MX", ["es-ES", "es-419"], "es-419"),
        ("zh-Hant-TW", ["zh", "zh-TW"], "zh-TW"),
        ("zh-CN", ["zh-TW", "zh-Hans"], "zh-Hans"),
        ("nb-NO", ["no"], "no"),
        ("zh-CN", ["cmn"], "cmn"),
        ("fr-FR", ["en", "de"], None),
        ("fr-FR", [], None),
    ],
)
def test_lookup_is_exact_then_language_then_another_region(
    wanted: str, there: list[str], taken: str | None
) -> None:
    assert text_tag(dict.fromkeys(there, "x"), resolve(wanted)[0]) == taken


def test_only_another_region_or_script_is_worth_a_warning() -> None:
    canada = resolve("fr-CA")[0]
    assert localize(script({"fr": "Oui"}, {"fr-CA": "Oui"}), canada).warnings == ()
    (warning,) = localize(script({"fr": "Oui"}, {"fr-FR": "Oui"}), canada).warnings
    assert "film.yaml:101" in warning
    assert "shot 'two' line 1" in warning
    assert "'fr-FR'" in warning
    taiwan = localize(script({"zh": "你好"}, {"zh-TW": "你好"}), resolve("zh-Hant-TW")[0])
    assert len(taiwan.warnings) == 1


def test_shots_and_lines_keep_their_order_and_their_source() -> None:
    result = localize(script({"fr": "Un"}, {"fr": "Deux"}, {"fr": "Trois"}), resolve("fr")[0])
    assert [[line.spoken for line in shot] for shot in result.shots] == [["Un"], ["Deux", "Trois"]]
    assert result.shots[1][1].line.location.line == 12
    assert result.shots[0][0].text_tag == "fr"


def test_every_missing_line_is_listed_in_one_error() -> None:
    with pytest.raises(InvalidInput) as caught:
        localize(script({"en": "One"}, {"fr": "Deux"}, {"de": "Drei"}), resolve("fr")[0])
    error = caught.value
    assert error.locale == "fr-FR"
    assert "2 lines have no text in French (France)" in error.message
    assert "film.yaml:10: shot 'one', line 1" in error.message
    assert "film.yaml:12: shot 'two', line 2" in error.message
    assert "'two', line 1" not in error.message
    assert "'fr:'" in (error.hint or "")


def test_captions_keep_what_was_written_and_the_voice_gets_what_can_be_said() -> None:
    written = "  Voilà 🎉 : c’est \u200eprêt…\n  enfin ! "
    assert caption(written) == "Voilà 🎉 : c’est \u200eprêt… enfin !"
    assert spoken(written) == "Voilà : c’est prêt… enfin !"
    apart = unicodedata.normalize("NFD", "déjà が")
    assert spoken(apart) == caption(apart) == "déjà が"


@pytest.mark.parametrize(
    "written", ["می‌خواهم", "क्‍ष", "20 °C", "№ 5", "A™ + B", "مرحبا بالعالم", "שלום 2 world"]
)
def test_letters_joiners_and_signs_that_are_spoken_stay(written: str) -> None:
    assert spoken(written) == written


def test_a_text_in_the_picture_follows_the_rules_of_spoken_text() -> None:
    made = script({"en": "Hi", "fr-CA": "Salut"})
    title = ScreenText("title-card", {"en": "One\n two ", "fr-CA": "Un"}, Location(FILE, 30))
    made = replace(made, shots=(replace(made.shots[0], screen=(title,)), made.shots[1]))
    english = localize(made, resolve("en")[0])
    assert english.screens[0][0].shown == "One\ntwo"
    french = localize(made, resolve("fr-FR")[0])
    assert french.screens[0][0].text_tag == "fr-CA"
    assert "shot 'one' the title-card takes that of 'fr-CA'" in french.warnings[1]
    with pytest.raises(InvalidInput, match=r"shot 'one', the title-card \(has en, fr-CA\)"):
        localize(made, resolve("de")[0])


def test_captions_show_the_condensed_wording_and_the_voice_says_the_text() -> None:
    made = script({"en": "We have twelve of them here."})
    (line,) = made.shots[0].lines
    condensed = {"en": "We have [fr: douze]  here."}
    short = {"en": "We have twelve."}
    line = replace(line, captions=condensed, short=short)
    made = replace(made, shots=(replace(made.shots[0], lines=(line,)),))
    ((said,),) = localize(made, resolve("en-US")[0]).shots
    assert said.spoken == "We have twelve of them here."
    assert said.caption == "We have douze here."
    # What is said in short is read as it is said, where that is no longer.
    assert said.short is not None
    assert said.short[:2] == ("We have twelve.", "We have twelve.")
