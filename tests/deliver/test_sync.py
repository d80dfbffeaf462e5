"""What a viewer would notice first: the click is heard when the flash is seen."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import av
import ffmpeg
import numpy as np
import pytest

from locvid.deliver.film import assemble
from locvid.media.ffmpeg import executable
from locvid.media.wav import read
from locvid.model.locale import Locale

FRENCH = Locale("fr-FR", "fr", "FR")
LIMIT_S = 0.002


def make_film(shots, profile, tmp_path):
    return assemble(
        shots,
        title="Flash and click",
        locale=FRENCH,
        source_tag="en-US",
        profile=profile,
        destination=tmp_path / "out" / "test.fr-FR",
        manifest={},
        write_stems=False,
    )


def frame_times(film: Path) -> tuple[list[Fraction], list[Fraction]]:
    """Presentation times of all frames and of the white ones."""
    with av.open(str(film)) as container:
        shown = [
            (frame.pts * frame.time_base, frame.to_ndarray(format="gray").mean() > 128)
            for frame in container.decode(video=0)
        ]
    return [time for time, _ in shown], [time for time, white in shown if white]


def sound_by_pyav(film: Path) -> np.ndarray:
    """Mono sound placed by the presentation times of its frames."""
    with av.open(str(film)) as container:
        blocks = [
            (round(frame.pts * frame.time_base * 48_000), mono(frame))
            for frame in container.decode(audio=0)
        ]
    sound = np.zeros(max(at + len(block) for at, block in blocks))
    for at, block in blocks:
        sound[at : at + len(block)] = block
    return sound


def mono(frame: av.AudioFrame) -> np.ndarray:
    samples = frame.to_ndarray().astype(float)
    return (samples.reshape(-1, 2).T if frame.format.is_packed else samples).mean(axis=0)


def sound_by_ffmpeg(film: Path) -> np.ndarray:
    raw, _ = (
        ffmpeg.input(str(film))
        .audio.output("pipe:", format="f32le", ac=1, ar=48_000)
        .run(cmd=executable(), capture_stdout=True, quiet=True)
    )
    return np.frombuffer(raw, np.float32)


def click_near(sound: np.ndarray, time: Fraction) -> float:
    """When the click of 1 ms that lies within 100 ms of ``time`` begins, in seconds."""
    low = max(0, round(time * 48_000) - 4_800)
    nearby = np.abs(sound[low : low + 9_600])
    return (low + int(np.argmax(nearby > 0.5 * nearby.max()))) / 48_000


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(25), Fraction(30), Fraction(30000, 1001)])
def test_clicks_are_heard_with_their_flashes(fps, shots, profile, tmp_path):
    chosen = profile(fps)
    film = make_film(shots(chosen, 37, 41, 50), chosen, tmp_path).film
    times, flashes = frame_times(film)
    assert times == [n / fps for n in range(37 + 41 + 50)]
    assert flashes == [n / fps for n in (20, 37 + 20, 37 + 41 + 20)]
    for sound in (sound_by_pyav(film), sound_by_ffmpeg(film)):
        assert max(abs(click_near(sound, flash) - flash) for flash in flashes) < LIMIT_S


FORMATS = [
    ("mp4", "av1", "opus"),
    ("webm", "av1", "opus"),
    ("mov", "prores", "pcm"),
    ("mkv", "ffv1", "pcm"),
    ("mkv", "av1", "opus"),
    ("mov", "h264", "aac"),
]


@pytest.mark.parametrize(("container", "picture", "sound"), FORMATS)
def test_every_format_keeps_them_together(container, picture, sound, shots, profile, tmp_path):
    chosen = profile(container=container, video_codec=picture, audio_codec=sound, av1_speed=12)
    film = make_film(shots(chosen, 37, 41), chosen, tmp_path).film
    assert film.suffix == f".{container}"
    times, flashes = frame_times(film)
    assert times == [n / Fraction(25) for n in range(37 + 41)]
    assert flashes == [n / Fraction(25) for n in (20, 37 + 20)]
    for heard in (sound_by_pyav(film), sound_by_ffmpeg(film)):
        assert max(abs(click_near(heard, flash) - flash) for flash in flashes) < LIMIT_S


def test_many_odd_shots_do_not_drift(shots, profile, tmp_path):
    # At 30000/1001 fps each of these is 0.8 samples short of its place in the film.
    chosen = profile(Fraction(30000, 1001))
    counts = [23] * 8
    deliverable = make_film(shots(chosen, *counts), chosen, tmp_path)
    times, flashes = frame_times(deliverable.film)
    assert len(times) == sum(counts)
    sound = sound_by_pyav(deliverable.film)
    assert len(flashes) == len(counts)
    for flash in flashes:
        assert abs(click_near(sound, flash) - flash) < 0.0002


@pytest.mark.parametrize("earlier", [5280, -4800])
def test_sound_can_be_moved_against_the_picture(earlier, shots, profile, tmp_path):
    chosen = profile(Fraction(25))
    film = assemble(
        shots(chosen, 37, 41),
        title="Moved",
        locale=FRENCH,
        source_tag="en-US",
        profile=chosen,
        destination=tmp_path / "moved.fr-FR",
        manifest={},
        write_stems=True,
        earlier=earlier,
    ).film
    times, flashes = frame_times(film)
    assert len(times) == 37 + 41
    sound = sound_by_pyav(film)
    for flash in flashes:
        heard = click_near(sound, flash - Fraction(earlier, 48_000))
        assert abs(heard - (float(flash) - earlier / 48_000)) < LIMIT_S
    dialogue = read(tmp_path / "moved.fr-FR.dialogue.wav")
    assert len(dialogue) == (37 + 41) * 1920
    manifest = json.loads((tmp_path / "moved.fr-FR.json").read_text(encoding="utf-8"))
    for shot in manifest["delivery"]["shots"]:
        third = shot["words"][2]
        told = shot["start_s"] + shot["seconds"] / 2 - earlier / 48_000
        assert third["start_s"] == pytest.approx(told, abs=2e-3), "words move with the sound"
