"""How a room answers: early reflections from its shape, a tail that dies away as its RT60 says.

Early part by image sources (Allen & Berkley 1979, through pyroomacoustics); from the mixing time
on, where single reflections are no longer heard, decaying noise (Moorer 1979). Nothing is drawn
at random but that noise, and its seed is fixed. Sides that are open reflect nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft

from locvid.generate.studio.sound.section import Section
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_EAR_OFFSET_M = 0.0875
_BANDS_HZ = (125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0)
_TAIL_SEED = 1979
_SABINE = 24 * np.log(10) / 343.0
"""s/m, at 343 m/s."""
_DECAY_60_DB = 6.907755
"""ln 1000: amplitude falls by 60 dB in one RT60."""


_SIDES = {
    "left": "west",
    "right": "east",
    "front": "south",
    "back": "north",
    "ground": "floor",
    "ceiling": "ceiling",
}
"""Our words for the sides of the box, and pyroomacoustics'."""


@dataclass(frozen=True, slots=True)
class Room:
    """A box-shaped room (metres; x right, y away from the camera, z up).

    ``rt60_s`` holds at 500 Hz to 1 kHz, and ``treble_share`` of it at 8 kHz; 0 is no tail at all.
    ``open_sides`` reflect nothing, the others let go of ``absorption`` of the energy up to 1 kHz:
    in a closed room it follows from the RT60 (Sabine). ``room_db`` is the
    level of the room's answer to the voice relative to the direct voice: a close microphone.
    ``directivity_db`` is how much of the diffuse sound the microphone for everything else turns
    away (6 dB for a hypercardioid).
    """

    size_m: tuple[float, ...]
    rt60_s: float
    treble_share: float
    reflection_order: int
    listener_m: tuple[float, ...]
    speaker_m: tuple[float, ...]
    effects_m: tuple[float, ...]
    room_db: float
    directivity_db: float
    absorption: float
    open_sides: tuple[str, ...] = ()

    @classmethod
    def read(cls, section: Section) -> Room:
        """From a preset in ``presets/rooms``; raises InvalidInput for what cannot be a room."""
        open_sides = section.words("open") if section.has("open") else ()
        for side in open_sides:
            if side not in _SIDES:
                raise InvalidInput(
                    f"'open' has '{side}', which is none of {', '.join(_SIDES)}",
                    where=section.location,
                )
        size_m, rt60_s = section.numbers("size_m", 3), section.number("rt60_s", lowest=0)
        room = cls(
            size_m=size_m,
            rt60_s=rt60_s,
            absorption=(
                section.number("absorption", lowest=0)
                if open_sides
                else _absorption(size_m, rt60_s, section)
            ),
            open_sides=open_sides,
            treble_share=section.number("treble_share", lowest=0.1),
            reflection_order=int(section.number("reflection_order", lowest=1)),
            listener_m=section.numbers("listener_m", 3),
            speaker_m=section.numbers("speaker_m", 3),
            effects_m=section.numbers("effects_m", 3),
            room_db=section.number("room_db"),
            directivity_db=section.number("directivity_db", lowest=0),
        )
        for key in ("listener_m", "speaker_m", "effects_m"):
            place = section.numbers(key, 3)
            if not all(
                _EAR_OFFSET_M < at < wall - _EAR_OFFSET_M
                for at, wall in zip(place, room.size_m, strict=True)
            ):
                raise InvalidInput(
                    f"'{key}' {list(place)} is not inside a room of {list(room.size_m)} m",
                    where=section.location,
                )
        return room


@lru_cache(maxsize=16)
def voice_response(room: Room) -> Samples:
    """Impulse response for the speaker's voice, float32 [n, 2]; the direct sound is at index 0.

    The time sound takes to the listener is taken away: lips and voice stay together.
    """
    answer = _answer(room, room.speaker_m)
    answer *= 10.0 ** (room.room_db / 20.0) / np.sqrt(np.square(answer).sum(axis=0).mean())
    answer[0] = 1.0
    return answer


@lru_cache(maxsize=16)
def diffuse_response(room: Room) -> Samples:
    """The room's answer, without direct sound, to a thing of level 1 at 1 m: float32 [n, 2].

    The reverberant level is the same all over the room and equals the direct one at the critical
    distance 0.057 √(V/T) (Kuttruff, Room Acoustics, ch. 5): near things sound dry, far ones wet.
    Where sides are open no sound fills the space: its reflections are as loud as they arrive.
    """
    answer = _answer(room, room.effects_m)
    if not room.open_sides:
        critical_m = 0.057 * np.sqrt(np.prod(room.size_m) / room.rt60_s)
        answer /= np.sqrt(np.square(answer).sum(axis=0).mean()) * critical_m
    answer *= 10.0 ** (-room.directivity_db / 20.0)
    answer[0] = 0.0
    return answer


def _answer(room: Room, source_m: tuple[float, ...]) -> Samples:
    """Reflections and tail at two ears, timed from the arrival of the direct sound.

    In the open their level is that of a source of level 1 at 1 m.
    """
    # Lindau et al. (2012): the perceptual mixing time in ms is 20 V/S + 12.
    length, width, height = room.size_m
    surface = 2 * (length * width + length * height + width * height)
    mixing = int((20 * length * width * height / surface + 12) / 1000 * SAMPLE_RATE)
    half = mixing // 3
    window = slice(mixing - half, mixing + half)
    if _tail_length(room) <= window.start:
        # A tail has died away before single reflections are no longer heard, or there is none.
        return np.asarray(_reflections(room, source_m), dtype=np.float32)
    tail = _tail(room)
    early = _reflections(room, source_m, until=window.stop)[: len(tail)]
    tail = tail * np.sqrt(np.square(early[window]).sum() / np.square(tail[window]).sum())
    fade = np.clip((np.arange(len(tail)) - window.start) / (2 * half), 0.0, 1.0)[:, None]
    answer = tail * np.sin(fade * np.pi / 2)
    answer[: len(early)] += early * np.cos(fade[: len(early)] * np.pi / 2)
    return np.asarray(answer, dtype=np.float32)


def _reflections(
    room: Room, source_m: tuple[float, ...], until: float = np.inf
) -> NDArray[np.float64]:
    """What the sides send back within ``until`` samples after the direct sound, at two ears.

    Later ones are left out before they are filtered: they would cost most and not be heard.
    """
    import pyroomacoustics

    # More threads add the same reflections in another order: other last bits on another machine.
    pyroomacoustics.constants.set("num_threads", 1)
    box = _box(pyroomacoustics, room, source_m)
    box.image_source_model()
    (source,) = box.sources
    metres = np.linalg.norm(np.subtract(source_m, room.listener_m))
    samples_per_m = SAMPLE_RATE / pyroomacoustics.constants.get("c")
    middle = np.array(room.listener_m)[:, None]
    late = np.linalg.norm(source.images - middle, axis=0) - metres > until / samples_per_m
    direct = source.orders == 0
    answer = _heard(box, ~direct & ~late)
    if room.open_sides:
        answer /= metres * np.sqrt(np.square(_heard(box, direct)).sum(axis=0).mean())
    filter_delay = pyroomacoustics.constants.get("frac_delay_length") // 2
    return answer[round(metres * samples_per_m) + filter_delay :]


def _box(pyroomacoustics: Any, room: Room, source_m: tuple[float, ...]) -> Any:
    box = pyroomacoustics.ShoeBox(
        list(room.size_m),
        fs=SAMPLE_RATE,
        materials={
            side: pyroomacoustics.Material(
                {
                    "description": side,
                    "coeffs": [
                        1.0 if ours in room.open_sides else min(0.95, room.absorption / share)
                        for share in _band_shares(room)
                    ],
                    "center_freqs": list(_BANDS_HZ),
                }
            )
            for ours, side in _SIDES.items()
        },
        max_order=room.reflection_order,
        air_absorption=True,
    )
    box.add_source(list(source_m))
    x, y, z = room.listener_m
    box.add_microphone_array(np.array([[x - _EAR_OFFSET_M, y, z], [x + _EAR_OFFSET_M, y, z]]).T)
    return box


def _heard(box: Any, images: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The chosen images of the source at both ears, [n, 2], from when it sounds."""
    (seen,) = box.visibility
    box.visibility = [np.stack([images, images])]
    box.compute_rir()
    box.visibility = [seen]
    ears = [np.asarray(ear[0]) for ear in box.rir]
    length = max(map(len, ears))
    return np.stack([np.pad(ear, (0, length - len(ear))) for ear in ears], axis=1)


@lru_cache(maxsize=16)
def _tail(room: Room) -> NDArray[np.float64]:
    """Noise of the two ears, each band dying away at its own RT60."""
    shares = _band_shares(room)
    length = _tail_length(room)
    random = np.random.default_rng(_TAIL_SEED)
    spectrum = rfft(random.standard_normal((length, 2)), axis=0)
    frequencies = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    edges = [0.0, *(band * np.sqrt(2.0) for band in _BANDS_HZ[:-1]), np.inf]
    time_s = np.arange(length)[:, None] / SAMPLE_RATE
    tail = np.zeros((length, 2))
    for share in sorted(set(shares)):
        # Neighbours that die away alike are one band.
        low = edges[shares.index(share)]
        high = edges[len(shares) - shares[::-1].index(share)]
        band = np.where(((frequencies >= low) & (frequencies < high))[:, None], spectrum, 0)
        decay = np.exp(-_DECAY_60_DB * time_s / (room.rt60_s * share))
        tail += irfft(band, length, axis=0) * decay
    return tail


def _tail_length(room: Room) -> int:
    """Samples until the slowest band has fallen by 60 dB."""
    return int(room.rt60_s * max(_band_shares(room)) * SAMPLE_RATE)


def _absorption(size_m: tuple[float, ...], rt60_s: float, section: Section) -> float:
    """Sabine: the share of energy that each reflection loses, for a tail of ``rt60_s``."""
    length, width, height = size_m
    surface = 2 * (length * width + length * height + width * height)
    least_s = _SABINE * length * width * height / surface if min(size_m) > 0 else np.inf
    if rt60_s <= least_s:
        raise InvalidInput(
            f"'rt60_s' must be longer than {least_s:.2f} s in a closed room of {list(size_m)} m: "
            "walls can take no more than all of the sound",
            where=section.location,
            hint="make the room smaller, or name its open sides ('open: [ceiling, …]')",
        )
    return float(least_s / rt60_s)


def _band_shares(room: Room) -> list[float]:
    """RT60 of each band as a share of the mid one: even up to 1 kHz, then falling by octaves."""
    top = np.log2(_BANDS_HZ[-1] / 1000.0)
    falls = [max(0.0, float(np.log2(band / 1000.0))) / top for band in _BANDS_HZ]
    return [1.0 - (1.0 - room.treble_share) * fall for fall in falls]
