"""What is said of a text and what is shown: marks, figures and the lexicon together."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.localize.lexicon import Lexicon, Pronunciation, lexicon_beside
from locvid.localize.locales import resolve
from locvid.localize.saying import say, spoken, to_read
from locvid.model.errors import InvalidInput, Location
from locvid.phonetics import syllables
from locvid.presets.library import PresetLibrary

LIBRARY = PresetLibrary()
LEXICON = """\
word,locale,ipa,respelling
Kubernetes,,ˌkuːbəˈnɛtiːz,
Kubernetes,fr,kybɛʁnetɛs,
Kubernetes,fr-CA,,coubernétisse
US,en,juː ɛs,
gif,,dʒɪf,
GPT-4,fr,,jépété quatre
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    (tmp_path / "lexicon.csv").write_text(LEXICON, encoding="utf-8")
    return lexicon_beside(tmp_path / "film.yaml")


def carried(written: str, tag: str, lexicon: Lexicon | None = None) -> str:
    said = say(written, resolve(tag)[0], LIBRARY, lexicon)
    return said.marked or said.spoken


def test_a_marked_part_is_read_by_its_own_language_and_shown_without_the_mark() -> None:
    said = say("Il y a  5 [en: 5 apps] 🎉 ici", resolve("fr")[0], LIBRARY)
    assert said.caption == "Il y a 5 5 apps 🎉 ici"
    assert said.spoken == "Il y a cinq five apps ici"
    assert said.marked == "Il y a cinq [en-US: five apps] ici"


def test_a_mark_in_the_language_of_the_line_changes_nothing() -> None:
    assert carried("Un [fr: deux] trois", "fr") == "Un deux trois"
    assert carried("A [en-GB: lift] here", "en-US") == "A [en-GB: lift] here"


def test_texts_without_marks_are_carried_as_they_are() -> None:
    said = say("Douze [sic] \\[en: x\\]", resolve("fr")[0], LIBRARY)
    assert said.caption == said.spoken == "Douze [sic] [en: x]"
    assert say("Bonjour.", resolve("fr")[0], LIBRARY).marked == ""


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fr-FR", "[/kybɛʁnetɛs/: Kubernetes] ici"),
        ("fr-CA", "[=coubernétisse: Kubernetes] ici"),
        ("de-DE", "[/ˌkuːbəˈnɛtiːz/: Kubernetes] ici"),
    ],
)
def test_the_most_particular_entry_counts(tag: str, said: str, lexicon: Lexicon) -> None:
    assert carried("Kubernetes ici", tag, lexicon) == said


def test_words_are_found_whole_and_capitals_only_as_written(lexicon: Lexicon) -> None:
    assert carried("The US told us: GIFs, Gif.", "en-US", lexicon) == (
        "The [/juː ɛs/: US] told us: GIFs, [/dʒɪf/: Gif]."
    )


def test_the_lexicon_of_a_marked_part_is_that_of_its_language(lexicon: Lexicon) -> None:
    assert carried("Le marché [en: US market]", "fr", lexicon) == (
        "Le marché [en-US/juː ɛs/: US][en-US:  market]"
    )


def test_entries_with_figures_are_found_before_figures_are_read(lexicon: Lexicon) -> None:
    assert carried("GPT-4 a 4 ans", "fr", lexicon) == "[=jépété quatre: GPT-4] a quatre ans"


def test_syllables_follow_the_language_and_the_pronunciation() -> None:
    french = resolve("fr")[0]
    assert syllables.count_said("Bonjour", french) == syllables.count("Bonjour", french) == 2
    assert syllables.count_said("[en-US: cloud native]", french) == 3
    assert syllables.count_said("[/kybɛʁnetɛs/: Kubernetes]", french) == 4


def test_all_problems_of_a_lexicon_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.csv"
    path.write_text(
        "word,locale,ipa,respelling\n"
        "Acme,fr,akm8,\n"
        "Acme,xx-YY-ZZ-,akm,\n"
        "Git,,ɡɪt,guitte\n"
        ",,ɡɪt,\n"
        "Nike,,naɪki,\n"
        "Nike,,naɪk,\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidInput) as caught:
        lexicon_beside(tmp_path / "film.yaml")
    said = f"{caught.value}"
    for part in (
        "lexicon.csv:2: '8' in the pronunciation of 'Acme' is no sound of the IPA",
        "lexicon.csv:3: there is no language 'xx-YY-ZZ-'",
        "lexicon.csv:4: 'Git' has both IPA and a respelling",
        "lexicon.csv:5: the row has no word",
        "lexicon.csv:7: 'Nike' is /naɪki/ in all languages in line 6 but /naɪk/ in line 7",
    ):
        assert part in said


def test_two_lexicons_are_refused(tmp_path: Path) -> None:
    for suffix in (".csv", ".tsv"):
        (tmp_path / f"lexicon{suffix}").write_text("word\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="two lexicons"):
        lexicon_beside(tmp_path / "film.yaml")


def test_of_equal_entries_one_is_kept() -> None:
    at = Location(Path("lexicon.csv"), 2)
    entries = (Pronunciation("git", "", "ɡɪt", "", at), Pronunciation("git", "fr", "ʒit", "", at))
    assert [entry.ipa for entry in Lexicon(entries).said_in("fr-FR")] == ["ʒit"]
    assert [entry.ipa for entry in Lexicon(entries).said_in("de-DE")] == ["ɡɪt"]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [("en-US", "So. [laughs] 5 €."), ("fr-FR", "So. [rires] 5 €."), ("tr-TR", "So. 5 €.")],
)
def test_laughter_is_shown_as_captioners_of_the_language_write_it(tag: str, shown: str) -> None:
    said = say("So. [laugh] 5 €.", resolve(tag)[0], LIBRARY)
    assert said.caption == shown
    assert "[laugh]" in said.marked
    assert "[" not in said.spoken
    assert "  " not in said.spoken


def test_a_condensed_caption_may_show_laughter_too() -> None:
    assert to_read("So. [laugh]", resolve("fr-FR")[0], LIBRARY) == "So. [rires]"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Die Entwick\u00adlung", "Die Entwicklung"),
        ("sim\u2060ple\u200f!", "simple!"),
        ("one\u200btwo 👍 three", "one two three"),
    ],
)
def test_signs_that_nobody_sees_part_no_words(written: str, said: str) -> None:
    assert spoken(written) == said


def test_an_apostrophe_of_the_lexicon_is_one_however_it_is_typed(tmp_path: Path) -> None:
    rows = "word,locale,ipa,respelling\nL'Oréal,fr,,loréal\nd’Artagnan,fr,,dartagnan\n"
    (tmp_path / "lexicon.csv").write_text(rows, encoding="utf-8")
    own = lexicon_beside(tmp_path / "film.yaml")
    assert carried("L’Oréal, d'Artagnan", "fr-FR", own) == (
        "[=loréal: L’Oréal], [=dartagnan: d'Artagnan]"
    )
