"""Profile presets: picture format, codecs, loudness, captions and the lip-sync gate."""

from __future__ import annotations

from fractions import Fraction

from locvid.model.errors import InvalidInput, Location
from locvid.model.media import VideoFormat
from locvid.model.profile import Profile
from locvid.model.verdict import Gate
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

KEYS = (
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
    "gate",
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

    Raises InvalidInput naming file and key where the preset is not usable.
    """
    preset = library.get("profiles", name, where)
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
        gate=_gate(preset),
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


def _gate(preset: Preset) -> Gate:
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
