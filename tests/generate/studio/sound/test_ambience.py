from __future__ import annotations

import numpy as np
import pytest

from locvid import plugins
from locvid.generate.studio.sound.ambience.base import layer_of
from locvid.generate.studio.sound.ambience.weave import ambience
from locvid.generate.studio.sound.levels import block_powers, loudness_lufs
from locvid.generate.studio.sound.section import Section
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary

SETTINGS = PresetLibrary().names("settings")
WINDY = ("nature",)


def preset(library: PresetLibrary, setting: str) -> Section:
    return Section.of(library.get("settings", setting)).section("ambience")


def perform(
    library: PresetLibrary, setting: str, seconds: float = 6, seed: int = 1, variant: str = ""
) -> Samples:
    length = int(seconds * SAMPLE_RATE)
    return ambience(length, -20.0, seed, variant, preset(library, setting))


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_lies_well_below_the_dialogue(library: PresetLibrary, setting: str) -> None:
    assert -36 <= loudness_lufs(perform(library, setting)) + 20 <= -17


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_shot_of_a_setting_is_equally_loud(library: PresetLibrary, setting: str) -> None:
    shots = [loudness_lufs(perform(library, setting, 5, seed)) for seed in range(4)]

    # Gusts of wind do not come to every shot alike.
    assert max(shots) - min(shots) < (4 if setting in WINDY else 1.5)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_cut_within_a_setting_is_no_step(library: PresetLibrary, setting: str) -> None:
    before, after = (perform(library, setting, 4, seed) for seed in (1, 2))
    steps = np.abs(np.diff(np.concatenate([before, after]), axis=0))
    cut = len(before) - 1

    assert steps[cut].max() <= np.percentile(steps, 99.9)
    levels_db = [
        10 * np.log10(block_powers(part).mean())
        for part in (before[-SAMPLE_RATE:], after[:SAMPLE_RATE])
    ]
    assert abs(levels_db[0] - levels_db[1]) < 4


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_surrounds(library: PresetLibrary, setting: str) -> None:
    left, right = perform(library, setting).T
    high = [np.diff(ear) for ear in (left, right)]

    assert abs(np.corrcoef(*high)[0, 1]) < 0.5


@pytest.mark.parametrize("setting", SETTINGS)
def test_nothing_whines(library: PresetLibrary, setting: str) -> None:
    """No narrow line stands out of its neighbourhood for the whole time."""
    sound = perform(library, setting, 12)[:, 0]
    frames = sound[: len(sound) // 8192 * 8192].reshape(-1, 8192) * np.hanning(8192)
    typical_db = 10 * np.log10(np.median(np.abs(np.fft.rfft(frames, axis=1)) ** 2, axis=0) + 1e-20)
    audible = slice(18, 3000)
    smooth_db = np.array(
        [np.median(typical_db[max(0, i - 15) : i + 16]) for i in range(len(typical_db))]
    )

    assert (typical_db - smooth_db)[audible].max() < 12


def test_nothing_repeats(library: PresetLibrary) -> None:
    sound = perform(library, "cafe", 24)[:, 0]
    spectrum = np.abs(np.fft.rfft(sound, 2 * len(sound))) ** 2
    likeness = np.fft.irfft(spectrum)[: len(sound)]

    assert np.abs(likeness[SAMPLE_RATE:]).max() / likeness[0] < 0.1


def test_a_market_hears_its_own_variant(library: PresetLibrary) -> None:
    here, there, unknown, plain = (
        perform(library, "cafe", 3, variant=name)
        for name in ("latin-america", "east-asia", "nowhere", "")
    )

    assert here.tobytes() != there.tobytes()
    assert unknown.tobytes() == plain.tobytes()


@pytest.mark.parametrize("setting", SETTINGS)
def test_variants_are_those_that_markets_ask_for(library: PresetLibrary, setting: str) -> None:
    asked = {
        library.get("markets", name).content["ambience_variant"]
        for name in library.names("markets")
    }
    section = preset(library, setting)
    listed = section.section("variants").sections() if section.has("variants") else {}

    assert set(listed) <= asked
    for name in listed:
        perform(library, setting, 0.2, variant=name)


@pytest.mark.parametrize(("variant", "mains_hz"), [("europe", 50), ("north-america", 60)])
def test_a_saw_next_door_turns_a_little_slower_than_the_market_s_mains(
    library: PresetLibrary, variant: str, mains_hz: int
) -> None:
    section = preset(library, "workshop")
    machine = section.section("layers").section("machine")
    # Without the rumble of the cut, and often.
    machine = machine.overridden({"octaves": {500: -80, 8000: 0}, "per_minute": 60})
    alone = section.overridden({"layers": {"machine": machine.content}})
    variants = {
        name: {"machine": changes.section("machine").content}
        for name, changes in section.section("variants").sections().items()
    }
    alone = alone.overridden({"variants": variants})
    sound = ambience(8 * SAMPLE_RATE, -20.0, 1, variant, alone)[:, 0]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    hum_hz = (640 + np.argmax(spectrum[640:1120])) / 8

    assert 0.88 < hum_hz / (2 * mains_hz) < 1.0


@pytest.mark.parametrize("seconds", [0.04, 0.5, 8.0, 8.01, 17.0])
def test_any_length_is_filled_to_the_end(library: PresetLibrary, seconds: float) -> None:
    sound = perform(library, "studio", seconds)
    tail = sound[-min(len(sound), 480) :]

    assert len(sound) == int(seconds * SAMPLE_RATE)
    assert np.square(tail).mean() > 0.02 * np.square(sound).mean()


def test_every_registered_layer_is_used_by_a_setting(library: PresetLibrary) -> None:
    kinds = {
        layer.word("kind")
        for setting in SETTINGS
        for layer in preset(library, setting).section("layers").sections().values()
    }

    assert kinds == set(plugins.names("locvid.ambience_layers"))


def test_a_fuller_cafe_sounds_fuller(library: PresetLibrary) -> None:
    section = preset(library, "cafe")
    empty, usual, full = (
        ambience(6 * SAMPLE_RATE, -20.0, 1, "", section, crowd) for crowd in (0.0, 0.5, 1.0)
    )

    assert usual.tobytes() == perform(library, "cafe").tobytes()
    assert loudness_lufs(empty) + 1 < loudness_lufs(usual) < loudness_lufs(full) - 2


def test_a_variant_of_a_layer_that_is_not_there_is_an_error(library: PresetLibrary) -> None:
    section = preset(library, "cafe").overridden({"variants": {"europe": {"gests": {}}}})

    with pytest.raises(InvalidInput, match=r"layers\.gests") as error:
        ambience(4800, -20.0, 1, "europe", section)
    assert "guests" in str(error.value.hint)


def test_an_unknown_kind_of_layer_names_the_nearest(library: PresetLibrary) -> None:
    section = preset(library, "studio").overridden(
        {"layers": {"hum": {"kind": "murmurs", "level_db": -30}}}
    )

    with pytest.raises(InvalidInput, match="murmurs") as error:
        ambience(4800, -20.0, 1, "", section)
    assert "murmur" in str(error.value.hint)


@pytest.mark.parametrize("seed", range(4))
def test_of_two_who_talk_with_each_other_one_is_always_heard(seed: int) -> None:
    preset = Section.of(PresetLibrary().get("settings", "night")).section("ambience")
    neighbours = preset.section("layers").section("neighbours").overridden({"talkers": 2})
    random = np.random.default_rng(seed)
    heard = layer_of("murmur").stretch(12 * SAMPLE_RATE, -31.0, random, neighbours)
    halves = np.square(heard.reshape(-1, SAMPLE_RATE // 2, 2)).mean(axis=(1, 2))

    assert 10 * np.log10(halves.min() / halves.mean()) > -9
