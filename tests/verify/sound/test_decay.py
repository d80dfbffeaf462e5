from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import oaconvolve

from locvid.generate.studio.sound.mix import perform_sound
from locvid.generate.studio.timeline.model import Event, Timeline, Waypoint
from locvid.model.locale import Locale, Market
from locvid.model.performance import DurationRange, PerformancePrompt
from locvid.model.script import Camera
from locvid.presets.library import PresetLibrary
from locvid.verify.sound.decay import blind_rt60, impulse_rt60_s

RATE = 48_000
ROOMS = tuple(name for name in PresetLibrary().names("rooms") if name != "meadow")


@pytest.mark.parametrize("room", ROOMS)
def test_a_clap_in_a_shot_rings_as_long_as_the_room_s_preset_says(room: str) -> None:
    library = PresetLibrary()
    rt60_s = float(library.get("rooms", room).content["rt60_s"])
    effects = _clap_in(room, library)

    assert impulse_rt60_s(effects.mean(axis=1), RATE, 0.01) == pytest.approx(rt60_s, rel=0.2)


def test_the_script_s_room_replaces_the_setting_s() -> None:
    library = PresetLibrary()
    own, tunnel = (_clap_in(room, library).mean(axis=1) for room in ("", "tunnel"))

    assert impulse_rt60_s(own, RATE, 0.01) == pytest.approx(0.25, rel=0.25)
    assert impulse_rt60_s(tunnel, RATE, 0.01) > 2


@pytest.mark.parametrize("rt60_s", [0.4, 0.8, 1.6])
def test_a_room_is_heard_in_an_unknown_signal_that_stops(rt60_s: float) -> None:
    measured = blind_rt60(_in_room(_bursts(), rt60_s), RATE)

    assert measured is not None
    assert measured.rt60_s == pytest.approx(rt60_s, rel=0.15)
    assert measured.stops >= 2


def test_what_never_stops_tells_nothing_of_the_room() -> None:
    steady = np.random.default_rng(1).standard_normal(4 * RATE)

    assert blind_rt60(steady, RATE) is None


def test_a_dry_voice_is_not_given_a_room() -> None:
    assert blind_rt60(_bursts(), RATE) is None


def test_silence_has_no_decay() -> None:
    assert impulse_rt60_s(np.zeros(RATE), RATE) == 0.0


def _clap_in(room: str, library: PresetLibrary) -> np.ndarray:
    end, start = 6 * RATE, 3 * RATE // 2
    clap = Event("clap", start, end, "normal", (Waypoint(start, 0.0, 1.5),), seed=3)
    timeline = Timeline(end, 100, (), (), frozenset(), (), (clap,), ())
    prompt = PerformancePrompt(
        script="film", shot="one", locale=Locale("fr-FR", "fr", "FR"),
        market=Market("fr-FR", "French", "", 6.0, (0.9, 1.1), 0.2, 0.4, "formal", "europe", "fr"),
        speakers=(), lines=(), setting="studio", setting_description="", camera=Camera(),
        soundscape=(), duration=DurationRange(1, 1, 1), lip_sync="", seed=7, room=room,
    )  # fmt: skip
    silent = {"maya": np.zeros(end, dtype=np.float32)}
    effects = perform_sound(timeline, silent, prompt, library)["foreground"]
    return np.asarray(effects[start : end - RATE], dtype=np.float64)


def _bursts() -> np.ndarray:
    """Noise that sounds for half a second and stops for two, three times."""
    random = np.random.default_rng(2)
    burst = np.concatenate([random.standard_normal(RATE // 2), np.zeros(2 * RATE)])
    return np.tile(burst, 3)


def _in_room(dry: np.ndarray, rt60_s: float) -> np.ndarray:
    random = np.random.default_rng(3)
    at = np.arange(int(1.2 * rt60_s * RATE)) / RATE
    response = random.standard_normal(len(at)) * np.exp(-6.9078 * at / rt60_s) * 0.02
    response[0] = 1.0
    return np.asarray(oaconvolve(dry, response)[: len(dry)])
