"""Loudness of the finished sound: measured, set by one gain, peaks kept, and measured again.

Integrated loudness and true peak as in ITU-R BS.1770-5 and EBU R128, by ffmpeg's ebur128.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import ffmpeg

from locvid.deliver.picture import BITEXACT
from locvid.media import ffmpeg as runner
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile

TOLERANCE_LU = 0.3
"""How near the target is near enough; EBU R128 allows 0.5 LU."""

PASSES = 6
"""Corrections before the best result stands; two are usual when the limiter works."""

_SILENCE_LUFS = -70.0
"""The absolute gate of BS.1770: nothing below it counts."""

_OVERSAMPLED = 4 * SAMPLE_RATE
"""Peaks between samples are seen at four times the rate (BS.1770, annex 2)."""

_AAC_OVERSHOOT_DB = 0.3
"""What coding adds to peaks at first guess; the measurement after it corrects the guess."""

_INTEGRATED = re.compile(r"^\s*I:\s*(-?[\d.]+|-?inf|nan) LUFS", re.MULTILINE)
_TRUE_PEAK = re.compile(r"^\s*Peak:\s*(-?[\d.]+|-?inf) dBFS", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loudness:
    """``integrated_lufs`` is None for sound below the gate, ``true_peak_dbtp`` for digital zero."""

    integrated_lufs: float | None
    true_peak_dbtp: float | None


@dataclass(frozen=True, slots=True)
class Mastering:
    """What was done to a mix and what came out; ``ceiling_dbtp`` is None without a limiter."""

    before: Loudness
    gain_db: float
    ceiling_dbtp: float | None
    after: Loudness


def measure(path: Path, target: Path) -> Loudness:
    """Measure a file as a player would decode it; ``target`` is named in errors."""
    graph = (
        ffmpeg.input(str(path))
        .audio.filter("ebur128", peak="true", framelog="quiet")
        .output("-", format="null")
    )
    log = runner.run(graph, "measuring the loudness", target, verbose=True)
    integrated = float(_INTEGRATED.findall(log)[-1])
    peak = float(_TRUE_PEAK.findall(log)[-1])
    return Loudness(
        integrated if integrated > _SILENCE_LUFS else None, peak if peak > -200 else None
    )


def master(mix: Path, sample_count: int, profile: Profile, coded: Path, target: Path) -> Mastering:
    """Bring ``mix`` (WAV) to the profile's loudness and peak and code it as AAC in ``coded``."""
    before = measure(mix, target)
    if before.integrated_lufs is None or before.true_peak_dbtp is None:
        _code(mix, sample_count, profile, coded, target, 0.0, None)
        return Mastering(before, 0.0, None, measure(coded, target))
    gain = profile.loudness_lufs - before.integrated_lufs
    ceiling = profile.true_peak_dbtp - _AAC_OVERSHOOT_DB
    limited = before.true_peak_dbtp + gain > ceiling
    for _ in range(PASSES):
        _code(mix, sample_count, profile, coded, target, gain, ceiling if limited else None)
        after = measure(coded, target)
        assert after.integrated_lufs is not None
        assert after.true_peak_dbtp is not None
        done = Mastering(before, gain, ceiling if limited else None, after)
        missing = profile.loudness_lufs - after.integrated_lufs
        excess = after.true_peak_dbtp - profile.true_peak_dbtp
        if abs(missing) <= TOLERANCE_LU and excess <= 0:
            break
        gain += missing
        if excess > 0:
            limited = True
            ceiling -= excess + 0.1
    return done


def _code(
    mix: Path,
    sample_count: int,
    profile: Profile,
    coded: Path,
    target: Path,
    gain_db: float,
    ceiling_dbtp: float | None,
) -> None:
    sound = ffmpeg.input(str(mix)).audio.filter("volume", f"{gain_db:.3f}dB", precision="float")
    if ceiling_dbtp is not None:
        sound = (
            sound.filter("aresample", _OVERSAMPLED)
            .filter(
                "alimiter",
                limit=f"{10 ** (ceiling_dbtp / 20):.6f}",
                attack=5,
                release=60,
                level=0,
                latency=1,
            )
            .filter("aresample", SAMPLE_RATE)
            .filter("apad", whole_len=sample_count)
            .filter("atrim", end_sample=sample_count)
        )
    graph = sound.output(
        str(coded),
        format="mp4",
        acodec="aac",
        audio_bitrate=profile.audio_bitrate,
        ar=SAMPLE_RATE,
        ac=2,
        **BITEXACT,
    )
    runner.run(graph, "coding the sound", target)
