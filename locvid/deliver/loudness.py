"""Loudness of the finished sound: measured, set by one gain, peaks kept, and measured again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ffmpeg

from locvid.deliver.codecs.base import encoder_for, sound_codec
from locvid.deliver.picture import BITEXACT
from locvid.media import ffmpeg as runner
from locvid.media.loudness import Loudness, measure, measured
from locvid.model.errors import LocvidError
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile

TOLERANCE_LU = 0.3
"""How near the target is near enough; EBU R128 allows 0.5 LU."""

_LIMITER_TAKES = 0.05
"""LU that a limiter takes from speech per dB that peaks pass it, at first guess: 0.03 to 0.065 in a
dozen films."""

ROUNDS = 4
"""Corrections before the best result stands; one or two are usual where the limiter works."""


@dataclass(frozen=True, slots=True)
class Mastering:
    """What was done to a mix and what came out; ``ceiling_dbtp`` is None without a limiter."""

    before: Loudness
    gain_db: float
    ceiling_dbtp: float | None
    after: Loudness


@dataclass(frozen=True, slots=True)
class _Setting:
    """A gain, and where a limiter stands behind it if one is needed."""

    gain_db: float
    ceiling_dbtp: float | None


def master(mix: Path, sample_count: int, profile: Profile, coded: Path, target: Path) -> Mastering:
    """Bring ``mix`` (WAV) to the profile's loudness and peak and code it to ``coded``.

    Sound below the gate of BS.1770 has no loudness to set; its gain stays 0 dB. Where loudness and
    peak cannot both be had, the peak is kept, and what comes nearest to the loudness.
    """
    before = measure(mix, target)
    # A guess of what coding adds; the measurement after it corrects the guess.
    ceiling = profile.true_peak_dbtp - sound_codec(profile.audio_codec).overshoot_db
    if before.integrated_lufs is None or before.true_peak_dbtp is None:
        # Less than 0.4 s have no loudness either, however loud.
        loud = before.true_peak_dbtp is not None and before.true_peak_dbtp > ceiling
        setting = _Setting(0.0, ceiling if loud else None)
        _code(mix, setting, sample_count, profile, coded, target)
        return Mastering(before, 0.0, setting.ceiling_dbtp, measure(coded, target))
    wanted = profile.loudness_lufs
    gain = wanted - before.integrated_lufs
    gain += _LIMITER_TAKES * max(0.0, before.true_peak_dbtp + gain - ceiling)
    made: list[tuple[tuple[float, float], _Setting, Loudness]] = []
    # What the limiter really takes is looked for only where the guess was not good enough.
    settling = False
    for _ in range(ROUNDS):
        limited = before.true_peak_dbtp + gain > ceiling
        setting = _Setting(gain, ceiling if limited else None)
        if limited and settling:
            setting = _settled(mix, setting, wanted, target)
        _code(mix, setting, sample_count, profile, coded, target)
        after = measure(coded, target)
        missing = profile.loudness_lufs - _number(after.integrated_lufs)
        excess = _number(after.true_peak_dbtp) - profile.true_peak_dbtp
        faults = round(max(excess, 0.0), 1), round(abs(missing), 1)
        made.append((faults, setting, after))
        if abs(missing) <= TOLERANCE_LU and excess <= 0:
            break
        # What coding takes (it cuts the highest treble) is aimed above; what it adds, below.
        if settling or not limited:
            wanted += missing
        gain = setting.gain_db + missing
        ceiling -= excess + 0.1 if excess > 0 else 0.0
        settling = True
    _, best, after = min(made, key=lambda each: each[0])
    if best != setting:
        _code(mix, best, sample_count, profile, coded, target)
    return Mastering(before, best.gain_db, best.ceiling_dbtp, after)


def _settled(mix: Path, setting: _Setting, wanted_lufs: float, target: Path) -> _Setting:
    """Make up for the loudness that the limiter takes, without coding anything."""
    for _ in range(ROUNDS):
        reached = measured(_processed(mix, setting), target)
        missing = wanted_lufs - _number(reached.integrated_lufs)
        if abs(missing) <= TOLERANCE_LU / 2:
            break
        setting = _Setting(setting.gain_db + missing, setting.ceiling_dbtp)
    return setting


def _processed(mix: Path, setting: _Setting) -> ffmpeg.Stream:
    """The gain and, at four times the rate so that it sees true peaks, the limiter."""
    gain = f"{setting.gain_db:.3f}dB"
    sound = ffmpeg.input(str(mix)).audio.filter("volume", gain, precision="float")
    if setting.ceiling_dbtp is None:
        return sound
    limit = f"{10 ** (setting.ceiling_dbtp / 20):.6f}"
    return (
        sound.filter("aresample", 4 * SAMPLE_RATE)
        .filter("alimiter", limit=limit, attack=5, release=60, level=0, latency=1)
        .filter("aresample", SAMPLE_RATE)
    )


def _code(
    mix: Path,
    setting: _Setting,
    sample_count: int,
    profile: Profile,
    coded: Path,
    target: Path,
) -> None:
    codec = sound_codec(profile.audio_codec)
    encoder = encoder_for(codec)
    graph = (
        _processed(mix, setting)
        # The limiter's two changes of rate may cost or add a few samples at the end.
        .filter("apad", whole_len=sample_count)
        .filter("atrim", end_sample=sample_count)
        .output(
            str(coded),
            format=codec.muxer,
            acodec=encoder,
            ar=SAMPLE_RATE,
            ac=2,
            **codec.options(profile, encoder),
            **BITEXACT,
        )
    )
    runner.run(graph, "coding the sound", target)


def _number(value: float | None) -> float:
    """A measurement of sound that is known to be louder than the gate."""
    if value is None:
        raise LocvidError("coding the sound left nothing but silence")
    return value
