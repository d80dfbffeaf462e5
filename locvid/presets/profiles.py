"""Profile presets: picture, codecs, loudness, captions, the lip-sync gate and other limits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from locvid import plugins
from locvid.model.errors import InvalidInput, Location
from locvid.model.media import VideoFormat
from locvid.model.profile import Ladder, Limits, OwnSound, Profile, Stills
from locvid.model.verdict import Gate
from locvid.presets.extending import EXTENDS, extended
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

DEFAULT = "web"
"""The profile of whoever names none; what a profile leaves out of its checks is as here.

The same holds for codecs, container, outputs and what belongs to them.
"""

_AS_USUAL = (
    "container",
    "video_codec",
    "audio_codec",
    "av1_speed",
    "prores_kind",
    "outputs",
    "stills",
    "ladder",
    "own_sound",
)

KEYS = (
    EXTENDS,
    "description",
    "width",
    "height",
    "fps",
    "container",
    "video_codec",
    "audio_codec",
    "crf",
    "x264_preset",
    "av1_speed",
    "prores_kind",
    "audio_bitrate",
    "loudness_lufs",
    "true_peak_dbtp",
    "caption_chars",
    "caption_lines",
    "caption_seconds",
    "score",
    "burn_captions",
    "outputs",
    "stills",
    "ladder",
    "own_sound",
    "gate",
    "checks",
)
STILLS_KEYS = ("poster_at", "poster_width", "preview_seconds", "preview_fps", "preview_width")
LADDER_KEYS = ("short_sides", "crf", "max_kbps", "segment_s")
OWN_SOUND_RANGES = {
    "least_below_voice_db": (0, 40),
    "most_below_voice_db": (20, 120),
    "silence_dbfs": (-120, -40),
    "dropout_s": (0.02, 10),
    "flatness_db": (-40, 0),
    "unrest_db": (0, 20),
    "step_lu": (0, 60),
    "step_db": (0, 60),
}
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
    "captions",
    "words",
    "language",
)
"""Checks that may warn, and so may be named under ``strict``."""

PRORES_KINDS = ("proxy", "lt", "standard", "hq")

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
    return _profile(library.get("profiles", name, where), library)


@lru_cache(maxsize=64)
def _profile(own: Preset, library: PresetLibrary) -> Profile:
    preset = _usual(extended(own, library), library)
    fields = Fields(preset, KEYS)
    stills = Fields(preset, STILLS_KEYS, prefix="stills.")
    ladder = Fields(preset, LADDER_KEYS, prefix="ladder.")
    return Profile(
        name=preset.name,
        video=VideoFormat(
            width=_even(fields, preset, "width"),
            height=_even(fields, preset, "height"),
            fps=_frame_rate(preset),
        ),
        container=fields.choice("container", plugins.names("locvid.containers")),
        video_codec=fields.choice("video_codec", plugins.names("locvid.picture_codecs")),
        audio_codec=fields.choice("audio_codec", plugins.names("locvid.sound_codecs")),
        # x264 counts to 51, AV1 to 63.
        crf=fields.whole("crf", 0, 63 if preset.content.get("video_codec") == "av1" else 51),
        x264_preset=fields.choice("x264_preset", X264_PRESETS),
        av1_speed=fields.whole("av1_speed", 0, 13),
        prores_kind=fields.choice("prores_kind", PRORES_KINDS),
        audio_bitrate=fields.whole("audio_bitrate", 32_000, 512_000),
        loudness_lufs=fields.number("loudness_lufs", -40, -5),
        true_peak_dbtp=fields.number("true_peak_dbtp", -9, 0),
        caption_chars=fields.whole("caption_chars", 8, 120),
        caption_lines=fields.whole("caption_lines", 1, 4),
        caption_seconds=fields.number("caption_seconds", 1, 20),
        score=fields.yes_or_no("score", default=True),
        outputs=fields.choices("outputs", plugins.names("locvid.outputs")),
        stills=Stills(
            poster_at=stills.number("poster_at", 0, 1),
            poster_width=stills.whole("poster_width", 64, 7680),
            preview_seconds=stills.number("preview_seconds", 0.5, 30),
            preview_fps=stills.whole("preview_fps", 1, 50),
            preview_width=stills.whole("preview_width", 64, 1920),
        ),
        ladder=Ladder(
            short_sides=ladder.wholes("short_sides", 64, 4320),
            crf=ladder.whole("crf", 0, 51),
            max_kbps=ladder.whole("max_kbps", 100, 100_000),
            segment_s=ladder.number("segment_s", 1, 20),
        ),
        own_sound=_own_sound(preset),
        gate=_gate(preset, library),
        limits=_limits(preset, library),
        burn_captions=fields.yes_or_no("burn_captions", default=False),
    )


def where_said(name: str, keys: tuple[str, ...], library: PresetLibrary) -> Location:
    """File and line of the first of ``keys`` in the profile, else in one that it extends."""
    preset = library.get("profiles", name)
    return extended(preset, library).where(*keys)


def _usual(preset: Preset, library: PresetLibrary) -> Preset:
    """``preset`` with what only newer profiles say filled in from the default one."""
    usual = library.get("profiles", DEFAULT).content
    missing = {key: usual[key] for key in _AS_USUAL if key in usual and key not in preset.content}
    own = {
        key: {**usual[key], **preset.content[key]}
        for key in ("stills", "ladder", "own_sound")
        if isinstance(usual.get(key), dict) and isinstance(preset.content.get(key), dict)
    }
    return replace(preset, content={**missing, **preset.content, **own})


def _even(fields: Fields, preset: Preset, key: str) -> int:
    value = fields.whole(key, 64, 7680)
    if value % 2:
        # yuv420p halves both sides of the colour planes.
        raise InvalidInput(
            f"'{key}' in the profiles preset '{preset.name}' must be even, not {value}",
            where=preset.where(key),
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
            where=preset.where("fps"),
            hint="write 25, or a fraction such as 30000/1001",
        )
    return rate


def _own_sound(preset: Preset) -> OwnSound:
    fields = Fields(preset, OWN_SOUND_RANGES, prefix="own_sound.")
    return OwnSound(**{key: fields.number(key, *ends) for key, ends in OWN_SOUND_RANGES.items()})


def _gate(preset: Preset, library: PresetLibrary, askers: tuple[str, ...] = ()) -> Gate:
    named = preset.content.get("gate")
    askers = (*askers, preset.name)
    if isinstance(named, str) and named not in askers:
        other = extended(library.get("profiles", named, preset.where("gate")), library)
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
