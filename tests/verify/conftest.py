"""A real film of the studio, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from locvid.generate.studio.generator import StudioGenerator
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import (
    DurationRange,
    PerformancePrompt,
    SoundLayer,
    Speaker,
    SpokenLine,
)
from locvid.model.script import Camera
from locvid.model.verdict import Gate
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for

GERMAN = Locale("de-DE", "de", "DE")
TEXTS = (
    "Bitte halten Sie den blauen Knopf gedrückt, bis die Lampe grün wird.",
    "Danach öffnet sich die Klappe von selbst, und der Apparat beginnt zu arbeiten.",
)
FPS = Fraction(25)


@dataclass(frozen=True)
class Film:
    """A film, the sound that is in it (float32 [samples] at 48 kHz) and what is said."""

    file: Path
    sound: NDArray[np.float32]
    texts: tuple[str, ...] = TEXTS


@pytest.fixture(scope="session")
def gate() -> Gate:
    return Gate("EBU R37", -40, 60, 0.45, 0.25, 90, 0.2)


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    library = PresetLibrary()
    lines = tuple(
        SpokenLine(
            "maya", text, text, "calm", "natural", "sentence-final", 1.0, 0.0, 1.0, 0.0, 1.0, ""
        )
        for text in TEXTS
    )
    prompt = PerformancePrompt(
        script="test",
        shot="one",
        locale=GERMAN,
        market=market_for(GERMAN, library)[0],
        speakers=(Speaker("maya", "maya", "warm-female", "", "", ""),),
        lines=lines,
        setting="office",
        setting_description="an office",
        camera=Camera(),
        soundscape=(SoundLayer("ambience", "office", "soft", "centre", None, ""),),
        duration=DurationRange(1.0, 2.0, 30.0),
        lip_sync="",
        seed=3,
    )
    take = StudioGenerator(library).perform(prompt, VideoFormat(640, 360, FPS))
    sound = sum(take.stems.values())
    mono = np.asarray(np.mean(sound, axis=1), np.float32)
    file = tmp_path_factory.mktemp("film") / "film.mp4"
    write_film(file, (frame[:, :, :3] for frame in take.frames), mono)
    return Film(file, mono)


def write_film(
    file: Path, frames: Iterable[NDArray[np.uint8]], sound: NDArray[np.float32] | None
) -> None:
    """Encode BGR frames at 25 fps, and mono ``sound`` at 48 kHz where there is any."""
    with av.open(str(file), "w") as container:
        picture = container.add_stream("mpeg4", rate=FPS)
        picture.bit_rate = 4_000_000
        voice = (
            container.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
            if sound is not None
            else None
        )
        for number, pixels in enumerate(frames):
            if number == 0:
                picture.height, picture.width = pixels.shape[:2]
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="bgr24")
            container.mux(picture.encode(frame))
        container.mux(picture.encode())
        if voice is not None and sound is not None:
            container.mux(_encoded(voice, sound))


def with_sound(film: Path, sound: NDArray[np.float32] | None, file: Path) -> Path:
    """The picture of ``film``, bit for bit, with another sound or none."""
    with av.open(str(film)) as source, av.open(str(file), "w") as container:
        picture = container.add_stream_from_template(source.streams.video[0])
        voice = (
            container.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
            if sound is not None
            else None
        )
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = picture
                container.mux(packet)
        if voice is not None and sound is not None:
            container.mux(_encoded(voice, sound))
    return file


def _encoded(voice: av.AudioStream, sound: NDArray[np.float32]) -> list[av.Packet]:
    packets = []
    for start in range(0, len(sound), 1024):
        frame = av.AudioFrame.from_ndarray(sound[None, start : start + 1024], "fltp", "mono")
        frame.sample_rate, frame.pts = SAMPLE_RATE, start
        packets += voice.encode(frame)
    return packets + voice.encode()


@pytest.fixture(name="with_sound", scope="session")
def with_sound_fixture() -> object:
    return with_sound


@pytest.fixture(name="write_film", scope="session")
def write_film_fixture() -> object:
    return write_film
