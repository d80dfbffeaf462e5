from __future__ import annotations

import numpy as np
import pytest

from locvid import plugins
from locvid.generate.studio.sound.foley.base import foley_of
from locvid.generate.studio.sound.foley.modal import INTERNAL_FRICTION, strike
from locvid.generate.studio.sound.section import Section
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary

CUES = PresetLibrary().names("cues")


def perform(
    library: PresetLibrary, cue: str, seed: int = 3, seconds: float | None = None
) -> Samples:
    preset = Section.of(library.get("cues", cue))
    length = int((seconds or preset.number("duration_s")) * SAMPLE_RATE)
    random = np.random.default_rng(seed)
    return foley_of(preset).sound(length, random, preset.section("sound"))


def test_every_foley_has_a_cue() -> None:
    assert set(plugins.names("locvid.cues")) <= set(CUES)


@pytest.mark.parametrize("cue", CUES)
@pytest.mark.parametrize("seconds", [None, 0.05, 8.0])
def test_a_cue_fits_any_length(library: PresetLibrary, cue: str, seconds: float | None) -> None:
    sound = perform(library, cue, seconds=seconds)
    wanted = seconds or float(library.get("cues", cue).content["duration_s"])

    assert sound.shape == (int(wanted * SAMPLE_RATE),)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() > 0


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_varies_with_its_seed_only(library: PresetLibrary, cue: str) -> None:
    first, again, other = (perform(library, cue, seed) for seed in (1, 1, 2))

    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


@pytest.mark.parametrize("cue", ["keyboard", "cup", "door"])
def test_a_blow_is_heard_at_once(library: PresetLibrary, cue: str) -> None:
    sound = np.abs(perform(library, cue))

    assert np.flatnonzero(sound > 0.1 * sound[:4800].max())[0] < 48


def test_hard_things_ring_longer_than_soft_ones() -> None:
    materials = sorted(INTERNAL_FRICTION, key=INTERNAL_FRICTION.__getitem__)
    lasting = [
        _energy_time_s(strike([900, 2300, 4100], [0, 0, 0], material, 0.1, SAMPLE_RATE))
        for material in materials
    ]

    assert materials.index("metal") < materials.index("ceramic") < materials.index("wood")
    assert np.all(np.diff(lasting) < 0)


def test_metal_keeps_the_highs_that_wood_swallows() -> None:
    metal, ceramic, wood, plastic = (
        _centroid_hz(strike([300, 900, 2300, 5200], [0, 0, 0, 0], material, 0.1, SAMPLE_RATE))
        for material in ("metal", "ceramic", "wood", "plastic")
    )

    assert metal >= ceramic >= wood >= plastic


def test_a_soft_blow_is_duller() -> None:
    hard, soft = (
        _centroid_hz(strike([300, 2300, 5200], [0, 0, 0], "ceramic", contact_ms, SAMPLE_RATE))
        for contact_ms in (0.05, 1.0)
    )

    assert soft < hard / 2


def test_keys_are_brighter_than_cups_and_cups_than_doors(library: PresetLibrary) -> None:
    key, cup = (_centroid_hz(perform(library, cue)) for cue in ("keyboard", "cup"))
    door = perform(library, "door")
    thump = _centroid_hz(door[int(0.66 * len(door)) :])

    assert key > cup > thump


def test_typing_is_human(library: PresetLibrary) -> None:
    sound = np.abs(perform(library, "keyboard", seconds=20.0))
    loud = np.flatnonzero(sound > 0.25 * sound.max())
    presses = loud[np.diff(loud, prepend=-SAMPLE_RATE) > 0.03 * SAMPLE_RATE]
    gaps_s = np.diff(presses) / SAMPLE_RATE

    assert 3 < len(presses) / 20 < 9
    assert gaps_s.std() / gaps_s.mean() > 0.3


def test_a_wrong_parameter_is_named(library: PresetLibrary) -> None:
    preset = Section.of(library.get("cues", "keyboard")).section("sound")
    wrong = preset.overridden({"keys_per_second": "fast"})

    with pytest.raises(InvalidInput, match=r"sound\.keys_per_second"):
        foley_of(Section.of(library.get("cues", "keyboard"))).sound(
            4800, np.random.default_rng(0), wrong
        )


def _energy_time_s(sound: Samples) -> float:
    energy = np.cumsum(np.square(sound.astype(np.float64)))
    return float(np.searchsorted(energy, 0.95 * energy[-1]) / SAMPLE_RATE)


def _centroid_hz(sound: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    return float((spectrum * np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)).sum() / spectrum.sum())
