"""Whatever words a script has, they reach the translator and come back to their lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locvid import plugins
from locvid.localize.exchange.base import Budget, State
from locvid.localize.exchange.files import GROUP, read_batch
from locvid.localize.text import caption
from locvid.model.errors import ExitCode, InvalidInput
from locvid.phonetics.pieces import Piece, marked
from locvid.run.direction import open_project
from locvid.run.receiving import import_files
from locvid.run.sending import export
from locvid.script.reading import read_script
from locvid.script.write import yaml_text

SCRIPT = """\
# comment
locvid: 1
source: en
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - {id: a, setting: office, speaker: maya, text: {en: One., fr: Un.}} # first
  - id: b-é
    setting: office
    lines:
      - speaker: maya
        text:
          en: Two.
          fr: Deux.
      - {speaker: maya, text: {en: Three.}}
"""
# Letters first, so that there is something to say; XML cannot hold what has no character.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=25).map(
    lambda text: caption("a" + text)
)
# A text may hold words of another language, and brackets that are none.
MARKED = st.builds(
    lambda words, tag: caption(marked((Piece(words + " "), Piece("mot", tag), Piece(" [x]")))),
    WORDS,
    st.sampled_from(["de", "ja-JP"]),
)


@pytest.mark.parametrize("name", plugins.names(GROUP))
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    english=st.lists(WORDS | MARKED, min_size=3, max_size=3),
    french=st.lists(MARKED | WORDS, max_size=2),
)
def test_words_go_to_the_translator_and_come_back(
    tmp_path: Path, name: str, english: list[str], french: list[str]
) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT)
    (tmp_path / "film.translations.json").unlink(missing_ok=True)
    script = read_script(path)
    lines = [line for shot in script.shots for line in shot.lines]
    for line, own in zip(lines, english, strict=True):
        line.text["en"] = own  # type: ignore[index]
    for line, own in zip(lines, french, strict=False):
        line.text["fr"] = own  # type: ignore[index]
    full = yaml_text(script)
    path.write_text(full, encoding="utf-8")

    files = export(open_project(path), ("fr", "de"), name, tmp_path, with_pictures=False)
    assert [done.changed for done in import_files(files)] == [0, 0]
    assert path.read_text("utf-8") == full

    # Into a script that has lost its translations; it keeps its comments.
    path.write_text(SCRIPT, encoding="utf-8")
    import_files(files)
    after = path.read_text("utf-8")
    assert "# comment" in after
    assert "# first" in after
    back = [line.text.get("fr") for shot in read_script(path).shots for line in shot.lines]
    assert back == [line.text.get("fr") for line in lines]


SCREEN = """\
    screen:
      - kind: lower-third
        text:
          en: |-
            Maya
            Founder
      - {kind: call-to-action, text: {en: Try it, fr: Essayez}}
"""


@pytest.mark.parametrize("name", plugins.names(GROUP))
def test_texts_in_the_picture_go_along_with_their_lines(tmp_path: Path, name: str) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT.replace("    lines:\n", f"{SCREEN}    lines:\n"))
    french = {"b-é/screen-1": "Maya / Fondatrice", "b-é/screen-2": "Essayez-le"}
    (file,) = export(open_project(path), ("fr",), name, tmp_path)
    batch = read_batch(file)
    sent = {unit.id: unit for unit in batch.units}
    assert sent["b-é/screen-1"].source == "Maya / Founder"
    assert sent["b-é/screen-2"].target == "Essayez"
    assert "lower-third on screen" in sent["b-é/screen-1"].context
    units = tuple(
        replace(unit, target=french.get(unit.id, unit.target), state=State.TRANSLATED)
        for unit in batch.units
    )
    format_ = plugins.load(GROUP, name)()
    file.write_bytes(format_.write(replace(batch, units=units)))
    import_files([file])
    name_, call = read_script(path).shots[1].screen
    assert name_.text == {"en": "Maya\nFounder", "fr": "Maya\nFondatrice"}
    assert call.text["fr"] == "Essayez-le"
    assert "# comment" in path.read_text("utf-8")


QUICK = "Oui " + "!" * 90


@pytest.mark.parametrize("name", plugins.names(GROUP))
def test_captions_that_are_too_fast_are_asked_for_and_come_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT.replace("fr: Un.", f"fr: '{QUICK}'"))
    (file,) = export(open_project(path), ("fr",), name, tmp_path, with_pictures=False)
    batch = read_batch(file)
    assert [unit.id for unit in batch.units] == ["a/1", "a/1/caption", "b-é/1", "b-é/2"]
    asked = batch.units[1]
    assert (asked.source, asked.target, asked.state) == ("One.", "", State.NEW)
    assert "condensed caption" in asked.context
    assert asked.budget is not None
    assert 1 < asked.budget.characters < len(QUICK)

    def sent_back(words: str) -> None:
        units = tuple(
            replace(unit, target=words, state=State.REVIEWED) if unit is asked else unit
            for unit in batch.units
        )
        file.write_bytes(plugins.load(GROUP, name)().write(replace(batch, units=units)))
        import_files([file])

    sent_back("Oui !")
    line = read_script(path).shots[0].lines[0]
    assert (line.text["fr"], line.captions) == (QUICK, {"fr": "Oui !"})
    assert "# first" in path.read_text("utf-8")
    # It goes along from now on, as reviewed.
    (file,) = export(open_project(path), ("fr",), name, tmp_path, with_pictures=False)
    again = read_batch(file).units[1]
    assert (again.target, again.state) == ("Oui !", State.REVIEWED)
    with pytest.raises(InvalidInput, match="'a/1/caption' is longer than the text"):
        sent_back(QUICK + QUICK)


def test_a_caption_needs_a_text_that_it_condenses(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT.replace("en: One.", "en: {text: One two., caption: Two.}"))
    (file,) = export(open_project(path), ("de",), "po", tmp_path, with_pictures=False)
    text = file.read_text("utf-8")
    assert 'msgctxt "a/1/caption"' in text
    file.write_text(text.replace('msgid "Two."\nmsgstr ""', 'msgid "Two."\nmsgstr "Zwei."'))
    with pytest.raises(InvalidInput, match="'a/1/caption' condenses a text that is not translated"):
        import_files([file])


def test_lines_share_what_the_script_allows_their_shot(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    words = "Everything that your team needs is now in one place."

    def sent(length: str) -> list[Budget]:
        text = SCRIPT.replace("en: One.", f"en: {words}").replace("id: a,", f"id: a, {length}")
        path.write_text(text)
        (file,) = export(open_project(path), ("de",), "po", tmp_path, with_pictures=False)
        return [unit.budget for unit in read_batch(file).units if unit.budget]

    free, tight, roomy = sent("")[0], sent("length: 3s,")[0], sent("length: {max: 6s},")[0]
    assert tight.seconds == 3.0
    assert roomy.seconds == 6.0
    assert tight.seconds < free.seconds < roomy.seconds
    assert tight.syllables < free.syllables < roomy.syllables
    assert tight.characters == 60, "20 characters a second"
    assert sent("length: {min: 6s},")[0] == free


def test_a_text_in_the_picture_whose_source_has_changed_needs_review(shell, project) -> None:
    path = project / "film.yaml"
    screen = "    screen: [{kind: title-card, text: {en: Launch, fr: Lancement}}]\n"
    path.write_text(path.read_text().replace("    speaker:", f"{screen}    speaker:", 1))
    assert shell("export", "film.yaml", "--langs", "fr", "--format", "po").code is ExitCode.OK
    path.write_text(path.read_text().replace("en: Launch,", "en: Great launch,"))
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert "film.yaml:10: [fr-FR] a text in the picture needs review" in said.err
    assert said.code is ExitCode.USAGE
    allowed = shell("plan", "--langs", "fr", "--generator", "pattern", "--allow-stale")
    assert allowed.code is ExitCode.OK
    assert "the source has changed since it was translated" in allowed.err
