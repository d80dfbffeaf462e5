from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from locvid.generate.studio.sound.levels import block_powers, loudness_lufs
from locvid.generate.studio.sound.mix import perform_sound
from locvid.generate.studio.timeline.blocking import marks_of
from locvid.generate.studio.timeline.model import Event, Waypoint
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.script import TWO_SHOT
from locvid.model.take import AMBIENCE, DIALOGUE, FOREGROUND, MIDGROUND, STEMS, Samples
from locvid.presets.library import PresetLibrary

Make = Callable[..., Any]
SETTINGS = PresetLibrary().names("settings")


@pytest.mark.parametrize("setting", SETTINGS)
def test_stems_have_the_shot_s_length_and_the_voice_its_level(
    library: PresetLibrary,
    make_prompt: Make,
    make_timeline: Make,
    make_event: Make,
    make_speech: Make,
    setting: str,
) -> None:
    timeline = make_timeline(6, (make_event("cup", 2, 2.8, -0.6),), ((0.5, 5.0),))
    stems = perform_sound(timeline, {"maya": make_speech(6, 0.5, 5)}, make_prompt(setting), library)

    assert tuple(stems) == STEMS
    assert all(s.shape == (timeline.end, 2) and s.dtype == np.float32 for s in stems.values())
    assert loudness_lufs(stems[DIALOGUE]) == pytest.approx(-20, abs=0.7)
    assert _peak_dbfs(sum(stems.values())) < -1


@pytest.mark.parametrize("setting", SETTINGS)
def test_words_stand_at_least_12_db_above_everything_else(
    library: PresetLibrary,
    make_prompt: Make,
    make_timeline: Make,
    make_event: Make,
    make_speech: Make,
    setting: str,
) -> None:
    events = (make_event("car", 1, 5, 0.5, 8), make_event("keyboard", 1, 4, -0.8))
    timeline = make_timeline(6, events, ((0.5, 5.0),))
    stems = perform_sound(timeline, {"maya": make_speech(6, 0.5, 5)}, make_prompt(setting), library)
    speaking = slice(SAMPLE_RATE, 5 * SAMPLE_RATE)
    voice = block_powers(stems[DIALOGUE][speaking]).mean()
    rest = block_powers((_effects(stems) + stems[AMBIENCE])[speaking]).mean()

    assert 10 * np.log10(voice / rest) > 12


def test_lips_and_voice_stay_together(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make
) -> None:
    dry = np.zeros(2 * SAMPLE_RATE, dtype=np.float32)
    dry[30_000] = 0.5
    stems = perform_sound(make_timeline(2), {"maya": dry}, make_prompt("cafe"), library)

    assert int(np.argmax(np.abs(stems[DIALOGUE]).max(axis=1))) == 30_000
    assert np.abs(stems[DIALOGUE][:29_990]).max() < 1e-6


@pytest.mark.parametrize("cue", ["keyboard", "cup", "door"])
def test_a_cue_is_heard_where_the_timeline_has_it(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make, make_event: Make, cue: str
) -> None:
    start = 1.2345
    timeline = make_timeline(4, (make_event(cue, start, 3.5, 0.8, 3),))
    effects = _effects(perform_sound(timeline, {}, make_prompt("office"), library))
    heard = np.abs(effects).max(axis=1)
    onset = np.flatnonzero(heard > 0.05 * heard.max())[0]

    assert abs(onset / SAMPLE_RATE - start) < 0.001


def test_a_cue_on_the_right_is_heard_on_the_right(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make, make_event: Make
) -> None:
    timeline = make_timeline(3, (make_event("keyboard", 0.5, 2.5, 0.9),))
    effects = _effects(perform_sound(timeline, {}, make_prompt("office"), library))
    left, right = np.square(effects).sum(axis=0)

    assert right > 2 * left


def test_a_car_is_heard_where_it_is_seen(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make
) -> None:
    seconds = 6
    path = (Waypoint(0, -1.3, 8.0), Waypoint(seconds * SAMPLE_RATE, 1.3, 8.0))
    car = Event("car", 0, seconds * SAMPLE_RATE, "normal", path, seed=9)
    effects = _effects(
        perform_sound(make_timeline(seconds, (car,)), {}, make_prompt("cafe"), library)
    )
    powers = np.array([np.square(part).mean(axis=0) for part in np.array_split(effects, 60)])[5:-5]
    pan_db = 10 * np.log10(powers[:, 1] / powers[:, 0])

    assert np.corrcoef(pan_db, np.linspace(-1, 1, 60)[5:-5])[0, 1] > 0.95


def test_what_comes_too_loud_is_turned_down_and_not_clipped(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make
) -> None:
    bursts = np.zeros(4 * SAMPLE_RATE, dtype=np.float32)
    bursts[::9_600] = 1.0
    stems = perform_sound(make_timeline(4), {"maya": bursts}, make_prompt("studio"), library)

    assert _peak_dbfs(sum(stems.values())) < -1


def test_the_same_shot_sounds_the_same_and_another_seed_does_not(
    library: PresetLibrary,
    make_prompt: Make,
    make_timeline: Make,
    make_event: Make,
    make_speech: Make,
) -> None:
    timeline = make_timeline(4, (make_event("door", 1, 3),), ((0.5, 3.0),))
    voice = {"maya": make_speech(4, 0.5, 3)}
    first, again, other = (
        perform_sound(timeline, voice, make_prompt("cafe", seed), library) for seed in (1, 1, 2)
    )

    assert all(first[name].tobytes() == again[name].tobytes() for name in STEMS)
    assert first[AMBIENCE].tobytes() != other[AMBIENCE].tobytes()


def test_a_cue_that_the_shot_cuts_off_before_it_sounds_is_silent(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make, make_event: Make
) -> None:
    last = make_event("box-slide", 1 - 1 / SAMPLE_RATE, 2, 0.5)
    stems = perform_sound(make_timeline(1, (last,)), {}, make_prompt("office"), library)
    assert np.isfinite(_effects(stems)).all()


def test_an_unknown_cue_names_the_nearest(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make, make_event: Make
) -> None:
    with pytest.raises(InvalidInput, match="keybord") as error:
        perform_sound(
            make_timeline(2, (make_event("keybord", 0.5, 1.5),)), {}, make_prompt("cafe"), library
        )
    assert "keyboard" in str(error.value.hint)


def test_an_event_that_outlasts_the_shot_is_cut_softly(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make, make_event: Make
) -> None:
    timeline = make_timeline(1, (make_event("cup", 0.98, 1.8),))
    effects = _effects(perform_sound(timeline, {}, make_prompt("cafe"), library))

    assert effects.any()
    assert np.abs(effects[-1]).max() < 1e-3


def test_working_memory_grows_by_one_stem_at_most(
    library: PresetLibrary, make_prompt: Make, make_timeline: Make, make_speech: Make
) -> None:
    def extra_bytes(seconds: int) -> int:
        timeline = make_timeline(seconds, (), ((0.5, seconds - 1),))
        voice = {"maya": make_speech(seconds, 0.5, seconds - 1)}
        tracemalloc.start()
        stems = perform_sound(timeline, voice, make_prompt("cafe"), library)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak - sum(stem.nbytes for stem in stems.values())

    extra_bytes(10)
    one_stem = 20 * SAMPLE_RATE * 2 * 4
    assert extra_bytes(35) < extra_bytes(15) + 1.2 * one_stem


def _effects(stems: Mapping[str, Samples]) -> Samples:
    return stems[FOREGROUND] + stems[MIDGROUND]


def _peak_dbfs(samples: Any) -> float:
    return float(20 * np.log10(np.abs(samples).max()))


@pytest.mark.parametrize("aspect", [(1280, 720), (720, 720), (720, 1280)])
def test_each_voice_of_a_two_shot_comes_from_where_its_mouth_is(
    library: PresetLibrary,
    make_prompt: Make,
    make_timeline: Make,
    make_speech: Make,
    aspect: tuple[int, int],
) -> None:
    video = VideoFormat(*aspect, Fraction(25))
    marks = marks_of(["maya", "jon"], TWO_SHOT, video)
    timeline = replace(make_timeline(8, (), ((0.5, 7.5),)), marks=marks)
    dialogue = {"maya": make_speech(8, 0.5, 3.5), "jon": make_speech(8, 4.5, 7.5)}
    voices = perform_sound(timeline, dialogue, make_prompt("studio"), library)[DIALOGUE]
    levels = []
    for first, last in ((0.5, 3.5), (4.5, 7.5)):
        part = voices[int(first * SAMPLE_RATE) : int(last * SAMPLE_RATE)]
        assert loudness_lufs(part) == pytest.approx(-20, abs=1.5)
        left, right = np.square(part).mean(axis=0)
        levels.append(10 * np.log10(right / left))
        lag = _lag(part)
        assert np.sign(lag) == -np.sign(levels[-1]), "it reaches the near ear first"
    maya_db, jon_db = levels
    assert maya_db < -2 < 2 < jon_db
    # The room's answer leans a little to where its microphone is not in the middle.
    assert maya_db == pytest.approx(-jon_db, abs=1.2)


def _lag(part: Samples) -> int:
    """Samples by which the right ear is later (positive) in what is loudest."""
    left, right = part[:, 0].astype(float), part[:, 1].astype(float)
    products = [np.dot(left[60:-60], np.roll(right, -lag)[60:-60]) for lag in range(-40, 41)]
    return int(np.argmax(products)) - 40
