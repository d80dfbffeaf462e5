"""Files that misbehave: an honest answer in one sentence, never a wrong pass."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import ffmpeg
import numpy as np
import pytest

from locvid.media.ffmpeg import run
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.verdict import Check, Gate, Outcome, Verdict
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.decode import sound
from locvid.verify.film import ExpectedLine, verify

GERMAN = Locale("de-DE", "de", "DE")


def judged(film: Any, file: Path, gate: Gate) -> Verdict:
    return verify(file, [ExpectedLine("one", text) for text in film.texts], GERMAN, gate)


def sync(verdict: Verdict) -> Check:
    return next(check for check in verdict.checks if check.name == "lip-sync" and not check.shot)


def with_voice(film: Any, file: Path, voice: Any, **options: Any) -> Path:
    """The picture of ``film`` as it is, with another voice."""
    picture = ffmpeg.input(str(film.file)).video
    graph = ffmpeg.output(picture, voice, str(file), vcodec="copy", **options)
    run(graph, "changing the sound", file)
    return file


def test_telephone_sound_still_tells(film, gate: Gate, tmp_path: Path) -> None:
    """8 kHz, one channel, eight bits."""
    voice = ffmpeg.input(str(film.file)).audio
    file = with_voice(film, tmp_path / "phone.mov", voice, acodec="pcm_mulaw", ar=8000, ac=1)
    verdict = judged(film, file, gate)
    measured = sync(verdict).sync
    assert sync(verdict).outcome is Outcome.PASS, sync(verdict).reason
    assert measured is not None
    assert abs(measured.offset_ms) <= 30


def test_the_voice_of_a_surround_mix_is_heard(film, gate: Gate, tmp_path: Path) -> None:
    """5.1 with the voice in the middle and noise all around."""
    voice = ffmpeg.input(str(film.file)).audio.filter("aformat", channel_layouts="mono")
    noise = ffmpeg.input("anoisesrc=amplitude=0.003:duration=12", f="lavfi").audio
    mixed = ffmpeg.filter([voice, noise], "join", inputs=2, channel_layout="5.1", map=(
        "0.0-FC|1.0-FL|1.0-FR|1.0-LFE|1.0-BL|1.0-BR"))  # fmt: skip
    file = with_voice(film, tmp_path / "surround.mkv", mixed, acodec="ac3", shortest=None)
    verdict = judged(film, file, gate)
    assert sync(verdict).outcome is Outcome.PASS, sync(verdict).reason


def test_sound_alone_fails_and_says_so(film, gate: Gate, tmp_path: Path) -> None:
    file = tmp_path / "sound.m4a"
    graph = ffmpeg.output(ffmpeg.input(str(film.file)).audio, str(file), acodec="copy")
    run(graph, "taking the sound", file)
    verdict = judged(film, file, gate)
    assert verdict.outcome is Outcome.FAIL
    assert "the file has no picture" in sync(verdict).reason


@pytest.mark.parametrize(
    ("suffix", "options"), [(".mkv", {}), (".ts", {}), (".mp4", {"movflags": "faststart"})]
)
def test_a_film_that_breaks_off_never_passes(
    film, gate: Gate, tmp_path: Path, suffix: str, options: dict[str, str]
) -> None:
    """Unlike an mp4 with its index at the end, such a file plays until it ends."""
    whole = tmp_path / f"whole{suffix}"
    graph = ffmpeg.output(ffmpeg.input(str(film.file)), str(whole), codec="copy", **options)
    run(graph, "copying", whole)
    cut = tmp_path / f"cut{suffix}"
    content = whole.read_bytes()
    cut.write_bytes(content[: int(len(content) * 0.55)])
    try:
        verdict = judged(film, cut, gate)
    except InvalidInput as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert verdict.outcome is not Outcome.PASS


def test_a_still_face_never_passes(film, gate: Gate, tmp_path: Path) -> None:
    """One picture of the film throughout, with the grain of a camera."""
    source = ffmpeg.input(str(film.file))
    still = source.video.filter("trim", end_frame=1).filter("loop", loop=-1, size=1)
    grain = still.filter("setpts", "N/25/TB").filter("noise", alls=10, allf="t")
    file = tmp_path / "still.mp4"
    graph = ffmpeg.output(
        grain, source.audio, str(file), vcodec="mpeg4", acodec="copy", shortest=None
    )
    run(graph, "freezing a film", file)
    verdict = judged(film, file, gate)
    assert verdict.outcome is not Outcome.PASS
    assert sync(verdict).outcome is Outcome.CANNOT_TELL, sync(verdict).reason


def test_damaged_pictures_do_not_stop_it(film, gate: Gate, tmp_path: Path) -> None:
    file = tmp_path / "damaged.mp4"
    content = bytearray(film.file.read_bytes())
    for at in range(len(content) // 4, len(content) // 2, 20_000):
        content[at : at + 64] = bytes(64)
    file.write_bytes(content)
    measured = sync(judged(film, file, gate)).sync
    assert measured is not None
    assert abs(measured.offset_ms) <= 40


def test_sound_before_the_film_is_left_out_however_much_there_is(tmp_path: Path) -> None:
    rate, before_s, click_s = 48_000, 0.3, 0.5
    samples = np.zeros((1, rate), np.int16)
    samples[0, round(click_s * rate)] = 30_000
    file = tmp_path / "early.mkv"
    with av.open(str(file), "w", options={"avoid_negative_ts": "disabled"}) as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
        for start in range(0, rate - 1024, 1024):
            frame = av.AudioFrame.from_ndarray(samples[:, start : start + 1024], "s16", "mono")
            frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
            frame.pts = start - round(before_s * rate)
            container.mux(stream.encode(frame))
    heard = np.abs(sound(file)).argmax() / ALIGN_RATE
    assert heard == pytest.approx(click_s - before_s, abs=0.002)
