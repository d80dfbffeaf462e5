"""What a video should say: found in captions, their names and their tracks, and made speakable."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.media.captions import Cue, read_captions
from locvid.model.errors import InvalidInput
from locvid.model.verdict import ExpectedLine
from locvid.presets.library import PresetLibrary
from locvid.run.direction import open_project
from locvid.run.words import Source, Words, sentences, spoken_sentences, tag_in_name, words_for

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n"
LIBRARY = PresetLibrary()


def cue(start_s: float, text: str, seconds: float = 1.0) -> Cue:
    return Cue(start_s, start_s + seconds, text)


@pytest.mark.parametrize(
    ("cues", "sentences"),
    [
        ([cue(0, "One half,"), cue(1, "the other half."), cue(2, "Next.")],
         ["One half, the other half.", "Next."]),
        ([cue(0, "no end"), cue(9, "much later")], ["no end", "much later"]),
        ([cue(0, "[door slams]"), cue(1, "♪ la la ♪"), cue(2, "(sighs) Well.")], ["Well."]),
        ([cue(0, "- Hello.\n- And you?")], ["Hello. And you?"]),
        ([cue(0, "MAYA: Good morning. Note: this stays.")], ["Good morning. Note: this stays."]),
        ([cue(0, "本日、"), cue(1, "より速く。")], ["本日、より速く。"]),
        ([cue(0, "🎉"), cue(1, "…")], []),
    ],
)  # fmt: skip
def test_captions_become_what_is_said(cues: list[Cue], sentences: list[str]) -> None:
    assert spoken_sentences(cues) == sentences


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("film.fr-FR.mp4", "fr-FR"),
        ("film.fr.mp4", "fr"),
        ("film.zh-Hant-TW.mp4", "zh-Hant-TW"),
        ("film.mp4", ""),
        ("fr.mp4", ""),
        ("film.final.mp4", ""),
        ("take.one.mp4", ""),
        ("film.v2.mp4", ""),
    ],
)
def test_a_language_in_a_name(name: str, tag: str) -> None:
    assert tag_in_name(Path(name)) == tag


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Only its name matters where captions lie beside it."""
    (tmp_path / "film.mp4").write_bytes(b"not looked into")
    return tmp_path / "film.mp4"


def beside(video: Path, name: str, text: str) -> None:
    (video.parent / name).write_text(SRT.format(text), encoding="utf-8")


def said(words: Words) -> list[str]:
    return [line.text for line in words.lines]


def test_captions_in_the_language_that_is_asked_for(video: Path) -> None:
    beside(video, "film.fr.srt", "Bonjour.")
    beside(video, "film.de-DE.srt", "Guten Tag.")
    words = words_for(video, Source(LIBRARY, tag="de"))
    assert said(words) == ["Guten Tag."]
    assert any("film.de-DE.srt" in note for note in words.notes)


def test_one_caption_file_tells_the_language_as_well(video: Path) -> None:
    beside(video, "film.es-MX.srt", "Hola.")
    words = words_for(video, Source(LIBRARY))
    assert said(words) == ["Hola."]
    assert words.locale.tag == "es-MX"


def test_figures_are_read_as_the_market_reads_them(video: Path) -> None:
    beside(video, "film.srt", "Es sind 3 Uhr.")
    words = words_for(video, Source(LIBRARY, tag="de"))
    assert said(words) == ["Es sind drei Uhr."]
    assert said(words_for(video, Source(LIBRARY, text="Es sind 3.", tag="de"))) == ["Es sind drei."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wir öffnen morgen früh. Kommen Sie uns besuchen!",
         ["Wir öffnen morgen früh.", "Kommen Sie uns besuchen!"]),
        ("Vous avez entendu ? Oui, et je n'arrive pas à y croire.",
         ["Vous avez entendu ?", "Oui, et je n'arrive pas à y croire."]),
        ("Dr. Müller kommt z. B. um 3.5 Uhr.", ["Dr. Müller kommt z. B. um 3.5 Uhr."]),
        ("Das ist die [en: Acme Inc. Cloud] heute.", ["Das ist die [en: Acme Inc. Cloud] heute."]),
        ("本日、発表します。ご覧ください、皆。", ["本日、発表します。", "ご覧ください、皆。"]),
        ("no end [of it. At all", ["no end [of it. At all"]),
    ],
)  # fmt: skip
def test_a_text_is_listened_for_sentence_by_sentence(
    video: Path, text: str, found: list[str]
) -> None:
    assert sentences(text) == found
    if "[" not in text:
        assert len(words_for(video, Source(LIBRARY, text=text, tag="fr")).lines) == len(found)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "caption"),
        (b"nothing of the kind", "caption"),
        (bytes(range(256)) * 8, "UTF-8"),
        (SRT.format("Caf\xe9").encode("latin-1"), "UTF-8"),
    ],
)
def test_captions_that_cannot_be_read(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "bad.srt").write_bytes(content)
    with pytest.raises(InvalidInput, match=message) as raised:
        read_captions(tmp_path / "bad.srt")
    assert "\n" not in str(raised.value)


def test_captions_of_nothing_but_noises(video: Path) -> None:
    beside(video, "film.srt", "[music]")
    with pytest.raises(InvalidInput, match="nothing that is said"):
        words_for(video, Source(LIBRARY, tag="en"))


def test_web_captions_are_read_without_their_markup(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Maya><i>Hello</i> &amp; welcome</v>\n"
    )
    assert [cue.text for cue in read_captions(tmp_path / "a.vtt")] == ["Hello & welcome"]


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ("free", "Today we launch what all of us have waited for."),
        ("{max: 2.5s}", "Today we launch."),
        # Too long by any means: a film of it can be checked all the same.
        ("{max: 1s}", "Today we launch."),
    ],
)
def test_a_script_tells_the_wording_that_fits_its_shots(
    video: Path, length: str, said: str
) -> None:
    script = video.with_name("film.yaml")
    script.write_text(
        f"locvid: 1\nsource: en\nsetting: office\nlength: {length}\n"
        "cast: {maya: {presenter: maya, voice: warm-female}}\nshots:\n"
        "  - {id: hook, speaker: maya, text: {en: {text: Today we launch what all of us have "
        "waited for., short: Today we launch.}}}\n"
    )
    found = words_for(video, Source(LIBRARY, open_project(script), tag="en"))
    assert found.lines == (ExpectedLine("hook", said, "maya"),)


def test_a_caption_of_two_speakers_is_read_as_two_who_speak() -> None:
    cues = [
        Cue(0.0, 2.0, "We could move the launch"),
        Cue(2.1, 4.0, "-to Monday and then --\n-Monday? But"),
        Cue(4.1, 6.0, "the posters are printed."),
    ]
    first, second = spoken_sentences(cues)
    assert first.startswith("We could move the launch to Monday and then")
    assert second == "Monday? But the posters are printed."
