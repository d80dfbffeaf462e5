from __future__ import annotations

import numpy as np
import pyroomacoustics
import pytest
from scipy.signal import butter, sosfilt

from locvid.generate.studio.sound.room import Room, diffuse_response, voice_response
from locvid.generate.studio.sound.section import Section
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary

ROOMS = PresetLibrary().names("rooms")
RINGING = tuple(name for name in ROOMS if name != "meadow")
VOICE_DISTANT = ("bathroom", "hall", "tunnel")
"""Rooms that are there to be heard."""


def section(library: PresetLibrary, room: str) -> Section:
    return Section.of(library.get("rooms", room))


@pytest.mark.parametrize("name", RINGING)
def test_reverberation_lasts_as_long_as_the_preset_says(library: PresetLibrary, name: str) -> None:
    room = Room.read(section(library, name))

    for response in (voice_response(room), diffuse_response(room)):
        measured = _rt60(response[:, 0].astype(np.float64))
        assert measured == pytest.approx(room.rt60_s, rel=0.2)


def test_nothing_comes_back_over_a_meadow_but_from_the_ground(library: PresetLibrary) -> None:
    room = Room.read(section(library, "meadow"))
    energy = np.square(voice_response(room)[1:, 0])

    assert energy[: SAMPLE_RATE // 50].sum() > 0.99 * energy.sum()
    assert 10 * np.log10(np.square(diffuse_response(room)).sum(axis=0).mean()) < -15


@pytest.mark.parametrize("rt60_s", [0.01, 0.03])
def test_a_tail_too_short_to_be_heard_leaves_the_reflections(
    library: PresetLibrary, rt60_s: float
) -> None:
    short, none = (
        Room.read(section(library, "street").overridden({"rt60_s": each})) for each in (rt60_s, 0)
    )
    assert np.isfinite(voice_response(short)).all()
    assert np.isfinite(diffuse_response(short)).all()
    assert len(voice_response(short)) == len(voice_response(none))


@pytest.mark.parametrize("name", ROOMS)
def test_the_direct_voice_comes_first_and_dominates(library: PresetLibrary, name: str) -> None:
    room = Room.read(section(library, name))
    response = voice_response(room)

    assert np.all(response[0] == 1.0)
    rest_db = 10 * np.log10(np.square(response[1:]).sum(axis=0).mean())
    assert rest_db == pytest.approx(room.room_db, abs=1.0)
    assert _clarity_db(response[:, 0]) > (3 if name in VOICE_DISTANT else 15)


def test_a_bigger_livelier_room_is_wetter(library: PresetLibrary) -> None:
    studio, cafe = (Room.read(section(library, name)) for name in ("studio", "cafe"))

    assert len(diffuse_response(cafe)) > len(diffuse_response(studio))
    assert np.all(diffuse_response(cafe)[0] == 0.0)


def test_a_room_sounds_the_same_on_any_number_of_cores(library: PresetLibrary) -> None:
    room = Room.read(section(library, "studio"))
    responses = []
    for threads in (1, 4):
        pyroomacoustics.constants.set("num_threads", threads)
        voice_response.cache_clear()
        responses.append(voice_response(room).tobytes())

    assert responses[0] == responses[1]


def test_ears_hear_different_reflections(library: PresetLibrary) -> None:
    room = Room.read(section(library, "cafe"))
    left, right = voice_response(room)[SAMPLE_RATE // 10 :].T

    assert abs(np.corrcoef(left, right)[0, 1]) < 0.2


def test_a_speaker_outside_the_room_is_an_error_that_names_the_key(library: PresetLibrary) -> None:
    wrong = section(library, "office").overridden({"speaker_m": [4.0, 99.0, 1.3]})

    with pytest.raises(InvalidInput, match="speaker_m") as error:
        Room.read(wrong)
    assert error.value.where is not None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rt60_s", "long"),
        ("rt60_s", 0),
        ("rt60_s", 0.01),
        ("size_m", [1, 2]),
        ("size_m", None),
        ("open", ["roof"]),
    ],
)
def test_values_of_the_wrong_kind_are_named(
    library: PresetLibrary, key: str, value: object
) -> None:
    with pytest.raises(InvalidInput, match=key):
        Room.read(section(library, "office").overridden({key: value}))


def _rt60(response: np.ndarray) -> float:
    """T20 of the octaves at 500 Hz and 1 kHz, without the direct sound (ISO 3382-1)."""
    reflected = np.concatenate([[0.0], response[1:]])
    octaves = butter(3, (354, 1414), "bandpass", fs=SAMPLE_RATE, output="sos")
    late = np.square(sosfilt(octaves, reflected))
    decay_db = 10 * np.log10(np.cumsum(late[::-1])[::-1] / late.sum())
    fit = (decay_db < -5) & (decay_db > -25)
    slope = np.polyfit(np.flatnonzero(fit) / SAMPLE_RATE, decay_db[fit], 1)[0]
    return float(-60 / slope)


def _clarity_db(response: Samples) -> float:
    early = int(0.05 * SAMPLE_RATE)
    return float(
        10 * np.log10(np.square(response[:early]).sum() / np.square(response[early:]).sum())
    )
