"""A delivery profile: picture format, codecs, loudness, captions and gate."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.media import VideoFormat
from locvid.model.verdict import Gate


@dataclass(frozen=True, slots=True)
class Profile:
    """One YAML file in ``presets/profiles``.

    ``loudness_lufs`` (integrated, ITU-R BS.1770) and ``true_peak_dbtp`` are targets; ``crf`` and
    ``x264_preset`` go to libx264; ``audio_bitrate`` in bit/s; captions are limited to
    ``caption_chars`` a line, ``caption_lines`` lines and ``caption_seconds`` s.
    """

    name: str
    video: VideoFormat
    crf: int
    x264_preset: str
    audio_bitrate: int
    loudness_lufs: float
    true_peak_dbtp: float
    caption_chars: int
    caption_lines: int
    caption_seconds: float
    gate: Gate
