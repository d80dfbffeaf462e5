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
class Stills:
    """What ``poster``, ``gif`` and ``webp`` show.

    The poster is chosen among the frames from ``poster_at`` (share of the film, 0…1) on and is at
    most ``poster_width`` wide. The preview is ``preview_seconds`` from there, at ``preview_fps``
    frames a second and ``preview_width`` pixels.
    """

    poster_at: float = 0.1
    poster_width: int = 1280
    preview_seconds: float = 3.0
    preview_fps: int = 10
    preview_width: int = 480


@dataclass(frozen=True, slots=True)
class Ladder:
    """Renditions for adaptive streaming.

    ``short_sides`` in pixels, none larger than the picture's own; ``crf`` and ``max_kbps`` (at 720
    lines, the others in proportion to their pixels) are x264's; segments last ``segment_s``, to
    whole frames.
    """

    short_sides: tuple[int, ...] = (1080, 720, 480, 360)
    crf: int = 23
    max_kbps: int = 3000
    segment_s: float = 4.0


@dataclass(frozen=True, slots=True)
class OwnSound:
    """When the sound that a model gave its take will not do (see ``locvid.verify.sound.own``).

    What lies behind the words is to be between ``least_below_voice_db`` and
    ``most_below_voice_db`` under the voice; nothing is heard below ``silence_dbfs``, and not for
    longer than ``dropout_s``. A background that is at least as flat as ``flatness_db`` (0 is white
    noise) and varies by less than ``unrest_db`` is hiss. From one shot to the next in one place it
    may change by ``step_lu`` in level and ``step_db`` in colour.
    """

    least_below_voice_db: float = 12.0
    most_below_voice_db: float = 45.0
    silence_dbfs: float = -80.0
    dropout_s: float = 0.2
    flatness_db: float = -1.5
    unrest_db: float = 0.8
    step_lu: float = 3.0
    step_db: float = 4.0


@dataclass(frozen=True, slots=True)
class Profile:
    """One YAML file in ``presets/profiles``.

    ``container``, ``video_codec`` and ``audio_codec`` are names of registered parts.
    ``loudness_lufs`` (integrated, ITU-R BS.1770) and ``true_peak_dbtp`` are targets; ``crf`` goes
    to x264 and AV1, ``x264_preset``, ``av1_speed`` and ``prores_kind`` to the encoder in their
    name; ``audio_bitrate`` in bit/s; captions are limited to ``caption_chars`` a line,
    ``caption_lines`` lines and ``caption_seconds`` s, and drawn into the picture where
    ``burn_captions`` says so. ``score``: music plays under the film unless its script says
    otherwise. ``outputs`` are names of what is made of the finished film beside it.
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
    container: str = "mp4"
    video_codec: str = "h264"
    audio_codec: str = "aac"
    av1_speed: int = 8
    prores_kind: str = "hq"
    outputs: tuple[str, ...] = ()
    stills: Stills = Stills()
    ladder: Ladder = Ladder()
    own_sound: OwnSound = OwnSound()


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
