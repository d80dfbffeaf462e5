"""How a film is divided for a model, and what the user is told about its limits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from locvid import plugins
from locvid.direct.concerns import concerns
from locvid.direct.director import direct
from locvid.direct.generations import Generation, divide, write
from locvid.localize.locales import resolve
from locvid.localize.text import localize
from locvid.model.family import ModelLimits
from locvid.model.performance import DurationRange, PerformancePrompt
from locvid.presets.library import PresetLibrary
from locvid.presets.models import family
from locvid.script.reading import read_script

LAUNCH = Path(__file__).parents[2] / "examples/launch/script.yaml"


def prompts(library: PresetLibrary, lang: str) -> tuple[PerformancePrompt, ...]:
    return direct(localize(read_script(LAUNCH), resolve(lang)[0]), library)


def lasting(shot: PerformancePrompt, *seconds: float) -> tuple[PerformancePrompt, ...]:
    """Shots of these natural lengths, which may be performed 10 % faster or slower."""
    return tuple(
        replace(shot, shot=f"shot{number}", duration=DurationRange(s / 1.1, s, s / 0.9))
        for number, s in enumerate(seconds)
    )


def for_model(library: PresetLibrary, name: str, *shots: PerformancePrompt) -> list[Generation]:
    dialect = plugins.load("locvid.dialects", name)()
    return list(write(shots, dialect, family(name, library)))


def kinds(written: list[Generation]) -> list[str]:
    return [concern.kind for each in written for concern in each.concerns]


def test_shots_go_together_as_far_as_number_and_length_allow(library: PresetLibrary) -> None:
    hook = prompts(library, "en-US")[0]
    six = ModelLimits(longest_s=15, shots=6)
    assert [len(part) for part in divide(lasting(hook, 2, 2, 2, 2, 2, 2, 2), six)] == [6, 1]
    assert [len(part) for part in divide(lasting(hook, 7, 7, 7, 16, 1), six)] == [2, 1, 1, 1]
    assert [len(part) for part in divide(lasting(hook, 2, 2), ModelLimits())] == [1, 1]
    assert divide((), six) == ()


def test_the_length_to_ask_for_is_one_that_the_model_makes(library: PresetLibrary) -> None:
    hook = prompts(library, "en-US")[0]
    asked = [each.clip_s for each in for_model(library, "veo", *lasting(hook, 3, 5, 7.9, 20))]
    assert asked == [4, 6, 8, 8]
    assert [each.clip_s for each in for_model(library, "kling", *lasting(hook, 1.2))] == [3]
    assert [each.clip_s for each in for_model(library, "kling", *lasting(hook, 6.1))] == [7]


def test_a_language_that_is_not_native_is_told_once(library: PresetLibrary) -> None:
    german = prompts(library, "de-DE")
    written = for_model(library, "kling", *german)
    (told,) = {c.message for each in written for c in each.concerns if c.kind == "language"}
    assert "German" in told
    assert "Chinese, English, Japanese, Korean and Spanish" in told
    assert "language" not in kinds(for_model(library, "kling", *prompts(library, "es-MX")))
    assert "language" not in kinds(for_model(library, "ltx2", *german))


def test_too_long_even_at_the_fast_end_of_the_market_is_fatal(library: PresetLibrary) -> None:
    hook = prompts(library, "en-US")[0]
    fits, tight, never = lasting(hook, 8.0, 8.7, 9.0)
    veo = family("veo", library).limits
    assert [c for c in concerns([fits], "Veo", veo) if c.kind == "length"] == []
    (advice,) = (c for c in concerns([tight], "Veo", veo) if c.kind == "length")
    assert (advice.fatal, "9 % faster" in advice.message) == (False, True)
    (fatal,) = (c for c in concerns([never], "Veo", veo) if c.kind == "length")
    assert (fatal.fatal, fatal.shot) == (True, "shot2")


def test_two_speakers_and_many_words_are_told_where_the_model_needs_it(
    library: PresetLibrary,
) -> None:
    talk = prompts(library, "en-US")[1]
    told = {c.kind: c for each in for_model(library, "kling", talk) for c in each.concerns}
    assert "speak at once" in told["speakers"].message
    assert told["speakers"].shot == "talk"
    assert told["words"].message.startswith("22 words")
    assert "speakers" in kinds(for_model(library, "ltx2", talk))
    assert not {"speakers", "words"} & set(kinds(for_model(library, "mova", talk)))


def test_a_film_that_needs_several_texts_says_so_once(library: PresetLibrary) -> None:
    hook = prompts(library, "en-US")[0]
    written = for_model(library, "kling", *lasting(hook, 2, 2, 2, 2, 2, 2, 2))
    assert [len(each.shots) for each in written] == [6, 1]
    assert kinds(written).count("shots") == 1
    assert "shots" not in kinds(for_model(library, "kling", *lasting(hook, 2, 2)))


def test_a_prompt_that_is_longer_than_the_model_reads_is_told(library: PresetLibrary) -> None:
    hook = prompts(library, "en-US")[0]
    wordy = replace(hook, setting_description="a room with many chairs, " * 50)
    (told,) = (
        c for each in for_model(library, "ltx2", wordy) for c in each.concerns if c.kind == "prompt"
    )
    assert "about 200" in told.message


def test_a_model_that_is_gone_is_told(library: PresetLibrary) -> None:
    assert "retired" in kinds(for_model(library, "sora", *prompts(library, "en-US")))


def test_a_dialect_without_a_preset_has_no_limits(library: PresetLibrary) -> None:
    dialect = plugins.load("locvid.dialects", "plain")()
    written = write(prompts(library, "ja-JP"), dialect, None)
    assert [each.concerns for each in written] == [(), (), ()]


@pytest.mark.parametrize("lang", ["de-DE", "ja-JP"])
def test_concerns_name_their_locale(library: PresetLibrary, lang: str) -> None:
    for name in ("kling", "veo", "ovi"):
        for each in for_model(library, name, *prompts(library, lang)):
            assert {concern.locale for concern in each.concerns} <= {lang}
