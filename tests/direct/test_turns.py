"""Turns in the plan: answers come soon, interruptions before the other has ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locvid.direct.concerns import concerns
from locvid.direct.dialects import phrases
from locvid.direct.director import direct
from locvid.direct.duration import EDGES_S, Spoken
from locvid.direct.fit import Option, fit_shot
from locvid.localize.locales import resolve
from locvid.localize.text import localize
from locvid.model.family import ModelLimits
from locvid.model.performance import Overlap, PerformancePrompt, SpokenLine
from locvid.model.script import TWO_SHOT, Camera, Interruption, Length
from locvid.phonetics.turns import EDGES_S as SILENCE_S
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.script.reading import read_script

LIBRARY = PresetLibrary()
MARKET = market_for(resolve("fr-FR")[0], LIBRARY)[0]
LINE = SpokenLine(
    speaker="maya", text="eins zwei drei vier", caption="", emotion="calm", pace="natural",
    emphasis="none", rate=1.0, pitch_semitones=0, pitch_range=1, energy_db=0, pause_scale=1.0,
    instruction="",
)  # fmt: skip


def shot(second: SpokenLine, wanted: Length = Length(), speech_s: float = 4.0) -> object:  # noqa: B008
    options = [[Option(each, Spoken(speech_s, 0.0, 20))] for each in (LINE, second)]
    return fit_shot(options, wanted, MARKET).fit


def test_another_answers_after_a_fifth_of_a_second() -> None:
    answered = shot(replace(LINE, speaker="jon"))
    # Between the sounds: every line has a little silence of its own around it.
    gap_s = answered.length_s - EDGES_S - 8.0 + SILENCE_S
    assert gap_s == pytest.approx(0.2, abs=0.011)
    assert shot(LINE).length_s > answered.length_s + 0.2


@pytest.mark.parametrize(
    ("overlap", "together_s"),
    [
        (Overlap(0.5), 0.5),
        (Overlap(0.5, share=0.75), 1.0),
        (Overlap(0.5, word=3), 2.0),
        (Overlap(9.0), 4.0 * 2 / 3),
    ],
)
def test_the_plan_knows_how_long_both_speak(overlap: Overlap, together_s: float) -> None:
    broken = shot(replace(LINE, speaker="jon", overlap=overlap))
    assert broken.length_s == pytest.approx(EDGES_S + 8.0 - together_s, abs=0.011)


def test_an_interrupted_shot_is_fitted_into_its_length() -> None:
    second = replace(LINE, speaker="jon", overlap=Overlap(0.5, share=0.75))
    fit = shot(second, Length(None, 7.3))
    assert 1.0 < fit.rate < 1.15
    assert fit.speech_s == pytest.approx(7.3, abs=0.02)


@pytest.fixture
def broken(tmp_path) -> PerformancePrompt:
    file = tmp_path / "film.yaml"
    file.write_text(
        "locvid: 1\nsource: en\ncast:\n"
        "  maya: {presenter: maya, voice: warm-female}\n"
        "  jon: {presenter: jon, voice: deep-male}\n"
        "shots:\n  - id: talk\n    setting: office\n    camera: {framing: two-shot}\n    lines:\n"
        "      - {speaker: maya, text: {en: We could wait until Monday —}}\n"
        "      - {speaker: jon, interrupts: 0.7, text: {en: No Maya we cannot}}\n"
    )
    return direct(localize(read_script(file), resolve("en-US")[0]), LIBRARY)[0]


def test_who_breaks_in_is_louder_and_higher(broken: PerformancePrompt) -> None:
    first, second = broken.lines
    assert first.overlap is None
    assert second.overlap is not None
    assert second.overlap.share == 0.7
    assert second.energy_db > first.energy_db + 2
    assert second.pitch_semitones > first.pitch_semitones


def test_where_it_breaks_in_is_part_of_the_seed(broken: PerformancePrompt, tmp_path) -> None:
    script = read_script(tmp_path / "film.yaml")
    line = replace(script.shots[0].lines[1], interrupts=Interruption(share=0.4))
    changed = replace(
        script, shots=(replace(script.shots[0], lines=(script.shots[0].lines[0], line)),)
    )
    other = direct(localize(changed, resolve("en-US")[0]), LIBRARY)[0]
    assert other.seed != broken.seed


def test_models_are_told_in_words_and_the_user_that_words_are_all(
    broken: PerformancePrompt,
) -> None:
    assert phrases.turn(broken, 1) == "Jon cuts in before Maya has finished and says"
    assert "turned to each other" in phrases.together(broken)
    assert "nods" in phrases.lips(broken)
    told = [each.message for each in concerns([broken], "Some model", ModelLimits())]
    assert any("breaks into another's line" in message for message in told)
    plain = replace(
        broken,
        camera=Camera(),
        lines=tuple(replace(each, overlap=None) for each in broken.lines),
    )
    assert broken.camera.framing == TWO_SHOT
    assert phrases.turn(plain, 1) == "Jon says"
    assert phrases.together(plain) == ""
    assert not concerns([plain], "Some model", ModelLimits())
