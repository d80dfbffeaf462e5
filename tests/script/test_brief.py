"""A rough sentence becomes a whole shot, and says what of it was guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.model.errors import InvalidInput
from locvid.model.script import Length, Script
from locvid.presets.briefs import brief_words
from locvid.presets.library import PresetLibrary
from locvid.run.briefing import Briefed, briefed
from locvid.script.brief import understand
from locvid.script.reading import read_script

HERE = Path(__file__).parent


def made(sentence: str) -> Briefed:
    return briefed(sentence, HERE)


def script(sentence: str, folder: Path) -> Script:
    path = folder / "film.yaml"
    path.write_text(made(sentence).text, encoding="utf-8")
    return read_script(path)


def guessed(sentence: str) -> set[str]:
    return {slot.name for slot in made(sentence).brief.slots.values() if slot.guessed}


def test_the_sentence_decides_what_it_says_and_the_rest_is_marked(tmp_path: Path) -> None:
    sentence = "A founder announces a product update in French"
    found = script(sentence, tmp_path)
    shot = found.shots[0]
    assert found.source == "fr"
    assert found.cast["founder"].persona == "founder"
    assert (shot.id, shot.setting, shot.lines[0].delivery.emotion) == (
        "announcement", "office", "confident",
    )  # fmt: skip
    assert shot.lines[0].text["fr"].startswith("Nous lançons")
    assert guessed(sentence) == {
        "presenter", "voice", "setting", "emotion", "pace", "framing", "move", "length", "text",
        "sound",
    }  # fmt: skip
    rows = made(sentence).text.splitlines()
    marked = {row.strip().split(":")[0] for row in rows if "# guessed" in row}
    assert {"presenter", "voice", "setting", "length", "framing", "move", "emotion", "fr"} <= marked
    assert not any("# guessed" in row for row in rows if row.strip().startswith("persona"))


def test_a_sentence_that_says_all_leaves_only_the_voice_to_guess(tmp_path: Path) -> None:
    sentence = (
        "An old man in an office types on a keyboard: he sadly says in Brazilian "
        "Portuguese “Acabou.”, pans left, close-up, slowly, an apology of 4 to 6.5 seconds"
    )
    found = script(sentence, tmp_path)
    shot = found.shots[0]
    assert dict(shot.lines[0].text) == {"pt-BR": "Acabou."}
    assert shot.length == Length(4.0, 6.5)
    assert (shot.setting, shot.camera.framing, shot.camera.move) == (
        "office", "close-up", "slow-pan-left",
    )  # fmt: skip
    assert [cue.name for cue in shot.cues] == ["keyboard"]
    assert (shot.lines[0].delivery.emotion, shot.lines[0].delivery.pace) == ("sad", "slow")
    assert next(iter(found.cast.values())).presenter == "jon"
    assert guessed(sentence) <= {"voice"}


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("A woman talks", ["en-US"]),
        ("A woman talks in Mandarin", ["zh"]),
        ("A woman talks in Paris", ["en-US"]),
        ("A woman talks in French, German and Mexican Spanish", ["fr", "de", "es-MX"]),
    ],
)
def test_languages_are_known_by_their_names(sentence: str, tags: list[str]) -> None:
    assert list(made(sentence).brief.texts) == tags


@pytest.mark.parametrize(
    ("sentence", "length"),
    [
        ("A man talks for 6 seconds", "6s"),
        ("A 10-second greeting", "10s"),
        ("A man talks for at most 8s", "{max: 8s}"),
        ("A man talks for at least 5 sec", "{min: 5s}"),
        ("A man talks between 4 and 7 seconds", "{min: 4s, max: 7s}"),
        ("A man talks about 3 cars", "free"),
    ],
)
def test_lengths(sentence: str, length: str) -> None:
    assert made(sentence).brief.slots["length"].value == length


@pytest.mark.parametrize(
    ("sentence", "persona", "speaker"),
    [
        ("A young chef of the team excitedly invites us", "young chef of the team", "chef"),
        ("Our CEO, calmly, says hello", "CEO", "ceo"),
        ("Hello there", "presenter", "presenter"),
        ("The d'Artagnan: fan is here", "d'Artagnan: fan", "fan"),
    ],
)  # fmt: skip
def test_who_speaks(sentence: str, persona: str, speaker: str) -> None:
    slots = made(sentence).brief.slots
    assert (slots["persona"].value, slots["speaker"].value) == (persona, speaker)


@pytest.mark.parametrize(
    ("sentence", "message", "hint"),
    [
        ("", "says nothing", "write a sentence"),
        ("?!", "says nothing", "write a sentence"),
        ("A man talks in Korean", "no words in Korean about the topic 'talk'", "quote"),
        ("A man " + "talks " * 100, "at most 500 characters", "write a script"),
    ],
)
def test_what_cannot_become_a_shot_is_refused(sentence: str, message: str, hint: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        made(sentence)
    assert hint in (refused.value.hint or "")


def test_quoted_words_are_said_in_the_first_language_and_the_others_are_told() -> None:
    found = made("A man says in Korean and Turkish: “안녕하세요”")
    assert dict(found.brief.texts) == {"ko": "안녕하세요"}
    assert "locvid translate --langs tr" in found.notes[0]


def test_every_topic_has_words_in_every_language_that_it_is_known_in() -> None:
    topics = brief_words(PresetLibrary()).topics
    languages = {tuple(sorted(topic.text)) for topic in topics.values()}
    assert languages == {("de", "en", "es", "fr", "hi", "it", "ja", "pt", "zh")}
    assert all(understand(f"A man talks of {t.words[0]}", brief_words(PresetLibrary()))
               .slots["topic"].value == name for name, t in topics.items() if t.words)  # fmt: skip
