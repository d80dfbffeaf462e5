"""Lines are fitted into their shot in an order that people can foresee: golden cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from locvid.direct.director import direct
from locvid.direct.duration import EDGES_S, Spoken
from locvid.direct.fit import Fitted, Option, fit_shot
from locvid.direct.overflow import DoesNotFit
from locvid.localize.locales import resolve
from locvid.localize.text import localize
from locvid.model.performance import SpokenLine
from locvid.model.script import Length
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.script.reading import read_script

MARKET = replace(
    market_for(resolve("en-US")[0], PresetLibrary())[0],
    pace_band=(0.9, 1.15),
    pause_band=(0.6, 1.5),
    sentence_pause_s=0.5,
)
LINE = SpokenLine(
    speaker="maya", text="", caption="", emotion="calm", pace="natural", emphasis="none", rate=1.0,
    pitch_semitones=0, pitch_range=1, energy_db=0, pause_scale=1.0, instruction="",
)  # fmt: skip


def option(
    speech_s: float, pauses_s: float = 0.0, wording: str = "text", rate: float = 1.0
) -> Option:
    spoken = Spoken(speech_s, pauses_s, round(speech_s * 5))
    return Option(replace(LINE, wording=wording, rate=rate), spoken)


def fitted(length: Length, *lines: list[Option]) -> Fitted:
    return fit_shot(lines, length, MARKET)


# (speech, pauses), (min, max) -> rate, pauses, seconds of the shot, seconds too much. A breath
# before and a look after take 0.85 s of every shot.
GOLDEN = [
    ((4.0, 0.5), (None, None), (1.0, 1.0, 5.35, 0.0)),
    ((4.0, 0.5), (5.0, 6.0), (1.0, 1.0, 5.35, 0.0)),
    ((4.0, 0.5), (5.35, 5.35), (1.0, 1.0, 5.35, 0.0)),
    ((4.0, 0.5), (None, 5.0), (1.096, 1.0, 5.0, 0.0)),
    ((4.0, 0.5), (4.8, 4.8), (1.15, 0.943, 4.8, 0.0)),
    ((4.0, 0.5), (None, 4.63), (1.15, 0.603, 4.63, 0.0)),
    ((4.0, 0.5), (None, 4.0), (1.15, 0.6, 4.0, 0.63)),
    ((4.0, 0.5), (5.6, None), (0.941, 1.0, 5.6, 0.0)),
    ((4.0, 0.5), (6.0, 6.0), (0.9, 1.411, 6.0, 0.0)),
    ((4.0, 0.5), (8.0, 9.0), (0.9, 1.5, 8.0, 0.0)),
]


@pytest.mark.parametrize(("line", "length", "expected"), GOLDEN)
def test_rate_then_pauses_then_the_shot(
    line: tuple[float, float],
    length: tuple[float | None, float | None],
    expected: tuple[float, float, float, float],
) -> None:
    found = fitted(Length(*length), [option(*line)])
    fit = found.fit
    assert (fit.rate, fit.pause_scale, fit.length_s, found.overflow_s) == pytest.approx(
        expected, abs=0.004
    )
    assert found.options[0].line.rate == fit.rate
    assert found.options[0].line.pause_scale == fit.pause_scale
    assert found.duration.natural_s == fit.length_s


def test_a_short_text_is_taken_only_where_the_text_does_not_fit() -> None:
    wordings = [option(4.0), option(3.0, wording="short")]
    roomy = fitted(Length(None, 4.5), wordings)
    assert [each.line.wording for each in roomy.options] == ["text"]
    tight = fitted(Length(None, 4.0), wordings)
    assert [each.line.wording for each in tight.options] == ["short"]
    # It is said at its own pace where it can be.
    assert tight.fit.rate == 1.0
    assert tight.overflow_s == 0


def test_only_as_many_lines_are_shortened_as_must_be_those_that_save_most_first() -> None:
    lines = [
        [option(2.0), option(1.8, wording="short")],
        [option(2.0), option(1.0, wording="short")],
    ]
    found = fitted(Length(None, 4.3), *lines)
    assert [each.line.wording for each in found.options] == ["text", "short"]
    found = fitted(Length(None, 3.6), *lines)
    assert [each.line.wording for each in found.options] == ["short", "short"]


def test_a_longer_short_text_helps_nobody() -> None:
    found = fitted(Length(None, 3.0), [option(4.0), option(4.5, wording="short")])
    assert found.options[0].line.wording == "text"
    assert found.overflow_s > 0


def test_what_is_too_long_is_told_in_syllables_as_well() -> None:
    found = fitted(Length(None, 3.0), [option(4.0)])
    assert found.overflow_s == pytest.approx(EDGES_S + 4 / 1.15 - 3, abs=0.01)
    assert found.overflow_syllables == 8


def test_a_delivery_beyond_the_band_is_left_as_it_is_but_not_taken_further() -> None:
    found = fitted(Length(None, 3.0), [option(4.0, rate=1.2)])
    assert found.fit.rate == 1.0
    found = fitted(Length(None, 3.9), [option(4.0, rate=1.1)])
    assert found.options[0].line.rate == pytest.approx(1.15, abs=0.002)


SCRIPT = """\
locvid: 1
source: en
setting: office
length: {max: 4s}
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: hook
    speaker: maya
    text:
      en:
        text: Today we launch something new that all of us here have waited for since spring.
        short: Today we launch.
      fr: Aujourd'hui nous lançons quelque chose que nous attendions tous ici depuis bien longtemps.
  - id: end
    speaker: maya
    text:
      en: Try it.
      fr: Essayez-la donc dès maintenant, vous ne le regretterez certainement pas du tout, promis.
"""


def test_the_shorter_wording_is_spoken_and_captioned_and_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT)
    library = PresetLibrary()
    words = localize(read_script(path), resolve("en-US")[0])
    hook, end = direct(words, library)
    assert (hook.lines[0].text, hook.lines[0].caption) == ("Today we launch.",) * 2
    assert hook.lines[0].wording == "short"
    assert end.lines[0].wording == "text"
    assert hook.length == Length(None, 4.0)
    with pytest.raises(DoesNotFit) as refused:
        direct(localize(read_script(path), resolve("fr-FR")[0]), library)
    error = refused.value
    assert error.locale == "fr-FR"
    assert "2 shots are too long" in error.message
    for place in ("film.yaml:13", "film.yaml:18"):
        assert place in error.message
    assert "may last 4 s and takes" in error.message
    assert "syllables too much" in error.message
    assert error.hint is not None
    assert "short:" in error.hint
    assert [each.fitted.overflow_s > 0 for each in error.fits] == [True, True]
