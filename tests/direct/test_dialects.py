"""Prompts as text: golden paragraphs, and what every dialect owes to the dialogue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from locvid import plugins
from locvid.direct.director import direct
from locvid.direct.generations import write
from locvid.direct.paragraph import paragraph
from locvid.localize.locales import resolve
from locvid.localize.text import localize
from locvid.model.errors import InvalidInput
from locvid.model.performance import PerformancePrompt
from locvid.model.screen import Moment, ScreenText, ShownText
from locvid.model.script import Reference
from locvid.presets.deliveries import effort
from locvid.presets.library import PresetLibrary
from locvid.presets.models import family
from locvid.run.scoring import with_music
from locvid.script.reading import read_script

LAUNCH = Path(__file__).parents[2] / "examples/launch/script.yaml"
GOLDEN = Path(__file__).parent / "golden"
MODELS = ("h3", "kandinsky", "kling", "ltx2", "mova", "ovi", "sora", "veo")


def prompts(library: PresetLibrary, lang: str) -> tuple[PerformancePrompt, ...]:
    return direct(localize(read_script(LAUNCH), resolve(lang)[0]), library)


@pytest.mark.parametrize("lang", ["en-US", "fr-FR", "es-MX", "de-DE", "ja-JP"])
def test_paragraphs_are_as_agreed(library: PresetLibrary, lang: str) -> None:
    written = "\n\n".join(paragraph(prompt) for prompt in prompts(library, lang)) + "\n"
    assert written == (GOLDEN / f"launch.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", plugins.names("locvid.dialects"))
@pytest.mark.parametrize("lang", ["fr-FR", "ja-JP"])
def test_every_dialect_keeps_lines_verbatim_and_names_the_language(
    library: PresetLibrary, lang: str, name: str
) -> None:
    dialect = plugins.load("locvid.dialects", name)()
    assert dialect.name == name
    for prompt in prompts(library, lang):
        written = dialect.write(prompt)
        assert all(line.caption in written for line in prompt.lines)
        assert prompt.market.language_name in written
        assert dialect.write(prompt) == written


@pytest.mark.parametrize("name", plugins.names("locvid.dialects"))
def test_where_nobody_speaks_no_dialect_asks_for_a_voice(library: PresetLibrary, name: str) -> None:
    script = read_script(LAUNCH)
    title = ScreenText("title-card", {"en-US": "Hello"}, script.location)
    silent = replace(script.shots[0], lines=(), cues=(), screen=(title,))
    localized = localize(replace(script, shots=(silent,)), resolve("en-US")[0])
    written = plugins.load("locvid.dialects", name)().write(direct(localized, library)[0])
    assert "Hello" in written
    assert silent.setting in written
    for word in ("speaking", "the voice", "The lips", "says", "the face"):
        assert word not in written


@pytest.mark.parametrize("name", plugins.names("locvid.dialects"))
def test_every_dialect_names_the_language_of_words_within_a_line(
    library: PresetLibrary, name: str
) -> None:
    shot = prompts(library, "fr-FR")[0]
    text = "Notre offre est cloud native."
    line = replace(
        shot.lines[0], text=text, caption=text, marked="Notre offre est [en-US: cloud native]."
    )
    written = plugins.load("locvid.dialects", name)().write(replace(shot, lines=(line,)))
    assert text in written
    assert "“cloud native” in English" in written
    assert "[en" not in written


def test_the_paragraph_says_all_that_a_model_needs(library: PresetLibrary) -> None:
    talk = prompts(library, "fr-FR")[1]
    written = paragraph(talk)
    assert "\n" not in written
    for needed in (
        f"{talk.duration.natural_s:.1f} seconds",
        "French",
        "Parisian accent",
        "formal",
        "Maya",
        "dry-humoured head of engineering",
        "amused",
        "ip movements must match the lines",
        "only the one who speaks",
        "cafe",
        "a car driving past outside on the right",
        "(soft)",
    ):
        assert needed in written
    assert not [word for word in ("None", "{", "}", "()", "  ") if word in written]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("lang", ["de-DE", "ja-JP"])
def test_each_model_gets_its_own_form(library: PresetLibrary, lang: str, name: str) -> None:
    dialect = plugins.load("locvid.dialects", name)()
    written = write(prompts(library, lang), dialect, family(name, library))
    text = "\n\n".join(each.text for each in written) + "\n"
    assert text == (GOLDEN / f"launch.{name}.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", plugins.names("locvid.dialects"))
def test_the_soundscape_is_told_layer_by_layer(library: PresetLibrary, name: str) -> None:
    """Near things, far things, the place with its room, the music: what, of what, where, when."""
    script = read_script(Path(__file__).parent / "soundscape.yaml")
    directed = direct(localize(script, resolve("en-US")[0]), library)
    (shot,) = with_music(directed, script, library)
    written = plugins.load("locvid.dialects", name)().write(shot)
    assert written + "\n" == (GOLDEN / f"soundscape.{name}.en-US.txt").read_text("utf-8")
    places = [
        written.lower().index(words)
        for words in (
            "a glass set down made of glass on marble on the right (rather loud), right after the "
            "word “quick”",
            "somebody walking past on wood (fast) from the left to the right (soft)",
            "the quiet ambience of a lively cafe",
            "everything sounds as in a concrete tunnel",
            "a quiet instrumental underscore, excited",
        )
    ]
    assert places == sorted(places)


def test_all_shots_of_a_film_in_one_text_share_the_cast(library: PresetLibrary) -> None:
    dialect = plugins.load("locvid.dialects", "kling")()
    written = dialect.write(*prompts(library, "en-US"))
    assert written == (GOLDEN / "launch.kling.one-text.en-US.txt").read_text("utf-8").rstrip("\n")
    assert written.count("[Maya: ") == 1


@pytest.mark.parametrize("name", MODELS)
def test_a_line_with_quotation_marks_stays_verbatim(library: PresetLibrary, name: str) -> None:
    said = 'He called it "simple", and I said: “Is it?”'
    hook = prompts(library, "en-US")[0]
    shot = replace(hook, lines=(replace(hook.lines[0], text=said),))
    assert said in plugins.load("locvid.dialects", name)().write(shot)


@pytest.mark.parametrize(("name", "mark"), [("h3", "</d>"), ("ovi", "<E>"), ("kandinsky", "<E>")])
def test_a_line_cannot_end_its_own_dialogue(library: PresetLibrary, name: str, mark: str) -> None:
    hook = prompts(library, "en-US")[0]
    shot = replace(hook, lines=(replace(hook.lines[0], text=f"Look: {mark} there"),))
    with pytest.raises(InvalidInput, match=mark) as caught:
        plugins.load("locvid.dialects", name)().write(shot)
    assert caught.value.locale == "en-US"


def test_no_dialect_tells_a_model_when_a_sound_happens(library: PresetLibrary) -> None:
    talk = prompts(library, "en-US")[1]
    timed = [
        replace(layer, time_s=2.5, description=f"{layer.description} at 2.5 s")
        for layer in talk.soundscape
    ]
    shot = replace(talk, soundscape=tuple(timed))
    for name in MODELS:
        assert "2.5 s" not in plugins.load("locvid.dialects", name)().write(shot), name


@pytest.mark.parametrize("name", MODELS)
def test_models_are_given_the_words_that_are_said(library: PresetLibrary, name: str) -> None:
    hook = prompts(library, "en-US")[0]
    read = replace(hook.lines[0], text="It costs five dollars.", caption="It costs $5.")
    written = plugins.load("locvid.dialects", name)().write(replace(hook, lines=(read,)))
    assert "It costs five dollars." in written
    assert "$5" not in written


@pytest.mark.parametrize("name", plugins.names("locvid.dialects"))
def test_every_dialect_tells_the_texts_in_the_picture(library: PresetLibrary, name: str) -> None:
    dialect = plugins.load("locvid.dialects", name)()
    prompt = prompts(library, "ja-JP")[0]
    text = ShownText("title-card", "速く。\n簡単に", Moment(0), Moment(3), "a large title")
    written = dialect.write(replace(prompt, screen=(text,)))
    assert "速く。" in written
    assert "簡単に" in written
    assert "large title" in written
    assert written != dialect.write(prompt)


def test_texts_in_the_picture_leave_the_performance_as_it_was(tmp_path: Path) -> None:
    plain = read_script(LAUNCH)
    card = ScreenText("title-card", {"en": "Hello"}, plain.location)
    titled = replace(plain, shots=(replace(plain.shots[0], screen=(card,)), *plain.shots[1:]))
    before, after = (
        direct(localize(script, resolve("en-US")[0]), PresetLibrary())[0]
        for script in (plain, titled)
    )
    assert after.screen[0].text == "Hello"
    assert replace(after, screen=()) == before


@pytest.mark.parametrize("lang", ["de-DE", "ja-JP"])
def test_h3_is_told_what_its_references_show(library: PresetLibrary, lang: str) -> None:
    """Maya has a picture and a voice, Jon a picture only: labels in the order they are given."""
    talk = prompts(library, lang)[1]
    maya, jon = talk.speakers
    shown = replace(
        talk,
        speakers=(
            replace(maya, portrait=Reference("maya.png", ""), voice_sample=Reference("m.wav", "")),
            replace(jon, portrait=Reference("jon.png", "")),
        ),
    )
    written = plugins.load("locvid.dialects", "h3")().write(shown)
    golden = GOLDEN / f"launch.h3.references.{lang}.txt"
    assert written + "\n" == golden.read_text(encoding="utf-8")


def test_h3_s_clock_has_no_sixtieth_second(library: PresetLibrary) -> None:
    one, two, *_ = prompts(library, "fr-FR")
    long = replace(one, duration=replace(one.duration, natural_s=59.9996))
    written = plugins.load("locvid.dialects", "h3")().write(long, two)
    assert "At 01:00.000, the camera cuts to" in written


def test_h3_takes_no_voice_without_a_picture(library: PresetLibrary) -> None:
    hook = prompts(library, "de-DE")[0]
    (maya,) = hook.speakers
    voiced = replace(hook, speakers=(replace(maya, voice_sample=Reference("m.wav", "")),))
    dialect = plugins.load("locvid.dialects", "h3")()
    assert dialect.write(voiced) == dialect.write(hook)


def test_h3_describes_whom_no_picture_shows(library: PresetLibrary) -> None:
    """One of two has a picture: the other keeps name and description, and the only voice is 1."""
    talk = prompts(library, "en-US")[1]
    maya, jon = talk.speakers
    jon = replace(jon, portrait=Reference("jon.png", ""), voice_sample=Reference("j.wav", ""))
    written = plugins.load("locvid.dialects", "h3")().write(replace(talk, speakers=(maya, jon)))
    assert "<Subject 1> is Jon, the person in <Picture 1>" in written
    assert "<Audio 1> is the voice-timbre reference for <Subject 1> (S2)." in written
    assert "Maya (S1), a woman in her thirties" in written
    assert "a man in his fifties" not in written, "the picture knows better"
    assert "<Subject 1> (appears in [Shot 2])" in written


def test_ltx2_does_not_describe_another_person_than_its_first_picture(
    library: PresetLibrary,
) -> None:
    hook, talk = prompts(library, "en-US")[:2]
    dialect = plugins.load("locvid.dialects", "ltx2")()
    shown = [replace(one, portrait=Reference("one.png", "")) for one in talk.speakers]
    written = dialect.write(replace(hook, speakers=(shown[0],)))
    assert "Maya is the person in the first picture (calm, credible startup founder)." in written
    assert "dark curls" not in written
    assert "dark curls" in dialect.write(replace(talk, speakers=tuple(shown))), "none is shown"


@pytest.mark.parametrize("name", plugins.names("locvid.dialects"))
def test_every_dialect_tells_of_whispers_and_laughter(library: PresetLibrary, name: str) -> None:
    prompt, *_ = prompts(library, "en-US")
    words = prompt.lines[0].text
    begin, end = words.split(", ", 1)
    whisper = effort("whispered", library)
    line = replace(
        prompt.lines[0],
        effort=whisper.vocal,
        instruction=f"{whisper.instruction}, {prompt.lines[0].instruction}",
        marked=f"{begin}, [laugh]{end}",
    )
    written = plugins.load("locvid.dialects", name)().write(replace(prompt, lines=(line,)))
    assert "whisper" in written
    assert f"laughing after “{' '.join(begin.split()[-3:])},”" in written
    assert words in written
    assert "[laugh]" not in written
