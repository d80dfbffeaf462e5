"""Each check on films made up for it: what passes, what is warned of, what fails."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from limits import LIMITS

from locvid.media import ffmpeg as runner
from locvid.model.locale import Locale
from locvid.model.profile import Demands
from locvid.model.verdict import Check, Gate, Outcome
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.presets.profiles import STRICT_NAMES
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone, Alignment
from locvid.verify.checks import (
    black,
    captions,
    clipping,
    faces,
    frozen,
    language,
    loudness,
    pace,
    silence,
)
from locvid.verify.checks import words as words_check
from locvid.verify.checks.always import ALWAYS, make
from locvid.verify.checks.base import Observed
from locvid.verify.decode import Streams
from locvid.verify.hearing import HeardLine
from locvid.verify.lips import LipTrack

FRENCH = Locale("fr-FR", "fr", "FR")
SECONDS, FPS = 20, 25
FRAMES = SECONDS * FPS


def film(**changed: Any) -> Observed:
    """Twenty seconds of a face that moves and a voice, or what ``changed`` makes of them."""
    track = LipTrack(
        times_s=changed.pop("times_s", np.arange(FRAMES) / FPS),
        aperture=changed.pop("aperture", np.full(FRAMES, 0.1)),
        cuts=(0,),
        luma=changed.pop("luma", np.full(FRAMES, 120.0)),
        motion=changed.pop("motion", np.full(FRAMES, 0.5)),
    )
    noise = np.random.default_rng(1).normal(0, 0.1, SECONDS * ALIGN_RATE).astype(np.float32)
    whole = Observed(
        file=Path("film.mp4"),
        streams=Streams(True, True, SECONDS, 640, 360),
        samples=noise,
        track=track,
        texts=(),
        heard=(),
        locale=FRENCH,
        gate=Gate("EBU R37", -40, 60, 0.38, 0.2, 90, 0.2),
        demands=Demands(LIMITS, -14, -1, market_for(FRENCH, PresetLibrary())[0]),
    )
    return replace(whole, **changed)


def only(checks: Any) -> Check:
    (check,) = checks
    return check


def stretch(value: float, start_s: float, end_s: float, usual: float) -> np.ndarray:
    curve = np.full(FRAMES, usual)
    curve[round(start_s * FPS) : round(end_s * FPS)] = value
    return curve


@pytest.mark.parametrize(
    ("start_s", "end_s", "outcome"),
    [
        (0, 0, Outcome.PASS),
        (0, 1, Outcome.PASS),
        (5, 7.5, Outcome.WARN),
        (5, 10, Outcome.FAIL),
        (0, 20, Outcome.FAIL),
    ],
)
def test_black(start_s: float, end_s: float, outcome: Outcome) -> None:
    check = only(black.check_black(film(luma=stretch(3.0, start_s, end_s, 120.0))))
    assert check.outcome is outcome
    if outcome is Outcome.WARN:
        assert "2.5 s, from 5.0 to 7.5 s" in check.reason


@pytest.mark.parametrize(
    ("start_s", "end_s", "outcome"),
    [(0, 0, Outcome.PASS), (3, 5, Outcome.PASS), (3, 8, Outcome.WARN), (0, 20, Outcome.FAIL)],
)
def test_frozen(start_s: float, end_s: float, outcome: Outcome) -> None:
    check = only(frozen.check_frozen(film(motion=stretch(0.0, start_s, end_s, 0.5))))
    assert check.outcome is outcome


def test_a_picture_that_is_shown_for_long_stands_still_although_the_next_is_another() -> None:
    times_s = np.concatenate([np.arange(100) / FPS, 10 + np.arange(FRAMES - 100) / FPS])
    check = only(frozen.check_frozen(film(times_s=times_s)))
    assert check.outcome is Outcome.WARN
    assert "6.0 s, from 4.0 to 10.0 s" in check.reason


@pytest.mark.parametrize(
    ("start_s", "end_s", "outcome"),
    [(0, 0, Outcome.PASS), (4, 5, Outcome.PASS), (4, 7, Outcome.WARN), (4, 18, Outcome.FAIL)],
)
def test_silence(start_s: float, end_s: float, outcome: Outcome) -> None:
    samples = film().samples.copy()
    samples[round(start_s * ALIGN_RATE) : round(end_s * ALIGN_RATE)] *= 1e-5
    assert only(silence.check_silence(film(samples=samples))).outcome is outcome


@pytest.mark.parametrize(
    ("start_s", "end_s", "outcome"),
    [(0, 0, Outcome.PASS), (2, 4, Outcome.PASS), (2, 9, Outcome.WARN), (0, 20, Outcome.WARN)],
)
def test_faces(start_s: float, end_s: float, outcome: Outcome) -> None:
    seen = film(aperture=stretch(np.nan, start_s, end_s, 0.1), texts=("Bonjour.",))
    assert only(faces.check_faces(seen)).outcome is outcome


def test_a_title_without_a_face_is_no_missing_face() -> None:
    spoken = heard("Bonjour.", 1.0)
    spoken = replace(spoken, span=(11 * ALIGN_RATE, 12 * ALIGN_RATE))
    title = stretch(np.nan, 0, 10, 0.1)
    seen = film(aperture=title, texts=("Bonjour.",), heard=(spoken,))
    assert only(faces.check_faces(seen)).outcome is Outcome.WARN
    cut = replace(seen, track=replace(seen.track, cuts=(0, 10 * FPS)))
    assert only(faces.check_faces(cut)).outcome is Outcome.PASS
    assert faces.check_faces(film(aperture=title, texts=())) == ()


def heard(text: str, seconds: float, pause_s: float = 0.0, score: float = 0.3) -> HeardLine:
    """Two phones that last for ``seconds`` together, with a pause between them."""
    half = round(seconds / 2 * ALIGN_RATE)
    later = half + round(pause_s * ALIGN_RATE)
    phones = (AlignedPhone("a", 0, half), AlignedPhone("b", later, later + half))
    return HeardLine((0, later + half), (Alignment(phones, (), score, "told", "1", 0.13),))


SENTENCE = "Le bateau part demain matin pour la petite ville."
"""14 syllables."""


@pytest.mark.parametrize(
    ("seconds", "pause_s", "outcome"),
    [
        (2.4, 0.0, Outcome.PASS),
        (2.4, 2.0, Outcome.PASS),
        (1.5, 0.0, Outcome.WARN),
        (4.5, 0.0, Outcome.WARN),
    ],
)
def test_pace(seconds: float, pause_s: float, outcome: Outcome) -> None:
    line = heard(SENTENCE, seconds, pause_s)
    check = only(pace.check_pace(film(texts=[SENTENCE], heard=[line])))
    assert check.outcome is outcome, check.reason


def test_the_pace_of_what_is_not_said_is_no_pace() -> None:
    line = heard(SENTENCE, 2.4, score=0.02)
    assert pace.check_pace(film(texts=[SENTENCE], heard=[line])) == ()


def sound_file(path: Path, sound: np.ndarray, codec: str, layout: str = "mono") -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=48_000, layout=layout)
        stream.bit_rate = 128_000
        for start in range(0, sound.shape[1], 1024):
            part = np.ascontiguousarray(sound[:, start : start + 1024], np.float32)
            frame = av.AudioFrame.from_ndarray(part, "fltp", layout)
            frame.sample_rate, frame.pts = 48_000, start
            frame.time_base = Fraction(1, 48_000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def tone(amplitude: float, seconds: float = 6) -> np.ndarray:
    """A low tone that swells and falls, as speech does."""
    at = np.arange(round(seconds * 48_000)) / 48_000
    return amplitude * np.sin(2 * np.pi * 220 * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 2 * at))


@pytest.mark.parametrize("suffix", [".m4a", ".wav"])
@pytest.mark.parametrize(
    ("amplitude", "outcome"), [(0.7, Outcome.PASS), (0.95, Outcome.PASS), (2.0, Outcome.WARN)]
)
def test_clipping(suffix: str, amplitude: float, outcome: Outcome, tmp_path: Path) -> None:
    codec = "aac" if suffix == ".m4a" else "pcm_s16le"
    sound = np.clip(tone(amplitude), -1, 1)
    if codec == "pcm_s16le":
        import soundfile

        soundfile.write(tmp_path / "sound.wav", sound, 48_000, subtype="PCM_16")
    else:
        sound_file(tmp_path / "sound.m4a", sound[None], codec)
    made = film(file=tmp_path / f"sound{suffix}")
    check = only(clipping.check_clipping(made))
    assert check.outcome is outcome, check.reason


def test_one_clipped_channel_is_enough(tmp_path: Path) -> None:
    stereo = np.stack([np.clip(tone(2.0), -1, 1), tone(0.2)])
    made = film(file=sound_file(tmp_path / "sound.m4a", stereo, "aac", "stereo"))
    assert only(clipping.check_clipping(made)).outcome is Outcome.WARN


def test_loudness_and_true_peak(tmp_path: Path) -> None:
    made = film(file=sound_file(tmp_path / "sound.m4a", tone(0.25)[None], "aac"))
    quiet = {check.name: check for check in loudness.check_loudness(made)}
    assert quiet["loudness"].outcome is Outcome.WARN
    assert quiet["true peak"].outcome is Outcome.PASS
    measured = float(quiet["loudness"].reason.split(" ")[0])
    softer = replace(made, demands=replace(made.demands, loudness_lufs=measured))
    assert {check.outcome for check in loudness.check_loudness(softer)} == {Outcome.PASS}
    narrow = replace(made, demands=replace(made.demands, true_peak_dbtp=-20))
    assert {check.outcome for check in loudness.check_loudness(narrow)} == {Outcome.WARN}


def test_what_is_missing_on_this_machine_is_told_and_keeps_no_other_check_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sound_file(tmp_path / "sound.m4a", tone(0.25)[None], "aac")
    made = film(file=file, texts=("Bonjour.",))
    monkeypatch.setenv(runner.VARIABLE, "no-such-program")
    runner._found.cache_clear()
    try:
        checks, not_made = make(ALWAYS, made)
    finally:
        runner._found.cache_clear()
    assert [missing["check"] for missing in not_made] == ["loudness"]
    assert "ffmpeg" in not_made[0]["how_to_get_it"]
    assert {"black", "frozen", "faces", "silence", "clipping"} == {check.name for check in checks}


def test_a_profile_can_be_strict_about_a_warning() -> None:
    dark = film(luma=stretch(3.0, 5, 7.5, 120.0))
    strict = replace(dark.demands, limits=replace(LIMITS, strict=("black",)))
    for demands, outcome in ((dark.demands, Outcome.WARN), (strict, Outcome.FAIL)):
        checks, _ = make([black.check_black], replace(dark, demands=demands))
        assert only(checks).outcome is outcome


def test_profiles_can_be_strict_about_every_check_that_warns() -> None:
    assert set(STRICT_NAMES) == {
        black.BLACK, frozen.FROZEN, faces.FACES, silence.SILENCE, clipping.CLIPPING,
        loudness.LOUDNESS, loudness.TRUE_PEAK, pace.PACE, words_check.WORDS, language.LANGUAGE,
        captions.CAPTIONS,
    }  # fmt: skip
