"""A delivery profile: picture format, codecs, loudness, captions, gate and limits."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.locale import Market
from locvid.model.media import VideoFormat
from locvid.model.verdict import Gate


@dataclass(frozen=True, slots=True)
class Limits:
    """What a film is held to beside its lips: the ``checks`` of a profile.

    ``black_s``, ``frozen_s`` and ``silence_s`` are the longest stretches, in seconds, in which
    nothing is to be seen, moves or is heard (louder than ``silence_dbfs``); beyond the shares
    (``black_share`` and so on, 0…1 of the film) it is not a blemish but a broken film.
    ``clipped_share`` is that of samples at full scale. ``loudness_tolerance_lu`` and
    ``true_peak_tolerance_db`` are about the profile's targets. ``misread`` are the shares of wrong
    characters from which on a recognised text is doubted and refused. ``correctable_ms`` is the
    largest lip-sync offset that is taken out of a film instead of rendering it again. ``strict``
    names the checks whose warnings fail a film.
    """

    black_s: float
    black_share: float
    frozen_s: float
    frozen_share: float
    silence_s: float
    silence_share: float
    silence_dbfs: float
    clipped_share: float
    loudness_tolerance_lu: float
    true_peak_tolerance_db: float
    misread: tuple[float, float]
    correctable_ms: float
    strict: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One YAML file in ``presets/profiles``.

    ``loudness_lufs`` (integrated, ITU-R BS.1770) and ``true_peak_dbtp`` are targets; ``crf`` and
    ``x264_preset`` go to libx264; ``audio_bitrate`` in bit/s; captions are limited to
    ``caption_chars`` a line, ``caption_lines`` lines and ``caption_seconds`` s, and drawn into the
    picture where ``burn_captions`` says so. ``score``: music plays under the film unless its script
    says otherwise.
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
    score: bool
    gate: Gate
    limits: Limits
    burn_captions: bool = False


@dataclass(frozen=True, slots=True)
class Demands:
    """All that a film in one language is held to beside its lip-sync."""

    limits: Limits
    loudness_lufs: float
    true_peak_dbtp: float
    market: Market

    @classmethod
    def of(cls, profile: Profile, market: Market) -> Demands:
        """What ``profile`` asks of a film for ``market``."""
        return cls(profile.limits, profile.loudness_lufs, profile.true_peak_dbtp, market)
