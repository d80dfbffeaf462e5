from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from locvid import plugins
from locvid.generate.studio.sound.foley.base import Play, foley_of, play_of
from locvid.generate.studio.sound.foley.modal import strike
from locvid.generate.studio.sound.material import contact_s, material
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.timeline.model import Beat, Event
from locvid.generate.studio.timeline.motion import Course, course
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import SoundLayer
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary

CUES = PresetLibrary().names("cues")


def play(
    library: PresetLibrary, cue: str, of: str = "", on: str = "", beats: tuple[Beat, ...] = ()
) -> Play:
    event = Event(cue, 0, 1, "normal", (), 0, beats=beats, of=of, on=on)
    preset = Section.of(library.get("cues", cue))
    return play_of(event, preset, partial(material, library=library))


def moves(library: PresetLibrary, cue: str) -> Course:
    layer = SoundLayer("effect", cue, "normal", "left", None, "")
    return course(layer, library.get("cues", cue), np.random.default_rng(1))


def perform(
    library: PresetLibrary,
    cue: str,
    seed: int = 3,
    seconds: float | None = None,
    of: str = "",
    on: str = "",
) -> Samples:
    preset = Section.of(library.get("cues", cue))
    length = int((seconds or preset.number("duration_s")) * SAMPLE_RATE)
    random = np.random.default_rng(seed)
    beats = moves(library, cue).beats if cue in ("keyboard", "door") else ()
    played = play(library, cue, of, on, beats)
    return foley_of(preset).sound(length, random, preset.section("sound"), played)


def test_every_foley_has_a_cue(library: PresetLibrary) -> None:
    used = {library.get("cues", cue).content["foley"] for cue in CUES}
    assert set(plugins.names("locvid.cues")) == used


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


@pytest.mark.parametrize("cue", ["keyboard", "cup", "door", "steps", "glass-set-down"])
def test_a_blow_is_heard_at_once(library: PresetLibrary, cue: str) -> None:
    sound = np.abs(perform(library, cue))

    assert np.flatnonzero(sound > 0.1 * sound[:4800].max())[0] < 48


def test_hard_things_ring_longer_than_soft_ones(library: PresetLibrary) -> None:
    losses = {name: material(name, library).loss for name in library.names("materials")}
    order = sorted(losses, key=losses.__getitem__)
    lasting = [
        _energy_time_s(strike([900, 2300, 4100], [0, 0, 0], losses[name], 0.1, SAMPLE_RATE))
        for name in order
    ]

    # Wildes & Richards (1988), Klatzky et al. (2000): internal friction rises in this order.
    assert [name for name in order if name in ("metal", "glass", "wood", "plastic")] == [
        "metal", "glass", "wood", "plastic",
    ]  # fmt: skip
    assert np.all(np.diff(lasting) < 0)


def test_a_soft_blow_is_duller() -> None:
    hard, soft = (
        _centroid_hz(strike([300, 2300, 5200], [0, 0, 0], 0.0045, contact_ms, SAMPLE_RATE))
        for contact_ms in (0.05, 1.0)
    )

    assert soft < hard / 2


def test_keys_and_cups_are_brighter_than_doors(library: PresetLibrary) -> None:
    key, cup = (_centroid_hz(perform(library, cue)) for cue in ("keyboard", "cup"))
    door = perform(library, "door")
    # Without the bolt that snaps in at once.
    thump = _centroid_hz(door[int(0.66 * len(door)) + SAMPLE_RATE // 20 :])

    assert min(key, cup) > 4 * thump


def test_every_key_and_the_door_are_heard_when_the_timeline_has_them(
    library: PresetLibrary,
) -> None:
    for cue, contacts in (("keyboard", None), ("door", (0, 3))):
        moved = moves(library, cue)
        sound = np.abs(perform(library, cue))
        chosen = moved.beats if contacts is None else [moved.beats[index] for index in contacts]
        for beat in chosen:
            before, after = sound[max(beat.at - 48, 0) : beat.at], sound[beat.at : beat.at + 96]
            assert after.max() > 2 * before.max(initial=0.0)


def test_a_door_that_the_shot_cuts_off_does_not_shut(library: PresetLibrary) -> None:
    preset = Section.of(library.get("cues", "door"))
    beats = moves(library, "door").beats
    parameters = preset.section("sound")
    whole, cut = (
        foley_of(preset).sound(
            91_200, np.random.default_rng(3), parameters, play(library, "door", beats=kept)
        )
        for kept in (beats, beats[:3])
    )
    shut = beats[3].at
    assert np.array_equal(whole[:shut], cut[:shut])
    assert np.abs(cut[shut:]).max() < 0.05 * np.abs(whole[shut:]).max()


def test_a_wrong_parameter_is_named(library: PresetLibrary) -> None:
    preset = Section.of(library.get("cues", "keyboard")).section("sound")
    wrong = preset.overridden({"release_ms": "fast"})

    with pytest.raises(InvalidInput, match=r"sound\.release_ms"):
        foley_of(Section.of(library.get("cues", "keyboard"))).sound(
            4800, np.random.default_rng(0), wrong, play(library, "keyboard")
        )


def test_the_same_glass_differs_on_marble_and_on_carpet(library: PresetLibrary) -> None:
    marble, carpet = (perform(library, "glass-set-down", on=on) for on in ("marble", "carpet"))

    assert _centroid_hz(marble) > 4 * _centroid_hz(carpet)
    assert _energy_time_s(marble) > 1.5 * _energy_time_s(carpet)
    assert np.square(marble).sum() > 10 * np.square(carpet).sum()


def test_the_thing_itself_is_heard_by_its_material(library: PresetLibrary) -> None:
    kinds = ("metal", "glass", "ceramic", "wood", "plastic", "cardboard")
    sounds = {of: perform(library, "glass-set-down", of=of, on="marble") for of in kinds}
    lasts = [_energy_time_s(sounds[of]) for of in kinds]
    centroids = {of: _centroid_hz(sound) for of, sound in sounds.items()}

    assert lasts[0] > lasts[1] > lasts[2] > max(lasts[3:])
    # Giordano & McAdams (2006): glass and metal are high, plastics low.
    assert min(centroids[of] for of in ("metal", "glass", "ceramic")) > centroids["plastic"]
    assert centroids["plastic"] * 0.5 < centroids["cardboard"] < centroids["glass"]


def test_a_large_thing_is_lower(library: PresetLibrary) -> None:
    preset = Section.of(library.get("cues", "cup"))
    small, large = (
        foley_of(preset).sound(
            24_000,
            np.random.default_rng(1),
            preset.section("sound"),
            replace(play(library, "cup"), size=size),
        )
        for size in (0.6, 1.8)
    )

    assert _centroid_hz(large) < 0.7 * _centroid_hz(small)


def test_a_blow_lasts_as_hertz_says(library: PresetLibrary) -> None:
    glass, marble, carpet = (material(name, library) for name in ("glass", "marble", "carpet"))
    hard = contact_s(0.1, 0.01, 0.4, glass, marble)
    soft = contact_s(0.1, 0.01, 0.4, glass, carpet)

    assert 5e-5 < hard < 5e-4
    assert 3e-3 < soft < 5e-2
    # τ ∝ v^-1/5
    assert contact_s(0.1, 0.01, 0.4 * 32, glass, marble) == pytest.approx(hard / 2)


def test_steps_fall_where_the_gait_has_them(library: PresetLibrary) -> None:
    preset = Section.of(library.get("cues", "steps"))
    falls = (0, 24_000, 49_000, 73_000)
    walk = foley_of(preset).sound(
        96_000,
        np.random.default_rng(1),
        preset.section("sound"),
        play(library, "steps", on="marble", beats=tuple(Beat(at) for at in falls)),
    )
    for at in falls:
        before = np.abs(walk[max(at - 2400, 0) : at]).max(initial=0.0)
        assert np.abs(walk[at : at + 480]).max() > 4 * before


def _energy_time_s(sound: Samples) -> float:
    energy = np.cumsum(np.square(sound.astype(np.float64)))
    return float(np.searchsorted(energy, 0.95 * energy[-1]) / SAMPLE_RATE)


def _centroid_hz(sound: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    return float((spectrum * np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)).sum() / spectrum.sum())
