"""Profile presets: picture, codecs, loudness, captions, the lip-sync gate and other limits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from locvid.model.errors import InvalidInput, Location
from locvid.model.media import VideoFormat
from locvid.model.profile import Limits, Profile
from locvid.model.verdict import Gate
from locvid.presets.extending import EXTENDS, extended
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

DEFAULT = "web"
"""The profile of whoever names none; what a profile leaves out of its checks is as here."""

KEYS = (
    EXTENDS,
    "description",
    "width",
    "height",
    "fps",
    "crf",
    "x264_preset",
    "audio_bitrate",
    "loudness_lufs",
    "true_peak_dbtp",
    "caption_chars",
    "caption_lines",
    "caption_seconds",
    "score",
    "burn_captions",
    "gate",
    "checks",
)
GATE_KEYS = (
    "name",
    "earliest_ms",
    "latest_ms",
    "min_correlation",
    "min_peak_margin",
    "max_interval_ms",
    "max_missing_faces",
)
CHECK_KEYS = (
    "black_s",
    "black_share",
    "frozen_s",
    "frozen_share",
    "silence_s",
    "silence_share",
    "silence_dbfs",
    "clipped_share",
    "loudness_tolerance_lu",
    "true_peak_tolerance_db",
    "misread",
    "correctable_ms",
    "strict",
)
STRICT_NAMES = (
    "black",
    "frozen",
    "silence",
    "clipping",
    "loudness",
    "true peak",
    "faces",
    "pace",
    "words",
    "language",
)
"""Checks that may warn, and so may be named under ``strict``."""

X264_PRESETS = (
    "ultrafast",
    "superfast",
    "veryfast",
    "faster",
    "fast",
    "medium",
    "slow",
    "slower",
    "veryslow",
)


def profile(name: str, library: PresetLibrary, where: Location | None = None) -> Profile:
    """The profile called ``name``; ``where`` is what asked for it.

    What it leaves out comes from the profile that it ``extends``; its ``gate`` may be the name of
    a profile whose gate it takes. Raises InvalidInput naming file and key where the preset is not
    usable.
    """
    preset = extended(library.get("profiles", name, where), library)
    fields = Fields(preset, KEYS)
    return Profile(
        name=preset.name,
        video=VideoFormat(
            width=_even(fields, preset, "width"),
            height=_even(fields, preset, "height"),
            fps=_frame_rate(preset),
        ),
        crf=fields.whole("crf", 0, 51),
        x264_preset=fields.choice("x264_preset", X264_PRESETS),
        audio_bitrate=fields.whole("audio_bitrate", 32_000, 512_000),
        loudness_lufs=fields.number("loudness_lufs", -40, -5),
        true_peak_dbtp=fields.number("true_peak_dbtp", -9, 0),
        caption_chars=fields.whole("caption_chars", 8, 120),
        caption_lines=fields.whole("caption_lines", 1, 4),
        caption_seconds=fields.number("caption_seconds", 1, 20),
        score=fields.yes_or_no("score", default=True),
        gate=_gate(preset, library),
        limits=_limits(preset, library),
        burn_captions=fields.yes_or_no("burn_captions", default=False),
    )


def _even(fields: Fields, preset: Preset, key: str) -> int:
    value = fields.whole(key, 64, 7680)
    if value % 2:
        # yuv420p halves both sides of the colour planes.
        raise InvalidInput(
            f"'{key}' in the profiles preset '{preset.name}' must be even, not {value}",
            where=preset.location,
        )
    return value


def _frame_rate(preset: Preset) -> Fraction:
    """``25`` or ``"30000/1001"``, from 10 to 120 frames a second."""
    written = preset.content.get("fps")
    try:
        rate = Fraction(str(written))
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if not 10 <= rate <= 120:
        raise InvalidInput(
            f"'fps' in the profiles preset '{preset.name}' must be from 10 to 120",
            where=preset.location,
            hint="write 25, or a fraction such as 30000/1001",
        )
    return rate


def _gate(preset: Preset, library: PresetLibrary, askers: tuple[str, ...] = ()) -> Gate:
    named = preset.content.get("gate")
    askers = (*askers, preset.name)
    if isinstance(named, str) and named not in askers:
        other = extended(library.get("profiles", named, preset.location), library)
        return _gate(other, library, askers)
    fields = Fields(preset, GATE_KEYS, prefix="gate.")
    return Gate(
        name=fields.text("name"),
        earliest_ms=fields.number("earliest_ms", -1000, 0),
        latest_ms=fields.number("latest_ms", 0, 1000),
        min_correlation=fields.number("min_correlation", 0, 1),
        min_peak_margin=fields.number("min_peak_margin", 0, 2),
        max_interval_ms=fields.number("max_interval_ms", 1, 1000),
        max_missing_faces=fields.number("max_missing_faces", 0, 1),
    )


def _limits(preset: Preset, library: PresetLibrary) -> Limits:
    usual = library.get("profiles", DEFAULT).content.get("checks", {})
    checks = preset.content.get("checks", {})
    if isinstance(checks, dict) and isinstance(usual, dict):
        preset = replace(preset, content={**preset.content, "checks": {**usual, **checks}})
    fields = Fields(preset, CHECK_KEYS, prefix="checks.")
    return Limits(
        black_s=fields.number("black_s", 0, 3600),
        black_share=fields.number("black_share", 0, 1),
        frozen_s=fields.number("frozen_s", 0, 3600),
        frozen_share=fields.number("frozen_share", 0, 1),
        silence_s=fields.number("silence_s", 0, 3600),
        silence_share=fields.number("silence_share", 0, 1),
        silence_dbfs=fields.number("silence_dbfs", -120, 0),
        clipped_share=fields.number("clipped_share", 0, 1),
        loudness_tolerance_lu=fields.number("loudness_tolerance_lu", 0, 20),
        true_peak_tolerance_db=fields.number("true_peak_tolerance_db", 0, 20),
        misread=fields.pair("misread", 0, 1),
        correctable_ms=fields.number("correctable_ms", 0, 400),
        strict=fields.choices("strict", STRICT_NAMES),
    )
