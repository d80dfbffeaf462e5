"""A script goes to translators and their work comes back, on the command line."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from locvid.localize.exchange.base import State
from locvid.localize.exchange.files import exchange, read_batch
from locvid.localize.review import ReviewBook
from locvid.model.errors import ExitCode, InvalidInput
from locvid.script.reading import read_script

COMMENTED = """\
# The film of the spring campaign.
locvid: 1
title:   "Two shots"     # spaces stay
source: en-US
profile: tiny
cast:
  maya: {presenter: maya, voice: warm-female}
  jon: {presenter: jon, voice: deep-male}

shots:
  - id: hello          # the opening
    setting: office
    speaker: maya
    text:
      en: Good morning, Acme Cloud.
      fr: 'Bonjour, Acme Cloud.'   # informal
      # Spanish to come

  - id: talk
    setting: office
    lines:
      - speaker: jon
        text: {en: "See you, cloud native folks.", fr: À demain.}
      - speaker: maya
        text:
          en: Goodbye.
          fr: >
            Au revoir,
            et à demain.
          ja: さようなら。
"""
FORMATS = {"xliff": ".xlf", "xliff2": ".xliff", "po": ".po", "csv": ".csv", "docx": ".docx"}


@pytest.fixture
def film(project):
    path = project / "film.yaml"
    path.write_text(COMMENTED)
    return path


def translate(path, **words):
    """What a translator does in a text format: fills in targets by the source."""
    text = path.read_text()
    for source, target in words.items():
        text = re.sub(
            rf"(<source>[^\n]*{source}[^\n]*</source>)(\s*<target[^>]*>[^\n]*</target>)?",
            rf'\1<target state="translated">{target}</target>',
            text,
        )
    path.write_text(text)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_exported_and_imported_again_changes_nothing(name, shell, film):
    before = film.read_bytes()
    said = shell("export", "film.yaml", "--no-pictures", "--langs", "fr,ja", "--format", name)
    assert (said.code, said.err) == (ExitCode.OK, "")
    files = [f"translations/film.{tag}{FORMATS[name]}" for tag in ("fr", "ja")]
    assert [line.split("project/")[1] for line in said.out.splitlines()] == files
    said = shell("import", *files)
    assert (said.code, said.err) == (ExitCode.OK, "")
    assert "[fr] 0 changed, 3 as they were, 0 not translated" in said.out
    assert "[ja] 0 changed, 1 as they were, 2 not translated" in said.out
    assert film.read_bytes() == before


def test_translations_are_written_back_and_every_other_character_stays(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr,es-MX")
    sent = french, spanish = "translations/film.fr.xlf", "translations/film.es-MX.xlf"
    translate(film.parent / french, morning="Salut : Acme Cloud !", Goodbye="Adieu.")
    translate(film.parent / spanish, morning="Buenos días", native="Hasta, {pronto}")
    assert shell("import", *sent).code is ExitCode.OK
    expected = COMMENTED.replace(
        "'Bonjour, Acme Cloud.'   # informal",
        "'Salut : Acme Cloud !'   # informal\n      es-MX: Buenos días",
    )
    expected = expected.replace("fr: À demain.}", "fr: À demain., es-MX: 'Hasta, {pronto}'}")
    expected = expected.replace(">\n            Au revoir,\n            et à demain.\n", "Adieu.\n")
    assert film.read_text() == expected


def test_nothing_is_written_where_the_book_of_translations_cannot_be(shell, film, monkeypatch):
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr")
    translate(film.parent / "translations/film.fr.xlf", Goodbye="Adieu.")
    before = film.read_bytes()

    def fail(*_: object) -> None:
        raise InvalidInput("the disk is full")

    monkeypatch.setattr(ReviewBook, "save", fail)
    assert shell("import", "translations/film.fr.xlf").code is ExitCode.USAGE
    assert film.read_bytes() == before, "without the book it would pass for reviewed"


def test_a_script_that_is_a_link_and_private_stays_so(shell, film):
    elsewhere = film.parent / "shared" / "kept.yaml"
    elsewhere.parent.mkdir()
    film.rename(elsewhere)
    elsewhere.chmod(0o600)
    film.symlink_to(elsewhere)
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr")
    translate(film.parent / "translations/film.fr.xlf", Goodbye="Adieu.")
    assert shell("import", "translations/film.fr.xlf").code is ExitCode.OK
    assert film.is_symlink()
    assert "Adieu." in elsewhere.read_text()
    assert elsewhere.stat().st_mode & 0o777 == 0o600


def test_a_language_and_its_likeliest_market_are_one_text(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr-FR,fr-CA")
    folder = film.parent / "translations"
    assert "Bonjour, Acme Cloud." in (folder / "film.fr-FR.xlf").read_text()
    assert "Bonjour" not in (folder / "film.fr-CA.xlf").read_text()
    translate(folder / "film.fr-FR.xlf", Goodbye="Adieu.")
    translate(folder / "film.fr-CA.xlf", Goodbye="Salut.")
    assert shell("import", *(f"translations/film.{t}.xlf" for t in ("fr-FR", "fr-CA"))).code == 0
    texts = read_script(film).shots[1].lines[1].text
    assert (texts["fr"], texts["fr-CA"]) == ("Adieu.", "Salut.")
    assert "fr-FR" not in texts


def test_the_translator_sees_time_syllables_and_room(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr")
    text = (film.parent / "translations/film.fr.xlf").read_text()
    budget = re.search(r"([\d.]+) s; (\d+) syllables, at most (\d+); at most (\d+) char", text)
    assert 1 < float(budget[1]) < 5
    assert 4 < int(budget[2]) <= int(budget[3]) < 30
    read = int(float(budget[1]) * 20)
    assert int(budget[4]) == read < 84, "what can be read is less than two lines hold"
    assert f'maxwidth="{read}"' in text
    shell("export", "film.yaml", "--no-pictures", "--langs", "ja")
    room = f'maxwidth="{min(26, int(float(budget[1]) * 7))}"'
    assert room in (film.parent / "translations/film.ja.xlf").read_text()


def test_a_changed_source_stops_the_render_until_its_translation_is_reviewed(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr", "--format", "xliff")
    film.write_text(COMMENTED.replace("Goodbye.", "Good night."))
    said = shell("plan", "film.yaml", "--langs", "fr-FR", "--generator", "pattern")
    assert said.code is ExitCode.USAGE
    assert "review" in said.err
    assert "film.yaml:24" in said.err
    assert "--allow-stale" in said.err
    assert shell.render("film.yaml", "--quiet", langs="fr-FR").code is ExitCode.USAGE
    allowed = shell(
        "plan", "film.yaml", "--langs", "fr-FR", "--generator", "pattern", "--allow-stale"
    )
    assert allowed.code is ExitCode.OK
    assert "film.yaml:24" in allowed.err

    shell("export", "film.yaml", "--no-pictures", "--langs", "fr", "--format", "xliff")
    sent = film.parent / "translations/film.fr.xlf"
    assert sent.read_text().count("needs-review-translation") == 1
    sent.write_text(sent.read_text().replace("needs-review-translation", "final"))
    assert shell("import", "translations/film.fr.xlf").code is ExitCode.OK
    said = shell("plan", "film.yaml", "--langs", "fr-FR", "--generator", "pattern")
    assert (said.code, said.err) == (ExitCode.OK, "")


def test_a_translation_changed_by_hand_counts_as_reviewed(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr")
    changed = COMMENTED.replace("Good morning", "Good evening").replace("Bonjour", "Bonsoir")
    film.write_text(changed)
    said = shell("plan", "film.yaml", "--langs", "fr-FR", "--generator", "pattern")
    assert (said.code, said.err) == (ExitCode.OK, "")


def test_a_source_that_changed_while_it_was_away_is_told(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "de")
    translate(film.parent / "translations/film.de.xlf", Goodbye="Tschüss.")
    film.write_text(COMMENTED.replace("Goodbye.", "Good night."))
    said = shell("import", "translations/film.de.xlf")
    assert said.code is ExitCode.OK
    assert "film.de.xlf:" in said.err
    assert "'talk/2' has changed since" in said.err


def test_the_glossary_holds_for_texts_in_the_script_and_for_imported_ones(shell, film):
    (film.parent / "glossary.csv").write_text(
        "term,translate,fr\nAcme Cloud,no,\ncloud native,,natif du cloud|natifs du cloud\n"
    )
    said = shell("plan", "film.yaml", "--langs", "fr-FR", "--generator", "pattern")
    assert said.code is ExitCode.USAGE
    assert "film.yaml:23" in said.err
    assert "'cloud native' must be said 'natif du cloud'" in said.err
    assert "glossary.csv:3" in said.err
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr")
    sent = film.parent / "translations/film.fr.xlf"
    assert '<mrk mtype="protected">Acme Cloud</mrk>' in sent.read_text()
    translate(sent, Acme="Bonjour.", native="À demain, natifs du cloud.")
    said = shell("import", "translations/film.fr.xlf")
    assert said.code is ExitCode.USAGE
    assert "'hello/1': 'Acme Cloud' must stay as it is" in said.err
    assert film.read_text() == COMMENTED
    translate(sent, Acme="Bonjour, Acme Cloud.")
    assert shell("import", "translations/film.fr.xlf").code is ExitCode.OK
    said = shell("plan", "film.yaml", "--langs", "fr-FR", "--generator", "pattern")
    assert (said.code, said.err) == (ExitCode.OK, "")


def test_all_problems_of_a_file_are_told_and_nothing_is_written(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "de")
    sent = film.parent / "translations/film.de.xlf"
    translate(sent, morning="…", native="Bis bald.", Goodbye="Tschüss.")
    sent.write_text(sent.read_text().replace('id="talk/1"', 'id="tolk/1"'))
    said = shell("import", "translations/film.de.xlf")
    assert said.code is ExitCode.USAGE
    assert "no line 'tolk/1'" in said.err
    assert "did you mean 'talk/1'?" in said.err
    assert "'hello/1' has nothing to say" in said.err
    assert film.read_text() == COMMENTED


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "film.yaml", "--langs", "klingonese"), "no language 'klingonese'"),
        (("export", "film.yaml", "--langs", "en-US"), "the language that the script is written"),
        (("export", "film.yaml", "--langs", ""), "languages"),
        (("export", "film.yaml", "--langs", "fr", "--format", "xlif"), "did you mean 'xliff"),
        (("import", "gone.xlf"), "no file 'gone.xlf'"),
        (("import", "film.yaml"), "no file of translations"),
        (("import", "lost.xlf"), "--script"),
        (("import", "odd.xlf"), "no language 'qqqq'"),
    ],
)
def test_wrong_requests_are_one_clear_sentence(shell, film, arguments, message):
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr", "-o", ".")
    text = (film.parent / "film.fr.xlf").read_text()
    (film.parent / "lost.xlf").write_text(text.replace("film.yaml", "another.yaml"))
    (film.parent / "odd.xlf").write_text(text.replace('language="fr"', 'language="qqqq"'))
    said = shell(*arguments)
    assert said.code is ExitCode.USAGE
    assert message in said.err
    assert len(said.errors) == 1
    assert "Traceback" not in said.err


def test_a_script_that_is_not_yaml_is_to_be_converted_first(shell, film):
    shell("export", "film.yaml", "--no-pictures", "--langs", "de")
    translate(film.parent / "translations/film.de.xlf", Goodbye="Tschüss.")
    head, shots = (
        "---\nlocvid: 1\nsource: en\ncast: {maya: {presenter: maya, voice: warm-female}}\n---\n",
        "## hello\nSETTING: office\nHi.\n## talk\nSETTING: office\nMaya: A.\nMaya: Goodbye.\n",
    )
    (film.parent / "other.md").write_text(head + shots)
    said = shell("import", "translations/film.de.xlf", "--script", "other.md")
    assert said.code is ExitCode.USAGE
    assert "locvid convert other.md" in said.err


def test_lines_that_share_a_text_by_alias_are_not_torn_apart_silently(shell, film):
    shared = COMMENTED.replace("    text:\n      en: Good", "    text: &t\n      en: Good").replace(
        'text: {en: "See you, cloud native folks.", fr: À demain.}', "text: *t"
    )
    film.write_text(shared)
    shell("export", "film.yaml", "--no-pictures", "--langs", "de")
    translate(film.parent / "translations/film.de.xlf", morning="Guten Morgen.")
    said = shell("import", "translations/film.de.xlf")
    assert said.code is ExitCode.USAGE
    assert "alias" in said.err
    assert film.read_text() == shared


def test_a_text_that_others_point_to_is_not_changed_in_its_place(shell, film):
    shared = COMMENTED.replace("fr: 'Bonjour,", "fr: &b 'Bonjour,").replace(
        "fr: À demain.", "fr: *b"
    )
    film.write_text(shared)
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr")
    translate(film.parent / "translations/film.fr.xlf", morning="Salut.")
    said = shell("import", "translations/film.fr.xlf")
    assert said.code is ExitCode.USAGE
    assert "as it is laid out" in said.err
    assert film.read_text() == shared


def test_a_broken_book_of_translations_is_one_clear_sentence(shell, film):
    book = film.parent / "film.translations.json"
    for broken in ("{", "[]", json.dumps({"version": 2}), '{"version": 1, "pairs": [7]}'):
        book.write_text(broken)
        said = shell("export", "film.yaml", "--no-pictures", "--langs", "fr")
        assert said.code is ExitCode.USAGE
        assert "film.translations.json" in said.errors[0]


def test_the_script_is_still_the_same_but_for_the_texts(shell, film):
    before = read_script(film)
    shell("export", "film.yaml", "--no-pictures", "--langs", "de")
    translate(film.parent / "translations/film.de.xlf", Goodbye="no", native="12:30 # x")
    assert shell("import", "translations/film.de.xlf").code is ExitCode.OK
    after = read_script(film)
    assert after.shots[1].lines[1].text == {**before.shots[1].lines[1].text, "de": "no"}
    assert after.shots[1].lines[0].text["de"] == "12:30 # x"


def test_translators_see_a_picture_of_each_shot_beside_their_file(shell, film):
    said = shell("export", "film.yaml", "--langs", "fr,de")
    assert said.code is ExitCode.OK
    folder = film.parent / "translations"
    pictures = sorted(path.name for path in (folder / "film.pictures").iterdir())
    assert pictures == ["hello.jpg", "talk.jpg"]
    text = (folder / "film.fr.xlf").read_text()
    assert text.count("film.pictures/hello.jpg") == 1
    assert text.count("film.pictures/talk.jpg") == 2
    assert shell("import", "translations/film.fr.xlf").code is ExitCode.OK
    shell("export", "film.yaml", "--langs", "fr", "--no-pictures", "-o", "bare")
    assert [path.name for path in (film.parent / "bare").iterdir()] == ["film.fr.xlf"]
    assert "picture" not in (film.parent / "bare/film.fr.xlf").read_text()


def test_a_document_too_large_to_come_back_is_not_sent(shell, film, monkeypatch):
    monkeypatch.setattr("locvid.run.sending.MAX_BYTES", 20_000)
    said = shell("export", "film.yaml", "--langs", "fr", "--format", "docx")
    assert said.code is ExitCode.USAGE
    assert "--no-pictures" in said.err
    assert not (film.parent / "translations").exists()


@pytest.mark.parametrize("name", ["xliff", "xliff2", "po", "csv", "docx"])
def test_marks_of_other_languages_come_back_and_bad_ones_are_told_with_all_else(name, shell, film):
    film.write_text(
        COMMENTED.replace("Goodbye.", "'Goodbye, [ja: さようなら].'").replace(
            "Au revoir,", "Adieu, [ja: さようなら],"
        )
    )
    before = film.read_bytes()
    shell("export", "film.yaml", "--no-pictures", "--langs", "fr", "--format", name)
    file = film.parent / f"translations/film.fr{FORMATS[name]}"
    assert shell("import", str(file)).code is ExitCode.OK
    assert film.read_bytes() == before

    batch = read_batch(file)
    wrong = (
        replace(batch.units[0], target="Salut [en: you"),
        replace(batch.units[1], id="tolk/1"),
        replace(batch.units[2], target="…", state=State.TRANSLATED),
    )
    file.write_bytes(exchange(name).write(replace(batch, units=wrong)))
    said = shell("import", str(file))
    assert said.code is ExitCode.USAGE
    assert "[fr] 'hello/1': the mark '[en: …' is not closed" in said.err
    assert "no line 'tolk/1' (did you mean 'talk/1'?)" in said.err
    assert "'talk/2' has nothing to say" in said.err
    assert film.read_bytes() == before


LONG = "fr: 'Bonjour, Acme Cloud.'   # informal"
SHORT = "fr: {text: 'Bonjour, Acme Cloud.', short: 'Bonjour.'}   # informal"


@pytest.mark.parametrize("name", FORMATS)
def test_short_texts_stay_where_they_are(name, shell, film):
    film.write_text(COMMENTED.replace(LONG, SHORT))
    assert shell("export", "film.yaml", "--langs", "fr", "--format", name).code is ExitCode.OK
    assert shell("import", f"translations/film.fr{FORMATS[name]}").code is ExitCode.OK
    assert film.read_text() == COMMENTED.replace(LONG, SHORT)


def test_a_new_text_keeps_the_short_one_beside_it(shell, film):
    film.write_text(COMMENTED.replace(LONG, SHORT))
    assert shell("export", "film.yaml", "--langs", "fr").code is ExitCode.OK
    translate(film.parent / "translations/film.fr.xlf", Good="Salut, Acme Cloud.")
    assert shell("import", "translations/film.fr.xlf").code is ExitCode.OK
    line = read_script(film).shots[0].lines[0]
    assert (line.text["fr"], line.short["fr"]) == ("Salut, Acme Cloud.", "Bonjour.")


def test_the_glossary_holds_for_short_texts_too(shell, film):
    film.write_text(COMMENTED.replace(LONG, SHORT))
    (film.parent / "glossary.csv").write_text("term,translate\nAcme Cloud,no\n")
    said = shell("plan", "film.yaml", "--langs", "fr")
    assert said.code is ExitCode.USAGE
    assert "'Acme Cloud' must stay as it is" in said.err
    assert "film.yaml:16" in said.err


def test_what_is_too_long_for_its_shot_goes_to_the_translator_all_the_same(shell, film):
    film.write_text(film.read_text().replace("shots:\n", "length: {max: 0.5s}\nshots:\n"))
    assert shell("plan", "film.yaml", "--langs", "fr").code is ExitCode.USAGE
    assert shell("export", "film.yaml", "--langs", "fr").code is ExitCode.OK
    assert list((film.parent / "translations/film.pictures").glob("*.jpg"))
